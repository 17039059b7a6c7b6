"""Commands of the second look: what is seen on a drawn ballot, propose, agree.

The keys are those of Review, so that nobody learns two sets.
"""

from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.panel_acts import SEE
from adjudicator.domain.second_look import Sight

_TEAM = "The team"
_GO = "Go on"
SIGHTS = {
    "nothing": Sight.NOTHING,
    "vote": Sight.VOTE,
    "write_in": Sight.WRITE_IN,
    "not_counted": Sight.NOT_COUNTED,
    "too_many": Sight.TOO_MANY,
    "to_board": Sight.NOT_AGREED,
    "paper": Sight.PAPER,
}
"""What each key says, by the command without ``look.``."""
_KEYS = dict(zip(SIGHTS, "012NOBP", strict=True))


def _act(name: str, label: str, group: str, *keys: str) -> Command:
    return Command(f"look.{name}", label, keys, Context.LOOK, group)


LOOK_ACTS = (
    *(_act(name, sight.label, SEE, _KEYS[name]) for name, sight in SIGHTS.items()),
    _act("propose", "Propose it (first member)", _TEAM, "Return"),
    _act("agree", "Agree, and record (second member)", _TEAM, "F2", "Enter"),
    _act("disagree", "We do not agree: to the board", _TEAM, "Shift+F2"),
    _act("back", "Take it back", _TEAM, "Backspace", "Esc"),
    _act("wrong_place", "The outline is in the wrong place", _TEAM, "L"),
    _act("next", "Next drawn ballot", _GO, "PgDown"),
    _act("draw", "Draw blanks\u2026 (the board)", _GO, "Ctrl+D"),
)
"""In the order of the key card.  Keys that record never repeat."""
