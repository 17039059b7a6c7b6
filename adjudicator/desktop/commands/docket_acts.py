"""Commands of the docket: propose, vote, defer, vote on many at once, end the sitting.

What is said of a ballot, and what observers say, is said with the keys of Review, so that nobody
learns two sets.
"""

from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.panel_acts import observer_acts, panel_acts

MEMBER_KEYS = 5
"""Seats of the board a station has keys for."""
_VOTE = "Members vote, by their place on the roster"
_BOARD = "The board"
_GO = "Go on"
FRIVOLOUS = "docket.frivolous"
"""There only where the standards of the recount know a frivolous objection."""


def _act(
    name: str, label: str, group: str, *keys: str, repeats: bool = False, listed: bool = True
) -> Command:
    return Command(
        f"docket.{name}", label, keys, Context.DOCKET, group, repeats=repeats, listed=listed
    )


def _members() -> tuple[Command, ...]:
    made: list[Command] = []
    for n in range(1, MEMBER_KEYS + 1):
        first = n == 1
        made.append(_act(f"for_{n}", "For the proposal", _VOTE, f"Ctrl+{n}", listed=first))
        made.append(_act(f"against_{n}", "Against it", _VOTE, f"Ctrl+Shift+{n}", listed=first))
        made.append(_act(f"abstain_{n}", "Abstain", _VOTE, f"Alt+{n}", listed=first))
    return tuple(made)


DOCKET_ACTS = (
    *panel_acts("docket", Context.DOCKET),
    _act("propose", "Put the proposal to the vote; record a majority", _BOARD, "Return"),
    *_members(),
    _act("voice", "Voice vote: the clerk enters it, members confirm", _BOARD, "V"),
    _act("group", "Vote on all like cases at once", _BOARD, "G"),
    _act("take_out", "Take a ballot out of the group", _BOARD, "T"),
    _act("defer", "Defer this case, or take it up again", _BOARD, "D"),
    _act("paper", "Send for the paper", _BOARD, "P"),
    _act("precedents", "Rulings like this one", _BOARD, "J"),
    _act("frivolous", "Mark a rejected objection frivolous", _BOARD, "Ctrl+Shift+F"),
    _act("end_sitting", "End the sitting: members sign their votes", _BOARD, "Ctrl+E"),
    _act("recess", "Recess, and back from it", _BOARD, "Ctrl+Shift+E"),
    _act("display", "Public display", _BOARD, "Ctrl+D"),
    _act("hold", "Hold the public display as it is", _BOARD, "Ctrl+H"),
    _act("print", "Print the list; beside a case the last objection", _BOARD, "Ctrl+P"),
    _act("next", "Next case", _GO, "PgDown", repeats=True),
    _act("previous", "Case before", _GO, "PgUp", repeats=True),
    _act("search", "Case number, or letters of a name", _GO, "/"),
    *observer_acts("docket", Context.DOCKET),
)
"""In the order of the key card.  Keys that record never repeat."""
