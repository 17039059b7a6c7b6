"""The docket of a recount with one tier: the cases nobody has ruled on, in order of work.

There the board rules on everything at once, so what waits is the whole pile.  The batches come one
after another, those of a contest the board put first before the others and those of a suspended one
last; within a batch the cases come in its shuffled order of work, as a team would have them.  Only
a page of them is read: a small county may well have thousands.
"""

from collections.abc import Container, Iterator

from adjudicator.domain.docket import contest_order
from adjudicator.domain.history import CaseStatus
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.model import Batch, CaseState
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

_EVERY = 1_000_000


def is_waiting(data: RecordData, case: CaseState) -> bool:
    """Whether a case stands on the docket: released, not void, and before the board."""
    return data.before_board(case) and data.is_released(case) and not data.is_void(case)


def is_plain(case: CaseState) -> bool:
    """Whether nothing was ruled on it or claimed of it."""
    return case.current is None and not case.objections and case.closed is None


def count_waiting(recount: Recount, *, open_only: bool = False) -> int:
    """How many cases stand on the docket, from what is held in memory.

    :param open_only: without those locked by order.
    """
    data = recount.state.data
    return sum(
        is_waiting(data, case) and not (open_only and data.is_locked(case))
        for case in data.cases.values()
    )


def plain_work(
    recount: Recount, most: int | None = None, without: Container[str] = ()
) -> Iterator[list[CaseRecord]]:
    """The cases nobody has ruled on, a list for each batch, in the order they are called.

    :param most: how many at most; none means all.
    :param without: seals of cases to leave out, such as those put off.
    """
    data = recount.state.data
    left = _EVERY if most is None else most
    for batch in _in_order(recount, data):
        if left <= 0:
            return
        with recount.reading() as connection:
            found = list_cases(connection, CaseFilter(batch=batch.number))
        # Told here and not asked for: for batch and status at once a database walks the status,
        # and in one tier nearly every case has this one.
        plain = (c for c in found if c.status is CaseStatus.UNREVIEWED and c.seal not in without)
        found = [case for case in plain if is_waiting(data, data.cases[case.seal])][:left]
        left -= len(found)
        if found:
            yield found


def _in_order(recount: Recount, data: RecordData) -> list[Batch]:
    places = contest_order([c.id for c in recount.election.contests], data.priorities)

    def place(batch: Batch) -> tuple[bool, int, int]:
        contest = data.cases[batch.cases[0]].contest
        known = len(places) if contest is None else places.get(contest, len(places))
        return contest in data.suspended, known, batch.number

    open_ = [b for b in data.batches.values() if any(is_plain(data.cases[s]) for s in b.cases)]
    return sorted(open_, key=place)
