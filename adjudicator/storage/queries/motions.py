"""The register of motions and orders."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from adjudicator.storage.queries.signed import signed_by
from adjudicator.storage.schema import entries, motions, signers


@dataclass(frozen=True, slots=True)
class MotionRecord:
    """One motion that was carried."""

    entry: int
    time: str
    effect: str
    target: dict[str, Any]
    contest: str | None
    document: str | None
    """SHA-256 of the order's file, which lies in the folder's ``documents``."""
    reason: str | None
    """The words of the order; ``None`` also where they are withheld."""
    votes: tuple[tuple[str, str], ...]
    """Person, and ``yes``, ``no`` or ``abstain``."""
    signed: tuple[str, ...]


def list_motions(connection: Connection) -> list[MotionRecord]:
    """Every motion in record order."""
    query = select(motions, entries.c.time).join(entries, entries.c.i == motions.c.entry)
    rows = connection.execute(query.order_by(motions.c.entry)).all()
    signed = signed_by(connection, motions)
    return [_motion(row, signed.get(row.entry, ())) for row in rows]


def motion_at(connection: Connection, entry: int) -> MotionRecord | None:
    """The motion of one entry."""
    row = connection.execute(
        select(motions, entries.c.time)
        .join(entries, entries.c.i == motions.c.entry)
        .where(motions.c.entry == entry)
    ).first()
    if row is None:
        return None
    signed = select(signers.c.person).where(signers.c.entry == entry).order_by(signers.c.person)
    return _motion(row, tuple(connection.execute(signed).scalars()))


def _motion(row: Row[Any], signed: tuple[str, ...]) -> MotionRecord:
    return MotionRecord(
        entry=row.entry,
        time=row.time,
        effect=row.effect,
        target=json.loads(row.target),
        contest=row.contest,
        document=row.document,
        reason=row.reason,
        votes=tuple((person, vote) for person, vote in json.loads(row.votes)),
        signed=signed,
    )
