"""What was noted at the table: incidents, tests, handovers, training, explanations."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from adjudicator.storage.queries.signed import signed_by
from adjudicator.storage.schema import entries, notes


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """One note."""

    entry: int
    time: str
    category: str
    words: str | None
    """``None`` also where they are withheld."""
    people: tuple[str, ...]
    """Ids of those it is about."""
    signed: tuple[str, ...]


def list_notes(connection: Connection, *, categories: Collection[str] = ()) -> list[NoteRecord]:
    """Notes in record order.

    :param categories: only these; empty lets all through.
    """
    query = select(notes, entries.c.time).join(entries, entries.c.i == notes.c.entry)
    query = query.order_by(notes.c.entry)
    if categories:
        query = query.where(notes.c.category.in_(sorted(categories)))
    signed = signed_by(connection, notes)
    return [
        NoteRecord(
            entry=row.entry,
            time=row.time,
            category=row.category,
            words=row.words,
            people=tuple(json.loads(row.people)),
            signed=signed.get(row.entry, ()),
        )
        for row in connection.execute(query)
    ]
