"""The image store: content-addressed, written once, staged while an import runs.

An import puts its images aside and places them only when its act is about to be appended; a cancel,
an error or a crash takes them away again, so an import leaves everything or nothing.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from adjudicator.storage.files import (
    FILE_MODE,
    Busy,
    append_durably,
    lock_at_once,
    make_folder,
    sync_file,
    sync_folder,
    whole_lines,
    write_whole,
)
from adjudicator.storage.folder import RecountFolder

_STAGES = ".incoming-*"
_LOCK = ".importing"
_PLACED = "placed"
_FLUSHES = 8


class ImageMissing(Exception):  # noqa: N818 - a state of the case, not a fault of the program
    """The image is not in the store; its case waits."""


class ImageAltered(Exception):  # noqa: N818 - likewise
    """The file's bytes are not the ones that were imported; its case waits."""


def read_image(folder: RecountFolder, sha256: str) -> bytes:
    """The bytes of an image, hashed again at every reading.

    :raises ImageMissing: no such file.
    :raises ImageAltered: the bytes have another hash.
    """
    try:
        data = folder.image(sha256).read_bytes()
    except FileNotFoundError as error:
        raise ImageMissing(sha256) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ImageAltered(sha256)
    return data


def read_document(folder: RecountFolder, sha256: str) -> bytes | None:
    """The bytes of a document or layout, hashed again; ``None`` if missing or altered."""
    try:
        data = folder.document(sha256).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


class ImageStage:
    """Images and lists of one running import, put aside until they are placed.

    One import runs at a time, and a lock says that it lives: another process that opens the folder
    takes away only what a dead one left.
    """

    def __init__(self, folder: RecountFolder, name: str) -> None:
        self._folder = folder
        self._path = folder.path / "images" / f".incoming-{name}"
        self._placed = self._path / _PLACED
        self._staged: set[str] = set()
        self._alive: int | None = None

    def begin(self) -> None:
        """Take the lock and make the place to put images aside.

        :raises adjudicator.storage.files.Busy: another import is running on this folder.
        """
        self._alive = lock_at_once(make_folder(self._path.parent) / _LOCK)
        make_folder(self._path)

    def put(self, data: bytes) -> str:
        """Put an image aside; the same bytes twice are one image.

        :returns: its SHA-256.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._staged and not self._folder.image(sha256).exists():
            handle = os.open(self._path / sha256, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            self._staged.add(sha256)
        return sha256

    @property
    def staged(self) -> frozenset[str]:
        """Hashes put aside that the store did not hold before."""
        return frozenset(self._staged)

    def write(self, path: Path, data: bytes) -> None:
        """Write a content-addressed list of this import at once, noted so that it can be undone.

        A file that is there already has this content and is not this import's to take away.
        """
        if path.exists():
            return
        self._note([path])
        write_whole(path, data)

    def place(self) -> None:
        """Move every image into the store, noted first so that a crash can be undone.

        The bytes are flushed to the disk here, when most of them have arrived there by themselves.
        """
        # Several at once: the disk flushes them together.
        with ThreadPoolExecutor(_FLUSHES) as pool:
            for _ in pool.map(sync_file, [self._path / sha256 for sha256 in self._staged]):
                pass
        targets = {sha256: self._folder.image(sha256) for sha256 in sorted(self._staged)}
        self._note(list(targets.values()))
        for sha256, target in targets.items():
            make_folder(target.parent)
            (self._path / sha256).replace(target)
        for parent in {target.parent for target in targets.values()}:
            sync_folder(parent)

    def _note(self, paths: list[Path]) -> None:
        names = [str(path.relative_to(self._folder.path)).encode() for path in paths]
        if names:
            append_durably(self._placed, names)

    def keep(self) -> None:
        """The act is in the record: forget the stage, keep what it placed."""
        shutil.rmtree(self._path, ignore_errors=True)
        self._end()

    def undo(self) -> None:
        """Take away everything this import brought."""
        _undo(self._folder, self._path, frozenset())
        self._end()

    def _end(self) -> None:
        if self._alive is not None:
            os.close(self._alive)
            self._alive = None


def has_stages(folder: RecountFolder) -> bool:
    """Whether an import runs, or was left behind by a process that died."""
    return any((folder.path / "images").glob(_STAGES))


def clean_stages(folder: RecountFolder, known: Callable[[], frozenset[Path]]) -> int:
    """After a crash: take away what imports placed that never reached the record.

    :param known: gives the files some entry of the record refers to; these stay.  Asked once no
        import can be running.
    :returns: how many unfinished imports were cleared; none while one is running.
    """
    images = folder.path / "images"
    try:
        lock = lock_at_once(images / _LOCK)
    except Busy:
        return 0
    try:
        stages = sorted(images.glob(_STAGES))
        keep = known() if stages else frozenset()
        for stage in stages:
            _undo(folder, stage, keep)
    finally:
        os.close(lock)
    return len(stages)


def _undo(folder: RecountFolder, stage: Path, keep: frozenset[Path]) -> None:
    for line in whole_lines(stage / _PLACED):
        path = folder.path / line.decode()
        if path not in keep:
            path.unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
