"""Where the state stands in the window: over Start or an open recount, which stays as it is."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.statewide.state_screen import StateScreen
from adjudicator.desktop.window.pages import Pages


class _Window(Protocol):
    """What the state needs of the window."""

    start: StartScreen
    stack: Pages
    images: WorkQueue

    def show_screen(self, name: str) -> None: ...


class StatePlace(QObject):
    """The one screen of the state; what was read stays until the window closes.

    :param window: where it is shown; also the Qt parent.
    :param table: the commands with the keys in force.
    :param put: shows a screen that is none of a recount's.
    """

    def __init__(
        self,
        window: _Window,
        table: CommandTable,
        put: Callable[[QWidget], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._table, self._put = window, table, put
        self._before = ""
        self.screen: StateScreen | None = None
        window.start.state_asked.connect(self.open)

    def open(self) -> None:
        """Show it, as it was left."""
        if self.screen is None:
            self.screen = StateScreen(self._window.images, self._table)
            self.screen.left.connect(self.leave)
        if self._window.stack.currentWidget() is not self.screen:
            self._before = self._window.stack.shown
            self._put(self.screen)

    def leave(self) -> None:
        """Back to where it was opened from; without a recount that is Start."""
        self._window.show_screen(self._before or "start")

    def stop(self) -> None:
        """The window closes: whatever is being read ends."""
        if self.screen is not None:
            self.screen.reading.cancel()
