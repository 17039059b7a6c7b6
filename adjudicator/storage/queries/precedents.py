"""Rulings that stand on like cases, newest first: what was done before, for people to look at."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.conditions import in_released_lot
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
    clause: str | None = None,
    disposition: Disposition | None = None,
    without: str | None = None,
    before: int | None = None,
    limit: int = 24,
) -> list[PrecedentRecord]:
    """Cases of a contest whose ruling counts, the newest ruling first.

    :param condition: only cases the machine flagged so.
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


def _rulings(connection: Connection, wanted: set[int]) -> dict[tuple[int, int], RulingRecord]:
    query = select(rulings).where(rulings.c.entry.in_(sorted(wanted)))
    return {(row.entry, row.item): ruling_record(row) for row in connection.execute(query)}
