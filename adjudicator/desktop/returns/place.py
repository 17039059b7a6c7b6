"""Where Returns stands in the window, and the way from one of its contests to a new recount."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.apart.place import ApartPlace, Surroundings
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.returns.returns_screen import ReturnsScreen
from adjudicator.desktop.wizard.wizard_screen import WizardScreen


class ReturnsPlace(ApartPlace[ReturnsScreen]):
    """The one screen of returns.

    :param maker: of the window; it makes the act that begins a new recount.
    """

    def __init__(
        self,
        window: Surroundings,
        table: CommandTable,
        put: Callable[[QWidget], None],
        maker: ActionMaker,
        parent: QObject,
    ) -> None:
        super().__init__(self._made, window, table, put, parent)
        self._maker = maker
        window.start.returns_asked.connect(self.open)

    def _made(self, pool: WorkQueue, table: CommandTable) -> ReturnsScreen:
        screen = ReturnsScreen(pool, table)
        screen.recount_asked.connect(self._begin_recount)
        return screen

    def _begin_recount(self, title: str) -> None:
        # With whatever has to be asked before an open recount is left.
        self._maker["recount.new"].trigger()
        wizard = self.window.stack.currentWidget()
        if isinstance(wizard, WizardScreen):
            wizard.banner.say(f"For {title}: choose its election file, then this contest.", "good")
