"""What of the proof waits for people: heads, contests, the export, the finish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.wording import join_names
from adjudicator.ledger.state.ending import Waits, cases_of, waits_for
from adjudicator.services.proof.due import read_heads
from adjudicator.services.proof.ends import read_recount_end
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.standing import read_looks
from adjudicator.storage.queries.cases import BatchRecord


class Act(StrEnum):
    """What people do about it."""

    COSIGN = "cosign"
    CONTEST = "contest"
    EXPORT = "export"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: a sentence, and the act it waits for."""

    sentence: str
    act: Act
    urgent: bool = False
    """Whether work stands still until then."""


def heads_waiting(recount: Recount) -> Iterator[Waiting]:
    """The heads that are due, in one line."""
    due = read_heads(recount)
    if due.heads:
        yield Waiting(due.sentence, Act.COSIGN, urgent=bool(due.blocks))


def ends_waiting(recount: Recount, batches: Sequence[BatchRecord]) -> Iterator[Waiting]:
    """The contests that can be closed, and what comes once all of them are."""
    data = recount.state.data
    if data.finished is not None:
        return
    ready = contests_ready(recount, batches)
    if ready:
        titles = join_names([recount.election.contest(contest).title for contest in ready])
        yield Waiting(f"{titles}: nothing waits any more. The board can close it.", Act.CONTEST)
    if not data.contests_closed or set(data.contests) - data.contests_closed.keys() - set(
        data.suspended
    ):
        return
    if read_recount_end(recount).waits:
        yield Waiting("Every contest is closed. Export the record for everyone.", Act.EXPORT)
    else:
        told = "Every contest is closed and the record is exported. The board can finish."
        yield Waiting(told, Act.FINISH)


def contests_ready(recount: Recount, batches: Sequence[BatchRecord]) -> list[str]:
    """The contests that are not closed and in which nothing waits, in the ballot's order."""
    data = recount.state.data
    looks = read_looks(recount)
    held = looks.holding if looks is not None else frozenset[int]()
    still_open = {b.contest for b in batches if b.open or b.for_board or b.number in held}
    with_cases = {b.contest for b in batches}
    return [
        contest.id
        for contest in recount.election.contests
        if contest.id in with_cases - still_open - data.contests_closed.keys()
        and contest.id in data.contests
        and contest.id not in data.suspended
        and all(waits_for(data, case) is Waits.NOTHING for case in cases_of(data, contest.id))
    ]
