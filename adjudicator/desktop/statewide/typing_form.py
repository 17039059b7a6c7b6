"""Figures of a county typed by one person, who is shown nothing of what the other one typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.domain.statewide.typing import TypedNumber, TypedPlace, TypedSheet
from adjudicator.interchange.returns.words import bucket_of, number_of_votes
from adjudicator.services.statewide.telling import BUCKETS

_SENTENCE = (
    "Two people type the same paper, each by themselves. Nothing of what the other one typed is "
    "shown here. Equal figures are taken; one that differs, and nothing is."
)
_BLANK = 3
"""Further lines, for choices the state does not know yet."""
FILE = "typed at this window"


class TypingForm(QDialog):
    """Asks one person for the figures of one county.

    :param counties: of the rule pack.
    :param contests: titles with the names of their choices; the first is offered.
    :param mark: the words of a rehearsal.
    """

    typed = Signal(object)
    """The sheet."""

    def __init__(
        self,
        counties: Sequence[str],
        contests: Sequence[tuple[str, tuple[str, ...]]],
        mark: str | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Type figures of a county")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self._contests = tuple(contests)
        self.typist = QLineEdit()
        self.typist.setAccessibleName("Your name")
        self.county = ChoiceBox()
        self.county.setAccessibleName("County")
        self.county.addItems(list(counties))
        self.contest = ChoiceBox()
        self.contest.setAccessibleName("Contest")
        self.contest.setEditable(True)
        self.contest.addItems([title for title, _ in contests])
        self.banner = Banner()
        self.take = QPushButton("&Done typing")
        self.take.setProperty("kind", "primary")
        self.leave = QPushButton("Not now")
        self.rows: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        self._lay_out(mark)
        self.contest.currentIndexChanged.connect(self._name_choices)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)
        for button in (self.take, self.leave):
            button.setAutoDefault(False)
        self._name_choices()
        self.typist.setFocus()

    def _lay_out(self, mark: str | None) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, mark)
        column.addWidget(label(_SENTENCE, wrap=True))
        asked = QGridLayout()
        asked.setVerticalSpacing(look.space("small"))
        for row, (words, box) in enumerate(
            (("&Your name", self.typist), ("C&ounty", self.county), ("Con&test", self.contest))
        ):
            caption = label(words, bold=True)
            caption.setBuddy(box)
            asked.addWidget(caption, row, 0)
            asked.addWidget(box, row, 1)
        asked.setColumnStretch(1, 1)
        column.addLayout(asked)
        column.addWidget(scrolled(self._figures()), 1)
        column.addWidget(self.banner)
        row_ = QHBoxLayout()
        row_.addStretch(1)
        row_.addWidget(self.leave)
        row_.addWidget(self.take)
        column.addLayout(row_)
        fit(self, 640, 640)

    def _figures(self) -> QWidget:
        look = theme()
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(look.space("small"))
        for place, head in enumerate(("Choice", "Before, if told", "Votes")):
            grid.addWidget(label(head, size="small", tone="surface_muted"), 0, place)
        most = max((len(names) for _, names in self._contests), default=0)
        for number in range(1, most + len(BUCKETS) + _BLANK + 1):
            row = QLineEdit(), QLineEdit(), QLineEdit()
            for place, (edit, what) in enumerate(
                zip(row, ("choice", "votes before", "votes"), strict=True)
            ):
                edit.setAccessibleName(f"Line {number}, {what}")
                grid.addWidget(edit, number, place)
            self.rows.append(row)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(self.rows) + 1, 1)
        return content

    def _name_choices(self) -> None:
        """The choices of the contest stand there already; people type numbers."""
        names = dict(self._contests).get(self.contest.currentText(), ())
        listed = (*names, *BUCKETS.values())
        for (name, before, votes), text in zip(
            self.rows, (*listed, *[""] * (len(self.rows) - len(listed))), strict=True
        ):
            name.setText(text)
            before.clear()
            votes.clear()

    def _take(self) -> None:
        problem = self._problem()
        if problem:
            self.banner.say(problem, "bad")
            return
        contest = self.contest.currentText().strip()
        numbers = {
            TypedPlace(contest, "", bucket_of(name)): TypedNumber(
                number_of_votes(before), number_of_votes(votes) or 0
            )
            for name, before, votes in self._filled()
        }
        sheet = TypedSheet(
            FILE, self.typist.text().strip(), self.county.currentText().strip(), numbers
        )
        self.typed.emit(sheet)
        self.accept()

    def _filled(self) -> list[tuple[str, str, str]]:
        """The lines in which a number stands."""
        rows = [tuple(edit.text().strip() for edit in row) for row in self.rows]
        return [(name, before, votes) for name, before, votes in rows if before or votes]

    def _problem(self) -> str:
        """What is wrong with what was typed, in a sentence; empty if nothing is."""
        filled = self._filled()
        if not self.typist.text().strip():
            return "Type your name: the other figures are typed by somebody else."
        if not self.contest.currentText().strip() or not filled:
            return "Type the contest and its figures."
        for name, before, votes in filled:
            if not name:
                return f"Say whose the votes {votes or before} are."
            wrong = [t for t in (before, votes) if t and number_of_votes(t) is None]
            if wrong or not votes:
                return f'{name}: "{(wrong or [votes])[0]}" is not a number of votes.'
        names = [bucket_of(name) for name, _, _ in filled]
        twice = next((n for n in names if names.count(n) > 1), "")
        return f"{twice} stands there twice." if twice else ""
