"""Keeps the second path level with the record, and says how far it lags."""

import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from adjudicator.ledger import canonical
from adjudicator.ledger.seals import Opening
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.local import read_local, remember
from adjudicator.storage.schema import entries, head, openings
from adjudicator.storage.second_path import SecondPath, SecondPathRefused

_BATCH = 500
_CHOSEN = "second_path"


class Mirror:
    """The second path of one open folder, if one is set."""

    def __init__(self, folder: RecountFolder, engine: Engine) -> None:
        self._folder = folder
        self._engine = engine
        self._lock = threading.Lock()
        self._problem: str | None = None
        self._behind = 0
        """The lag when it was last asked for."""
        self._begins = False
        """Whether the path was chosen just now, so that its folder may be made."""
        self._whole = False
        """Whether all content of the folder is known to be on the copy."""
        chosen = read_local(folder).get(_CHOSEN)
        self._second = SecondPath(Path(chosen)) if isinstance(chosen, str) else None

    @property
    def path(self) -> Path | None:
        """Where the second copy is written."""
        return None if self._second is None else self._second.path

    @property
    def problem(self) -> str | None:
        """Why the copy lags, as a clause; ``None`` while it keeps up or none is set."""
        if self._problem is None and self._behind:
            return f"{self._behind} entries are not on it yet"
        return self._problem

    def lag(self) -> int | None:
        """How many entries are not yet on the second path; ``None`` where none is set."""
        with self._lock:
            if self._second is None:
                return None
            try:
                written = self._second.count()
            except OSError as error:
                self._problem, written = _words(error), self._second.written
            self._behind = max(0, self._size() - written)
            return self._behind

    def choose(self, path: Path | None) -> None:
        """Set or unset the second path and bring it up to date.

        :raises SecondPathRefused: it holds something else; the setting is as it was.
        :raises OSError: the path cannot be written; it is set, and lags.
        """
        chosen = None if path is None else SecondPath(path.resolve())
        if chosen is not None:
            chosen.check_room(self._folder)
        remember(self._folder, _CHOSEN, None if chosen is None else str(chosen.path))
        with self._lock:
            self._second, self._problem, self._behind, self._whole = chosen, None, 0, False
            self._begins = True
            if chosen is not None:
                self._follow(chosen, None)

    def follow(self, files: Sequence[Path] = ()) -> None:
        """After a commit: write what is new.  A failing copy lags; it never stops the recount.

        :param files: the content the acts since the last call brought.
        """
        with self._lock:
            if self._second is None:
                return
            try:
                self._follow(self._second, files if self._whole else None)
            except (OSError, SecondPathRefused, SQLAlchemyError):
                return

    def _follow(self, second: SecondPath, files: Sequence[Path] | None) -> None:
        try:
            if not self._begins:
                second.need_there()
            with second.hold():
                if second.look():
                    # Somebody else wrote there, or nobody has looked yet.
                    second.check_room(self._folder)
                    self._check_branch(second)
                    files = None
                second.copy_files(self._folder, files)
                self._write_entries(second)
        except (OSError, SecondPathRefused, SQLAlchemyError) as error:
            second.forget()
            self._problem, self._whole = _words(error), False
            raise
        self._problem, self._behind, self._whole, self._begins = None, 0, True, False

    def _check_branch(self, second: SecondPath) -> None:
        """The copy must be a beginning of this record, or it is left alone."""
        if second.written > self._size():
            raise SecondPathRefused(
                f"it holds {second.written} entries and this folder {self._size()}, so this folder "
                "is an older copy"
            )
        with self._engine.connect() as connection:
            query = select(entries.c.data).where(entries.c.i == second.written - 1)
            here = connection.execute(query).scalar()
        if here != second.last:
            raise SecondPathRefused("its entries are not the ones of this folder; keep both")

    def _write_entries(self, second: SecondPath) -> None:
        while True:
            with self._engine.connect() as connection:
                rows = connection.execute(
                    select(entries.c.data)
                    .where(entries.c.i >= second.written)
                    .order_by(entries.c.i)
                    .limit(_BATCH)
                )
                lines = list(rows.scalars())
                opened = _openings(connection, second.written, len(lines))
            if not lines:
                return
            second.append(lines, opened)

    def _size(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(head.c.size)).scalar() or 0)


def _openings(connection: Connection, first: int, count: int) -> list[bytes]:
    """The openings that came with a range of entries, as lines."""
    rows = connection.execute(
        select(openings)
        .where(openings.c.entry >= first, openings.c.entry < first + count)
        .order_by(openings.c.entry, openings.c.seal)
    )
    return [
        Opening(row.seal, row.salt, canonical.decode(row.value)).line().rstrip(b"\n")
        for row in rows
    ]


def _words(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) else None
    return text or str(error)
