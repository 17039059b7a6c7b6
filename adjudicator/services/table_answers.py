"""Observers' answers at a table: to everything ruled there that they watched, whatever batch.

A table goes on to its next batch while an observer has not answered yet; one press answers all of
it.  What was ruled at another table is answered there, and what stands in a closed batch only
while that batch is on the screen: its close has counted who did not answer.
"""

from collections.abc import Iterable, Sequence

from adjudicator.ledger.state import RecordState
from adjudicator.services.attesting import Answer, answer_rulings
from adjudicator.services.queue import answer_stands
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.record import Appended

RulingPlace = tuple[int, int]
"""The entry of a ruling, and its item there."""
_ACTS = 1_000
"""Ruling acts one answer names at most: an entry of the record has room for twice as many."""


def table_rulings(state: RecordState, station: str, batch: int) -> list[RulingPlace]:
    """The current rulings made at a station whose cases are open, or of the batch on the screen."""
    cases = state.data.cases
    return [
        (entry, item)
        for entry, act in state.data.rulings.items()
        if act.station == station
        for item, seal in enumerate(act.cases)
        if (case := cases[seal]).current == (entry, item)
        and (case.closed is None or case.batch == batch)
    ]


def waiting_for(
    state: RecordState, person: str, rulings: Iterable[RulingPlace]
) -> list[RulingPlace]:
    """Those of these rulings this observer watched and has not answered yet."""
    acts = state.data.rulings
    return [
        (entry, item)
        for entry, item in rulings
        if person in acts[entry].present
        and not any(answer_stands(state, a, person, item) for a in acts[entry].answers)
    ]


def answer_all(
    recount: Recount, seat: Seat, rulings: Sequence[RulingPlace], answer: Answer = Answer.NONE
) -> tuple[Appended, ...]:
    """One answer to all of these rulings, in as few acts as the record has room for."""
    entries = sorted({entry for entry, _ in rulings})
    done = []
    for first in range(0, len(entries), _ACTS):
        some = set(entries[first : first + _ACTS])
        done.append(answer_rulings(recount, seat, [r for r in rulings if r[0] in some], answer))
    return tuple(done)
