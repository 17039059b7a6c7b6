"""The deadlines of a recount and what waits before them, read once and told at any later moment.

A county's returns are due on its own clock.  Where a county lies in two time zones the pack's hour
comes twice; the earlier one leads.  A deadline that an order sets for one contest stands beside
those of the pack, and is the one that contest is measured by.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from adjudicator.domain.canvass.deadlines import Due, due_dates, last_passed, next_due
from adjudicator.domain.canvass.pace import HOUR, Act, Forecast, Pace, Work, forecasts, measured
from adjudicator.domain.rulings import Tier
from adjudicator.ledger.state import RecordState
from adjudicator.services.deadlines.zones import county_zones
from adjudicator.services.orders.locks import refiled, work_order
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.cases import BatchRecord
from adjudicator.storage.queries.rates import time_of_entry, work_since


@dataclass(frozen=True, slots=True)
class OrderedDue:
    """A deadline that an order set for one contest."""

    contest: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """A contest that will not be done, or was not, by its deadline."""

    title: str
    what: str
    """The deadline in words: ``official returns``, or ``the order's deadline``."""
    due: datetime
    ends: datetime | None
    """When it will be done at the earliest; ``None`` where that cannot be said."""
    waits: int
    """Cases that wait."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is due and what waits, as of one reading."""

    zone: tzinfo
    """The county's clock: of its earlier zone where it has two."""
    dues: tuple[Due, ...]
    """The deadlines of the rule pack, in the order they fall due."""
    ordered: tuple[OrderedDue, ...]
    """Those set by order, the nearest first."""
    works: tuple[Work, ...]
    """What waits, by contest in the board's order; without contests that are suspended."""
    titles: tuple[tuple[str, str], ...]
    """Titles of the contests by id."""
    tables: Pace | None
    """The pace of the teams; ``None`` where no team has ruled."""
    board: Pace | None
    tiers: int
    refiled: frozenset[str]
    """Contests whose first returns are filed again: nothing of theirs can come late."""
    read_at: datetime
    begun: datetime | None = None
    """When the first pile was closed: what fell due before could not be missed by this work."""
    finished: bool = False
    """Whether the recount is finished: then nothing is counted down any more."""

    def title(self, contest: str) -> str:
        """A contest's title."""
        return dict(self.titles).get(contest, contest)

    def next_due(self, now: datetime) -> Due | None:
        """The deadline of the pack that comes next."""
        return next_due(self.dues, now)

    def last_passed(self, now: datetime) -> Due | None:
        """The deadline of the pack that passed last."""
        return last_passed(self.dues, now)

    def forecasts(self, now: datetime) -> tuple[Forecast, ...]:
        """When each contest in which anything waits is done, in the board's order."""
        told = forecasts(self.works, self.tables, self.board, now.astimezone(self.zone))
        return tuple(each for each in told if not each.work.done)

    def late(self, now: datetime) -> Iterator[Late]:
        """The contests that will be done after their deadline, or are past it with work left."""
        for told in self.forecasts(now):
            contest = told.work.contest
            if contest in self.refiled:
                continue
            due, what = self._due_of(contest, now)
            ends = told.no_earlier
            passed = due is not None and due < now.astimezone(UTC)
            if due is not None and (passed or (ends is not None and ends > due)):
                waits = told.work.tables + told.work.board
                yield Late(self.title(contest), what, due.astimezone(self.zone), ends, waits)

    def _due_of(self, contest: str, now: datetime) -> tuple[datetime | None, str]:
        """The deadline a contest is measured by: the order's if there is one.

        Of the pack's it is the next, or the last one that passed while the work went on.
        """
        ordered = next((each for each in self.ordered if each.contest == contest), None)
        if ordered is not None:
            return ordered.at, "the deadline set by order"
        passed = self.last_passed(now)
        missed = passed is not None and self.begun is not None and passed.first > self.begun
        due = passed if missed else self.next_due(now)
        if due is None:
            return None, ""
        title = due.deadline.title
        return due.first, title[:1].lower() + title[1:]


def read_outlook(
    recount: Recount, connection: Connection, batches: Sequence[BatchRecord]
) -> Outlook:
    """Read what is due, what waits, and how fast it goes."""
    state = recount.state
    zones = county_zones(recount)
    dues = due_dates(recount.rules.deadlines, recount.election.held, zones)
    titles = {c.id: c.title for c in recount.election.contests}
    ordered = sorted(state.data.deadlines.items(), key=lambda pair: (pair[1], pair[0]))
    return Outlook(
        zone=dues[0].first.tzinfo or zones[0] if dues else zones[0],
        dues=dues,
        ordered=tuple(
            OrderedDue(contest, titles.get(contest, contest), datetime.fromisoformat(time))
            for contest, time in ordered
        ),
        works=_works(recount, state, batches),
        titles=tuple(titles.items()),
        tables=_pace(connection, state, Tier.TEAM),
        board=_pace(connection, state, Tier.BOARD),
        tiers=state.data.rules.tiers,
        refiled=frozenset(refiled(state)),
        read_at=datetime.fromisoformat(recount.now()),
        begun=_begun(connection, state),
        finished=state.data.finished is not None,
    )


def _works(
    recount: Recount, state: RecordState, batches: Sequence[BatchRecord]
) -> tuple[Work, ...]:
    """What waits, by contest in the order in which tables are given batches."""
    data = state.data
    first = {batch.contest: batch.number for batch in reversed(batches)}
    defined = [contest.id for contest in recount.election.contests]
    last = len(batches) + 1

    def place(contest: str) -> tuple[int, int, int]:
        return work_order(state, contest), first.get(contest, last), defined.index(contest)

    one_tier = data.rules.tiers == 1
    found = []
    for contest in sorted(data.contests, key=place):
        if contest in data.suspended:
            continue
        own = [batch for batch in batches if batch.contest == contest]
        tables = sum(batch.unreviewed + batch.for_paper for batch in own)
        board = sum(batch.for_board - batch.for_paper for batch in own)
        found.append(Work(contest, 0, tables + board) if one_tier else Work(contest, tables, board))
    return tuple(found)


def _begun(connection: Connection, state: RecordState) -> datetime | None:
    first = min(state.data.piles, default=None)
    return None if first is None else datetime.fromisoformat(time_of_entry(connection, first))


def _pace(connection: Connection, state: RecordState, tier: Tier) -> Pace | None:
    """The last hour of work of teams or board: only its acts are read, and the one before them."""
    entries = [index for index, act in state.data.rulings.items() if act.tier == tier]
    if not entries:
        return None
    until = datetime.fromisoformat(time_of_entry(connection, entries[-1]))
    place = bisect_left(
        entries,
        until - HOUR,
        key=lambda entry: datetime.fromisoformat(time_of_entry(connection, entry)),
    )
    first = entries[max(0, place - 1)]
    return measured(
        Act(datetime.fromisoformat(work.time), work.signed, work.cases, work.sent_up)
        for work in work_since(connection, first, tier)
    )
