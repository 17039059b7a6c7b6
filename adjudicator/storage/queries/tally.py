"""The counters, added up by contest and, if wanted, by precinct, group or lot."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, case, func, select

from adjudicator.domain.tally import BALLOTS, Cell
from adjudicator.storage.conditions import lots_inside
from adjudicator.storage.schema import CASES, changes, imports, machine_counts

DIMENSIONS = ("precinct", "grp", "lot")


class Lots(StrEnum):
    """Which lots are added up."""

    INSIDE = "inside"
    """Those in the totals: accepted or let in by the board, and not isolated."""
    OUTSIDE = "outside"
    """Those kept apart, which stand outside every total."""
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One added-up number; dimensions not asked for are empty in the cell."""

    cell: Cell
    bucket: str
    before: int
    change: int
    """Changes (or, for the buckets ``cases`` and ``settled``, the number of cases)."""


@dataclass(frozen=True, slots=True)
class Counters:
    """All numbers asked for, and of which contests no number of ballots is known."""

    rows: tuple[CounterRow, ...]
    untold: frozenset[str]
    """Contests of which some standing counts tell no number of ballots: nothing can foot there."""


def _wanted(connection: Connection, lots: Lots) -> Callable[[int, str], bool]:
    """Which imports and lots are added up; those of void imports never."""
    voided = connection.execute(select(imports.c.entry).where(imports.c.voided.is_not(None)))
    void = frozenset(voided.scalars())
    counted = lots_inside(connection)

    def wanted(entry: int, lot: str) -> bool:
        every = lots is Lots.EVERY
        return entry not in void and (every or counted(entry, lot) == (lots is Lots.INSIDE))

    return wanted


def counters(
    connection: Connection,
    *,
    by: tuple[str, ...] = (),
    closed_only: bool = False,
    lots: Lots = Lots.INSIDE,
) -> Counters:
    """The counters of every contest, read in one pass over each table.

    :param by: which of :data:`DIMENSIONS` to keep apart.
    :param closed_only: changes of closed batches only.
    :param lots: which lots are added up.
    """
    wanted = _wanted(connection, lots)
    found: dict[tuple[Cell, str], list[int]] = {}
    cells: dict[tuple[str, int, str], Counter[str]] = {}
    # The number of cases is the same whether or not their batches are closed.
    closed = case((changes.c.bucket == CASES, changes.c.n), else_=changes.c.closed_n)
    amount = closed if closed_only else changes.c.n
    for slot, table, column in ((0, machine_counts, machine_counts.c.n), (1, changes, amount)):
        # In the order of the index, so that the database adds up while it reads.
        keys = [table.c[name] for name in ("contest", "bucket", "import_entry", "lot")]
        keep = [table.c[name] for name in by if name != "lot"]
        names = [c.name for c in keep]
        query = select(*keys, func.sum(column), func.count(), *keep).group_by(*keys, *keep)
        for contest, bucket, entry, lot, total, n, *kept in connection.execute(query):
            if not wanted(entry, lot):
                continue
            if slot == 0:
                cells.setdefault((contest, entry, lot), Counter())[bucket] += n
            told = dict(zip(names, kept, strict=True))
            cell = Cell(
                contest, told.get("precinct", ""), told.get("grp", ""), lot if "lot" in by else ""
            )
            found.setdefault((cell, bucket), [0, 0])[slot] += int(total)
    rows = tuple(CounterRow(cell, bucket, *n) for (cell, bucket), n in sorted(found.items()))
    return Counters(rows, _untold(cells))


def _untold(cells: Mapping[tuple[str, int, str], Counter[str]]) -> frozenset[str]:
    """Contests with a set of counts in which some cell has votes but no number of ballots."""
    return frozenset(
        contest
        for (contest, _, _), counted in cells.items()
        if max(counted.values()) > counted[BALLOTS]
    )
