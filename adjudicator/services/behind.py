"""The ballots behind a number of the tally."""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.tally import (
    delta,
    reading_buckets,
    ruling_buckets,
    with_writeins_as_under,
)
from adjudicator.services.recount import Recount
from adjudicator.services.veil import as_shown
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import ruling_at
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases
from adjudicator.storage.queries.waiting import changing_cases


class Figures(StrEnum):
    """Which of a line's numbers is looked behind."""

    BEFORE = "before"
    """Flagged ballots the machine counted there; ballots nobody looks at have no case."""
    CHANGE = "change"
    AFTER = "after"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Part:
    """Some part of the pile; an empty text means all of it."""

    contest: str
    precinct: str = ""
    group: str = ""
    lot: str = ""
    outside: bool = False
    """Of a lot: what stands outside every total, or what stands in them."""


def cases_behind(
    recount: Recount,
    part: Part,
    figures: Figures,
    bucket: str = "",
    *,
    closed_only: bool,
    limit: int | None = None,
) -> list[CaseRecord]:
    """The cases behind one number, in the order of work.

    :param bucket: a choice id or a bucket of the tally; not asked for pending cases.
    :param closed_only: whether the number was shown of closed batches only.
    """
    found: list[CaseRecord] = []
    with recount.reading() as connection:
        closed = {b.number for b in list_batches(connection) if b.closed is not None}
        wanted = CaseFilter(contest=part.contest, precinct=part.precinct or None)
        # Of most cases the ruling changes nothing; it is not looked up then.
        changing = changing_cases(connection, part.contest)
        for case in list_cases(connection, wanted):
            if not _stands_in(part, case):
                continue
            counts = case.status.counts and (not closed_only or case.batch in closed)
            if figures is Figures.PENDING:
                behind = not counts
            else:
                changed = counts and case.seal in changing
                behind = _is_behind(recount, connection, case, figures, bucket, changed=changed)
            if behind:
                found.append(as_shown(case))
                if len(found) == limit:
                    break
    return found


def _stands_in(part: Part, case: CaseRecord) -> bool:
    row = case.row
    if part.group and row.group.value != part.group:
        return False
    if part.lot and row.lot.value != part.lot:
        return False
    return case.released != part.outside


def _is_behind(
    recount: Recount,
    connection: Connection,
    case: CaseRecord,
    figures: Figures,
    bucket: str,
    *,
    changed: bool,
) -> bool:
    contest = recount.election.contest(case.row.contest)
    as_under = recount.state.data.rules.fields["writeins_as_under"]
    counted = with_writeins_as_under if as_under else dict[str, int]
    before = counted(reading_buckets(contest, case.row.machine))
    if figures is Figures.BEFORE:
        return before.get(bucket, 0) > 0
    made = ruling_at(connection, *case.ruling) if changed and case.ruling is not None else None
    after = before
    if made is not None:
        ruling = made.ruling
        after = counted(ruling_buckets(contest, ruling.disposition, ruling.votes))
    return after.get(bucket, 0) > 0 if figures is Figures.AFTER else bucket in delta(before, after)
