"""Compare the working tables with what the record says, and change nothing.

Read in one moment, the record is replayed into a database of its own, made aside and thrown away;
its tables are what the record says.  It is never asked whether an entry may stand: that is for
whoever verifies, and is done before.  :mod:`adjudicator.storage.rebuild` mends what differs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Row, Table, bindparam, create_engine, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger import canonical
from adjudicator.ledger.seals import Opening
from adjudicator.storage.fold import RecordFold, read_entries
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.migrate import newest_revision
from adjudicator.storage.record_files import reading_engine
from adjudicator.storage.schema import PROJECTIONS, head, metadata, openings

Progress = Callable[[int, int], None]
"""Called with entries done and entries in all."""
_EVERY = 200
_CAME = select(openings).where(openings.c.entry == bindparam("entry")).order_by(openings.c.seal)


class OtherSchema(Exception):  # noqa: N818 - reads as what is the matter
    """The tables are those of another version of the program, and cannot be compared."""


class CannotBeRead(Exception):  # noqa: N818 - reads as what is the matter
    """A table is not there, or not of the form this program makes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A working table that is not what the record says."""

    table: str
    strange: int
    """Rows that stand there and should not."""
    missing: int
    """Rows that should stand there and do not."""
    example: str
    """Where one row differs from another in a few columns: these, in words; else empty."""


def differences(
    path: Path,
    election: Election,
    rules: RulePack,
    progress: Progress = lambda _done, _all: None,
) -> tuple[Difference, ...]:
    """Every working table of a recount folder that is not what its record says.

    :param path: the folder; its database is read, on SQLite and on PostgreSQL alike.
    :raises OtherSchema: the tables are of another version.
    :raises OSError: a file that tables are made from is not there.
    :raises CannotBeRead: a table cannot be read.
    """
    fold = RecordFold(RecountFolder(path), election, rules, _not_asked)
    try:
        with _one_moment(path) as told, _aside() as made:
            if MigrationContext.configure(told).get_current_revision() != newest_revision():
                raise OtherSchema
            _replay(told, made, fold, progress)
            found = [_difference(table, told, made) for table in (head, *PROJECTIONS)]
    except SQLAlchemyError as error:
        raise CannotBeRead(str(error)) from error
    return tuple(each for each in found if each is not None)


@contextmanager
def _one_moment(path: Path) -> Iterator[Connection]:
    """The folder's database as it is now, whoever appends meanwhile."""
    engine = reading_engine(path)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _aside() -> Iterator[Connection]:
    """An empty database of this program's tables, gone afterwards."""
    with TemporaryDirectory(prefix="adjudicator-tables-") as place:
        engine = create_engine(URL.create("sqlite", database=str(Path(place) / "tables.db")))
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = OFF")
                connection.exec_driver_sql("PRAGMA synchronous = OFF")
                metadata.create_all(connection)
                yield connection
        finally:
            engine.dispose()


def _not_asked(_connection: Connection) -> str:
    """Only who checks a close asks for the hash of the tally; nothing is checked here."""
    return ""


def _replay(told: Connection, made: Connection, fold: RecordFold, progress: Progress) -> None:
    size = told.execute(select(head.c.size)).scalar() or 0
    for entry in read_entries(told):
        fold.write(made, entry, _came_with(told, entry.index))
        fold.apply(made, entry)
        if entry.index % _EVERY == 0:
            progress(entry.index, size)
    progress(size, size)


def _came_with(told: Connection, entry: int) -> list[Opening]:
    rows = told.execute(_CAME, {"entry": entry})
    return [Opening(row.seal, row.salt, canonical.decode(row.value)) for row in rows]


def _difference(table: Table, told: Connection, made: Connection) -> Difference | None:
    there, due = rows_of(told, table), rows_of(made, table)
    strange, missing = there - due, due - there
    if not strange and not missing:
        return None
    example = _example(table, _first(told, table, strange), _first(made, table, missing))
    return Difference(table.name, strange.total(), missing.total(), example)


def rows_of(connection: Connection, table: Table) -> "Counter[bytes]":
    """Every row of a table, as hashes: what can be compared in memory."""
    found = connection.execute(select(table).execution_options(yield_per=1_000))
    return Counter(_hash(row) for row in found)


def _hash(row: Sequence[Any]) -> bytes:
    return blake2b(repr(tuple(row)).encode(), digest_size=16).digest()


def _first(connection: Connection, table: Table, wanted: "Counter[bytes]") -> Row[Any] | None:
    """The first of these rows, in the order of the table's key."""
    if not wanted:
        return None
    found = connection.execute(select(table).order_by(*table.primary_key))
    return next((row for row in found if _hash(row) in wanted), None)


def _example(table: Table, strange: Row[Any] | None, missing: Row[Any] | None) -> str:
    """How two rows of one key differ."""
    if strange is None or missing is None:
        return ""
    key = [column.name for column in table.primary_key]
    one, other = strange._mapping, missing._mapping  # noqa: SLF001 - SQLAlchemy's own name for it
    if any(one[name] != other[name] for name in key):
        return ""
    unlike = [name for name in one if one[name] != other[name]]
    told = (f"{name} {_told(one[name])} instead of {_told(other[name])}" for name in unlike)
    return ", ".join(told)


def _told(value: object) -> str:
    """A value in a sentence; long ones are cut."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    return "nothing" if value is None else text[:40]
