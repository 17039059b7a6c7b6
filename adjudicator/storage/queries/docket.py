"""What waits for the board: cases with filters, and how many wait why."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from adjudicator.domain.docket import Why, why_waiting
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.conditions import in_released_lot, lots_inside, waits_for_board
from adjudicator.storage.queries.cases import CaseRecord, case_record, select_cases
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.queries.objections import open_objection
from adjudicator.storage.schema import attestations, cases, people

_STATUS_OF = {
    Why.PAPER: (CaseStatus.PAPER_OUT,),
    Why.NO_CONSENSUS: (CaseStatus.NO_CONSENSUS,),
    Why.OBJECTION: (CaseStatus.DISPUTED,),
    Why.NOT_RULED: (CaseStatus.UNREVIEWED, CaseStatus.CLOSED_UNRULED),
}


@dataclass(frozen=True, slots=True)
class DocketFilter:
    """Which cases of the docket to list; every part left empty lets all through."""

    contest: str | None = None
    precinct: str | None = None
    batch: int | None = None
    conditions: tuple[Condition, ...] = ()
    whys: tuple[Why, ...] = ()
    person: str | None = None
    """Only cases with an open objection of this observer."""
    party: str | None = None
    """Only cases with an open objection of an observer of this party."""
    without_contests: tuple[str, ...] = ()
    """Leave out these: suspended ones."""

    def clauses(self) -> list[ColumnElement[bool]]:
        """As SQL conditions."""
        found: list[ColumnElement[bool]] = []
        for column, wanted in (
            (cases.c.contest, self.contest),
            (cases.c.precinct, self.precinct),
            (cases.c.batch, self.batch),
        ):
            if wanted is not None:
                found.append(column == wanted)
        if self.conditions:
            found.append(cases.c.condition.in_([c.value for c in self.conditions]))
        if self.whys:
            found.append(or_(*[_waits_so(why) for why in self.whys]))
        if self.person is not None:
            found.append(open_objection(cases.c.seal, attestations.c.person == self.person))
        if self.party is not None:
            found.append(open_objection(cases.c.seal, attestations.c.person.in_(_of(self.party))))
        if self.without_contests:
            found.append(cases.c.contest.not_in(self.without_contests))
        return found


@dataclass(frozen=True, slots=True)
class DocketRecord:
    """One case that waits for the board."""

    case: CaseRecord
    why: Why


@dataclass(frozen=True, slots=True)
class DocketGroupRecord:
    """How many cases of one contest wait for one reason, flagged alike."""

    contest: str
    condition: Condition
    why: Why
    cases: int


def list_docket(
    connection: Connection,
    wanted: DocketFilter | None = None,
    *,
    tiers: int = 2,
    limit: int = 1_000,
    after: int = 0,
) -> list[DocketRecord]:
    """Cases before the board in work order, closed or not, a page at a time.

    :param tiers: as the policy says; in one tier every case without a ruling is before the board.
    :param after: the ``work`` of the last case of the page before.
    """
    # In two tiers few cases wait: a database told the order outright walks all cases in it, and
    # one that sorts whole cases takes as long.
    work = cases.c.work if tiers == 1 else cases.c.work + 0
    places = (
        select(cases.c.work)
        .where(
            waits_for_board(tiers),
            in_released_lot(),
            work > after,
            *(wanted or DocketFilter()).clauses(),
        )
        .order_by(work)
        .limit(limit)
    )
    found = []
    for some in chunks(list(connection.execute(places).scalars())):
        query = select_cases().where(cases.c.work.in_(some)).order_by(cases.c.work)
        for row in connection.execute(query):
            case = case_record(row)
            found.append(DocketRecord(case, _why(case.status, reopened=case.reopened is not None)))
    return found


def docket_groups(connection: Connection, *, tiers: int = 2) -> list[DocketGroupRecord]:
    """How many cases wait before the board, by contest, reason and condition; from one index."""
    keys = (
        cases.c.contest,
        cases.c.condition,
        cases.c.status,
        cases.c.import_entry,
        cases.c.lot,
        cases.c.reopened.is_not(None).label("again"),
    )
    query = select(*keys, func.count().label("n")).where(waits_for_board(tiers)).group_by(*keys)
    inside = lots_inside(connection)
    found: Counter[tuple[str, str, Why]] = Counter()
    for contest, condition, status, entry, lot, again, n in connection.execute(query):
        if inside(entry, lot):
            found[contest, condition, _why(CaseStatus(status), reopened=bool(again))] += n
    order = list(Why)
    return [
        DocketGroupRecord(contest, Condition(condition), why, n)
        for (contest, condition, why), n in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][2]), item[0][1])
        )
    ]


def _why(status: CaseStatus, *, reopened: bool) -> Why:
    kinds = {
        CaseStatus.PAPER_OUT: Disposition.PAPER,
        CaseStatus.NO_CONSENSUS: Disposition.NO_CONSENSUS,
    }
    why = why_waiting(kinds.get(status), reopened=reopened, objected=status is CaseStatus.DISPUTED)
    return why or Why.NOT_RULED


def _waits_so(why: Why) -> ColumnElement[bool]:
    if why is Why.REOPENED:
        return cases.c.reopened.is_not(None)
    return and_(cases.c.reopened.is_(None), cases.c.status.in_([s.value for s in _STATUS_OF[why]]))


def _of(party: str) -> ColumnElement[str]:
    return select(people.c.person).where(people.c.party == party).scalar_subquery()
