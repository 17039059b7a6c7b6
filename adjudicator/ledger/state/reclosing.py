"""When a contest that was closed is open again."""

from collections.abc import Iterable

from adjudicator.ledger.state.data import RecordData


def open_contests(data: RecordData, seals: Iterable[str]) -> None:
    """Work is open again on these cases: their contests are not closed any more."""
    for seal in seals if data.contests_closed else ():
        case = data.cases[seal]
        if case.contest is None:
            data.contests_closed.clear()
        else:
            data.contests_closed.pop(case.contest, None)
