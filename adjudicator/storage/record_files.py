"""Where a record can be read from without being opened: a folder, its second path, an export.

All three hold the same content-addressed files under the same names; they differ in where the
entries and openings are, and in how deep images lie.  Nothing is written, nothing upgraded, and
nothing trusted: whoever reads compares every file with the hash in its name.
"""

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Engine, NullPool, create_engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical
from adjudicator.storage.database import URL_FILE
from adjudicator.storage.engine import postgres_engine
from adjudicator.storage.folder import FolderError
from adjudicator.storage.schema import entries, openings

RECORD = "record.jsonl"
OPENINGS = "openings.jsonl"
DATABASE = "record.db"
_PAGE = 2_000
_LONGEST = canonical.MAX_ENTRY + 1
_PIECE = 1 << 20
_NO_LINE = "A line is too long, or the last one has no end."
Lines = Generator[bytes, None, None]
"""The lines of a record; to be closed by whoever stops before their end."""


class RecordFiles(Protocol):
    """The entries, the openings, and the folder that holds everything else."""

    path: Path
    openings_file: str
    """What holds the openings, as a verification names it."""

    def count(self) -> int:
        """About how many entries there are, for showing progress."""

    def lines(self) -> Lines:
        """The bytes of every entry, in order.

        :raises NotCanonical: one is longer than an entry may be, or the last one has no end.
        """

    def openings(self) -> Iterator[bytes]:
        """Every opening as a line of ``openings.jsonl``, without its line feed."""


def record_files(path: Path) -> RecordFiles:
    """Whatever of the three lies at a path.

    :raises FolderError: none of them.
    """
    lines = (path / RECORD).is_file()
    database = next((name for name in (DATABASE, URL_FILE) if (path / name).is_file()), "")
    if lines and database:
        raise FolderError(
            f"{path} holds two records: {RECORD} and {database}. Nothing was changed. Put one of "
            "them into a folder of its own."
        )
    if lines:
        return LineFiles(path)
    if database:
        return DatabaseFiles(path)
    if path.is_file():
        raise FolderError(
            f"{path} is a file. Nothing was changed. Unpack it, if it is an export, and name the "
            "folder; verify_recount.py also reads an export that is packed as .zip."
        )
    raise FolderError(
        f"{path} is no recount folder and no export: it has neither {RECORD} nor {DATABASE}. "
        "Name the folder that holds one of them."
    )


class LineFiles:
    """An export or a second path: one entry a line.

    :param path: the folder.
    """

    openings_file = OPENINGS

    def __init__(self, path: Path) -> None:
        self.path = path

    def count(self) -> int:
        """As many as there are line feeds."""
        with (self.path / RECORD).open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))

    def lines(self) -> Lines:
        """The lines of ``record.jsonl``."""
        return _lines(self.path / RECORD)

    def openings(self) -> Iterator[bytes]:
        """The lines of ``openings.jsonl``."""
        path = self.path / OPENINGS
        return _lines(path) if path.is_file() else iter(())


def _lines(path: Path) -> Lines:
    """The lines of a file without their ends; taken apart by the piece, a third of the time."""
    rest = b""
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(_PIECE), b""):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                if len(line) > _LONGEST:
                    raise NotCanonical(_NO_LINE)
                yield line
            if len(rest) > _LONGEST:
                break
    if rest:
        raise NotCanonical(_NO_LINE)


class DatabaseFiles:
    """A recount folder, its database opened for reading only.

    :param path: the folder.
    """

    openings_file = DATABASE

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = reading_engine(path)

    def count(self) -> int:
        """The entries in the table.

        :raises FolderError: the database cannot be read.
        """
        try:
            with self._engine.connect() as connection:
                return int(
                    connection.execute(select(func.count()).select_from(entries)).scalar_one()
                )
        except SQLAlchemyError as error:
            raise FolderError(f"The database of {self.path} cannot be read ({error}).") from error

    def lines(self) -> Lines:
        """The stored bytes, in the order of the index."""
        first = -1
        while True:
            query = select(entries.c.i, entries.c.data).where(entries.c.i > first)
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(entries.c.i).limit(_PAGE)).all()
            for row in rows:
                yield row.data
            if len(rows) < _PAGE:
                return
            first = rows[-1].i

    def openings(self) -> Iterator[bytes]:
        """Every stored opening, written as a line; one that cannot be written is left as it is."""
        query = select(openings).order_by(openings.c.seal).execution_options(yield_per=_PAGE)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield _line(row.seal, row.salt, row.value)


def _line(seal: str, salt: str, value: bytes) -> bytes:
    try:
        told = {"seal": seal, "salt": salt, "value": canonical.decode(value)}
        return canonical.encode(told)
    except NotCanonical:
        # Not canonical as it is stored: whoever reads the line will find it does not open.
        return canonical.encode({"seal": seal, "salt": salt, "value": None})


def reading_engine(path: Path) -> Engine:
    """An engine on a recount folder's database, for reading only."""
    shared = path / URL_FILE
    if shared.is_file():
        return postgres_engine(str(json.loads(shared.read_bytes())["url"]))
    name = f"file:{(path / DATABASE).absolute()}"
    # No pool: a reader that stays open would keep the writer from tidying up when it closes.
    return create_engine(
        URL.create("sqlite", database=name, query={"mode": "ro", "uri": "true"}),
        poolclass=NullPool,
    )
