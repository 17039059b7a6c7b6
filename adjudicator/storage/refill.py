"""Fill an empty folder's database from the lines of a second path, an older folder, a stick.

Every entry is checked as if it were appended now, signatures and all; every opening goes to the
entry it came with.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.ledger import kinds
from adjudicator.ledger.envelope import Entry, parse_entry
from adjudicator.ledger.errors import NotCanonical, Refused
from adjudicator.ledger.kinds.sealing import seals_of
from adjudicator.ledger.manifests import summarise
from adjudicator.ledger.seals import Opening, parse_line
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.people import roster_policy
from adjudicator.storage.files import make_folder, whole_lines, write_whole
from adjudicator.storage.fold import RecordFold
from adjudicator.storage.folder import (
    POLICY_FILE,
    PUBLIC_FILES,
    FolderError,
    RecountFolder,
    check_definition,
)
from adjudicator.storage.rebuild import DoesNotHold
from adjudicator.storage.record import RecordStore
from adjudicator.storage.record_files import LineFiles, record_files
from adjudicator.storage.second_path import LOG_KEY, OPENINGS, RECORD, content

Progress = Callable[[int, int], None]
"""Called with steps done and steps in all."""


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """What lies on a second path or in an older folder, read without writing there."""

    lines: tuple[bytes, ...]
    """The whole lines of the record."""
    cut: int
    """Bytes of a last line that was cut off; 0 if none was."""
    openings: tuple[bytes, ...]


def read_copy(path: Path) -> SecondCopy:
    """Read the record and the openings of a second path, or of an older recount folder.

    :raises FolderError: there is no record.
    """
    files = record_files(path)
    if not isinstance(files, LineFiles):
        return SecondCopy(tuple(files.lines()), 0, tuple(files.openings()))
    record = path / RECORD
    lines = whole_lines(record)
    whole = sum(len(line) + 1 for line in lines)
    return SecondCopy(
        tuple(lines), record.stat().st_size - whole, tuple(whole_lines(path / OPENINGS))
    )


def with_tail(copy: SecondCopy, others: Sequence[bytes]) -> tuple[SecondCopy, int]:
    """Go on with the entries of a stick where a copy ends.

    :param others: the entries on the stick, from the first.
    :returns: the whole, and how many entries the stick gave.
    :raises DoesNotHold: the stick holds another record, or another branch of this one.
    """
    for index, (ours, other) in enumerate(zip(copy.lines, others, strict=False)):
        if ours != other:
            raise DoesNotHold(
                index, "the copy and the stick differ there, so there are two records. Keep both."
            )
    tail = tuple(others[len(copy.lines) :])
    if not tail:
        return copy, 0
    # What was cut off on the copy is whole on the stick.
    return SecondCopy(copy.lines + tail, 0, copy.openings), len(tail)


def copy_content(second: Path, folder: RecountFolder, progress: Progress) -> list[str]:
    """Copy files and log key into a new folder, each compared with the hash in its name.

    :returns: names of files whose bytes are not what their names say; they are left out.
    :raises OSError: a file cannot be read or written.
    """
    altered = []
    sources = list(content(second))
    for done, source in enumerate(sources, start=1):
        name = source.relative_to(second)
        data = source.read_bytes()
        if _is_named_by_hash(name) and hashlib.sha256(data).hexdigest() != name.stem:
            altered.append(str(name))
        else:
            write_whole(folder.path / name, data)
        progress(done, len(sources))
    for public in PUBLIC_FILES:
        if (second / public).exists():
            write_whole(folder.path / public, (second / public).read_bytes())
    lines = (second / RECORD).is_file()
    log_key = (second if lines else RecountFolder(second).keys) / LOG_KEY
    if log_key.exists() and not (folder.keys / LOG_KEY).exists():
        make_folder(folder.keys)
        write_whole(folder.keys / LOG_KEY, log_key.read_bytes())
    return altered


def _is_named_by_hash(name: Path) -> bool:
    """Piles are named by their root, which the replay checks; sidecars by their manifest."""
    return name.parts[0] in {"images", "manifests", "counts", "documents"}


def refill(store: RecordStore, copy: SecondCopy, progress: Progress) -> tuple[RecordState, int]:
    """Replay the lines into the empty database, in one transaction.

    :returns: the state at the end, and how many sealed texts have no opening on the copy.
    :raises DoesNotHold: an entry is not what may stand there.
    :raises FolderError: a file the record refers to is not there, or another one.
    :raises adjudicator.ledger.errors.MadeByNewerVersion: an entry this program is too old for.

    Whatever is raised, nothing was written.
    """
    opened = {opening.seal: opening for opening in _openings(copy.openings, store.folder.origin)}
    missing = 0
    with store.writing() as connection:
        fold = store.new_fold()
        for index, line in enumerate(copy.lines):
            try:
                entry = parse_entry(line)
                kinds.check_body(entry.body)
                if index == 0:
                    check_definition(store.folder, entry.body)
                came = _came_with(store.folder, fold, entry, opened)
                fold.check(connection, entry, came)
            except (Refused, NotCanonical) as error:
                raise DoesNotHold.because(index, error) from error
            if entry.kind == "constitute":
                # Made of the record itself, whatever the copy has.
                policy = roster_policy(fold.state.data).text()
                write_whole(store.folder.path / POLICY_FILE, policy)
            fold.write(connection, entry, came)
            fold.apply(connection, entry)
            missing += len(set(seals_of(entry)) - opened.keys())
            progress(index + 1, len(copy.lines))
    return fold.state, missing


def _openings(lines: Sequence[bytes], origin: str) -> Iterator[Opening]:
    """The openings that open their seals; one that does not is as good as withheld."""
    for line in lines:
        try:
            yield parse_line(line, origin)
        except NotCanonical:
            continue


def _came_with(
    folder: RecountFolder, fold: RecordFold, entry: Entry, opened: dict[str, Opening]
) -> tuple[Opening, ...]:
    """The openings an entry brought: an import the rows of its manifest, others what they seal."""
    if entry.kind == "import":
        path = folder.manifest(entry.body["manifest"])
        if not path.exists():
            raise FolderError(
                f"the list of its sheets is not on the second path ({path.name}). "
                "Bring it back from another copy."
            )
        return summarise(path.read_bytes(), folder.origin, fold.state.data.contests).rows
    return tuple(opened[seal] for seal in sorted(set(seals_of(entry))) if seal in opened)
