"""The key card: every key heard here, grouped, over the screen until any of its keys closes it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
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
from adjudicator.desktop.kit.labels import KeyCap, label
from adjudicator.desktop.kit.living import FocusBefore
from adjudicator.desktop.kit.theme import theme

_ROW_GAP = 3


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
        self._sheet: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._before = FocusBefore(host)
        host.installEventFilter(self)
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
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away; other keys do nothing behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
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
        row_height = theme().line("small") + 6 + _ROW_GAP
        room = max(8, (self._host.height() - 3 * theme().space("wide")) // row_height - 2)
        grids: list[QGridLayout] = []
        used: list[int] = []
        for heading, commands in self.groups().items():
            # The first column with room left: as few columns as there can be.
            place = next((n for n, u in enumerate(used) if u + len(commands) + 1 <= room), None)
            if place is None:
                place = len(grids)
                grids.append(_new_column(columns))
                used.append(0)
            used[place] = _fill(grids[place], used[place], heading, commands)
        columns.addStretch(1)


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
        caps.setSpacing(4)
        caps.addStretch(1)
        for key in command.keys:
            caps.addWidget(KeyCap(key_cap(key)))
        grid.addLayout(caps, offset, 0)
        grid.addWidget(label(command.label, size="small"), offset, 1)
    return row + len(commands) + 1
