"""Destroy key files: written over, flushed to the disk, and taken away.

On a disk that writes every block anew, as flash does, and on a file system that keeps old versions,
what was written over may still lie somewhere: the passphrase around a person's key is what protects
it there.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from adjudicator.storage.files import sync_folder
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.second_path import LOG_KEY, MARKER


def destroy(path: Path) -> None:
    """Write over a file, and take it away.

    :raises OSError: it cannot be written; it is still there.
    """
    with path.open("r+b", buffering=0) as file:
        file.write(os.urandom(path.stat().st_size))
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def destroy_keys(
    folder: RecountFolder, second: Path | None, *, keep: Collection[str] = ()
) -> list[Path]:
    """Destroy every key file beside the folder, and the log key on the second path.

    :param second: the second path, if one is set.
    :param keep: names of files that stay for now.
    :returns: what should be gone and could not be reached.
    """
    left = []
    for path in _stored(folder, second):
        if path.name not in keep:
            try:
                destroy(path)
            except OSError:
                left.append(path)
    with suppress(OSError):
        folder.keys.rmdir()
    if second is not None and not (second / MARKER).is_file() and LOG_KEY not in keep:
        left.append(second / LOG_KEY)
    return left


def _stored(folder: RecountFolder, second: Path | None) -> Iterator[Path]:
    if folder.keys.is_dir():
        yield from sorted(path for path in folder.keys.iterdir() if path.is_file())
    if second is not None and (second / LOG_KEY).is_file():
        yield second / LOG_KEY
