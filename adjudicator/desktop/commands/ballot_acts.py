"""Commands heard wherever a ballot is shown: looking never changes anything."""

from adjudicator.desktop.commands.command import Command, Context

_LOOK = "Look at the ballot"


def _look(name: str, label: str, *keys: str, repeats: bool = False, hold: bool = False) -> Command:
    return Command(f"ballot.{name}", label, keys, Context.BALLOT, _LOOK, repeats=repeats, hold=hold)


BALLOT_ACTS = (
    _look("contest", "The contest", "Z"),
    _look("width", "The width of the page", "W"),
    _look("page", "The whole page; again: all sides", "A"),
    _look("flip", "The other side", "F"),
    _look("rotate", "Turn by a quarter", "R"),
    _look("invert", "Dark for light", "I"),
    _look("contrast", "More contrast, thicker strokes", "K"),
    _look("ink", "Ink outlined, or not", "C"),
    _look("marks", "Marks side by side", "S"),
    _look("hide_overlays", "Hold: nothing drawn over the print", "H", hold=True),
    _look("pan", "Hold: move with the mouse", "Space", hold=True),
    _look("zoom_in", "Nearer", "+", "=", repeats=True),
    _look("zoom_out", "Farther", "-", repeats=True),
    _look("zoom_fit", "Back to the usual view", "Ctrl+0"),
)
