"""Which of the folders somebody names are exports, and what they claim before they are verified."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.interchange.elections.reading import read_election_bytes
from adjudicator.interchange.problems import Unreadable
from adjudicator.ledger import notes
from adjudicator.ledger.notes import BadNote, Checkpoint
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying.beside import HEAD, MANIFEST
from adjudicator.storage.record_files import DATABASE, RECORD


@dataclass(frozen=True, slots=True)
class Found:
    """An export that is to be verified."""

    path: Path
    name: str
    """What people know it by: its own name below the folder they gave."""
    claim: Checkpoint | None
    """Its head as it says itself; ``None`` where there is none to be read."""
    size: int
    """Bytes of its entries."""
    county: str = ""
    """The county its definition names, not verified yet."""


def find_exports(paths: Iterable[Path]) -> tuple[Found, ...]:
    """The exports in these folders: each is one, or holds some.

    :raises UsageError: a folder that is none and holds none; the same one twice.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        some = list(_exports(path))
        if not some:
            raise UsageError(_nothing(path))
        for each in some:
            whole = each.resolve()
            if whole in found:
                raise UsageError(f"{each} is named twice. Nothing was read. Name it once.")
            name = path.resolve().name if each == path else str(each.relative_to(path))
            size = (each / RECORD).stat().st_size
            found[whole] = Found(each, name, _claim(each), size, _county(each))
    often = Counter(each.name for each in found.values())
    # Two folders of one name are told apart by where they lie.
    named = (
        each if often[each.name] == 1 else replace(each, name=str(each.path))
        for each in found.values()
    )
    return tuple(sorted(named, key=lambda each: each.name))


def is_export(path: Path) -> bool:
    """Whether a folder holds the entries of an export."""
    return (path / RECORD).is_file() and ((path / MANIFEST).is_file() or (path / HEAD).is_file())


def _exports(path: Path) -> Iterator[Path]:
    if is_export(path):
        yield path
    elif path.is_dir():
        yield from (each for each in sorted(path.iterdir()) if is_export(each))


def _nothing(path: Path) -> str:
    if (path / DATABASE).exists():
        return (
            f"{path} is a recount folder and no export. Nothing was read. Make an export of it "
            f"with adjudicator export {path} OUT, and name that."
        )
    if not path.exists():
        return f"{path} is not there. Nothing was read. Check the name."
    return (
        f"{path} is no export and holds none: there is no {RECORD} with {MANIFEST}. Nothing was "
        "read. Unpack it, if it is an archive, and name the folder."
    )


def _claim(path: Path) -> Checkpoint | None:
    try:
        return notes.parse_checkpoint(notes.parse_note((path / HEAD).read_bytes()).text)
    except (OSError, BadNote):
        return None


def _county(path: Path) -> str:
    try:
        return read_election_bytes((path / "election.json").read_bytes(), "election.json").county
    except (OSError, Unreadable, ValueError, RecursionError):
        return ""
