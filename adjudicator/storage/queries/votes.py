"""Votes of the board and the sittings they were cast in."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, or_, select

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.queries.signed import signed_by
from adjudicator.storage.schema import case_rows, cases, entries, sittings, votes


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One member's vote on one case."""

    entry: int
    time: str
    case_seal: str
    person: str
    value: Outcome | None
    """``None`` abstains; ``no_consensus`` without votes and clause is against the proposal."""
    prior: tuple[int, int] | None
    """The case's ruling when the vote was cast."""
    sitting: int | None
    """The entry that ended its sitting; ``None`` while that goes on."""


@dataclass(frozen=True, slots=True)
class SittingRecord:
    """A sitting that has ended."""

    entry: int
    time: str
    votes: tuple[tuple[str, tuple[int, ...]], ...]
    """Everyone who voted, and the entries of their votes."""
    signed: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """Members who voted and were gone when the list was signed."""
        return tuple(person for person, _ in self.votes if person not in self.signed)


def votes_of_case(connection: Connection, seal: str) -> list[VoteRecord]:
    """Every vote ever cast on a case, in record order, superseded ones among them."""
    query = _select_votes().where(votes.c.case_seal == seal).order_by(votes.c.entry)
    return [_vote(row) for row in connection.execute(query)]


def standing_votes(
    connection: Connection, seals: Collection[str], *, since: int = -1
) -> dict[str, dict[str, VoteRecord]]:
    """The votes of the present sitting that stand, by case and person.

    A member's newest vote stands as long as the case's ruling, its images and its being reopened
    are as they were when it was cast, and the same people hold the seats.

    :param since: the last entry that changed who holds a seat; earlier votes stand no more.
    """
    found: dict[str, dict[str, VoteRecord]] = {}
    for some in chunks(sorted(seals)):
        query = (
            _select_votes()
            .join(cases, cases.c.seal == votes.c.case_seal)
            .where(
                votes.c.sitting.is_(None),
                votes.c.entry > since,
                votes.c.case_seal.in_(some),
                _stands(),
            )
            .order_by(votes.c.entry)
        )
        for row in connection.execute(query):
            found.setdefault(row.case_seal, {})[row.person] = _vote(row)
    return found


def votes_of_sitting(connection: Connection, sitting: int | None = None) -> list[VoteRecord]:
    """All votes of a sitting in record order.

    :param sitting: the entry that ended it; ``None`` for the one that goes on.
    """
    which = votes.c.sitting.is_(None) if sitting is None else votes.c.sitting == sitting
    query = _select_votes().where(which).order_by(votes.c.entry, votes.c.place)
    return [_vote(row) for row in connection.execute(query)]


def list_sittings(connection: Connection) -> list[SittingRecord]:
    """All sittings that have ended, in record order."""
    rows = connection.execute(
        select(sittings, entries.c.time)
        .join(entries, entries.c.i == sittings.c.entry)
        .order_by(sittings.c.entry)
    ).all()
    signed = signed_by(connection, sittings)
    return [
        SittingRecord(
            entry=row.entry,
            time=row.time,
            votes=tuple((person, tuple(cast)) for person, cast in json.loads(row.votes)),
            signed=signed.get(row.entry, ()),
        )
        for row in rows
    ]


def _stands() -> Any:  # noqa: ANN401 - a condition
    same_ruling = or_(
        and_(
            votes.c.prior_entry == cases.c.ruling_entry, votes.c.prior_item == cases.c.ruling_item
        ),
        and_(votes.c.prior_entry.is_(None), cases.c.ruling_entry.is_(None)),
    )
    not_reopened = or_(cases.c.reopened.is_(None), cases.c.reopened < votes.c.entry)
    scanned_since = exists().where(
        case_rows.c.case_seal == votes.c.case_seal, case_rows.c.entry > votes.c.entry
    )
    return and_(same_ruling, not_reopened, ~scanned_since)


def _select_votes() -> Any:  # noqa: ANN401 - a select of two tables
    return select(votes, entries.c.time).join(entries, entries.c.i == votes.c.entry)


def _vote(row: Row[Any]) -> VoteRecord:
    value = None
    if row.disposition is not None:
        value = Outcome(Disposition(row.disposition), frozenset(json.loads(row.votes)), row.clause)
    return VoteRecord(
        entry=row.entry,
        time=row.time,
        case_seal=row.case_seal,
        person=row.person,
        value=value,
        prior=None if row.prior_entry is None else (row.prior_entry, row.prior_item),
        sitting=row.sitting,
    )
