"""The key card: every key heard here, grouped, over the screen until any of its keys closes it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.table import CommandTable, key_cap
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import KeyCap, key_cap_size, label
from adjudicator.desktop.kit.living import FocusBefore
from adjudicator.desktop.kit.theme import theme, theme_keeper

_ROW_GAP = 3
_CAP_GAP = 4
_Group = tuple[str, list[Command]]
_Step = QAbstractSlider.SliderAction
_MOVES = {
    Qt.Key.Key_Down: _Step.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Step.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
    Qt.Key.Key_End: _Step.SliderToMaximum,
    Qt.Key.Key_Home: _Step.SliderToMinimum,
}


class KeyCard(QWidget):
    """An overlay on a screen.

    :param host: the screen it lies over.
    :param table: the commands.
    :param context: whose keys it shows.
    """

    def __init__(self, host: QWidget, table: CommandTable, context: Context) -> None:
        super().__init__(host)
        part(self, "surface")
        self.setAccessibleName("Key card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._host, self._table, self._context = host, table, context
        self._sheet: QScrollArea | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._before = FocusBefore(host)
        host.installEventFilter(self)
        theme_keeper().changed.connect(self._follow)
        self.hide()

    def toggle(self) -> None:
        """Show it, or put it away."""
        if self.isVisible():
            self.close_card()
            return
        self._build()
        self._before.keep()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def close_card(self) -> None:
        """Put it away and give the focus back."""
        self.hide()
        self._before.give_back()

    def groups(self) -> dict[str, list[Command]]:
        """What it shows: commands by heading."""
        found: dict[str, list[Command]] = {}
        for command in self._table.heard_in(self._context):
            if command.listed and command.keys:
                found.setdefault(command.group, []).append(command)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._follow()
        return False

    def _follow(self) -> None:
        """Other columns for another size of window or text, while it is up."""
        if self.isVisible():
            self._build()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away, arrows and pages move it; other keys do nothing behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif self._sheet is not None and event.key() in _MOVES:
            self._sheet.verticalScrollBar().triggerAction(_MOVES[Qt.Key(event.key())])
        event.accept()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press anywhere puts it away."""
        self.close_card()

    def _build(self) -> None:
        """Lay the card out anew, for the text and the window may have changed."""
        if self._sheet is not None:
            self._outer.removeWidget(self._sheet)
            self._sheet.deleteLater()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = part(QWidget(), "surface")
        area.setWidget(sheet)
        self._sheet = area
        self._outer.addWidget(area)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*[theme().space("wide")] * 4)
        column.addWidget(label("Keys \u00b7 Esc or ? goes back", size="strong", bold=True))
        columns = QHBoxLayout()
        columns.setSpacing(theme().space("wide"))
        column.addLayout(columns)
        column.addStretch(1)
        for groups in self._shared_out():
            grid, used = _new_column(columns), 0
            for heading, commands in groups:
                used = _fill(grid, used, heading, commands)
        columns.addStretch(1)

    def _shared_out(self) -> list[list[_Group]]:
        """The groups by column: no wider than the screen, and higher only where that is narrow."""
        row_height = theme().line("small") + 6 + _ROW_GAP
        wide = self._host.width() - 2 * theme().space("wide")
        room = max(8, (self._host.height() - 3 * theme().space("wide")) // row_height - 2)
        groups = list(self.groups().items())
        while True:
            columns = _columns_of(groups, room)
            gaps = (len(columns) - 1) * theme().space("wide")
            if not columns[1:] or sum(map(_width_of, columns)) + gaps <= wide:
                return columns
            room += 1
            wide = self._host.width() - 3 * theme().space("wide")  # a bar for moving it


def _columns_of(groups: Sequence[_Group], room: int) -> list[list[_Group]]:
    """Put each group into the first column with that many rows left: as few as there can be."""
    columns: list[list[_Group]] = []
    for group in groups:
        for column in columns:
            if sum(len(commands) + 1 for _, commands in (*column, group)) <= room:
                column.append(group)
                break
        else:
            columns.append([group])
    return columns


def _width_of(column: Sequence[_Group]) -> int:
    """How wide the caps and the words of a column are."""
    look = theme()
    commands = [command for _, commands in column for command in commands]
    caps = max(
        sum(key_cap_size(look, key_cap(key)).width() + _CAP_GAP for key in command.keys)
        for command in commands
    )
    words = look.metrics("small")
    titles = max(look.metrics("body", bold=True).horizontalAdvance(title) for title, _ in column)
    lines = max(words.horizontalAdvance(command.label) for command in commands)
    return max(caps + look.space("medium") + lines + 4, titles)


def _new_column(columns: QHBoxLayout) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme().space("medium"))
    grid.setVerticalSpacing(_ROW_GAP)
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    columns.addLayout(grid)
    return grid


def _fill(grid: QGridLayout, row: int, heading: str, commands: list[Command]) -> int:
    title: QLabel = label(heading, bold=True)
    title.setContentsMargins(0, theme().space("small") if row else 0, 0, 0)
    grid.addWidget(title, row, 0, 1, 2)
    for offset, command in enumerate(commands, start=row + 1):
        caps = QHBoxLayout()
        caps.setSpacing(_CAP_GAP)
        caps.addStretch(1)
        for key in command.keys:
            caps.addWidget(KeyCap(key_cap(key)))
        grid.addLayout(caps, offset, 0)
        grid.addWidget(label(command.label, size="small"), offset, 1)
    return row + len(commands) + 1
