"""Whose turn it is to look at pages: one program at a time goes through those of a folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from adjudicator.storage.files import Busy, lock_at_once, make_folder
from adjudicator.storage.folder import RecountFolder

_LOCK: Final = "locating.busy"


@contextmanager
def turn(folder: RecountFolder, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Look at pages within this; a program that dies lets go of its turn.

    It saves double work and no more: where a network drive keeps no locks, two programs find the
    same, and neither throws away what the other found.

    :param waiting: called as long as it is another's turn, before every further try.
    :raises Busy: it is another window's or command's turn, and nobody waits.
    :raises OSError: the lock file cannot be made.
    """
    handle = _handle(make_folder(folder.stations) / _LOCK, waiting)
    try:
        yield
    finally:
        os.close(handle)


def _handle(path: Path, waiting: Callable[[], None] | None) -> int:
    while True:
        try:
            return lock_at_once(path)
        except Busy:
            if waiting is None:
                raise
            waiting()
