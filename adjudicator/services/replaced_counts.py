"""Machine counts that the board replaced, and the later import that brings those that hold.

The record keeps the counts of each import apart.  A motion takes those of one import out of every
total; its sheets and rulings stay.  Until others come, its precincts lack them.
"""

from collections.abc import Sequence
from itertools import groupby

from adjudicator.domain.ballots import Lot
from adjudicator.domain.tally import MachineCount
from adjudicator.domain.wording import join_names
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.machine_counts import readings_of, rows_of
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.imports import ImportRecord, list_imports

Place = tuple[str, str]
"""Contest and precinct."""


def check_replaceable(recount: Recount, entry: int) -> None:
    """Before a motion takes the counts of an import out: can a later import bring them all again.

    The record gives each import lots of its own.  What the machine counted in a lot kept apart
    stands under the import that brought the lot, and no later import can bring it there again.

    :raises Refusal: it has such counts; nothing was changed.
    """
    with recount.reading() as connection:
        found = [r for r in list_imports(connection) if r.entry == entry]
    apart = sorted({r.cell.lot for x in found for r in rows_of(recount, x)} - {Lot.ACCEPTED.value})
    if apart:
        names = join_names([f"\u201c{Lot(lot).label}\u201d" for lot in apart])
        raise Refusal(
            f"The counts of import {entry} cannot be replaced: it has the lot {names}, whose own "
            "counts no later import can bring again. Nothing was changed. Where nobody has ruled "
            "on it, declare the import void and import it anew with the counts that hold."
        )


def counts_alone(recount: Recount, given: Sequence[MachineCount] | None) -> list[MachineCount]:
    """What an import of counts without ballots brings: everything that was replaced.

    Given counts stand for what was delivered.  What the machine read on flagged sheets alone, in
    places no delivery told of, was not wrong: it is brought along as it was.

    :raises UsageError: no counts are missing, or some of those that were replaced are not given.
    """
    records = _records(recount)
    replaced = recount.state.data.replaced_counts
    there = {_place(row) for r in records if r.entry not in replaced for row in rows_of(recount, r)}
    gone: set[Place] = set()
    read: dict[Place, list[MachineCount]] = {}
    for record in (r for r in records if r.entry in replaced):
        gone |= {_place(row) for row in rows_of(recount, record)} - there
        read |= _read_places(recount, record)
    if not gone:
        raise UsageError(
            "Counts come alone only in the place of counts that the board has replaced, and none "
            "are missing. Nothing was imported. Name where the ballots are, or carry the motion "
            "replace_counts first."
        )
    told = {_place(row) for row in given or ()}
    _refuse_missing(recount, sorted(gone - told - read.keys()))
    kept = [row for place in sorted((gone & read.keys()) - told) for row in read[place]]
    return [*(given or ()), *kept]


def _refuse_missing(recount: Recount, missing: Sequence[Place]) -> None:
    if not missing:
        return
    contest, precinct = missing[0]
    election = recount.election
    others = len(missing) - 1
    more = "" if not others else f" and {others:,} more" if others > 1 else " and one more place"
    raise UsageError(
        f"The counts say nothing of {election.contest(contest).title} in "
        f"{election.precinct(precinct).name}{more}, whose counts were replaced. Nothing was "
        "imported. Give the counts of everything that was replaced."
    )


def _records(recount: Recount) -> list[ImportRecord]:
    with recount.reading() as connection:
        return [r for r in list_imports(connection) if not r.voided and r.counts]


def _read_places(recount: Recount, record: ImportRecord) -> dict[Place, list[MachineCount]]:
    """Where an import's counts are just what the machine read on its sheets."""
    readings = readings_of(recount, record)
    places: dict[Place, list[MachineCount]] = {}
    for place, rows in groupby(sorted(rows_of(recount, record), key=_place), key=_place):
        own = list(rows)
        told = {(row.cell, row.bucket): row.n for row in own if row.n}
        read = {
            (cell, bucket): n
            for (cell, bucket), n in readings.items()
            if n and (cell.contest, cell.precinct) == place
        }
        if told == read:
            places[place] = own
    return places


def _place(row: MachineCount) -> Place:
    return row.cell.contest, row.cell.precinct
