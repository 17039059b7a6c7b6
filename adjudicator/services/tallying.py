"""The revised tally: before, change, after, by contest, precinct, counting group and lot."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.tally import Cell, ContestTally, MachineCount, TallyBook
from adjudicator.interchange.tally_json import TallyHead, TallyPart, TallySection, tally_value
from adjudicator.ledger.origin import Purpose
from adjudicator.services.watermarks import watermark_of
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import open_body
from adjudicator.storage.queries.tally import CounterRow, Lots, counters
from adjudicator.storage.schema import CASES, SETTLED


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One contest's figures over one part of the pile; empty texts mean "all of them"."""

    tally: ContestTally
    precinct: str = ""
    group: str = ""
    lot: str = ""
    cases: int = 0
    outside: bool = False
    """Whether it is of a lot that stands outside every total."""

    @property
    def machine_only_flagged(self) -> bool:
        """Whether *before* is no more than what the machine read on the flagged ballots.

        Then nobody gave the machine's counts of the other ballots, and it is no return.
        """
        tally = self.tally
        figures = [figure for _, figure in tally.choices]
        figures += [tally.over, tally.under, tally.unqualified]
        counted = sum(figure.before for figure in figures)
        return tally.ballots is None and counted <= self.cases * tally.contest.seats


def tally_lines(
    connection: Connection,
    election: Election,
    *,
    by: tuple[str, ...] = (),
    closed_only: bool = False,
    lots: Lots = Lots.INSIDE,
) -> list[TallyLine]:
    """The figures of every contest of the recount, in the order of the definition.

    :param by: of ``precinct``, ``grp``, ``lot``, what to keep apart.
    :param closed_only: changes of closed batches only, as screens show while a contest is open.
    :param lots: which lots are added up: those in the totals, or those that stand outside them.
    """
    opened = open_body(connection)
    wanted = set(opened["contests"])
    found = counters(connection, by=by, closed_only=closed_only, lots=lots)
    book, total = _book(found.rows)
    book.writeins_as_under = opened["policy"]["writeins_as_under"]
    of_contest: dict[str, list[Cell]] = {}
    for cell in sorted(book.cells()):
        of_contest.setdefault(cell.contest, []).append(cell)
    lines = []
    for contest in election.contests:
        if contest.id not in wanted:
            continue
        cells = of_contest.get(contest.id, [])
        if not by and not cells:
            cells = [Cell(contest.id, "", "", "")]
        for cell in cells:
            tally = book.contest_tally(contest, [cell])
            if contest.id in found.untold:
                # Not even one precinct foots for sure: some counts say nothing of ballots.
                tally = replace(tally, ballots=None)
            where = (cell.precinct, cell.group, cell.lot)
            outside = lots is Lots.OUTSIDE
            lines.append(TallyLine(tally, *where, total.get(cell, 0), outside))
    return lines


def lot_lines(
    connection: Connection, election: Election, *, closed_only: bool = False
) -> list[TallyLine]:
    """Every contest by lot: what stands in the totals first, then what stands outside them.

    A lot of which one delivery is let in and another waits has a line of either kind.
    """
    found = [
        line
        for lots in (Lots.INSIDE, Lots.OUTSIDE)
        for line in tally_lines(
            connection, election, by=("lot",), closed_only=closed_only, lots=lots
        )
    ]
    order = [contest.id for contest in election.contests]
    return sorted(found, key=lambda line: (order.index(line.tally.contest.id), line.outside))


def _book(rows: Iterable[CounterRow]) -> tuple[TallyBook, dict[Cell, int]]:
    book = TallyBook()
    settled: dict[Cell, int] = {}
    total: dict[Cell, int] = {}
    for row in rows:
        if row.bucket == SETTLED:
            settled[row.cell] = row.change
        elif row.bucket == CASES:
            total[row.cell] = row.change
        else:
            book.add_count(MachineCount(row.cell, row.bucket, row.before))
            book.add_change(row.cell, {row.bucket: row.change})
    for cell, n in total.items():
        book.pending[cell] = n - settled.get(cell, 0)
    return book, total


def tally_document(
    connection: Connection,
    election: Election,
    *,
    by: tuple[str, ...] = (),
    closed_only: bool = False,
) -> dict[str, Any]:
    """The object of ``adjudicator tally --json``: restricted canonical JSON values only.

    :param by: of ``precinct``, ``grp``, ``lot``, what to tell apart, each by itself; without any it
        is the object a close signs.
    """
    opened = open_body(connection)
    head = TallyHead(
        origin=opened["origin"],
        purpose=opened["purpose"],
        watermark=watermark_of(Purpose(opened["purpose"])),
        basis="closed batches" if closed_only else "every ruling",
    )
    parts: dict[str, dict[str, list[TallyPart]]] = {}
    for dimension in by:
        for line in part_lines(connection, election, dimension, closed_only=closed_only):
            told = parts.setdefault(line.tally.contest.id, {name: [] for name in by})
            told[dimension].append(TallyPart(_part_names(line, election), line.tally))
    sections = [
        TallySection(
            line.tally, parts.get(line.tally.contest.id, {dimension: [] for dimension in by})
        )
        for line in tally_lines(connection, election, closed_only=closed_only)
    ]
    return tally_value(head, sections)


def part_lines(
    connection: Connection, election: Election, dimension: str, *, closed_only: bool = False
) -> list[TallyLine]:
    """Every contest by one dimension; by lot also what stands outside the totals."""
    if dimension == "lot":
        return lot_lines(connection, election, closed_only=closed_only)
    return tally_lines(connection, election, by=(dimension,), closed_only=closed_only)


def part_words(line: TallyLine, election: Election) -> str:
    """The part in words: precinct, group, or lot with whether it counts; empty for the whole."""
    if line.lot:
        return f"{Lot(line.lot).label}{', outside every total' if line.outside else ''}"
    if line.group:
        known = line.group in {group.value for group in CountingGroup}
        return CountingGroup(line.group).label if known else "All groups together"
    return election.precinct(line.precinct).name if line.precinct else ""


def _part_names(line: TallyLine, election: Election) -> dict[str, Any]:
    if line.lot:
        return {"lot": line.lot, "inside": not line.outside, "cases": line.cases}
    if line.group:
        return {"group": line.group}
    return {"precinct": election.precinct(line.precinct).name, "id": line.precinct}
