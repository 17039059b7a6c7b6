"""The revised tally: before, change, after, by contest and precinct."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from adjudicator.domain.election import Election, Precinct
from adjudicator.domain.tally import Cell, ContestTally, MachineCount, TallyBook
from adjudicator.interchange.tally_json import TallyHead, TallySection, tally_value
from adjudicator.ledger.origin import Purpose
from adjudicator.services.watermarks import watermark_of
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import open_body
from adjudicator.storage.queries.tally import CounterRow, counters
from adjudicator.storage.schema import CASES, SETTLED


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One contest's figures over one part of the pile; empty texts mean "all of them"."""

    tally: ContestTally
    precinct: str = ""
    group: str = ""
    lot: str = ""
    cases: int = 0


def tally_lines(
    connection: Connection,
    election: Election,
    *,
    by: tuple[str, ...] = (),
    closed_only: bool = False,
    every_lot: bool = False,
) -> list[TallyLine]:
    """The figures of every contest of the recount, in the order of the definition.

    :param by: of ``precinct``, ``grp``, ``lot``, what to keep apart.
    :param closed_only: changes of closed batches only, as screens show while a contest is open.
    :param every_lot: also lots the board has not released; they stand outside every total.
    """
    opened = open_body(connection)
    wanted = set(opened["contests"])
    found = counters(connection, by=by, closed_only=closed_only, every_lot=every_lot)
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
            lines.append(TallyLine(tally, cell.precinct, cell.group, cell.lot, total.get(cell, 0)))
    return lines


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
    by_precinct: bool = False,
    closed_only: bool = False,
) -> dict[str, Any]:
    """The object of ``adjudicator tally --json``: restricted canonical JSON values only."""
    opened = open_body(connection)
    head = TallyHead(
        origin=opened["origin"],
        purpose=opened["purpose"],
        watermark=watermark_of(Purpose(opened["purpose"])),
        basis="closed batches" if closed_only else "every ruling",
    )
    parts: dict[str, list[tuple[Precinct, ContestTally]]] = {}
    if by_precinct:
        for line in tally_lines(connection, election, by=("precinct",), closed_only=closed_only):
            where = (election.precinct(line.precinct), line.tally)
            parts.setdefault(line.tally.contest.id, []).append(where)
    sections = [
        TallySection(line.tally, parts.get(line.tally.contest.id, ()))
        for line in tally_lines(connection, election, closed_only=closed_only)
    ]
    return tally_value(head, sections, by_precinct=by_precinct)
