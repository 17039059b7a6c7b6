"""What is locked by order now, with the order's own sentence, and what comes first.

A suspended contest and an isolated ballot are locked for everybody at once: the record refuses any
act on them.  Every station reads this from the record at its next act or refresh.
"""

from dataclasses import dataclass

from adjudicator.ledger.state import RecordState
from adjudicator.services.orders.wording import ending
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.motions import motion_at


@dataclass(frozen=True, slots=True)
class Suspension:
    """One contest that is suspended."""

    contest: str
    entry: int
    sentence: str
    """``Suspended by order of the Circuit Court, 9 Nov 21:14: ... (entry 41).``"""


def lock_sentence(recount: Recount, seal: str, state: RecordState | None = None) -> str:
    """Why a case is locked by order, with the order's words; empty if it is not.

    :param state: the record as it stands, where several cases are asked about at once.
    """
    state = state or recount.state
    case = state.data.cases[seal]
    if case.contest is not None and case.contest in state.data.suspended:
        return suspension_sentence(recount, case.contest)
    entry = _isolation_of(state, seal)
    if entry is None:
        return ""
    with recount.reading() as connection:
        return f"Isolated {ending(order_words(connection, entry), entry)}."


def suspension_sentence(recount: Recount, contest: str) -> str:
    """The sentence of the order that suspends a contest; empty while it is not suspended."""
    entry = recount.state.data.suspended.get(contest)
    if entry is None:
        return ""
    with recount.reading() as connection:
        return f"Suspended {ending(order_words(connection, entry), entry)}."


def suspensions(recount: Recount) -> tuple[Suspension, ...]:
    """Every suspended contest, in the order of the definition."""
    suspended = recount.state.data.suspended
    return tuple(
        Suspension(c.id, suspended[c.id], suspension_sentence(recount, c.id))
        for c in recount.election.contests
        if c.id in suspended
    )


def order_words(connection: Connection, entry: int) -> str | None:
    """The opened words of a motion; ``None`` where there are none or they are withheld."""
    motion = motion_at(connection, entry)
    return None if motion is None else motion.reason


def _isolation_of(state: RecordState, seal: str) -> int | None:
    """The newest motion that isolates the case or its lot, if that stands."""
    data = state.data
    case = data.cases[seal]
    lot = (case.import_, case.lot)
    single, whole = seal in data.isolated_cases, lot in data.isolated_lots
    if not single and not whole:
        return None
    for entry, motion in sorted(data.motions.items(), reverse=True):
        if motion.effect != "isolate":
            continue
        target = motion.target
        if single and seal in target.get("cases", ()):
            return entry
        if whole and (target.get("import"), target.get("lot")) == lot:
            return entry
    return None


def work_order(state: RecordState, contest: str) -> int:
    """Where a contest stands in the order the board set: 0 leads; those without an order come last.

    The newest priority leads.
    """
    priorities = state.data.priorities
    return priorities.index(contest) if contest in priorities else len(priorities)


def refiled(state: RecordState) -> dict[str, int]:
    """The contests whose first returns the board files again, each with its newest such motion.

    The choice stands: no motion takes it back, and what is found by hand stays beside it.
    """
    motions = state.data.motions.values()
    return {m.target["contest"]: m.index for m in motions if m.effect == "refile"}


def refiled_sentence(recount: Recount, contest: str) -> str:
    """What a contest whose first returns are filed again is headed with; empty if they are not."""
    entry = refiled(recount.state).get(contest)
    if entry is None:
        return ""
    with recount.reading() as connection:
        why = ending(order_words(connection, entry), entry)
    return f"The first returns are filed again {why}. The figures before the hand count stand."
