"""Where such a screen stands in the window: over Start or an open recount, which stays as it is."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.apart.paged_screen import PagedScreen
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.living import Remembered
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.window.pages import Pages

ScreenT = TypeVar("ScreenT", bound=PagedScreen)


class Surroundings(Protocol):
    """What such a screen needs of the window."""

    start: StartScreen
    stack: Pages
    images: WorkQueue

    def show_screen(self, name: str) -> None:
        """Show a screen of the open recount, or ``start``."""


class ApartPlace(QObject, Generic[ScreenT]):
    """The one screen of its kind; what was read stays until the window closes.

    :param make: the screen, when it is first wanted.
    :param window: where it is shown.
    :param put: shows a screen that is none of a recount's.
    """

    def __init__(
        self,
        make: Callable[[WorkQueue, CommandTable], ScreenT],
        window: Surroundings,
        table: CommandTable,
        put: Callable[[QWidget], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.window, self._table = window, table
        self._make, self._put = make, put
        self._name = ""
        self._before: Remembered[QWidget] = Remembered()
        self.screen: ScreenT | None = None

    def open(self) -> None:
        """Show it, as it was left."""
        if self.screen is None:
            self.screen = self._make(self.window.images, self._table)
            self.screen.left.connect(self.leave)
        stack = self.window.stack
        if stack.currentWidget() is not self.screen:
            self._name = stack.shown
            self._before.keep(stack.currentWidget())
            self._put(self.screen)

    def leave(self) -> None:
        """Back to where it was opened from, or to Start where that is gone."""
        before = self._before.now
        if self._name or before is None or self.window.stack.indexOf(before) < 0:
            self.window.show_screen(self._name or "start")
        else:
            # The wizard, practice, or another screen like this, which no name leads to.
            self._put(before)

    def stop(self) -> None:
        """The window closes: whatever is being read ends."""
        if self.screen is not None:
            self.screen.stop()
