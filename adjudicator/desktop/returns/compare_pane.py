"""Do two sets of returns match?  The answer first, then every number that differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.apart.sources import Sources
from adjudicator.desktop.apart.work import STOPPED, ProgressRow, Reading
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.returns.reading import Answer, Comparison, compare
from adjudicator.domain.canvass.matching import Match
from adjudicator.domain.wording import count
from adjudicator.services.canvass.matching import bucket_words, match_answer

_LEAST_ROWS = 4
_WHOLE = "the whole contest"
_NOT_LOADED = "Load the returns that are to be compared first: on the page Files."
_ASK = "Choose the second set: what the county added up, another program\u2019s, or a later stage."


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One number that is not the same in both, or a contest that stands in one only."""

    contest: str
    precinct: str
    group: str
    choice: str
    one: int | None
    other: int | None
    only: str = ""
    """In words, where a whole contest stands in one only."""

    def words(self, side: str, number: int | None) -> str:
        """The number of one side, or whether the contest stands there at all."""
        if self.only:
            return "given" if self.only == side else "not there"
        return "not given" if number is None else f"{number:,}"

    @property
    def change(self) -> int:
        """The second less the first; what is not given is none."""
        return (self.other or 0) - (self.one or 0)


class ComparePane(QWidget):
    """The third page of Returns.

    :param files: the pool files are read on.
    """

    compared = Signal(str)
    """The answer in one sentence."""
    told = Signal(str, str)
    """Why there is none, and its tone."""

    def __init__(self, files: WorkQueue) -> None:
        super().__init__()
        self.reading = Reading(files, self)
        self.sources = Sources("Compared &with: files or folders", ("i", "d", "o"))
        self.button = QPushButton("Co&mpare")
        self.button.setProperty("kind", "primary")
        self.progress = ProgressRow(self.reading)
        self.first = label(wrap=True)
        self.answer = label(size="title", bold=True, wrap=True)
        self.note = label(wrap=True)
        self.words = QLineEdit()
        self.words.setAccessibleName("Narrow the differences")
        self.words.setPlaceholderText("Narrow by contest, precinct, group or name")
        self.table: DataTable[DifferenceRow] = DataTable(
            (
                Column("Contest", lambda r: r.contest, tip=lambda r: r.contest),
                Column("Precinct", lambda r: r.precinct),
                Column("Counting group", lambda r: r.group),
                Column("Number", lambda r: r.choice),
                Column("First", lambda r: r.words("first", r.one), lambda r: r.one, number=True),
                Column(
                    "Second", lambda r: r.words("second", r.other), lambda r: r.other, number=True
                ),
                Column("Difference", _change, lambda r: abs(r.change), number=True),
            ),
            "Numbers that are not the same",
        )
        self.comparison: Comparison | None = None
        self._first: Answer | None = None
        self._lay_out()
        self._connect()
        self.forget()

    def enter(self) -> None:
        """Begin here."""
        self.sources.line.setFocus()

    def _connect(self) -> None:
        self.button.clicked.connect(self.compare)
        self.sources.asked.connect(self.compare)
        self.sources.changed.connect(self._show_buttons)
        self.words.textChanged.connect(self.table.set_words)
        self.reading.finished.connect(self.show_comparison)
        self.reading.cancelled.connect(self._stopped)
        self.reading.failed.connect(self._failed)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        above.setSpacing(look.space("wide"))
        above.addWidget(self.sources, 1)
        right = QVBoxLayout()
        right.setSpacing(look.space("medium"))
        right.addWidget(self.first)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        right.addLayout(row)
        right.addWidget(self.answer)
        right.addWidget(self.note)
        right.addStretch(1)
        above.addLayout(right, 1)
        stack_when_large(above)
        column.addLayout(above, 2)
        column.addWidget(self.words)
        column.addWidget(self.table, 3)
        self.table.give_rest(0, 160)
        self.table.keep_rows(_LEAST_ROWS)

    def show_first(self, answer: Answer) -> None:
        """Other returns are loaded: what was compared before is out of date."""
        self._first = answer
        self.first.setText(f"First: the returns that are loaded, {answer.size}.")
        self.forget()

    def forget(self) -> None:
        """Nothing is compared."""
        self.comparison = None
        self.answer.setText("Do the results match up?")
        self.note.setText(_NOT_LOADED if self._first is None else _ASK)
        self._show_table(())
        self._show_buttons()

    def compare(self) -> None:
        """Read the second set and compare, in the background."""
        first, paths = self._first, self.sources.paths
        if first is None or not paths or self.reading.busy:
            return
        self.forget()
        self._show_busy(busy=True)
        self.progress.begin()
        self.reading.start(partial(compare, first, paths))

    def _stopped(self) -> None:
        self._over()
        self.told.emit(STOPPED, "neutral")

    def _failed(self, failure: Failure) -> None:
        self._over()
        self.told.emit(failure.sentence, "bad")

    def _over(self) -> None:
        self._show_busy(busy=False)
        self.enter()

    def _show_busy(self, *, busy: bool) -> None:
        self.sources.setEnabled(not busy)
        self._show_buttons(busy=busy)

    def _show_buttons(self, *, busy: bool = False) -> None:
        ready = self._first is not None and bool(self.sources.paths)
        self.button.setEnabled(ready and not busy)

    def show_comparison(self, compared: Comparison) -> None:
        """Say whether they match, and list what does not."""
        self._show_busy(busy=False)
        if compared.first is not self._first:
            # Other returns were loaded meanwhile.
            return
        self.comparison = compared
        self.answer.setText(match_answer(compared.found))
        aside = len(compared.aside)
        read = f"{count(compared.other.files, 'file')}, {count(compared.other.rows, 'row')}"
        told = [f"Second: {read}."]
        found = compared.found
        for names, only in ((found.only_one, "first"), (found.only_other, "second")):
            if names:
                stands = "stands" if len(names) == 1 else "stand"
                told.append(f"{count(len(names), 'contest')} {stands} in the {only} only.")
        if aside:
            left = "was" if aside == 1 else "were"
            told.append(f"{count(aside, 'row')} could not be used and {left} not compared:")
            told.append(str(compared.aside[0]))
        self.note.setText(" ".join(told))
        self._show_table(tuple(difference_rows(compared.found)))
        self.compared.emit(self.answer.text())

    def _show_table(self, rows: tuple[DifferenceRow, ...]) -> None:
        self.table.set_rows(rows)
        if rows:
            self.table.selectRow(0)


def difference_rows(found: Match) -> Iterator[DifferenceRow]:
    """Every number that differs, then every contest that stands in one only."""
    for unlike in found.unlike:
        place = unlike.place
        yield DifferenceRow(
            unlike.contest.title,
            place.precinct or "none named",
            place.group or "all",
            bucket_words(unlike.bucket),
            unlike.one,
            unlike.other,
        )
    for names, only in ((found.only_one, "first"), (found.only_other, "second")):
        for name in names:
            yield DifferenceRow(name.title, "", "", _WHOLE, None, None, only)


def _change(row: DifferenceRow) -> str:
    return "" if row.only else f"{row.change:+,}"
