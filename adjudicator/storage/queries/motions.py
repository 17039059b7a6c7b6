"""The register of motions and orders, and what the newest ones say."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from adjudicator.storage.queries.signed import signed_by
from adjudicator.storage.schema import cases, entries, motions, signers


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


def list_motions(
    connection: Connection, *, effects: Collection[str] = (), contest: str | None = None
) -> list[MotionRecord]:
    """Motions in record order.

    :param effects: only these; empty lets all through.
    :param contest: only those about this contest.
    """
    query = select(motions, entries.c.time).join(entries, entries.c.i == motions.c.entry)
    if effects:
        query = query.where(motions.c.effect.in_(sorted(effects)))
    if contest is not None:
        query = query.where(motions.c.contest == contest)
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


def suspended_contests(connection: Connection) -> dict[str, MotionRecord]:
    """Contests that are suspended, each with the motion that did it and its words."""
    found: dict[str, MotionRecord] = {}
    for motion in list_motions(connection, effects=("suspend", "resume")):
        contest = str(motion.contest)
        if motion.effect == "suspend":
            found[contest] = motion
        else:
            found.pop(contest, None)
    return found


def deadlines(connection: Connection) -> dict[str, MotionRecord]:
    """The newest deadline of each contest; its time is ``target["t"]``."""
    return {str(m.contest): m for m in list_motions(connection, effects=("deadline",))}


def priorities(connection: Connection) -> list[str]:
    """Contests the board put first; the newest such motion leads."""
    newest_first = reversed(list_motions(connection, effects=("priority",)))
    return list(dict.fromkeys(str(motion.contest) for motion in newest_first))


def isolated_cases(connection: Connection) -> list[tuple[str, int]]:
    """``(seal, motion)`` of every single case an order locks, in the order of the motions."""
    query = (
        select(cases.c.seal, cases.c.isolated)
        # Of the status, so that the database walks its index.
        .where(cases.c.status == "isolated", cases.c.isolated.is_not(None))
        .order_by(cases.c.isolated, cases.c.work)
    )
    return [(row.seal, row.isolated) for row in connection.execute(query)]


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
