"""A folder that may only be read: why, on top of every screen, and what can still be done there."""

from PySide6.QtCore import Signal

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.screen import Host
from adjudicator.desktop.window.navigation import Navigation
from adjudicator.desktop.window.pages import Pages
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.services.grid.blanks import grid_allowed

READING = frozenset(
    {"overview", "reconciliation", "tally", "record", "my_record", "consistency", "papers"}
)
"""Screens on which nothing is recorded."""
GRID = "grid"
"""There only where the opening fixed that blanks may be ruled on by the page."""
SECOND_LOOK = "second_look"
"""There only where the opening fixed a second look."""
_IN_THE_MENU_ALONE = frozenset({"reconciliation", "references", GRID, SECOND_LOOK})
"""Screens without a name in the row, which has no room for more at the usual width: people come to
them from what waits, by the Go menu, or by key."""
_WRITES = ("app.sign_in", "app.hand_over", "app.incident")


class OnlyReadStrip(Banner):
    """The sentence, while there is one; it stays until the folder is left."""

    began = Signal()
    """From now on this folder may only be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        desk.changed.connect(self.refresh)
        desk.verifying.finished.connect(self.refresh)
        self.refresh()

    def refresh(self, _topics: object = None) -> None:
        """A sign-in or a verification may have found since what this folder is."""
        before, sentence = self.sentence, self._desk.recount.only_read_sentence
        self.say(sentence, "bad")
        if sentence and not before:
            self.began.emit()


def offer(desk: Desk, maker: ActionMaker, navigation: Navigation) -> None:
    """Let people go to every screen this folder offers."""
    row = [name for name in offered(desk) if name not in _IN_THE_MENU_ALONE]
    navigation.show_screens([(name, maker[f"go.{name}"]) for name in row])
    missing = not_there(desk)
    for command in (f"go.{GRID}", f"go.{SECOND_LOOK}"):
        maker[command].setVisible(command not in missing)


def read_on(
    desk: Desk, maker: ActionMaker, navigation: Navigation, pages: Pages, host: Host
) -> None:
    """Show everything anew as a folder that may only be read; a screen that records is left."""
    offer(desk, maker, navigation)
    # Where nothing of this folder is shown, as in a practice, people stay.
    if pages.shown:
        host.show_screen(pages.shown if pages.shown in offered(desk) else "overview")
    desk.changed.emit(frozenset(Topic))


def offered(desk: Desk) -> list[str]:
    """The names of the screens this folder offers."""
    missing = not_there(desk)
    screens = [name for name in SCREENS if f"go.{name}" not in missing]
    if not desk.recount.only_read:
        return screens
    return [name for name in screens if name in READING]


def has_second_look(desk: Desk) -> bool:
    """Whether the opening fixed a second look."""
    policy = desk.recount.state.data.policy
    return policy is not None and bool(policy.fields["sample_pm"])


def not_there(desk: Desk) -> tuple[str, ...]:
    """The commands to screens that this recount does not have."""
    there = {GRID: grid_allowed(desk.recount), SECOND_LOOK: has_second_look(desk)}
    return tuple(f"go.{name}" for name, is_there in there.items() if not is_there)


def grey_out_writing(maker: ActionMaker, desk: Desk | None) -> None:
    """Nothing that records can be asked for where the folder may only be read."""
    if desk is None or not desk.recount.only_read:
        return
    for name in (*(f"go.{s}" for s in SCREENS if s not in READING), *_WRITES):
        maker[name].setEnabled(False)
