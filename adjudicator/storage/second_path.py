"""The second path: every acknowledged entry and image also on another disk or stick.

It holds the same public files as the recount folder, and the record as lines instead of a database:
``record.jsonl`` and ``openings.jsonl``.  A second path that dies does not stop the recount: the
lag is counted and shown, and what is missing is written when it answers again.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import ENOENT, ENOTDIR
from pathlib import Path

from adjudicator.storage.files import (
    append_durably,
    cut_to_whole_lines,
    locked,
    make_folder,
    whole_lines,
    write_whole,
)
from adjudicator.storage.folder import PUBLIC_FILES, STORES, RecountFolder

MARKER = "recount.json"
RECORD = "record.jsonl"
OPENINGS = "openings.jsonl"
LOG_KEY = "log.key"
LOCK = ".lock"


class SecondPathRefused(Exception):  # noqa: N818 - reads as what happened
    """This path cannot hold the second copy of this record; the message says why."""


class SecondPath:
    """A replica of one recount folder.  Most methods want the lock held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        """Entries known to be on it."""
        self.last: bytes | None = None
        """The last of them."""
        self._openings: set[bytes] = set()
        self._sizes: tuple[int, int] | None = None
        """Lengths of both files as they were left: if they changed, somebody else wrote."""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep every other process from writing here.

        :raises OSError: the path cannot be written.
        """
        make_folder(self.path)
        with locked(self.path / LOCK):
            yield

    def need_there(self) -> None:
        """An empty mount point is no copy: nothing is begun anew where one was.

        :raises OSError: the folder of the copy is not there.
        """
        if not (self.path / MARKER).is_file():
            raise FileNotFoundError(ENOENT, "The folder of the copy is not there")

    def check_room(self, folder: RecountFolder) -> None:
        """Refuse a path that holds something else.

        :raises SecondPathRefused: another recount's copy, other files, or the folder itself.
        """
        if self.path == folder.path or folder.path in self.path.parents:
            raise SecondPathRefused("it lies inside the recount folder itself")
        marker = self.path / MARKER
        if marker.exists():
            if marker.read_bytes() != (folder.path / MARKER).read_bytes():
                raise SecondPathRefused("it holds the copy of another recount")
        elif self.path.exists() and any(p.name != LOCK for p in self.path.iterdir()):
            raise SecondPathRefused("it holds other files; choose an empty folder")

    def forget(self) -> None:
        """Look at the files again before the next writing."""
        self._sizes = None

    def count(self) -> int:
        """How many entries are on it, without writing anything.

        :raises OSError: the path cannot be read.
        """
        if not self.path.is_dir():
            raise NotADirectoryError(ENOTDIR, "The folder is not there")
        if self._sizes != self._lengths():
            return len(whole_lines(self.path / RECORD))
        return self.written

    def look(self) -> bool:
        """Learn what is on it, if that may have changed; a line that was cut off is taken away.

        :returns: whether it was read anew.
        :raises OSError: the path cannot be read.
        """
        if self._sizes is not None and self._sizes == self._lengths():
            return False
        for name in (RECORD, OPENINGS):
            cut_to_whole_lines(self.path / name)
        lines = whole_lines(self.path / RECORD)
        self.written, self.last = len(lines), lines[-1] if lines else None
        self._openings = {seal_of(line) for line in whole_lines(self.path / OPENINGS)}
        self._sizes = self._lengths()
        return True

    def copy_files(self, folder: RecountFolder, names: Iterable[Path] | None = None) -> None:
        """Copy public files and stored content the replica lacks.

        :param names: only these files of the folder; ``None`` looks through all of them.
        :raises OSError: the path cannot be written.
        """
        for name in PUBLIC_FILES:
            source, target = folder.path / name, self.path / name
            if source.exists() and not target.exists():
                write_whole(target, source.read_bytes())
        log_key = folder.keys / LOG_KEY
        if log_key.exists() and not (self.path / LOG_KEY).exists():
            write_whole(self.path / LOG_KEY, log_key.read_bytes())
        for source in names if names is not None else content(folder.path):
            target = self.path / source.relative_to(folder.path)
            if not target.exists():
                write_whole(target, source.read_bytes())

    def append(self, entries: Sequence[bytes], openings: Iterable[bytes]) -> None:
        """Write entries that follow those already on it, and their openings first.

        :raises OSError: the path cannot be written; nothing is counted as written.
        """
        self._sizes = None
        fresh = [line for line in openings if seal_of(line) not in self._openings]
        if fresh:
            append_durably(self.path / OPENINGS, fresh)
        append_durably(self.path / RECORD, entries)
        self._openings.update(seal_of(line) for line in fresh)
        self.written += len(entries)
        self.last = entries[-1]
        self._sizes = self._lengths()

    def _lengths(self) -> tuple[int, int]:
        record, openings = (self.path / name for name in (RECORD, OPENINGS))
        return (
            record.stat().st_size if record.exists() else 0,
            openings.stat().st_size if openings.exists() else 0,
        )


def seal_of(line: bytes) -> bytes:
    """What tells one opening's line from another: its seal."""
    marker = b'"seal":"'
    start = line.index(marker) + len(marker)
    return line[start : start + 64]


def content(root: Path) -> Iterator[Path]:
    """Every content-addressed file below a folder, in a stable order."""
    for store in STORES:
        for path in sorted((root / store).rglob("*")):
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts):
                yield path
