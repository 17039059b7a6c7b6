"""The second path: every acknowledged entry and image also on another disk or stick.

It holds the same public files as the recount folder, and the record as lines instead of a database:
``record.jsonl`` and ``openings.jsonl``.  A second path that dies does not stop the recount: the
lag is counted and shown, and what is missing is written when it answers again.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from adjudicator.storage.files import (
    append_durably,
    cut_to_whole_lines,
    make_folder,
    whole_lines,
    write_whole,
)
from adjudicator.storage.folder import PUBLIC_FILES, STORES, RecountFolder

RECORD = "record.jsonl"
OPENINGS = "openings.jsonl"
LOG_KEY = "log.key"


class SecondPath:
    """A replica of one recount folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        """Entries known to be on it."""
        self.problem: str | None = None
        """Why it lags, in the operating system's words; ``None`` while it keeps up."""
        self._openings: set[bytes] | None = None

    def begin(self, folder: RecountFolder) -> None:
        """Bring the replica's files up to date; entries follow by :meth:`append`.

        :raises OSError: the path cannot be written.
        """
        make_folder(self.path)
        for name in (RECORD, OPENINGS):
            cut_to_whole_lines(self.path / name)
        self.written = len(whole_lines(self.path / RECORD))
        self._openings = {seal_of(line) for line in whole_lines(self.path / OPENINGS)}
        self.copy_files(folder)
        self.problem = None

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
        for source in names if names is not None else _content(folder.path):
            target = self.path / source.relative_to(folder.path)
            if not target.exists():
                write_whole(target, source.read_bytes())

    def append(self, entries: Sequence[bytes], openings: Iterable[bytes]) -> None:
        """Write entries that follow those already on it, and their openings first.

        :raises OSError: the path cannot be written; nothing is counted as written.
        """
        known = self._openings if self._openings is not None else set()
        fresh = [line for line in openings if seal_of(line) not in known]
        if fresh:
            append_durably(self.path / OPENINGS, fresh)
            known.update(seal_of(line) for line in fresh)
        append_durably(self.path / RECORD, entries)
        self.written += len(entries)


def seal_of(line: bytes) -> bytes:
    """What tells one opening's line from another: its seal."""
    marker = b'"seal":"'
    start = line.index(marker) + len(marker)
    return line[start : start + 64]


def restore_files(second: Path, folder: RecountFolder) -> None:
    """Copy everything but the record from a second path into an empty folder.

    :raises OSError: a file cannot be read or written.
    """
    for source in _content(second):
        target = folder.path / source.relative_to(second)
        make_folder(target.parent)
        shutil.copyfile(source, target)
        target.chmod(0o600)
    for name in PUBLIC_FILES:
        if (second / name).exists():
            write_whole(folder.path / name, (second / name).read_bytes())
    if (second / LOG_KEY).exists():
        make_folder(folder.keys)
        write_whole(folder.keys / LOG_KEY, (second / LOG_KEY).read_bytes())


def _content(root: Path) -> Iterable[Path]:
    for store in STORES:
        for path in sorted((root / store).rglob("*")):
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts):
                yield path
