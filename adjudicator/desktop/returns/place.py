"""Where Returns stands in the window: over Start or an open recount, which stays as it is."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.living import Remembered
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.returns.returns_screen import ReturnsScreen
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.window.pages import Pages
from adjudicator.desktop.wizard.wizard_screen import WizardScreen


class _Window(Protocol):
    """What Returns needs of the window."""

    start: StartScreen
    stack: Pages
    images: WorkQueue

    def show_screen(self, name: str) -> None: ...


class ReturnsPlace(QObject):
    """The one screen of returns; what was loaded stays until the window closes.

    :param window: where it is shown; also the Qt parent.
    :param table: the commands with the keys in force.
    :param put: shows a screen that is none of a recount's.
    :param maker: of the window; it makes the act that begins a new recount.
    """

    def __init__(
        self,
        window: _Window,
        table: CommandTable,
        put: Callable[[QWidget], None],
        maker: ActionMaker,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._table = window, table
        self._put, self._maker = put, maker
        self._name = ""
        self._before: Remembered[QWidget] = Remembered()
        self.screen: ReturnsScreen | None = None
        window.start.returns_asked.connect(self.open)

    def open(self) -> None:
        """Show it, as it was left."""
        if self.screen is None:
            self.screen = screen = ReturnsScreen(self._window.images, self._table)
            screen.left.connect(self.leave)
            screen.recount_asked.connect(self._begin_recount)
        stack = self._window.stack
        if stack.currentWidget() is not self.screen:
            self._name = stack.shown
            self._before.keep(stack.currentWidget())
            self._put(self.screen)

    def _begin_recount(self, title: str) -> None:
        # With whatever has to be asked before an open recount is left.
        self._maker["recount.new"].trigger()
        wizard = self._window.stack.currentWidget()
        if isinstance(wizard, WizardScreen):
            wizard.banner.say(f"For {title}: choose its election file, then this contest.", "good")

    def leave(self) -> None:
        """Back to where it was opened from, or to Start where that is gone."""
        before = self._before.now
        if self._name or before is None or self._window.stack.indexOf(before) < 0:
            self._window.show_screen(self._name or "start")
        else:
            # The wizard or practice, which no name leads to.
            self._put(before)

    def stop(self) -> None:
        """The window closes: whatever is being read ends."""
        if self.screen is not None:
            self.screen.reading.cancel()
            self.screen.compare.reading.cancel()
