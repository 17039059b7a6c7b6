"""What a projection function is given: one checked entry, and the way to what it seals."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

from adjudicator.domain.election import Election
from adjudicator.storage.folder import RecountFolder


@dataclass(frozen=True, slots=True)
class Act:
    """One entry on its way into the working tables."""

    connection: Connection
    index: int
    body: dict[str, Any]
    signers: tuple[str, ...]
    """Ids of the people who signed; the log key is nobody."""
    open_seal: Callable[[str | None], Any]
    """The sealed value, or ``None`` where there is no seal or its opening is withheld."""
    election: Election
    folder: RecountFolder
    fills: str | None = None
    """Whose empty seat an enrolment fills, if any."""


def add_to(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add amounts to counter rows, making a row where it is not there yet.

    :param rows: the key columns of the table, and how much to add to each of its other columns;
        rows that add nothing are left out.
    """
    keys = table.primary_key.columns.keys()
    found = [row for row in rows if any(n for name, n in row.items() if name not in keys)]
    if found:
        connection.execute(_adding(table, connection.dialect.name), found)


@cache
def _adding(table: Table, dialect: str) -> Insert:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    amounts = [c.name for c in table.columns if not c.primary_key]
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: table.c[name] + insert.excluded[name] for name in amounts},
    )
