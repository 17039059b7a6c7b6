"""Objections and what became of them, per case and per person."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from adjudicator.domain.objections import Fate, fate_of, number_label
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.schema import attestations, cases, entries, people


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """One objection to one case; an act that objects to several cases gives one for each."""

    number: int
    """Its place among all objections of the recount, from 1; all cases of one act share it."""
    entry: int
    time: str
    case_seal: str
    rulings: tuple[tuple[int, int], ...]
    """The rulings of the case it names; none if it was made before any."""
    batch: int
    person: str
    party: str | None
    ground: int
    claim: str | None
    words: str | None
    via: str
    late: bool
    withdrawn: int | None
    """The entry that withdrew it from this case."""
    struck: int | None
    """The close in which its maker struck it out."""
    decided: int | None
    """The board's ruling that decided it."""
    outcome: str | None
    """``upheld`` or ``rejected``."""

    @property
    def label(self) -> str:
        """``R-014``."""
        return number_label(self.number)

    @property
    def fate(self) -> Fate:
        """Where it stands on this case."""
        return fate_of(
            decided=self.outcome,
            withdrawn=self.withdrawn is not None,
            struck=self.struck is not None,
            late=self.late,
        )


def objections_of(
    connection: Connection, seals: Collection[str]
) -> dict[str, list[ObjectionRecord]]:
    """The objections to each of these cases, in record order; cases without one are left out."""
    rows: list[Row[Any]] = []
    for some in chunks(sorted(seals)):
        rows += connection.execute(_select(attestations.c.case_seal.in_(some))).all()
    found: dict[str, list[ObjectionRecord]] = {}
    for record in _records(connection, rows):
        found.setdefault(record.case_seal, []).append(record)
    return found


def list_objections(
    connection: Connection,
    *,
    person: str | None = None,
    fates: Collection[Fate] = (),
) -> list[ObjectionRecord]:
    """Objections in record order; each part left empty lets all through."""
    also = () if person is None else (attestations.c.person == person,)
    rows = connection.execute(_select(*also)).all()
    return [r for r in _records(connection, rows) if not fates or r.fate in fates]


def _select(*also: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a select of four tables
    return (
        select(attestations, people.c.party, entries.c.time)
        .join(people, people.c.person == attestations.c.person)
        .join(entries, entries.c.i == attestations.c.entry)
        .join(cases, cases.c.seal == attestations.c.case_seal)
        .where(attestations.c.answer == "object", *also)
        .order_by(attestations.c.entry, attestations.c.place)
    )


def _records(connection: Connection, rows: Collection[Row[Any]]) -> list[ObjectionRecord]:
    """One record for each act and case: an act may name two rulings of one case."""
    numbers = _numbers(connection) if rows else {}
    about: dict[tuple[int, str], list[Row[Any]]] = {}
    for row in rows:
        about.setdefault((row.entry, row.case_seal), []).append(row)
    return [
        _record(same, numbers[entry])
        for (entry, _), same in sorted(
            about.items(), key=lambda item: (item[1][0].entry, item[1][0].place)
        )
    ]


def _numbers(connection: Connection) -> dict[int, int]:
    acts = (
        select(attestations.c.entry)
        .where(attestations.c.answer == "object")
        .group_by(attestations.c.entry)
        .order_by(attestations.c.entry)
    )
    return {entry: n for n, entry in enumerate(connection.execute(acts).scalars(), start=1)}


def _record(rows: list[Row[Any]], number: int) -> ObjectionRecord:
    row = rows[0]
    after = row.decided is not None and row.withdrawn is not None and row.withdrawn > row.decided
    return ObjectionRecord(
        number=number,
        entry=row.entry,
        time=row.time,
        case_seal=row.case_seal,
        rulings=tuple((r.ruling_entry, r.ruling_item) for r in rows if r.ruling_entry is not None),
        batch=row.batch,
        person=row.person,
        party=row.party,
        ground=row.ground,
        claim=row.claim,
        words=row.words,
        via=row.via,
        late=bool(row.late),
        # Taking an objection back ends it only where it is open still.
        withdrawn=None if after else row.withdrawn,
        struck=row.struck,
        decided=row.decided,
        outcome=row.outcome,
    )
