"""Votes of the board in the sitting that goes on."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.schema import entries, votes


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One member's vote on one case."""

    entry: int
    time: str
    case_seal: str
    person: str
    value: Outcome | None
    """``None`` abstains; ``no_consensus`` without votes and clause is against the proposal."""


def votes_of_sitting(connection: Connection) -> list[VoteRecord]:
    """All votes of the sitting that goes on, in record order."""
    query = (
        select(votes, entries.c.time)
        .join(entries, entries.c.i == votes.c.entry)
        .where(votes.c.sitting.is_(None))
        .order_by(votes.c.entry, votes.c.place)
    )
    return [_vote(row) for row in connection.execute(query)]


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
    )
