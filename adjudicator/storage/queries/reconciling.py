"""What a reconciliation asks the working tables for: machine counts, and cases by batch and lot."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, UNQUALIFIED
from adjudicator.storage.conditions import lots_inside
from adjudicator.storage.schema import cases, imports, machine_counts


@dataclass(frozen=True, slots=True)
class CountedCell:
    """What one import's counts say of one contest, precinct, counting group and lot."""

    entry: int
    contest: str
    precinct: str
    group: str
    lot: str
    over: int
    under: int
    unqualified: int
    votes: int
    ballots: int | None
    """``None`` where they tell no number of ballots."""


def counted_cells(connection: Connection, contests: Collection[str]) -> list[CountedCell]:
    """The counts of imports that stand, cell by cell.

    :param contests: of these contests.
    """
    table = machine_counts
    keys = [table.c[k] for k in ("import_entry", "contest", "precinct", "grp", "lot")]

    def of(bucket: str) -> ColumnElement[int]:
        return func.sum(case((table.c.bucket == bucket, table.c.n), else_=0))

    apart = (OVER, UNDER, UNQUALIFIED, BALLOTS)
    votes = func.sum(case((table.c.bucket.in_(apart), 0), else_=table.c.n))
    told = func.sum(case((table.c.bucket == BALLOTS, 1), else_=0))
    query = (
        select(*keys, *(of(bucket) for bucket in apart), votes, told)
        .join(imports, imports.c.entry == table.c.import_entry)
        .where(table.c.contest.in_(sorted(contests)), imports.c.voided.is_(None))
        .group_by(*keys)
        .order_by(*keys)
    )
    return [_cell(tuple(row)) for row in connection.execute(query)]


def _cell(row: tuple[Any, ...]) -> CountedCell:
    entry, contest, precinct, group, lot, over, under, unqualified, ballots, votes, told = row
    return CountedCell(
        entry,
        contest,
        precinct,
        group,
        lot,
        int(over),
        int(under),
        int(unqualified),
        int(votes),
        int(ballots) if told else None,
    )


def batch_lots(connection: Connection) -> dict[int, list[tuple[str, int, int]]]:
    """By batch: each lot with its cases that are released, and those that are held back."""
    keys = (cases.c.batch, cases.c.import_entry, cases.c.lot, cases.c.status)
    query = select(*keys, func.count()).group_by(*keys)
    inside = lots_inside(connection)
    found: dict[int, dict[str, list[int]]] = {}
    for batch, entry, lot, status, n in connection.execute(query):
        held = not inside(entry, lot) or status == CaseStatus.ISOLATED
        found.setdefault(batch, {}).setdefault(lot, [0, 0])[held] += n
    return {
        batch: [(lot, free, held) for lot, (free, held) in sorted(lots.items())]
        for batch, lots in found.items()
    }
