"""Rulings that stand on like cases, newest first, and how many there are, for people to look at."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.conditions import in_released_lot, lots_inside
from adjudicator.storage.queries.acts import RulingRecord, ruling_record
from adjudicator.storage.queries.cases import CaseRecord, case_record, select_cases
from adjudicator.storage.schema import cases, rulings


@dataclass(frozen=True, slots=True)
class PrecedentRecord:
    """A case with the ruling that counts for it."""

    case: CaseRecord
    ruling: RulingRecord


def precedents(  # noqa: PLR0913 - each a filter by name
    connection: Connection,
    contest: str,
    *,
    condition: Condition | None = None,
    marks: int | None = None,
    clause: str | None = None,
    disposition: Disposition | None = None,
    without: str | None = None,
    before: int | None = None,
    limit: int = 24,
) -> list[PrecedentRecord]:
    """Cases of a contest whose ruling counts, the newest ruling first.

    :param condition: only cases the machine flagged so.
    :param marks: only those with so many marks (3 means 3 and more).
    :param clause: only rulings under this clause.
    :param disposition: only rulings of this kind.
    :param without: the seal of the case at hand.
    :param before: only rulings made before this entry.
    """
    query = select_cases().where(
        cases.c.contest == contest, cases.c.settled == 1, in_released_lot()
    )
    if condition is not None:
        query = query.where(cases.c.condition == condition.value)
    if marks is not None:
        query = query.where(cases.c.marks == marks)
    if clause is not None:
        query = query.where(cases.c.clause == clause)
    if disposition is not None:
        query = query.where(cases.c.disposition == disposition.value)
    if without is not None:
        query = query.where(cases.c.seal != without)
    if before is not None:
        query = query.where(cases.c.ruling_entry < before)
    query = query.order_by(cases.c.ruling_entry.desc(), cases.c.ruling_item.desc()).limit(limit)
    found = [case_record(row) for row in connection.execute(query)]
    made = _rulings(connection, {case.ruling[0] for case in found if case.ruling is not None})
    return [PrecedentRecord(case, made[case.ruling]) for case in found if case.ruling is not None]


@dataclass(frozen=True, slots=True)
class StandingCount:
    """How many like cases were ruled on in one way."""

    disposition: Disposition
    cases: int
    lately: int
    """Of them, ruled on after the entry asked about."""


def count_standing(
    connection: Connection,
    contests: Collection[str],
    condition: Condition,
    marks: int,
    *,
    clause: str | None = None,
    without: str | None = None,
    since: int | None = None,
) -> list[StandingCount]:
    """Count the cases whose ruling counts, by its kind; from one index.

    :param marks: how many are seen (3 means 3 and more).
    :param clause: only rulings under this clause.
    :param without: the seal of the case at hand.
    :param since: an entry; none means that every ruling is of lately.
    """
    c = cases.c
    like = [
        c.contest.in_(sorted(contests)),
        c.condition == condition.value,
        c.marks == marks,
        c.settled == 1,
    ]
    if clause is not None:
        like.append(c.clause == clause)
    lately = func.sum(case((c.ruling_entry > (-1 if since is None else since), 1), else_=0))
    kinds = (c.disposition, c.import_entry, c.lot)
    query = select(*kinds, func.count(), lately).where(*like).group_by(*kinds)
    found: Counter[str] = Counter()
    recent: Counter[str] = Counter()
    inside = lots_inside(connection)
    own = [] if without is None else connection.execute(query.where(c.seal == without)).all()
    for rows, sign in ((connection.execute(query).all(), 1), (own, -1)):
        for disposition, entry, lot, n, n_lately in rows:
            if inside(entry, lot):
                found[disposition] += sign * n
                recent[disposition] += sign * n_lately
    return [StandingCount(Disposition(d), n, recent[d]) for d, n in sorted(found.items())]


def _rulings(connection: Connection, wanted: set[int]) -> dict[tuple[int, int], RulingRecord]:
    query = select(rulings).where(rulings.c.entry.in_(sorted(wanted)))
    return {(row.entry, row.item): ruling_record(row) for row in connection.execute(query)}
