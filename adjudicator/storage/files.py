"""Files that are whole or absent: written aside, flushed to the disk, renamed into place."""

import fcntl
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(path: Path) -> Path:
    """Create a folder only its owner can enter, and any parent that is not there yet likewise."""
    if path.is_dir():
        return path
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return path


def sync_file(path: Path) -> None:
    """Make what was written to a file durable."""
    sync_folder(path)


def sync_folder(path: Path) -> None:
    """Make renames in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes | Iterable[bytes], *, mode: int = FILE_MODE) -> None:
    """Write a file aside and swap it in: a reader sees the old one or all of the new one.

    :raises OSError: nothing of the new file is left behind.
    """
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in (data,) if isinstance(data, bytes) else data:
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        aside.chmod(mode)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def swap_in(path: Path, data: bytes) -> None:
    """Write a small file aside and swap it in, without waiting for the disk.

    For what may lag after a power cut, and is never half written.

    :raises OSError: the old file stays.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def append_durably(path: Path, lines: Iterable[bytes]) -> None:
    """Append whole lines and flush them to the disk.

    :raises OSError: a part of them may have been written.
    """
    make_folder(path.parent)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE)
    try:
        rest = memoryview(b"".join(line + b"\n" for line in lines))
        while rest:  # a disk that runs full takes a part and fails at the next write
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_lines(path: Path) -> list[bytes]:
    """The complete lines of a file; a last line cut off by a pulled disk is left out."""
    if not path.exists():
        return []
    data = path.read_bytes()
    end = data.rfind(b"\n")
    return data[:end].split(b"\n") if end >= 0 else []


def cut_to_whole_lines(path: Path) -> None:
    """Take away a last line that was cut off while it was written."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        data = file.read()
        end = data.rfind(b"\n") + 1
        if end != len(data):
            file.truncate(end)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file, waiting for whoever holds it; a process that dies lets go of it.

    :raises OSError: the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Busy(Exception):  # noqa: N818 - reads as what is the matter
    """A living process holds the lock."""


def lock_at_once(path: Path) -> int:
    """Take a lock file without waiting; closing the handle, or dying, lets go of it.

    :returns: the handle, for ``os.close``.
    :raises Busy: another process, or another part of this one, holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise Busy(path) from error
    return handle
