"""The stored bytes of entries."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from adjudicator.storage.schema import entries

_PAGE = 500


def entry_line(connection: Connection, index: int) -> bytes | None:
    """The bytes of one entry; ``None`` if there is none of that number."""
    return connection.execute(select(entries.c.data).where(entries.c.i == index)).scalar()


def entry_lines(connection: Connection, first: int, end: int) -> Iterator[bytes]:
    """The bytes of the entries from ``first`` up to but not including ``end``."""
    while first < end:
        query = select(entries.c.data).where(entries.c.i >= first, entries.c.i < end)
        page = list(connection.execute(query.order_by(entries.c.i).limit(_PAGE)).scalars())
        if not page:
            return
        yield from page
        first += len(page)


def entry_time(connection: Connection, index: int) -> str | None:
    """When an entry was made, by its signers' claim; ``None`` if there is none of that number."""
    return connection.execute(select(entries.c.time).where(entries.c.i == index)).scalar()
