"""Keeps the second path level with the record, and says how far it lags."""

import json
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from adjudicator.ledger import canonical
from adjudicator.ledger.seals import Opening
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.schema import entries, head, openings
from adjudicator.storage.second_path import SecondPath

_BATCH = 500


class Mirror:
    """The second path of one open folder, if one is set."""

    def __init__(self, folder: RecountFolder, engine: Engine) -> None:
        self._folder = folder
        self._engine = engine
        self._second: SecondPath | None = None
        chosen = _chosen(folder)
        if chosen is not None:
            self._second = SecondPath(chosen)
            self._second.problem = "not looked at yet"

    @property
    def path(self) -> Path | None:
        """Where the second copy is written."""
        return None if self._second is None else self._second.path

    @property
    def problem(self) -> str | None:
        """Why the copy lags, or ``None``."""
        return None if self._second is None else self._second.problem

    def lag(self) -> int | None:
        """How many entries are not yet on the second path; ``None`` where none is set."""
        if self._second is None:
            return None
        with self._engine.connect() as connection:
            size = connection.execute(select(head.c.size)).scalar() or 0
        return max(0, int(size) - self._second.written)

    def choose(self, path: Path | None) -> None:
        """Set or unset the second path and bring it up to date.

        :raises OSError: the path cannot be written; it stays set and lags.
        """
        told = {} if path is None else {"second_path": str(path.resolve())}
        write_whole(self._folder.local, json.dumps(told).encode())
        self._second = None if path is None else SecondPath(path.resolve())
        if self._second is not None:
            self._second.problem = "not looked at yet"
            self._catch_up(self._second, None)

    def follow(self, files: Sequence[Path] = ()) -> None:
        """After a commit: write what is new.  A failing copy lags; it never stops the recount."""
        if self._second is None:
            return
        try:
            self._catch_up(self._second, files)
        except OSError as error:
            self._second.problem = error.strerror or str(error)

    def _catch_up(self, second: SecondPath, files: Sequence[Path] | None) -> None:
        if second.problem is not None:
            second.begin(self._folder)
        else:
            second.copy_files(self._folder, files)
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


def _chosen(folder: RecountFolder) -> Path | None:
    try:
        told = json.loads(folder.local.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    path = told.get("second_path")
    return Path(path) if isinstance(path, str) else None
