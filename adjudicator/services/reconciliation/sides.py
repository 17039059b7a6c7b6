"""What the record holds of the two sides that it knows by itself: the machine's, and what is here.

What is here is read from the manifests that were signed with each import, so that a ballot counts
from its import on, before any pile.  Manifests never change, so each is read once in a process.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.election import Election
from adjudicator.domain.readings import split_unqualified
from adjudicator.domain.reconciliation.places import FoundCell, MachineCell, Place, Work
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.cases import CaseFilter, case_images, list_batches, list_cases
from adjudicator.storage.queries.imports import ImportRecord, list_imports
from adjudicator.storage.queries.reconciling import CountedCell, batch_lots, counted_cells

CellKey = tuple[str, str, str, str]
"""Contest, precinct, counting group, lot."""
Sums = tuple[int, int, int, int]
"""Overvotes, undervotes, unqualified write-ins, votes."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What one import brought, as its manifest has it."""

    cells: tuple[FoundCell, ...]
    """Its flagged ballots."""
    read: Mapping[CellKey, Sums]
    """Everything its sheets say, flagged or not."""
    sheets: int


@dataclass(slots=True)
class _Gathering:
    ids: list[str] = field(default_factory=list)
    sums: Counter[str] = field(default_factory=Counter)


def standing_imports(connection: Connection) -> list[ImportRecord]:
    """The imports that were not declared void."""
    return [record for record in list_imports(connection) if not record.voided]


def brought(recount: Recount, record: ImportRecord) -> Brought:
    """What an import brought; read from its manifest the first time only."""
    return _brought(recount.folder.manifest(record.manifest), recount.election)


@lru_cache(maxsize=16)
def _brought(manifest: Path, election: Election) -> Brought:
    cells: dict[tuple[Place, str], _Gathering] = defaultdict(_Gathering)
    read: dict[CellKey, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    sheets = 0
    with manifest.open("rb") as lines:
        for line in lines:
            sheets += 1
            sheet = json.loads(line)
            for contest, condition, machine in sheet["contests"]:
                sums = _sums(election, contest, machine)
                key = contest, sheet["precinct"], sheet["group"], sheet["lot"]
                read[key] = [a + b for a, b in zip(read[key], sums, strict=True)]
                if condition is not None:
                    place = Place(contest, sheet["precinct"], sheet["group"], sheet["batch"])
                    cell = cells[place, sheet["lot"]]
                    cell.ids.append(sheet["ballot"])
                    cell.sums.update(over=sums[0], under=sums[1], unqualified=sums[2])
    found = tuple(
        FoundCell(
            place,
            lot,
            len(c.ids),
            c.sums["over"],
            c.sums["under"],
            c.sums["unqualified"],
            tuple(c.ids),
        )
        for (place, lot), c in sorted(cells.items())
    )
    return Brought(found, {key: _four(sums) for key, sums in read.items()}, sheets)


def _four(sums: list[int]) -> Sums:
    over, under, unqualified, votes = sums
    return over, under, unqualified, votes


def _sums(election: Election, contest: str, value: dict[str, Any]) -> Sums:
    machine = machine_from_value(value)
    named, unqualified = split_unqualified(election.contest(contest), machine.votes)
    return machine.over, machine.under, unqualified, len(named)


def machine_cells(
    connection: Connection,
    election: Election,
    contests: tuple[str, ...],
    own: Mapping[int, Brought],
) -> Iterator[MachineCell]:
    """What the machine counted in the accepted lot, as far as it is the machine's own number.

    Counts that were only added up from the flagged sheets of an import say nothing about what
    should have come with it; they are left out.

    :param own: by entry of each import that stands: what it brought.
    """
    for cell in counted_cells(connection, contests):
        if cell.lot == Lot.ACCEPTED and not _only_added_up(cell, own.values()):
            yield MachineCell(
                Place(cell.contest, cell.precinct, cell.group),
                cell.over,
                cell.under,
                cell.unqualified,
                cell.votes,
                cell.ballots,
                election.contest(cell.contest).seats,
            )


def _only_added_up(cell: CountedCell, own: Iterable[Brought]) -> bool:
    """Whether they are just those of the sheets of some import, maybe brought along by another."""
    key = cell.contest, cell.precinct, cell.group, cell.lot
    told = cell.over, cell.under, cell.unqualified, cell.votes
    return cell.ballots is None and any(each.read.get(key) == told for each in own)


def lost_images(
    recount: Recount, connection: Connection, batches: Collection[int] | None = None
) -> Counter[int]:
    """By batch: its cases of which some image is not in the folder.

    :param batches: only these are looked at.
    """
    here: dict[str, bool] = {}

    def gone(image: str) -> bool:
        if image not in here:
            here[image] = recount.folder.image(image).is_file()
        return not here[image]

    if batches is None and not any(gone(image) for image in case_images(connection)):
        return Counter()
    wanted = [CaseFilter()] if batches is None else [CaseFilter(batch=b) for b in sorted(batches)]
    cases = (case for each in wanted for case in list_cases(connection, each))
    return Counter(case.batch for case in cases if any(gone(image) for image in case.row.images))


def work_done(connection: Connection, lost: Mapping[int, int]) -> dict[Place, Work]:
    """How far each batch has come.

    :param lost: by batch: its cases of which an image is missing.
    """
    lots = batch_lots(connection)
    return {
        Place(b.contest, b.precinct, b.group, b.container): Work(
            cases=b.cases,
            images=b.cases - lost.get(b.number, 0),
            ruled=b.ruled,
            team=b.unreviewed,
            board=b.for_board - b.for_paper,
            paper=b.for_paper,
            lots=tuple(lots.get(b.number, ())),
        )
        for b in list_batches(connection)
    }


def batch_places(connection: Connection) -> dict[int, Place]:
    """Where each batch is."""
    return {
        b.number: Place(b.contest, b.precinct, b.group, b.container)
        for b in list_batches(connection)
    }
