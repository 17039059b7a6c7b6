"""A folder that may only be read: why, on top of every screen, and what can still be done there."""

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.window.screens import SCREENS

READING = frozenset({"overview", "tally", "record", "my_record", "consistency", "papers"})
"""Screens on which nothing is recorded."""
_WRITES = ("app.sign_in", "app.hand_over", "app.incident")


class OnlyReadStrip(Banner):
    """The sentence, while there is one; it stays until the folder is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        desk.changed.connect(self.refresh)
        desk.verifying.finished.connect(self.refresh)
        self.refresh()

    def refresh(self, _topics: object = None) -> None:
        """A sign-in may have shown since that this is an older copy."""
        self.say(self._desk.recount.only_read_sentence, "bad")


def offered(desk: Desk) -> list[str]:
    """The names of the screens this folder offers."""
    if not desk.recount.only_read:
        return list(SCREENS)
    return [name for name in SCREENS if name in READING]


def grey_out_writing(maker: ActionMaker, desk: Desk | None) -> None:
    """Nothing that records can be asked for where the folder may only be read."""
    if desk is None or not desk.recount.only_read:
        return
    for name in (*(f"go.{s}" for s in SCREENS if s not in READING), *_WRITES):
        maker[name].setEnabled(False)
