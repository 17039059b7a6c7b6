"""Which station a running program is: a name that no other one has while this one lives.

A lock file in the folder holds the name on this machine, and dies with the process.  Where many
machines share a PostgreSQL record, each has a folder of its own: there a name is only taken anew if
the record has never seen it, and the database holds it while the connection lives.
"""

import hashlib
import itertools
import os
import weakref
from collections.abc import Callable, Collection
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from adjudicator.storage.files import Busy, lock_at_once, make_folder
from adjudicator.storage.folder import RecountFolder

_SUFFIX = ".lock"


class HeldStation:
    """The name of a station, held until it is released or this process ends.

    :param folder: whose station it is.
    :param name: ``s1``, ``s2`` and so on.
    """

    def __init__(
        self, folder: RecountFolder, name: str, handle: int, shared: Connection | None
    ) -> None:
        self._folder = folder
        self.name = name
        self._shared = shared
        # Whoever forgets to release it holds it no longer than the object lives.
        self._let_go = weakref.finalize(self, os.close, handle)

    def others(self) -> tuple[str, ...]:
        """The stations of this folder that other windows or commands are now, by name."""
        names = sorted(path.stem for path in self._folder.stations.glob(f"*{_SUFFIX}"))
        return tuple(n for n in names if n != self.name and _is_held(_file(self._folder, n)))

    def release(self) -> None:
        """Let go of the name; whoever comes next may take it."""
        self._let_go()
        if self._shared is not None:
            # Not back into the pool: the database holds the name as long as the connection is.
            self._shared.invalidate()
            self._shared.close()
            self._shared = None


def hold_station(
    folder: RecountFolder, engine: Engine, used: Callable[[], Collection[str]]
) -> HeldStation:
    """Take the first free name: ``s1``, ``s2`` and so on.

    :param used: the names that sign-ins in the record bear; asked only where the database is
        shared, for there another machine may have them.
    :raises OSError: the lock file cannot be made.
    """
    make_folder(folder.stations)
    shared = engine.dialect.name == "postgresql"
    elsewhere = frozenset(used()) if shared else frozenset()
    for number in itertools.count(1):
        name = f"s{number}"
        path = _file(folder, name)
        ours = path.exists()
        if name in elsewhere and not ours:
            continue
        try:
            handle = lock_at_once(path)
        except Busy:
            continue
        if not shared:
            return HeldStation(folder, name, handle, None)
        connection = _hold_in_database(engine, folder.origin, name)
        if connection is not None:
            return HeldStation(folder, name, handle, connection)
        if not ours:
            path.unlink()
        os.close(handle)
    raise AssertionError("there is always a further number")


def _file(folder: RecountFolder, name: str) -> Path:
    return folder.stations / f"{name}{_SUFFIX}"


def _is_held(path: Path) -> bool:
    try:
        os.close(lock_at_once(path))
    except Busy:
        return True
    return False


def _hold_in_database(engine: Engine, origin: str, name: str) -> Connection | None:
    """The connection that holds the name for all machines; none if another one does."""
    digest = hashlib.sha256(f"{origin}\n{name}".encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
        return connection
    connection.close()
    return None
