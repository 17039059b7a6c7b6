"""Rules of the board's motions: how one is carried.

What each effect asks for and does stands in :mod:`~adjudicator.ledger.state.lots`,
:mod:`~adjudicator.ledger.state.orders` and :mod:`~adjudicator.ledger.state.seats`.

Readings chosen where the format leaves a choice: the motion is carried when *yes* is a majority
of the board's seats; everybody who votes yes signs, everybody who signs has a vote, and votes are
of board members in attendance.  A motion that stops, lets on or judges the work of others gives
its reason; a waiver, a seat and a priority may be without.  ``document`` is the hash of the order
in writing, where there is one; it binds nothing here.
"""

from typing import Final

from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.state import lots, orders, seats
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import MotionState
from adjudicator.ledger.state.signers import (
    Signers,
    need_board_in_session,
    need_constituted,
    need_present,
)

_EFFECTS: Final = lots.EFFECTS | orders.EFFECTS | seats.EFFECTS
_REASONED: Final = frozenset(
    {
        "release",
        "isolate",
        "void",
        "replace_counts",
        "explain",
        "suspend",
        "resume",
        "refile",
        "deadline",
    }
)


def check_motion(data: RecordData, entry: Entry, signers: Signers) -> None:
    """A majority with quorum, and a target that is there."""
    body = entry.body
    need_constituted(data)
    need_board_in_session(data, signers, entry)
    effect = body["effect"]
    if effect in _REASONED and body["reason"] is None:
        article = "the motion for a" if effect == "deadline" else "a motion to"
        refuse("reason", f"{article} {effect} needs its reason", "Write down why, in a sentence.")
    _check_votes(data, body, {person.id for person in signers.people})
    _EFFECTS[effect][0](data, body["target"])


def _check_votes(data: RecordData, body: Body, signed: set[str]) -> None:
    votes: dict[str, str] = dict(body["votes"])
    board = {person.id: person for person in data.board()}
    strangers = sorted(votes.keys() - board.keys())
    if strangers:
        refuse("motion", f"{by_id(strangers[0])} holds no seat of the board", "Take that vote out.")
    need_present(data, [board[name] for name in votes])
    yes = {name for name, vote in votes.items() if vote == "yes"}
    if not yes <= signed <= votes.keys():
        refuse(
            "motion",
            "those who signed and those who voted yes are not the same people",
            "Let everyone who votes yes sign, and note a vote for everyone who signs.",
        )
    if len(yes) < data.majority():
        refuse(
            "motion",
            f"{len(yes)} voted yes, and the majority is {data.majority()}",
            "The motion is not carried; nothing has to be recorded.",
        )


def apply_motion(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The motion takes effect."""
    effect, target = entry.body["effect"], entry.body["target"]
    data.motions[entry.index] = MotionState(entry.index, effect, target)
    _EFFECTS[effect][1](data, entry.index, target)
