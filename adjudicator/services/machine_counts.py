"""Which machine counts an import brings, so that nothing is counted before twice.

``before`` in every tally is the sum of the counts of the imports that stand.  Three things can be
known: counts the county gives, counts added up from a source that has every sheet, and counts of
the flagged sheets alone, which tell no number of ballots and are never called balanced.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adjudicator.domain.ballots import Lot
from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.election import Election
from adjudicator.domain.tally import BALLOTS, Cell, MachineCount, reading_buckets
from adjudicator.interchange.counts import counts_of_sheets
from adjudicator.interchange.sources.records import SourceSheet
from adjudicator.ledger import counts as ledger_counts
from adjudicator.services.errors import UsageError
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.imports import ImportRecord, list_imports

Place = tuple[str, str, str]
"""Contest, precinct, lot: what is counted by one import only."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a source brought, as far as counting goes."""

    taken: Sequence[SourceSheet]
    """The sheets that go into the record."""
    unusable: Sequence[SourceSheet]
    """Sheets whose reading is known but whose image could not be taken."""
    complete: bool
    """Whether every sheet with all its contests is there."""
    unknown: int
    """Records of which not even the reading is known."""

    @property
    def counted(self) -> list[SourceSheet]:
        """Sheets whose reading counts: of a source with every sheet all, else those taken."""
        return [*self.taken, *self.unusable] if self.complete else list(self.taken)


def counts_of_import(
    recount: Recount, delivered: Delivered, given: Sequence[MachineCount] | None
) -> list[MachineCount] | None:
    """The counts to go into the record with an import; ``None`` for none.

    :raises UsageError: counts of the same contest, precinct and lot are in the record already.
    """
    whole, partial = _counted_places(recount)
    if given is not None:
        _refuse_twice(recount.election, given, whole | partial)
        beside = _beside(delivered, given, recount.election)
        return [*given, *(c for c in beside if _place(c) not in whole)]
    counted = counts_of_sheets(delivered.counted, recount.election)
    if not delivered.complete or delivered.unknown:
        counted = [c for c in counted if c.bucket != BALLOTS]
    if delivered.complete:
        _refuse_twice(recount.election, counted, whole | partial)
        return counted
    left = [c for c in counted if _place(c) not in whole]
    return left or None


def uncovered(recount: Recount, delivered: Delivered, given: Sequence[MachineCount]) -> list[str]:
    """Where given counts say nothing of flagged ballots that came with them, one sentence each."""
    known = {(c.cell.contest, c.cell.precinct) for c in given}
    contests = set(recount.state.data.contests)
    missing = sorted(
        {
            (c.contest, sheet.precinct)
            for sheet in delivered.taken
            for c in sheet.flagged
            if c.contest in contests and (c.contest, sheet.precinct) not in known
        }
    )
    election = recount.election
    return [
        f"The counts say nothing of {election.contest(contest).title} in precinct "
        f"{election.precinct(precinct).name}. What the machine counted there is taken from the "
        "flagged sheets alone and is not checked. Compare the names in the counts file."
        for contest, precinct in missing
    ]


def counts_bytes(counts: Iterable[MachineCount]) -> bytes:
    """The canonical bytes of these counts, as the record hashes them."""
    return ledger_counts.encode(
        ledger_counts.Count(
            c.cell.contest, c.cell.precinct, c.cell.group, c.cell.lot, c.bucket, c.n
        )
        for c in counts
    )


def _beside(
    delivered: Delivered, given: Sequence[MachineCount], election: Election
) -> list[MachineCount]:
    """What given counts do not cover, from the sheets' own readings.

    Lots outside the totals, and contests of precincts the counts say nothing of: leaving those out
    would make a ruling take a vote from a number that is not there.
    """
    known = {(c.cell.contest, c.cell.precinct) for c in given}
    with_ballots = {c.cell.contest for c in given if c.bucket == BALLOTS}

    def wanted(count: MachineCount) -> bool:
        cell = count.cell
        apart = cell.lot != Lot.ACCEPTED
        whole = apart and delivered.complete and cell.contest in with_ballots
        return (apart or (cell.contest, cell.precinct) not in known) and (
            count.bucket != BALLOTS or whole
        )

    return [c for c in counts_of_sheets(delivered.counted, election) if wanted(c)]


def _refuse_twice(election: Election, counted: Iterable[MachineCount], known: set[Place]) -> None:
    for count in counted:
        if _place(count) in known:
            contest = election.contest(count.cell.contest).title
            precinct = election.precinct(count.cell.precinct).name
            raise UsageError(
                f"The machine's counts of {contest} in {precinct} are in the record already. "
                "Nothing was imported. Name the counts with the first delivery of a precinct only."
            )


def _place(count: MachineCount) -> Place:
    return (count.cell.contest, count.cell.precinct, count.cell.lot)


def _counted_places(recount: Recount) -> tuple[set[Place], set[Place]]:
    """Places counted whole, and places of which only flagged sheets were counted."""
    whole: set[Place] = set()
    partial: set[Place] = set()
    with recount.reading() as connection:
        standing = [r for r in list_imports(connection) if _counts_stand(recount, r)]
    for record in standing:
        rows = rows_of(recount, record)
        places = {_place(row) for row in rows}
        (partial if _only_flagged(recount, record, rows) else whole).update(places)
    return whole, partial


def _counts_stand(recount: Recount, record: ImportRecord) -> bool:
    """Whether the counts of an import are in the totals: neither void nor replaced by a motion."""
    replaced = recount.state.data.replaced_counts
    return not record.voided and record.counts is not None and record.entry not in replaced


def rows_of(recount: Recount, record: ImportRecord) -> list[MachineCount]:
    """The machine counts an import brought, whether they stand or not."""
    if record.counts is None:
        return []
    data = recount.folder.counts(record.counts).read_bytes()
    return [
        MachineCount(Cell(c.contest, c.precinct, c.group, c.lot), c.choice, c.n)
        for c in ledger_counts.decode(data)
    ]


def _only_flagged(recount: Recount, record: ImportRecord, rows: list[MachineCount]) -> bool:
    """Whether an import's counts are just those of the sheets it lists."""
    if any(row.bucket == BALLOTS for row in rows):
        return False
    found = readings_of(recount, record)
    return {(r.cell, r.bucket): r.n for r in rows if r.n} == {k: n for k, n in found.items() if n}


def readings_of(recount: Recount, record: ImportRecord) -> Counter[tuple[Cell, str]]:
    """What the machine read on the sheets an import lists, added up."""
    found: Counter[tuple[Cell, str]] = Counter()
    with recount.folder.manifest(record.manifest).open("rb") as lines:
        for line in lines:
            sheet = json.loads(line)
            for contest, _condition, machine in sheet["contests"]:
                cell = Cell(contest, sheet["precinct"], sheet["group"], sheet["lot"])
                reading = machine_from_value(machine)
                for bucket, n in reading_buckets(
                    recount.election.contest(contest), reading
                ).items():
                    found[cell, bucket] += n
    return found
