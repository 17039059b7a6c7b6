"""The image store: content-addressed, written once, staged while an import runs.

An import puts its images aside and places them only when its act is about to be appended; a cancel,
an error or a crash takes them away again, so an import leaves everything or nothing.
"""

import hashlib
import shutil
from pathlib import Path

from adjudicator.storage.files import (
    FILE_MODE,
    append_durably,
    make_folder,
    sync_folder,
    whole_lines,
)
from adjudicator.storage.folder import RecountFolder


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


class ImageStage:
    """Images of one running import, put aside until they are placed."""

    def __init__(self, folder: RecountFolder, name: str) -> None:
        self._folder = folder
        self._path = make_folder(folder.path / "images" / f".incoming-{name}")
        self._placed = self._path / "placed"
        self._staged: set[str] = set()

    def put(self, data: bytes) -> str:
        """Put an image aside; the same bytes twice are one image.

        :returns: its SHA-256.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._staged and not self._folder.image(sha256).exists():
            target = self._path / sha256
            target.write_bytes(data)
            target.chmod(FILE_MODE)
            self._staged.add(sha256)
        return sha256

    @property
    def staged(self) -> frozenset[str]:
        """Hashes put aside that the store did not hold before."""
        return frozenset(self._staged)

    def place(self) -> None:
        """Move every image into the store, noted first so that a crash can be undone."""
        if self._staged:
            append_durably(self._placed, [s.encode() for s in sorted(self._staged)])
        for sha256 in self._staged:
            target = self._folder.image(sha256)
            make_folder(target.parent)
            (self._path / sha256).replace(target)
        for parent in {self._folder.image(s).parent for s in self._staged}:
            sync_folder(parent)

    def keep(self) -> None:
        """The act is in the record: forget the stage, keep the images."""
        shutil.rmtree(self._path, ignore_errors=True)

    def undo(self) -> None:
        """Take away everything this import brought."""
        _undo(self._folder, self._path)


def clean_stages(folder: RecountFolder, known: frozenset[str]) -> int:
    """After a crash: take away images of imports that never reached the record.

    :param known: hashes some manifest in the record names; these stay.
    :returns: how many unfinished imports were cleared.
    """
    stages = sorted((folder.path / "images").glob(".incoming-*"))
    for stage in stages:
        _undo(folder, stage, keep=known)
    return len(stages)


def _undo(folder: RecountFolder, stage: Path, keep: frozenset[str] = frozenset()) -> None:
    for line in whole_lines(stage / "placed"):
        sha256 = line.decode()
        if sha256 not in keep:
            folder.image(sha256).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
