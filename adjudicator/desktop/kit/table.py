"""A data table: rows of a dataclass, sortable by any column, narrowed by words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from adjudicator.desktop.kit.column_widths import ColumnWidths
from adjudicator.desktop.kit.theme import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, the words in a cell, and what it is sorted by."""

    heading: str
    """On two lines where it is written so and there is no room for one."""
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    """What to sort by; the words themselves where absent."""
    number: bool = False
    """Right-aligned, in figures of one width."""
    tip: Callable[[Row], str] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A model over a sequence of rows."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._headings_broken = True
        self.tells_all = False
        """Whether the tool tip of every cell has its words, for where they may be cut."""

    def is_number(self, column: int) -> bool:
        """Whether that column holds figures."""
        return self._columns[column].number

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def break_headings(self, *, broken: bool) -> None:
        """Whether headings stand on two lines where they are written so, or on one."""
        if broken != self._headings_broken:
            self._headings_broken = broken
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def row(self, number: int) -> Row:
        """The row of that number, in the order given."""
        return self._rows[number]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401 - Qt hands variants through here
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heading = self._columns[section].heading
            return heading if self._headings_broken else heading.replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(self._columns[section])
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt hands variants through here
        """Words, order, alignment and font of a cell."""
        column, row = self._columns[index.column()], self.row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                whole = column.text(row) if self.tells_all else None
                return column.tip(row) if column.tip else whole
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.FontRole if column.number:
                return theme().font(figures=True)
            case _ if role == SORT_ROLE:
                return column.sort(row) if column.sort else column.text(row).casefold()
        return None

    @staticmethod
    def _alignment(column: Column[Row]) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class WordsFilter(QSortFilterProxyModel):
    """Keeps the rows in which every word stands, in any column and any case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT_ROLE)

    @property
    def has_words(self) -> bool:
        """Whether the rows are narrowed by words."""
        return bool(self._words)

    def set_words(self, text: str) -> None:
        """Narrow to rows that contain every word of the text."""
        self._words = tuple(text.casefold().split())
        self.setFilterFixedString(text)  # asks filterAcceptsRow again for every row

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare by what the column sorts by, also where Qt knows no order of it."""
        first, second = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if first is None or second is None:
            return first is None and second is not None
        return bool(first < second)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether every word stands somewhere in the row."""
        if not self._words:
            return True
        model = self.sourceModel()
        cells = (
            str(model.index(source_row, column, source_parent).data() or "").casefold()
            for column in range(model.columnCount())
        )
        text = " ".join(cells)
        return all(word in text for word in self._words)


class DataTable(QTableView, Generic[Row]):
    """The table every screen uses.

    :param columns: the columns, from the left.
    :param name: what a screen reader calls it.
    """

    opened = Signal(object)
    """The row that was opened, by Return or a double click."""

    def __init__(
        self, columns: Sequence[Column[Row]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows_model, self.filter_model = self.make_models(columns)
        self.filter_model.setSourceModel(self.rows_model)
        self.setModel(self.filter_model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Qt's own minimum is as wide as the widest letter of the font.
        header.setMinimumSectionSize(theme().space("wide"))
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(64)
        self._least_rows = self._least_wide = 0
        model = self.rows_model
        self.widths = ColumnWidths(self, model.is_number, model.break_headings)
        self.widths.rows_changed.connect(self._keep_rows)
        self.activated.connect(self._activated)

    def make_models(self, columns: Sequence[Column[Row]]) -> tuple[RowsModel[Row], WordsFilter]:
        """The rows, and what sorts and narrows them."""
        return RowsModel(columns, self), WordsFilter(self)

    def break_in_need(self, *, told_below: bool = False) -> None:
        """Where the words of a row have no room side by side, break them into two lines.

        So a table is read without moving it sideways; words that need more than two lines are cut
        with dots, and are whole in the tool tip.

        :param told_below: what takes the rest is told below the table too, and goes at the last.
        """
        self.rows_model.tells_all = True
        self.widths.break_in_need(told_below=told_below)

    def showEvent(self, event: QShowEvent) -> None:
        """What was filled while nobody saw it is measured now."""
        super().showEvent(event)
        self.widths.measure()

    def give_lines(self, lines: int) -> None:
        """Make every row that many lines high, for cells whose words are broken."""
        self.widths.give_lines(lines)

    def keep_rows(self, least: int, *, wide: int = 0) -> None:
        """Never be lower than the headings and that many rows, however large the text.

        :param wide: nor narrower than that, in pixels at 100 %.
        """
        self._least_rows, self._least_wide = least, wide
        self._keep_rows()

    def _keep_rows(self) -> None:
        if not self._least_rows:
            return
        if self._least_wide:
            self.setMinimumWidth(theme().scaled(self._least_wide))
        header = self.horizontalHeader().sizeHint().height()
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(header + self._least_rows * row + bar + 2 * self.frameWidth())

    def sizeHint(self) -> QSize:
        """Where it keeps some rows, those: a page that can be moved is not moved for more."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.minimumHeight()) if self._least_rows else hint

    def give_rest(self, column: int, least: int) -> None:
        """Let a column take the room the others leave; below its least the table scrolls sideways.

        :param least: at a text size of 100 %, in pixels.
        """
        self.widths.give_rest(column, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.widths.share()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order given until a heading is pressed."""
        self.rows_model.set_rows(rows)
        self.widths.measure_again()

    def set_words(self, text: str) -> None:
        """Narrow to rows that contain every word of the text."""
        self.filter_model.set_words(text)
        self.viewport().update()

    @property
    def nothing(self) -> str:
        """What stands in the place of rows where the words let none through."""
        hidden = self.rows_model.rowCount() and not self.filter_model.rowCount()
        return "Nothing matches." if hidden else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or say that there are none like that."""
        super().paintEvent(event)
        if self.nothing:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.nothing)

    def shown(self) -> list[Row]:
        """The rows as they stand on the screen."""
        return [self._row_at(n) for n in range(self.filter_model.rowCount())]

    def current(self) -> Row | None:
        """The row that is selected."""
        index = self.currentIndex()
        return self._row_at(index.row()) if index.isValid() else None

    def _row_at(self, number: int) -> Row:
        source = self.filter_model.mapToSource(self.filter_model.index(number, 0))
        return self.rows_model.row(source.row())

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._row_at(index.row()))
