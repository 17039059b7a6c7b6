"""The counters, added up by contest and, if wanted, by precinct, group or lot."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from adjudicator.domain.tally import Cell
from adjudicator.storage.conditions import in_released_lot, of_standing_import
from adjudicator.storage.schema import changes, machine_counts

DIMENSIONS = ("precinct", "grp", "lot")


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One added-up number; dimensions not asked for are empty in the cell."""

    cell: Cell
    bucket: str
    before: int
    change: int
    """Changes (or, for the buckets ``cases`` and ``settled``, the number of cases)."""


def counters(
    connection: Connection,
    *,
    by: tuple[str, ...] = (),
    closed_only: bool = False,
    every_lot: bool = False,
) -> list[CounterRow]:
    """The counters of every contest.

    :param by: which of :data:`DIMENSIONS` to keep apart.
    :param closed_only: changes of closed batches only.
    :param every_lot: also lots the board has not released, which stand outside every total.
    """
    found: dict[tuple[Cell, str], list[int]] = {}
    amount = changes.c.closed_n if closed_only else changes.c.n
    for slot, table, column in ((0, machine_counts, machine_counts.c.n), (1, changes, amount)):
        keep = [table.c[name] for name in by]
        query = (
            select(table.c.contest, table.c.bucket, *keep, func.sum(column).label("total"))
            .group_by(table.c.contest, table.c.bucket, *keep)
            .where(of_standing_import(table))
        )
        if not every_lot:
            query = query.where(in_released_lot(table))
        for row in connection.execute(query):
            told = dict(zip(by, row[2:-1], strict=True))
            cell = Cell(
                row.contest, told.get("precinct", ""), told.get("grp", ""), told.get("lot", "")
            )
            found.setdefault((cell, row.bucket), [0, 0])[slot] += int(row.total)
    return [CounterRow(cell, bucket, *n) for (cell, bucket), n in sorted(found.items())]
