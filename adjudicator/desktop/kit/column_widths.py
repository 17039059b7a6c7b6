"""How wide the columns of a table are, and how many lines its rows have."""

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from adjudicator.desktop.kit.theme import theme, theme_keeper

_NARROWEST = 0.55
"""What is left of a column whose words are broken into two lines: a word is longer than another."""
_FIXED = QHeaderView.ResizeMode.Fixed


class BreakHeadings(Protocol):
    """Told whether headings may stand on two lines."""

    def __call__(self, *, broken: bool) -> None:
        """Tell it."""


class ColumnWidths(QObject):
    """Measures the cells of a table once, and shares its width out among the columns.

    Qt's own fitting asks every cell anew whenever the table is shown, laid out or resized.

    :param table: whose columns they are.
    :param is_number: whether a column holds figures, which are never broken.
    :param break_headings: called with whether headings may stand on two lines.
    """

    rows_changed = Signal()
    """The rows have another height."""

    def __init__(
        self,
        table: QTableView,
        is_number: Callable[[int], bool],
        break_headings: BreakHeadings,
    ) -> None:
        super().__init__(table)
        self._table, self._is_number, self._break_headings = table, is_number, break_headings
        self._header = table.horizontalHeader()
        self._header.setSectionResizeMode(_FIXED)
        self._rest: tuple[int, int] | None = None
        self._lines = 1
        self._measured = self._sharing = self._breaks = self._told_below = False
        self._whole: tuple[int, ...] = ()
        """How wide every column is with the whole words of its cells."""
        self._header.sectionResized.connect(self._other_resized)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._set_lines()
        self.measure_again()

    def give_lines(self, lines: int) -> None:
        """Make every row that many lines high."""
        self._lines = lines
        self._follow()

    def give_rest(self, column: int, least: int) -> None:
        """Let a column take the room the others leave; ``least`` is in pixels at 100 %."""
        self._header.setStretchLastSection(False)
        self._header.setSectionResizeMode(column, _FIXED)
        self._rest = (column, least)
        self.share()

    def break_in_need(self, *, told_below: bool) -> None:
        """Break words where they have no room; what takes the rest can go if it is told below."""
        self._breaks, self._told_below = True, told_below
        self.measure_again()

    def measure_again(self) -> None:
        """There are other rows, or another text."""
        self._measured = False
        self.measure()

    def measure(self) -> None:
        """Give every column the width of its words, once for these rows and this text."""
        if self._measured or not self._table.isVisible():
            return
        self._measured = self._sharing = True
        header, rest = self._header, -1 if self._rest is None else self._rest[0]
        if self._breaks:
            self._break_headings(broken=False)
        for column in range(header.count()):
            if column != rest and header.sectionResizeMode(column) is _FIXED:
                self._table.resizeColumnToContents(column)
        self._whole = tuple(
            self._table.sizeHintForColumn(n) if n == rest else header.sectionSize(n)
            for n in range(header.count())
        )
        self._sharing = False
        self.share()

    def share(self) -> None:
        """Share the width there is among the columns."""
        if self._rest is None:
            return
        column, least = self._rest[0], theme().scaled(self._rest[1])
        header, self._sharing = self._header, True
        if self._breaks and self._whole:
            self._break_words(column, least)
        others = sum(header.sectionSize(n) for n in range(header.count()) if n != column)
        header.resizeSection(column, max(least, self._table.viewport().width() - others))
        self._sharing = False

    def _break_words(self, column: int, least: int) -> None:
        """Leave whole words where they have room, and break them where they have none.

        :param column: takes the rest; ``least`` is how wide it is at least.
        """
        header, table = self._header, self._table
        whole = {n: wide for n, wide in enumerate(self._whole) if n != column}
        lacking = sum(whole.values()) + least - table.viewport().width()
        broken = lacking > 0 or lacking - least + self._whole[column] > 0
        self._break_headings(broken=broken)
        if broken != table.wordWrap():
            table.setWordWrap(broken)
            self._set_lines()
        spare = {n: self._spare(n, wide) for n, wide in whole.items()}
        most = sum(spare.values())
        away = self._told_below and lacking > most
        table.setColumnHidden(column, away)
        lacking -= least if away else 0
        share = min(1.0, max(0, lacking) / most) if most else 0.0
        for n, wide in whole.items():
            header.resizeSection(n, wide - math.ceil(spare[n] * share))

    def _spare(self, column: int, whole: int) -> int:
        """What a column can give: figures are never broken, and no heading is cut."""
        if self._is_number(column):
            return 0
        least = max(round(whole * _NARROWEST), self._header.sectionSizeHint(column))
        return max(0, whole - least)

    def _set_lines(self) -> None:
        lines = max(self._lines, 2 if self._table.wordWrap() else 1)
        high = lines * theme().line("body") + 10
        self._table.verticalHeader().setDefaultSectionSize(high)
        self.rows_changed.emit()

    def _other_resized(self, column: int, _before: int, _now: int) -> None:
        if self._rest is not None and column != self._rest[0] and not self._sharing:
            self.share()
