"""What a projection function is given: one checked entry, and the way to what it seals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table
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


def add_to(connection: Connection, table: Table, keys: dict[str, Any], **amounts: int) -> None:
    """Add amounts to a counter row, making the row where it is not there yet."""
    if not any(amounts.values()):
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**keys, **amounts)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(keys),
            set_={name: table.c[name] + amount for name, amount in amounts.items()},
        )
    )
