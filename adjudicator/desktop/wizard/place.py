"""Where the wizard stands in the window: what is planned stays until it is created or given up."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.window.leaving import when_left
from adjudicator.desktop.window.pages import Pages
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.services.recount import Recount

_LOST = "Nothing of it is on the disk: what was filled in is lost, the passphrases too."


class _Window(Protocol):
    """What the wizard needs of the window."""

    start: StartScreen
    stack: Pages
    record: WorkQueue
    images: WorkQueue
    desk: Desk | None

    def show_screen(self, name: str) -> None: ...

    def leave(self) -> None: ...

    def adopt(self, recount: Recount) -> None: ...


class GiveUpDialog(QDialog):
    """Asks before what was filled in is thrown away; keeping it is what Return and Escape do.

    :param question: what is asked, such as ``Give up this new recount?``.
    :param go: the words of the button that gives it up.
    """

    def __init__(self, parent: QWidget, question: str, go: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.keep = QPushButton("&Keep it")
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.go = QPushButton(go)
        self.go.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        column.addWidget(label(question, size="title", bold=True, wrap=True))
        column.addWidget(label(_LOST, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go)
        row.addWidget(self.keep)
        column.addLayout(row)
        fit_column(self, 560)
        self.keep.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.keep.setFocus()


class WizardPlace(QObject):
    """At most one recount is planned at a time; wherever people go meanwhile, it is found again.

    :param window: where it is shown; also the Qt parent.
    :param put: shows a screen that is none of a recount's.
    """

    def __init__(self, window: _Window, put: Callable[[QWidget], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._put, self._widget = window, put, parent
        self.wizard: WizardScreen | None = None

    def begin(self) -> None:
        """Plan a new recount, or go on where that was left; what is open is let go of, asked."""
        when_left(self._widget, self._window.desk, self._begin)

    def _begin(self) -> None:
        self._window.leave()
        if self.wizard is None:
            self.wizard = wizard = WizardScreen(self._window.record, self._window.images)
            wizard.created.connect(self._created)
            wizard.left.connect(self._ask_to_give_up)
            wizard.went.connect(self._went)
        self._put(self.wizard)

    def _went(self) -> None:
        """The wizard left the screen: Start says whether it leads back to it."""
        wizard = self.wizard
        self._window.start.show_planning(on=wizard is not None and wizard.has_answers)

    def _ask_to_give_up(self) -> None:
        if self.wizard is None or not self.wizard.has_answers:
            self.give_up()
            return
        asked = GiveUpDialog(self._widget, "Give up this new recount?", "&Give it up")
        asked.accepted.connect(self.give_up)
        asked.open()

    def give_up(self) -> None:
        """Throw away what was planned, and show Start in its place."""
        shown = self.wizard is not None and self._window.stack.currentWidget() is self.wizard
        self._end()
        if shown:
            self._window.show_screen("start")

    def _end(self) -> None:
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            self._window.stack.removeWidget(wizard)
            wizard.deleteLater()
        self._window.start.show_planning(on=False)

    def _created(self, recount: Recount) -> None:
        """The recount is opened, whatever was opened while it was made."""
        self._end()
        if self._window.desk is not None:
            self._window.leave()
        self._window.adopt(recount)

    def asked_before_closing(self) -> bool:
        """Ask before the window closes on answers nobody has elsewhere.

        :returns: whether it was asked; if not, nothing is lost.
        """
        if self.wizard is None or not self.wizard.has_answers:
            return False
        if not any(asked.isVisible() for asked in self._widget.findChildren(GiveUpDialog)):
            question = "Close the window and give up the new recount?"
            asked = GiveUpDialog(self._widget, question, "&Give it up and close")
            asked.accepted.connect(self.give_up)
            asked.accepted.connect(self._widget.close)
            asked.open()
        return True
