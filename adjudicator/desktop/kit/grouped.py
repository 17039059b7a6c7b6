"""A data table whose rows can stand in groups, each under a heading that folds it away."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.kit.table import (
    Column,
    DataTable,
    Index,
    Row,
    RowsModel,
    WordsFilter,
)
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.wording import count

_NO_INDEX = QModelIndex()
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.SizeHintRole,
    }
)
_OPEN, _FOLDED = "\u25be", "\u25b8"


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What rows have in common; groups stand in this order."""

    order: tuple[int, ...]
    words: str


By = Callable[[Row], Group]


class GroupedRows(RowsModel[Row]):
    """Rows under headings where they are grouped, else the rows alone.

    Within a group they keep the order they were given in.
    """

    def __init__(self, columns: Sequence[Column[Row]], noun: str, parent: QWidget) -> None:
        super().__init__(columns, parent)
        self._noun = noun
        self._by: By[Row] | None = None
        self._lines: tuple[tuple[int, int | None], ...] = ()
        """Of each line the place of its group, and that of its row; no row: it is the heading."""
        self.groups: tuple[Group, ...] = ()
        self.sizes: tuple[int, ...] = ()
        self.matching: tuple[int, ...] | None = None
        """How many rows of each group the words let through; ``None`` without words."""
        self.folded: Callable[[Group], bool] = lambda _group: False

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._line_up()
        self.endResetModel()

    def group_by(self, by: By[Row] | None) -> None:
        """Put the rows into other groups; ``None``: into none."""
        self.beginResetModel()
        self._by = by
        self._line_up()
        self.endResetModel()

    def _line_up(self) -> None:
        members: dict[Group, list[int]] = {}
        if self._by is not None:
            for place, row in enumerate(self._rows):
                members.setdefault(self._by(row), []).append(place)
        self.groups = tuple(sorted(members))
        self.sizes = tuple(len(members[group]) for group in self.groups)
        lines: list[tuple[int, int | None]] = []
        for n, group in enumerate(self.groups):
            lines += [(n, None), *((n, place) for place in members[group])]
        if self._by is None:
            lines = [(0, place) for place in range(len(self._rows))]
        self._lines, self.matching = tuple(lines), None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many lines, headings among them."""
        return 0 if parent.isValid() else len(self._lines)

    def row(self, number: int) -> Row:
        """The row of a line that is no heading."""
        place = self._lines[number][1]
        if place is None:
            raise IndexError(f"line {number} is a heading")
        return self._rows[place]

    def group_at(self, number: int) -> int:
        """The place of the group a line belongs to."""
        return self._lines[number][0]

    def heading_at(self, number: int) -> Group | None:
        """The group whose heading a line is."""
        place, row = self._lines[number]
        return self.groups[place] if row is None else None

    def told(self) -> None:
        """The headings say something else now."""
        if self._lines:
            last = self.index(len(self._lines) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt hands variants through here
        """Of a heading its words, of a row what its column says."""
        group = self.heading_at(index.row())
        if group is None:
            return super().data(index, role)
        words, away = self._heading(index.row()), self.folded(group)
        told = {
            Qt.ItemDataRole.DisplayRole: f"{_FOLDED if away else _OPEN}  {words}",
            Qt.ItemDataRole.AccessibleTextRole: f"{words}, {'folded away' if away else 'open'}",
            Qt.ItemDataRole.FontRole: theme().font(bold=True),
            Qt.ItemDataRole.BackgroundRole: theme().ground_of("raised"),
            Qt.ItemDataRole.ForegroundRole: theme().text_on("raised"),
            # It stands across all columns, and makes none of them wider.
            Qt.ItemDataRole.SizeHintRole: QSize(0, 0),
        }
        return told.get(Qt.ItemDataRole(role)) if role in _ROLES else None

    def _heading(self, line: int) -> str:
        """``Not located \u00b7 3 cases``; where words narrow the rows ``2 of 3 cases``."""
        place = self.group_at(line)
        told = count(self.sizes[place], self._noun)
        if self.matching is not None:
            told = f"{self.matching[place]:,} of {told}"
        return f"{self.groups[place].words} \u00b7 {told}"


class GroupedFilter(WordsFilter):
    """Sorts within each group, and leaves out what is folded away while no words are typed."""

    def __init__(self, rows: GroupedRows[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = rows
        self._matching: frozenset[int] = frozenset()
        self._text = ""
        rows.modelReset.connect(self._match)

    def set_words(self, text: str) -> None:
        """Narrow to rows that contain every word, folded away or not."""
        self._text = text
        self._words = tuple(text.casefold().split())
        self._match()
        self.look_again()

    def look_again(self) -> None:
        """Something was folded away, or opened."""
        self.setFilterFixedString(self._text)
        self._lines.told()

    def _match(self) -> None:
        lines = self._lines
        if not self._words:
            lines.matching = None
            return
        rows = (n for n in range(lines.rowCount()) if lines.heading_at(n) is None)
        found = [n for n in rows if super(GroupedFilter, self).filterAcceptsRow(n, _NO_INDEX)]
        self._matching = frozenset(found)
        counted = Counter(lines.group_at(n) for n in found)
        lines.matching = tuple(counted[n] for n in range(len(lines.groups)))

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        """Whether a line is shown; a heading where any row of its group matches."""
        lines = self._lines
        heading = lines.heading_at(source_row)
        if heading is not None:
            return lines.matching is None or bool(lines.matching[lines.group_at(source_row)])
        if self._words:
            return source_row in self._matching
        return not lines.groups or not lines.folded(lines.groups[lines.group_at(source_row)])

    def lessThan(self, left: Index, right: Index) -> bool:
        """Groups keep their order, whichever way their rows are sorted."""
        lines = self._lines
        first, second = (
            (lines.group_at(n), lines.heading_at(n) is None) for n in (left.row(), right.row())
        )
        if first == second:
            return super().lessThan(left, right)
        down = self.sortOrder() is Qt.SortOrder.DescendingOrder
        return first > second if down else first < second


class GroupedTable(DataTable[Row]):
    """Rows that can be grouped; a heading folds its group away and brings it back.

    :param noun: what a heading counts, as ``case``.
    """

    folded = Signal()
    """A group was folded away, or opened."""

    def __init__(
        self, columns: Sequence[Column[Row]], name: str, noun: str, parent: QWidget | None = None
    ) -> None:
        self._noun = noun
        super().__init__(columns, name, parent)
        self._away: set[Hashable] = set()
        self._key: Callable[[Group], Hashable] = lambda group: group
        self.lines.folded = lambda group: self._key(group) in self._away
        for moved in ("modelReset", "layoutChanged", "rowsInserted", "rowsRemoved"):
            getattr(self.filter_model, moved).connect(self._span)
        self.clicked.connect(self._pressed)

    def make_models(self, columns: Sequence[Column[Row]]) -> tuple[RowsModel[Row], WordsFilter]:
        """Those that know of groups."""
        rows = GroupedRows(columns, self._noun, self)
        return rows, GroupedFilter(rows, self)

    @property
    def lines(self) -> GroupedRows[Row]:
        """Rows and headings."""
        return cast("GroupedRows[Row]", self.rows_model)

    def remember(self, away: set[Hashable], key: Callable[[Group], Hashable]) -> None:
        """Keep what is folded away in a set of somebody else's, under keys of theirs."""
        self._away, self._key = away, key

    def group_by(self, by: By[Row] | None) -> None:
        """Put the rows into groups; ``None``: into none.  The case that is chosen stays so."""
        chosen = self.current()
        self.lines.group_by(by)
        self.widths.measure_again()
        self.choose(chosen)

    def choose(self, wanted: Row | None = None) -> None:
        """Select a row; the first that is shown where there is no such row."""
        shown = [n for n in range(self.filter_model.rowCount()) if self._heading(n) is None]
        found = next((n for n in shown if self._row_at(n) is wanted), None)
        places = [found] if found is not None else shown or range(self.filter_model.rowCount())
        for place in places[:1]:
            self.selectRow(place)

    @property
    def away(self) -> int:
        """How many rows are folded away now."""
        lines = self.lines
        if self.filter_model.has_words:
            return 0
        return sum(n for g, n in zip(lines.groups, lines.sizes, strict=True) if lines.folded(g))

    def shown(self) -> list[Row]:
        """The rows as they stand on the screen."""
        places = range(self.filter_model.rowCount())
        return [self._row_at(n) for n in places if self._heading(n) is None]

    def current(self) -> Row | None:
        """The row that is selected; ``None`` on a heading."""
        index = self.currentIndex()
        there = index.isValid() and self._heading(index.row()) is None
        return self._row_at(index.row()) if there else None

    def _heading(self, number: int) -> Group | None:
        source = self.filter_model.mapToSource(self.filter_model.index(number, 0))
        return self.lines.heading_at(source.row())

    def _activated(self, index: QModelIndex) -> None:
        if self._heading(index.row()) is None:
            super()._activated(index)

    def _pressed(self, index: QModelIndex) -> None:
        self._fold(index.row(), None)

    def _fold(self, number: int, away: bool | None) -> bool:  # noqa: FBT001 - None: the other way
        """Fold the group of a heading away or open it; whether that line is a heading."""
        group = self._heading(number)
        if group is None:
            return False
        key = self._key(group)
        if away is None:
            away = key not in self._away
        if away != (key in self._away):
            self._away ^= {key}
            cast("GroupedFilter", self.filter_model).look_again()
            self.folded.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a heading Return and Space fold and open, Left folds, Right opens."""
        wanted = _FOLDS.get(Qt.Key(event.key()))
        index = self.currentIndex()
        if wanted is not None and index.isValid() and self._fold(index.row(), *wanted):
            return
        super().keyPressEvent(event)

    def _span(self) -> None:
        """A heading stands across all columns."""
        self.clearSpans()
        if self.lines.groups:
            for number in range(self.filter_model.rowCount()):
                if self._heading(number) is not None:
                    self.setSpan(number, 0, 1, self.filter_model.columnCount())


_FOLDS: dict[Qt.Key, tuple[bool | None]] = {
    Qt.Key.Key_Return: (None,),
    Qt.Key.Key_Enter: (None,),
    Qt.Key.Key_Space: (None,),
    Qt.Key.Key_Left: (True,),
    Qt.Key.Key_Right: (False,),
}
