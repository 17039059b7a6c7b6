"""Who signed the entries a table lists."""

from sqlalchemy import Connection, Table, select

from adjudicator.storage.schema import signers


def signed_by(connection: Connection, table: Table) -> dict[int, tuple[str, ...]]:
    """The ids of the signers of every entry that stands in a table, sorted."""
    listed = select(signers).where(signers.c.entry.in_(select(table.c.entry)))
    found: dict[int, list[str]] = {}
    for row in connection.execute(listed.order_by(signers.c.entry, signers.c.person)):
        found.setdefault(row.entry, []).append(row.person)
    return {entry: tuple(people) for entry, people in found.items()}
