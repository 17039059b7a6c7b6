"""What was found on pages, kept in ``findings.db`` so that it is found once: a cache.

It is no part of the record, lies on no second path, goes into no export and comes back with no
restore: whoever deletes the file loses a few minutes of a computer's work.  A finding stands under
the image's hash, the page, the ballot style the source names, the references it was held against
and the version of the program's imaging, so a change of any of these finds nothing and has the
page looked at again.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.storage.database import is_shared
from adjudicator.storage.folder import RecountFolder

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
FILE: Final = "findings.db"
_APPLICATION: Final = 0x41646A46
"""Says that a database is such a cache."""
_FORM: Final = 2
"""Of the tables; another one is thrown away."""
_WAIT: Final = 10.0
"""Seconds to wait for another process that writes."""
_TABLES: Final = (
    (
        "CREATE TABLE runs (id INTEGER PRIMARY KEY, refs TEXT NOT NULL, version INTEGER NOT NULL,"
        " UNIQUE (refs, version)) STRICT"
    ),
    (
        "CREATE TABLE findings (run INTEGER NOT NULL, image TEXT NOT NULL, page INTEGER NOT NULL,"
        " style TEXT NOT NULL, value BLOB NOT NULL,"
        " PRIMARY KEY (run, image, page, style)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE contests (run INTEGER NOT NULL, image TEXT NOT NULL, page INTEGER NOT NULL,"
        " style TEXT NOT NULL, contest TEXT NOT NULL, standing TEXT NOT NULL, doubt TEXT,"
        " print REAL NOT NULL, plain INTEGER, fill INTEGER, darkness INTEGER, outside REAL,"
        " quality TEXT,"
        " PRIMARY KEY (run, image, page, style, contest)) STRICT, WITHOUT ROWID"
    ),
)
_SELECT_RUN: Final = "SELECT id FROM runs WHERE refs = ? AND version = ?"
_RUN: Final = f"({_SELECT_RUN})"
_FOREIGN: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""Kinds of error that say the file is spoiled.

The last is that of a table or column that is missing: what is asked of the file never changes.
"""
_KIND: Final = 0xFF
"""The part of an error's number that says its kind; the rest says more of it."""


_UNWRITABLE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_HELD: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_LET_WRITE: Final = "see that the recount folder is there and that you may write in it"


class FindingsNotKept(Exception):  # noqa: N818 - a state of the disk, not a fault of the program
    """The cache cannot be written; the message says why, as a clause."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.remedy = remedy
        """What to do about it, as a clause."""


class FindingKey(NamedTuple):
    """What findings depend on beside the page."""

    references: str
    """The hash over the references in force."""
    version: int
    """Of the imaging that found it."""


class PageKey(NamedTuple):
    """One page as it was looked at."""

    image: str
    """SHA-256 of the image file."""
    page: int
    """Page within that file, from 1."""
    style: str
    """The ballot style the source names; empty where it names none."""


@dataclass(frozen=True, slots=True)
class ContestSummary:
    """One contest of one page in the figures that lists are sorted and filtered by."""

    contest: str
    standing: Standing
    doubt: Doubt | None
    print_found: float
    plain: bool | None
    """``None`` where no ink was measured, as are the next two."""
    fill: int | None
    """Per mille of the fullest target."""
    darkness: int | None
    """Per mille of the darkest target."""
    outside: float | None
    """Square millimetres of ink outside the targets."""
    quality: tuple[Quality, ...]
    """What is wrong with the image there; empty where no ink was measured."""


class _Foreign(Exception):  # noqa: N818 - caught in this module
    """Whatever lies there is not such a cache."""


class FindingCache:
    """The findings of one recount folder.

    :param path: the file; made when something is first kept.
    :param ahead: whether it may write ahead (WAL), which no network share can do.
    """

    def __init__(self, path: Path, *, ahead: bool = True) -> None:
        self.path = path
        self._ahead = ahead

    @classmethod
    def of(cls, folder: RecountFolder) -> "FindingCache":
        """That of a folder; many stations that share a record may share the folder by network."""
        return cls(folder.path / FILE, ahead=not is_shared(folder))

    def get(self, pages: Iterable[PageKey], key: FindingKey) -> dict[PageKey, PageFinding]:
        """What is known of these pages."""
        wanted = list(dict.fromkeys(pages))
        query = (
            f"SELECT value FROM findings WHERE run = {_RUN} AND image = ? AND page = ?"  # noqa: S608 - no value is written into it
            " AND style = ?"
        )

        def read(connection: sqlite3.Connection) -> dict[PageKey, PageFinding]:
            found = {}
            for page in wanted:
                row = connection.execute(query, (*key, *page)).fetchone()
                if row is not None:
                    found[page] = _decoded(row[0])
            return found

        return self._read(read, {})

    def known(self, key: FindingKey) -> frozenset[PageKey]:
        """Every page that was looked at under this key."""
        query = f"SELECT image, page, style FROM findings WHERE run = {_RUN}"  # noqa: S608 - likewise
        return self._read(
            lambda connection: frozenset(PageKey(*row) for row in connection.execute(query, key)),
            frozenset(),
        )

    def count(self, key: FindingKey) -> int:
        """How many pages were looked at under this key."""
        query = f"SELECT count(*) FROM findings WHERE run = {_RUN}"  # noqa: S608 - likewise
        return self._read(lambda c: int(c.execute(query, key).fetchone()[0]), 0)

    def summaries(
        self, pages: Iterable[PageKey], key: FindingKey
    ) -> dict[PageKey, tuple[ContestSummary, ...]]:
        """The contests of these pages in short; pages not looked at are left out."""
        wanted = list(dict.fromkeys(pages))
        here = f"WHERE run = {_RUN} AND image = ? AND page = ? AND style = ?"
        looked = f"SELECT 1 FROM findings {here}"  # noqa: S608 - no value is written into it
        query = (
            "SELECT contest, standing, doubt, print, plain, fill, darkness, outside, quality"  # noqa: S608 - likewise
            f" FROM contests {here} ORDER BY contest"
        )

        def read(connection: sqlite3.Connection) -> dict[PageKey, tuple[ContestSummary, ...]]:
            found = {}
            for page in wanted:
                rows = connection.execute(query, (*key, *page)).fetchall()
                if rows or connection.execute(looked, (*key, *page)).fetchone():
                    found[page] = tuple(_summary(row) for row in rows)
            return found

        return self._read(read, {})

    def keep(self, findings: Sequence[tuple[str, PageFinding]], key: FindingKey) -> None:
        """Keep findings, each with the style its source names or nothing.

        :raises FindingsNotKept: they cannot be written; what was kept stays.
        """
        rows = [(PageKey(f.image, f.page, style), f) for style, f in findings]
        values = [(*page, msgspec.json.encode(finding)) for page, finding in rows]
        contests = [(*page, *short) for page, finding in rows for short in _summaries_of(finding)]

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT OR IGNORE INTO runs (refs, version) VALUES (?, ?)", key)
            run = connection.execute(_SELECT_RUN, key).fetchone()[0]
            for page, _ in rows:
                connection.execute(
                    "DELETE FROM contests WHERE run = ? AND image = ? AND page = ? AND style = ?",
                    (run, *page),
                )
            connection.executemany(
                f"INSERT OR REPLACE INTO findings VALUES ({run:d}, ?, ?, ?, ?)",  # noqa: S608 - a number
                values,
            )
            connection.executemany(
                f"INSERT INTO contests VALUES ({run:d}{', ?' * 12})",  # noqa: S608 - likewise
                contests,
            )
            connection.execute("COMMIT")

        self._write(write)

    def keys(self) -> frozenset[FindingKey]:
        """Everything that findings are kept under."""
        query = "SELECT refs, version FROM runs"
        return self._read(
            lambda connection: frozenset(FindingKey(*row) for row in connection.execute(query)),
            frozenset(),
        )

    def forget(self, keys: Iterable[FindingKey]) -> None:
        """Throw away what was found with these references by this version.

        :raises FindingsNotKept: it cannot be written.
        """
        unwanted = sorted(keys)

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            for table in ("findings", "contests"):
                query = f"DELETE FROM {table} WHERE run = {_RUN}"  # noqa: S608 - fixed names
                connection.executemany(query, unwanted)
            connection.executemany("DELETE FROM runs WHERE refs = ? AND version = ?", unwanted)
            connection.execute("COMMIT")

        if unwanted and self.path.exists():
            self._write(write)

    # The file --------------------------------------------------------------------------------

    def _read(self, read: Callable[[sqlite3.Connection], _T], nothing: _T) -> _T:
        """What can be read; nothing where there is no cache, or none that can be used."""
        if not self.path.exists():
            return nothing
        try:
            with self._open() as connection:
                return _made_of(read, connection)
        except _Foreign as error:
            self._throw_away(error)
        except sqlite3.Error as error:
            _LOG.warning("The findings kept in %s cannot be read now: %s", self.path, error)
        return nothing

    def _write(self, write: Callable[[sqlite3.Connection], None]) -> None:
        for last in (False, True):
            try:
                with self._open() as connection:
                    write(connection)
            except _Foreign as error:
                if last:
                    raise self._not_kept(error) from error
                self._throw_away(error)
            except (sqlite3.Error, OSError) as error:
                raise self._not_kept(error) from error
            else:
                return

    def _not_kept(self, error: Exception) -> FindingsNotKept:
        """What is the matter, in words, with what helps."""
        name, kind = self.path.name, _kind(error)
        if self.path.is_dir():
            return FindingsNotKept(f"a folder lies in the place of {name}", "move that folder away")
        if kind == sqlite3.SQLITE_FULL:
            return FindingsNotKept("the disk is full", "make room on the disk")
        if kind == sqlite3.SQLITE_CANTOPEN:
            return FindingsNotKept(f"{name} cannot be opened", _LET_WRITE)
        if kind in _UNWRITABLE:
            return FindingsNotKept(f"{name} cannot be written", _LET_WRITE)
        if kind in _HELD:
            return FindingsNotKept(f"another program writes {name}", "close the other program")
        return FindingsNotKept(
            f"of {name} the computer reported: {error}", f"look at the disk, or take {name} away"
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)) as connection:
            try:
                self._prepare(connection)
                yield connection
            except sqlite3.DatabaseError as error:
                if _is_foreign(error):
                    raise _Foreign(str(error)) from error
                raise

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables of a new file; refuse a file that has others."""
        made_by = connection.execute("PRAGMA application_id").fetchone()[0]
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        # What is lost in a fall of the power is found again.
        connection.execute("PRAGMA synchronous = NORMAL")
        if (made_by, form) == (_APPLICATION, _FORM):
            return
        with suppress(sqlite3.OperationalError):  # Another process may be making it now.
            connection.execute(f"PRAGMA journal_mode = {'wal' if self._ahead else 'truncate'}")
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            again = connection.execute("PRAGMA application_id").fetchone()[0]
            connection.execute("ROLLBACK")
            if again != _APPLICATION or form:
                raise _Foreign(f"it is of another form ({made_by}, {form})")
            return
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_FORM}")
        connection.execute("COMMIT")

    def _throw_away(self, why: Exception) -> None:
        _LOG.warning("%s cannot be used and is made anew: %s", self.path, why)
        for suffix in ("", "-wal", "-shm", "-journal"):
            try:
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            except OSError as error:
                _LOG.warning("%s%s cannot be taken away: %s", self.path, suffix, error)


def _kind(error: Exception) -> int | None:
    """The number of the kind of an error; what Python itself says of a value has none."""
    number: int | None = getattr(error, "sqlite_errorcode", None)
    return None if number is None else number & _KIND


def _is_foreign(error: sqlite3.DatabaseError) -> bool:
    kind = _kind(error)
    return kind is None or kind in _FOREIGN


def _made_of(read: Callable[[sqlite3.Connection], _T], connection: sqlite3.Connection) -> _T:
    """What is read, unless the rows say what no program of this version would write."""
    try:
        return read(connection)
    except (msgspec.DecodeError, ValueError, TypeError, RecursionError) as error:
        raise _Foreign(str(error)) from error


_DECODER = msgspec.json.Decoder(PageFinding)


def _decoded(value: bytes) -> PageFinding:
    return _DECODER.decode(value)


def _summaries_of(finding: PageFinding) -> Iterator[tuple[object, ...]]:
    for place in finding.places.contests:
        ink = finding.contest_ink(place.contest)
        doubt = None if place.doubt is None else place.doubt.value
        told = (place.contest, place.standing.value, doubt, place.print_found)
        if ink is None:
            yield (*told, None, None, None, None, None)
            continue
        fullest = max((target.fill for target in ink.targets), default=0)
        darkest = max((target.darkness for target in ink.targets), default=0)
        outside = sum(piece.area for piece in ink.pieces)
        yield (*told, int(ink.plain), fullest, darkest, outside, " ".join(ink.quality))


def _summary(row: Sequence[Any]) -> ContestSummary:
    contest, standing, doubt, print_found, plain, fill, darkness, outside, quality = row
    return ContestSummary(
        contest=contest,
        standing=Standing(standing),
        doubt=None if doubt is None else Doubt(doubt),
        print_found=float(print_found),
        plain=None if plain is None else bool(plain),
        fill=None if fill is None else int(fill),
        darkness=None if darkness is None else int(darkness),
        outside=None if outside is None else float(outside),
        quality=tuple(Quality(each) for each in str(quality or "").split()),
    )
