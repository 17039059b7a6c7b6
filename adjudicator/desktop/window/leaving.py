"""Leaving a recount while people are signed in at it: asked once, calmly, before anyone is."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import name_of
from adjudicator.domain.wording import join_names

_NUMBERS = ("", "One person is", "Two people are", "Three people are", "Four people are")


class LeaveDialog(QDialog):
    """Says who sits here and what leaving does; staying is what Return and Escape do.

    :param desk: the recount that would be left.
    :param parent: the window.
    :param question: what is asked after who is signed in, such as ``Leave this recount?``.
    :param go: the words of the button that leaves.
    """

    def __init__(self, desk: Desk, parent: QWidget, question: str, go: str) -> None:
        super().__init__(parent)
        names = [name_of(seat.person) for seat in desk.seats]
        n = len(names)
        start = _NUMBERS[n] if n < len(_NUMBERS) else f"{n} people are"
        self.question = f"{start} signed in here. {question}"
        self.setWindowTitle(question)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.stay = QPushButton("&Stay")
        self.stay.setProperty("kind", "primary")
        self.stay.setDefault(True)
        self.go = QPushButton(go)
        self.go.setAutoDefault(False)
        told = (
            f"{join_names(names)} would be signed out and need a passphrase to come back. "
            "Everything recorded is safe; what is not recorded yet is lost."
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, desk.recount.watermark)
        column.addWidget(label(self.question, size="title", bold=True, wrap=True))
        column.addWidget(label(told, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go)
        row.addWidget(self.stay)
        column.addLayout(row)
        fit_column(self, 560)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.stay.setFocus()


def when_left(window: QWidget, desk: Desk | None, then: Callable[[], object]) -> None:
    """Do what lets go of the open recount, after a question if anybody is signed in at it."""
    if desk is None or not desk.seats:
        then()
        return
    asked = LeaveDialog(desk, window, "Leave this recount?", "&Leave")
    asked.accepted.connect(then)
    asked.open()


def asked_before_closing(window: QWidget, desk: Desk | None, leave: Callable[[], object]) -> bool:
    """Ask before the window closes on people who are signed in.

    :param leave: lets go of the recount; the window closes after it.
    :returns: whether it was asked; if not, nobody sits here and nothing was done.
    """
    if desk is None or not desk.seats:
        return False
    if not any(asked.isVisible() for asked in window.findChildren(LeaveDialog)):
        asked = LeaveDialog(desk, window, "Close the window?", "Sign everyone &out and close")
        asked.accepted.connect(leave)
        asked.accepted.connect(window.close)
        asked.open()
    return True
