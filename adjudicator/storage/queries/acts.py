"""Rulings, attestations, people and the record's entries, as screens and logs show them."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    Ruling,
    Tier,
)
from adjudicator.storage.schema import attestations, entries, people, rulings, sessions, signers


@dataclass(frozen=True, slots=True)
class RulingRecord:
    """One recorded ruling."""

    entry: int
    item: int
    case_seal: str
    batch: int
    tier: Tier
    ruling: Ruling
    prior: tuple[int, int] | None
    signed: tuple[str, ...] = ()
    """Ids of those who signed: a team's pair, or the presiding member."""
    row_seal: str | None = None
    """The scan it was made on."""


@dataclass(frozen=True, slots=True)
class AttestationRecord:
    """One observer's answer about one case."""

    entry: int
    case_seal: str
    ruling: tuple[int, int] | None
    batch: int
    person: str
    answer: str
    ground: int | None
    claim: str | None
    words: str | None
    via: str
    late: bool
    struck: bool
    withdrawn: bool
    decided: int | None = None
    """The board's ruling that decided an objection."""
    outcome: str | None = None
    """``upheld`` or ``rejected``."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One enrolled person as the tables show them now."""

    person: Person
    presence: str
    rostered: bool
    removed: bool
    enrolled: int
    seated: str | None = None
    """Whose seat of the board this alternate holds."""
    displaced: str | None = None
    """Who holds the seat of this chair or member."""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One entry as the Record screen lists it."""

    index: int
    kind: str
    time: str
    leaf: bytes
    body: dict[str, Any]
    signers: tuple[str, ...]


def ruling_at(connection: Connection, entry: int, item: int) -> RulingRecord | None:
    """One ruling by its place in the record."""
    query = select(rulings).where(rulings.c.entry == entry, rulings.c.item == item)
    row = connection.execute(query).first()
    return None if row is None else ruling_record(row)


def rulings_of_entry(connection: Connection, entry: int) -> list[RulingRecord]:
    """The rulings of one act, in the order of its items."""
    query = select(rulings).where(rulings.c.entry == entry).order_by(rulings.c.item)
    return [ruling_record(row) for row in connection.execute(query)]


def rulings_of_case(connection: Connection, seal: str) -> list[RulingRecord]:
    """All rulings of a case in record order."""
    query = select(rulings).where(rulings.c.case_seal == seal).order_by(rulings.c.entry)
    return [ruling_record(row) for row in connection.execute(query)]


def rulings_of_batch(connection: Connection, batch: int, after: int = -1) -> list[RulingRecord]:
    """All rulings of a batch made after an entry, in record order."""
    query = (
        select(rulings)
        .where(rulings.c.batch == batch, rulings.c.entry > after)
        .order_by(rulings.c.entry, rulings.c.item)
    )
    return [ruling_record(row) for row in connection.execute(query)]


def all_rulings(
    connection: Connection, first: int = 0, last: int | None = None
) -> list[RulingRecord]:
    """Rulings of a range of entries, in record order."""
    query = select(rulings).where(rulings.c.entry >= first)
    if last is not None:
        query = query.where(rulings.c.entry < last)
    query = query.order_by(rulings.c.entry, rulings.c.item)
    return [ruling_record(row) for row in connection.execute(query)]


def attestations_of(
    connection: Connection,
    *,
    case_seal: str | None = None,
    batch: int | None = None,
    person: str | None = None,
) -> list[AttestationRecord]:
    """Answers about a case, in a batch, or of a person, in record order."""
    query = select(attestations)
    if case_seal is not None:
        query = query.where(attestations.c.case_seal == case_seal)
    if batch is not None:
        query = query.where(attestations.c.batch == batch)
    if person is not None:
        query = query.where(attestations.c.person == person)
    query = query.order_by(attestations.c.entry, attestations.c.place)
    return [_attestation(row) for row in connection.execute(query)]


def list_people(connection: Connection) -> list[PersonRecord]:
    """Everyone enrolled, in the order of enrolment."""
    query = select(people).order_by(people.c.enrolled)
    return [
        PersonRecord(
            person=Person(
                row.person,
                Role(row.role),
                row.party,
                row.name,
                seated=row.seated is not None,
                displaced=row.displaced is not None,
            ),
            presence=row.presence,
            rostered=bool(row.rostered),
            removed=row.removed is not None,
            enrolled=row.enrolled,
            seated=row.seated,
            displaced=row.displaced,
        )
        for row in connection.execute(query)
    ]


def open_sessions(connection: Connection, station: str) -> list[tuple[str, int]]:
    """People signed in at a station, with the entry of their sign-in."""
    query = (
        select(sessions.c.person, sessions.c.entry)
        .where(sessions.c.station == station, sessions.c.ended.is_(None))
        .order_by(sessions.c.entry)
    )
    return [(row.person, row.entry) for row in connection.execute(query)]


def entry_leaves(connection: Connection, wanted: list[int]) -> list[tuple[int, bytes, int]]:
    """Index, leaf hash and number of rulings of some ruling entries, by index."""
    items = (
        select(rulings.c.entry, func.count().label("n"))
        .where(rulings.c.entry.in_(wanted))
        .group_by(rulings.c.entry)
        .subquery()
    )
    query = (
        select(entries.c.i, entries.c.leaf, items.c.n)
        .join(items, items.c.entry == entries.c.i)
        .order_by(entries.c.i)
    )
    return [(row.i, row.leaf, row.n) for row in connection.execute(query)]


def entry_leaf(connection: Connection, index: int) -> bytes:
    """The leaf hash of one entry."""
    query = select(entries.c.leaf).where(entries.c.i == index)
    leaf: bytes = connection.execute(query).scalar_one()
    return leaf


def entry_bytes(connection: Connection, index: int) -> bytes:
    """The exact bytes of one entry.

    :raises sqlalchemy.exc.NoResultFound: the record has no such entry.
    """
    query = select(entries.c.data).where(entries.c.i == index)
    data: bytes = connection.execute(query).scalar_one()
    return data


def open_body(connection: Connection) -> dict[str, Any]:
    """The body of entry 0, which fixed origin, contests, rules and policy."""
    data = connection.execute(select(entries.c.data).where(entries.c.i == 0)).scalar_one()
    body: dict[str, Any] = json.loads(data)["b"]
    return body


def entry_count(connection: Connection) -> int:
    """How many entries the record has."""
    return int(connection.execute(select(func.count()).select_from(entries)).scalar_one())


def list_entries(
    connection: Connection,
    *,
    first: int = 0,
    limit: int = 200,
    kinds: tuple[str, ...] = (),
    person: str | None = None,
) -> list[EntryRecord]:
    """Entries in order, a page at a time, filtered by kind and by who signed."""
    query = select(entries).where(entries.c.i >= first).order_by(entries.c.i).limit(limit)
    if kinds:
        query = query.where(entries.c.kind.in_(kinds))
    if person is not None:
        query = query.join(signers, signers.c.entry == entries.c.i).where(
            signers.c.person == person
        )
    rows = connection.execute(query).all()
    by_entry: dict[int, list[str]] = {}
    if rows:
        found = connection.execute(
            select(signers.c.entry, signers.c.person)
            .where(signers.c.entry.between(rows[0].i, rows[-1].i))
            .order_by(signers.c.entry, signers.c.person)
        )
        for entry, name in found:
            by_entry.setdefault(entry, []).append(name)
    return [
        EntryRecord(
            index=row.i,
            kind=row.kind,
            time=row.time,
            leaf=row.leaf,
            body=json.loads(row.data)["b"],
            signers=tuple(by_entry.get(row.i, [])),
        )
        for row in rows
    ]


def ruling_record(row: Row[Any]) -> RulingRecord:
    """One row of the table of rulings."""
    return RulingRecord(
        entry=row.entry,
        item=row.item,
        case_seal=row.case_seal,
        batch=row.batch,
        tier=Tier(row.tier),
        ruling=Ruling(
            disposition=Disposition(row.disposition),
            votes=frozenset(json.loads(row.votes)),
            consistency=None if row.consistency is None else Consistency(row.consistency),
            clause=row.clause,
            words=row.words,
            reason=None if row.reason is None else RevisionReason(row.reason),
            evidence=EvidenceKind(row.evidence),
        ),
        prior=None if row.prior_entry is None else (row.prior_entry, row.prior_item),
        signed=tuple((row.signed or "").split()),
        row_seal=row.row_seal,
    )


def _attestation(row: Row[Any]) -> AttestationRecord:
    return AttestationRecord(
        entry=row.entry,
        case_seal=row.case_seal,
        ruling=None if row.ruling_entry is None else (row.ruling_entry, row.ruling_item),
        batch=row.batch,
        person=row.person,
        answer=row.answer,
        ground=row.ground,
        claim=row.claim,
        words=row.words,
        via=row.via,
        late=bool(row.late),
        struck=row.struck is not None,
        withdrawn=row.withdrawn is not None,
        decided=row.decided,
        outcome=row.outcome,
    )
