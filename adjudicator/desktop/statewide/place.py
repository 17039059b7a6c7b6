"""Where the state stands in the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.apart.place import ApartPlace, Surroundings
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.statewide.state_screen import StateScreen


class StatePlace(ApartPlace[StateScreen]):
    """The one screen of the state."""

    def __init__(
        self,
        window: Surroundings,
        table: CommandTable,
        put: Callable[[QWidget], None],
        parent: QObject,
    ) -> None:
        super().__init__(StateScreen, window, table, put, parent)
        window.start.state_asked.connect(self.open)
