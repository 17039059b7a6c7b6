"""The stack of screens: each made when first wanted, one shown, all let go with their recount."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.keycard import KeyCard
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.living import Remembered
from adjudicator.desktop.screen import Host
from adjudicator.desktop.window.screens import SCREENS

NEEDS_RECOUNT = (
    *(f"go.{name}" for name in SCREENS),
    "recount.leave",
    "app.sign_in",
    "app.lock",
    "app.incident",
    "app.hand_over",
    "recount.status_file",
    "app.refresh",
    "go.cases",
    "go.next",
    "go.previous",
)
"""Commands that do nothing without an open recount."""


class Pages(QStackedWidget):
    """Screens of the open recount over those that need none.

    :param table: the commands with the keys in force.
    :param first: what is shown without a recount.
    """

    def __init__(self, table: CommandTable, first: QWidget) -> None:
        super().__init__()
        self._table, self._first = table, first
        self._made: dict[str, QWidget] = {}
        self._card: Remembered[KeyCard] = Remembered()
        self.offered = list(SCREENS)
        """Names of the screens this recount has."""
        self.not_heard: tuple[str, ...] = ()
        """Commands to screens that it does not have."""
        self.shown = ""
        """The name of the screen that is shown; empty without a recount."""
        self.addWidget(first)
        self.currentChanged.connect(self._changed)

    def minimumSizeHint(self) -> QSize:
        """That of the screen that is shown: another one does not hold the window open."""
        shown = self.currentWidget()
        return QSize(0, 0) if shown is None else shown.minimumSizeHint()

    def _changed(self, _place: int) -> None:
        self.updateGeometry()

    def page(self, name: str, desk: Desk, host: Host) -> QWidget:
        """The screen of that name, made when it is first wanted.

        :raises KeyError: there is no such screen.
        """
        if name not in self._made:
            made = SCREENS[name](desk, host, self._table)
            self._made[name] = made
            self.addWidget(made)
        return self._made[name]

    def put(self, screen: QWidget, name: str = "") -> None:
        """Show a screen."""
        if self.indexOf(screen) < 0:
            self.addWidget(screen)
        self.shown = name
        self.setCurrentWidget(screen)
        screen.setFocus()

    def put_first(self) -> None:
        """Show what is shown without a recount."""
        self.put(self._first)

    def clear(self) -> None:
        """Let go of the screens of a recount."""
        self.put_first()
        for screen in self._made.values():
            self.removeWidget(screen)
            screen.deleteLater()
        self._made = {}

    def neighbour(self, by: int) -> str:
        """The name of the screen that many places on, going round those this recount has."""
        names = self.offered
        place = names.index(self.shown) if self.shown in names else -min(by, 0)
        return names[(place + by) % len(names)]

    @property
    def card(self) -> KeyCard | None:
        """The key card that was shown last, while its screen is there."""
        return self._card.now

    def toggle_keys(self) -> None:
        """Show the keys heard on this screen, or put them away."""
        shown = self.currentWidget() or self._first
        card = self.card
        if card is None or card.parent() is not shown:
            context = getattr(shown, "context", Context.GLOBAL)
            heard = self._table.without((*getattr(shown, "not_heard", ()), *self.not_heard))
            card = KeyCard(shown, heard, context)
            self._card.keep(card)
        card.toggle()

    def tell(self, failure: Failure) -> None:
        """Say what went wrong where the person is looking."""
        self._say(failure.sentence, "bad")

    def say(self, sentence: str) -> None:
        """Say what was done where the person is looking."""
        self._say(sentence, "good")

    def warn(self, sentence: str) -> None:
        """Say what somebody has to know where they are looking."""
        self._say(sentence, "warning")

    def note(self, sentence: str) -> None:
        """Say what is good to know where the person is looking."""
        self._say(sentence, "neutral")

    def _say(self, sentence: str, tone: str) -> None:
        banner = getattr(self.currentWidget(), "banner", None)
        if isinstance(banner, Banner):
            banner.say(sentence, tone, "Understood", lambda: banner.say(""))


def show_able(maker: ActionMaker, *, with_recount: bool) -> None:
    """Grey out what needs a recount while there is none."""
    for command in NEEDS_RECOUNT:
        action: QAction = maker[command]
        action.setEnabled(with_recount)
