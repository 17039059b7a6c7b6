"""The list of contests, what is ordered first, with the one chosen beside it."""

from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.returns import lines
from adjudicator.desktop.returns.details import DetailsPane
from adjudicator.desktop.returns.reading import Answer
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.wording import count
from adjudicator.services.canvass.canvassing import Canvass, Canvassed, urgency
from adjudicator.services.canvass.telling import threshold_words

_LEAST_ROWS = 4
_NOTHING = "Nothing is loaded yet: choose the returns on the page Files."
_GO_FIRST = ((5, 1480), (3, 1130))
"""Columns that stand beside the list too, and the width of the page from which they have room."""


class Kept(StrEnum):
    """Which contests are listed."""

    ALL = "all"
    WITHIN = "within"
    ORDERED = "ordered"
    NOT_WHOLE = "not whole"


class ContestsPane(QWidget):
    """The second page of Returns."""

    files_asked = Signal()
    """Back to the files and what was strange about them."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = ChoiceBox()
        self.kept.setAccessibleName("Which contests are listed")
        for kept in Kept:
            self.kept.addItem("", kept)
        self.words = QLineEdit()
        self.words.setAccessibleName("Narrow by words")
        self.words.setPlaceholderText("Narrow by title, name or county")
        self.summary = label(bold=True)
        self.lacking = CutLabel(_NOTHING)
        self.notes = QPushButton("N&otes on the files")
        self.table: DataTable[Canvassed] = DataTable(
            (
                Column("Contest", lines.title_words, tip=lambda c: c.title),
                Column("Leader,\nrunner-up", lines.leader_words, tip=lines.leader_words),
                Column("Margin,\nper cent", lines.margin_words, lines.by_share, number=True),
                Column("Votes cast,\nover + under", lines.cast_words, lines.by_votes, number=True),
                Column("Margin gives,\nordered", lines.ordered_words, lines.by_order),
                Column("Votes from\nthe lines", lines.lines_words, lines.by_line),
            ),
            "Contests",
        )
        self.details = DetailsPane()
        self.answer: Answer | None = None
        self.notes.hide()
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Begin here."""
        self.table.setFocus()

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("small"))
        above = QHBoxLayout()
        above.setSpacing(look.space("medium"))
        above.addWidget(self.lacking, 1)
        above.addWidget(self.notes)
        column.addLayout(above)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space("large"))
        left = QVBoxLayout()
        left.setSpacing(look.space("small"))
        filters = QHBoxLayout()
        filters.setSpacing(look.space("small"))
        filters.addWidget(self.kept)
        filters.addWidget(self.words, 1)
        filters.addWidget(self.summary)
        left.addLayout(filters)
        left.addWidget(self.table, 1)
        row.addLayout(left, 8)
        row.addWidget(self.details, 3)
        stack_when_large(row)
        column.addLayout(row, 1)
        self.table.give_lines(2)
        self.table.give_rest(0, 120)
        self.table.keep_rows(_LEAST_ROWS)

    def _connect(self) -> None:
        self.kept.currentIndexChanged.connect(self._fill)
        self.words.textChanged.connect(self._fill)
        self.notes.clicked.connect(self.files_asked)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.details.seats.setFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the list has no room, what also stands beside it goes first."""
        super().resizeEvent(event)
        wide = self.width() / theme().scale * 100
        for column, least in _GO_FIRST:
            self.table.setColumnHidden(column, wide < least)
        self.table.widths.measure_again()

    def show_answer(self, answer: Answer) -> None:
        """Show other returns, or the same looked at otherwise; the contest chosen stays so."""
        self.answer = answer
        machine = threshold_words(answer.canvass.pack.thresholds.machine)
        kept = ("All contests", f"Within {machine}", "Ordered only", "Not whole")
        for n, words in enumerate(kept):
            self.kept.setItemText(n, words)
        self.lacking.set_text(answer.lacking or "Every county is in, and every row was used.")
        self.notes.setVisible(bool(answer.loaded.quarantined or answer.loaded.notices))
        self._fill()

    def _fill(self) -> None:
        answer, before = self.answer, self.details.found
        if answer is None:
            return
        text = self.words.text()
        every = answer.canvass.contests
        shown = [c for c in every if self._wanted(c) and lines.narrowed(c, text)]
        with QSignalBlocker(self.table.selectionModel()):
            self.table.set_rows(sorted(shown, key=urgency))
        self._choose("" if before is None else before.title)
        self.summary.setText(_counted(answer.canvass, len(shown)))

    def _wanted(self, found: Canvassed) -> bool:
        match Kept(self.kept.currentData()):
            case Kept.ORDERED:
                return found.assessment is not None and found.assessment.ordered is not Tier.NONE
            case Kept.WITHIN:
                return found.tier is not Tier.NONE
            case Kept.NOT_WHOLE:
                return found.so_far
        return True

    def _choose(self, title: str) -> None:
        """Select the row of that contest, or the first."""
        rows = self.table.shown()
        place = next((n for n, found in enumerate(rows) if found.title == title), 0)
        if rows:
            self.table.selectRow(place)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen, answer = self.table.current(), self.answer
        if chosen is None or answer is None:
            self.details.show_nothing()
        else:
            self.details.show_contest(chosen, answer.canvass.stage, answer.canvass.pack)


def _counted(found: Canvass, shown: int) -> str:
    ordered = [c.assessment.ordered for c in found.contests if c.assessment is not None]
    manual, machine = ordered.count(Tier.MANUAL), ordered.count(Tier.MACHINE)
    every = len(found.contests)
    of = count(every, "contest") if shown == every else f"{shown:,} of {count(every, 'contest')}"
    left = sum(contest.so_far for contest in found.contests)
    more = f", {left:,} not whole" if left else ""
    return f"{of} \u00b7 {manual:,} to hand, {machine:,} to the machines{more}"
