"""What one person did, for their own page: acts by kind, answers by batch and by table."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select

from adjudicator.storage.schema import attestations, entries, rulings, signers

_KINDS = (
    attestations.c.answer,
    attestations.c.late,
    attestations.c.struck.is_not(None).label("struck"),
)


@dataclass(slots=True)
class AnswerCounts:
    """How one observer answered about some rulings; one answer to one ruling counts once."""

    answers: Counter[str] = field(default_factory=Counter)
    """``none``, ``object`` and ``decline``, without those struck out."""
    late: int = 0
    """Of these, answers given after the close."""
    struck: int = 0
    """Answers the observer struck out."""


def acts_by_kind(connection: Connection, person: str) -> dict[str, int]:
    """How many entries of each kind a person signed."""
    query = (
        select(entries.c.kind, func.count().label("n"))
        .join(signers, signers.c.entry == entries.c.i)
        .where(signers.c.person == person)
        .group_by(entries.c.kind)
        .order_by(entries.c.kind)
    )
    return {row.kind: row.n for row in connection.execute(query)}


def answers_by_batch(connection: Connection, person: str) -> dict[int, AnswerCounts]:
    """A person's answers, by batch; from one index."""
    query = (
        select(attestations.c.batch, *_KINDS, func.count())
        .where(attestations.c.person == person)
        .group_by(attestations.c.batch, *_KINDS)
    )
    return {int(batch): counts for batch, counts in _added_up(connection, query).items()}


def answers_by_table(connection: Connection, person: str) -> dict[tuple[str, ...], AnswerCounts]:
    """A person's answers to rulings, by the people who signed those together."""
    query = (
        select(rulings.c.signed, *_KINDS, func.count())
        .join(
            attestations,
            (rulings.c.entry == attestations.c.ruling_entry)
            & (rulings.c.item == attestations.c.ruling_item),
        )
        .where(attestations.c.person == person)
        .group_by(rulings.c.signed, *_KINDS)
    )
    found = _added_up(connection, query)
    return {tuple(str(signed or "").split()): counts for signed, counts in found.items()}


def _added_up(connection: Connection, query: Select[Any]) -> dict[Any, AnswerCounts]:
    found: dict[Any, AnswerCounts] = {}
    for key, answer, late, struck, n in connection.execute(query):
        counts = found.setdefault(key, AnswerCounts())
        if struck:
            counts.struck += n
            continue
        counts.answers[answer] += n
        counts.late += n if late else 0
    return {key: found[key] for key in sorted(found)}
