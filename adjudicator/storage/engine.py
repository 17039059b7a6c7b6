"""Engines: every connection of the same settings, asserted each time one is made.

SQLite runs in WAL with ``synchronous=FULL``: what was acknowledged is on the disk.  A pooled
connection forgets ``foreign_keys``, so the pragmas are set *and read back* on every one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "busy_timeout": 10_000,
}


class PragmaNotHeld(RuntimeError):  # noqa: N818 - reads as what is wrong
    """SQLite did not take a setting the record needs, so nothing may be written."""


def sqlite_engine(path: Path) -> Engine:
    """An engine on a SQLite file, transactions begun by :func:`begin_writing` alone."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def postgres_engine(url: str) -> Engine:
    """An engine on PostgreSQL, for many stations that share one recount."""
    return create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)


@contextmanager
def begin_writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that, on SQLite, holds the writer's lock from its beginning.

    Committed at the end of the block, rolled back if the block raises.
    """
    connection = engine.connect().execution_options(sqlite_begin="IMMEDIATE")
    with connection, connection.begin():
        yield connection


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transaction handling is switched off; _begin starts each one.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for name, value in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        for name, value in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            row: Any = cursor.fetchone()
            if row is None or row[0] != value:
                raise PragmaNotHeld(f"SQLite did not take {name}={value}; it says {row}")
    finally:
        cursor.close()


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy hands its Connection
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
