"""Commands of the blank grid: look, take out, confirm, go back."""

from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.panel_acts import observer_acts

_TEAM = "The team"
_LOOK = "Look"
_GO = "Go on"


def _act(
    name: str, label: str, group: str, *keys: str, repeats: bool = False, listed: bool = True
) -> Command:
    return Command(f"grid.{name}", label, keys, Context.GRID, group, repeats=repeats, listed=listed)


GRID_DIGITS = tuple(f"digit_{n}" for n in range(10))
"""They type a ballot's place on the page, or answer the form of an objection."""
GRID_ACTS = (
    _act("propose", "The others are blank (first member)", _TEAM, "Return"),
    _act("agree", "The others are blank, and record (second member)", _TEAM, "F2", "Enter"),
    _act("disagree", "We do not agree: every ballot of this page singly", _TEAM, "Shift+F2"),
    _act("pull", "Take this ballot out, or back in", _TEAM, "Space"),
    _act("revise", "Open a recorded ballot in Review, to revise it", _TEAM, "U"),
    _act("left", "The ballot to the left", _LOOK, "Left", repeats=True),
    _act("forward", "The ballot to the right", _LOOK, "Right", repeats=True),
    _act("up", "The ballot above", _LOOK, "Up", repeats=True),
    _act("down", "The ballot below", _LOOK, "Down", repeats=True),
    *(
        _act(
            name, "The ballot of that number on the page", _LOOK, name[-1], listed=name == "digit_1"
        )
        for name in GRID_DIGITS
    ),
    _act("look", "The whole ballot, and back to the page", _LOOK, "Z"),
    _act("flip", "The other side of the whole ballot", _LOOK, "F"),
    Command("grid.hide", "Hold: no outlines", ("H",), Context.GRID, _LOOK, hold=True),
    _act("back", "One step back", _GO, "Esc", "Backspace"),
    _act("earlier", "The page before, up to three back", _GO, "PgUp"),
    _act("later", "Towards the page of now", _GO, "PgDown"),
    _act("more", "Take in what was found meanwhile, after this page", _GO, "M"),
    _act("search", "Case number: opens it in Review", _GO, "/"),
    _act("singly", "Leave the pages: go on singly", _GO, "Ctrl+E"),
    *observer_acts("grid", Context.GRID),
)
"""In the order of the key card.  Keys that record never repeat."""
