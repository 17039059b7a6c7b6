"""Files that are no entries: images, the manifest of an export, its head, its tally.

They are looked at once every entry holds.  A failure here is held against the last entry that
names the file, or against the last entry of all.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from adjudicator.ledger import canonical, contexts, cosignatures, keys, notes
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.notes import BadNote
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.text import is_hex
from adjudicator.services.verifying.verdicts import Failure

MANIFEST: Final = "MANIFEST.json"
MANIFEST_NOTE: Final = "MANIFEST.note"
HEAD: Final = "head.note"
TALLY: Final = "tally.json"
_CHUNK: Final = 1 << 20


def wrong_export(
    path: Path, state: RecordState, tally: Mapping[str, Any] | None
) -> Iterator[Failure]:
    """What is wrong with the files of an export, in the order of the format.

    :param tally: the tally folded anew; ``None`` where what it needs is withheld.
    """
    yield from _wrong_head(path, state)
    yield from _wrong_manifest(path, state)
    yield from _wrong_tally(path, state, tally)


def is_export(path: Path) -> bool:
    """Whether a folder says it is an export."""
    return (path / MANIFEST).is_file() or (path / HEAD).is_file()


def _at_the_end(state: RecordState, code: str, what: str) -> Failure:
    return Failure(max(state.size - 1, 0), "", code, what)


def _wrong_head(path: Path, state: RecordState) -> Iterator[Failure]:
    head = path / HEAD
    data = state.data
    log = cosignatures.log_vkey(data.origin, data.keys[0].public)
    people = {name: data.keys[e.key].public for name, e in data.people.items()}
    try:
        read = cosignatures.read_head(head.read_bytes(), log, people)
    except (OSError, BadNote) as error:
        why = str(error).rstrip(".") if isinstance(error, BadNote) else "it is missing"
        yield _at_the_end(state, "head", f"head.note is not its head ({why})")
        return
    if (read.checkpoint.size, read.checkpoint.root) != (state.size, state.root):
        yield _at_the_end(state, "head", "head.note is the head of another state of the record")


def _wrong_manifest(path: Path, state: RecordState) -> Iterator[Failure]:
    try:
        data = (path / MANIFEST).read_bytes()
        listed = canonical.decode(data, limit=None)
    except (OSError, NotCanonical):
        yield _at_the_end(state, "file", "MANIFEST.json is missing or damaged")
        return
    if not isinstance(listed, list) or not all(_is_row(row) for row in listed):
        yield _at_the_end(state, "file", "MANIFEST.json is not a list of files")
        return
    for name, size, digest in listed:
        if not _is(path, name, size, digest):
            what = f"the file {name[:80]} is missing or is not the one MANIFEST.json lists"
            yield _at_the_end(state, "file", what)
    yield from _wrong_note(path, state, sha256(data).hexdigest())


def _is_row(row: object) -> bool:
    match row:
        case [str(), int(), str()]:
            return True
        case _:
            return False


def _is(path: Path, name: str, size: int, digest: str) -> bool:
    """Whether a listed file lies inside the folder and has that size and hash."""
    try:
        whole = (path / name).resolve()
        inside = whole.is_relative_to(path.resolve()) and whole.is_file()
        return inside and whole.stat().st_size == size and hash_of(whole) == digest
    except OSError:  # no file can have such a name
        return False


def _wrong_note(path: Path, state: RecordState, digest: str) -> Iterator[Failure]:
    """The manifest is signed by the log and by a clerk; only after a finish is there no note."""
    data = state.data
    if not (path / MANIFEST_NOTE).is_file():
        if data.finished is None:
            yield _at_the_end(state, "file", "MANIFEST.note is missing")
        return
    message = contexts.manifest(data.origin, digest)
    try:
        note = notes.parse_note((path / MANIFEST_NOTE).read_bytes())
    except BadNote:
        yield _at_the_end(state, "file", "MANIFEST.note is damaged")
        return
    known = {data.origin: data.keys[0].public}
    known |= {
        f"{data.origin}/{info.person}": info.public
        for info in data.keys.values()
        if info.use == "identity" and data.people[info.person].person.role == "clerk"
    }
    good = {
        line.name
        for line in note.signatures
        if line.name in known and keys.verify(known[line.name], line.signature, message)
    }
    if note.text.encode() != message or data.origin not in good or len(good) == 1:
        what = "MANIFEST.note is not signed by the record's own key and by a clerk"
        yield _at_the_end(state, "file", what)


def _wrong_tally(
    path: Path, state: RecordState, tally: Mapping[str, Any] | None
) -> Iterator[Failure]:
    if tally is None:
        return
    try:
        told = (path / TALLY).read_bytes()
    except OSError:
        yield _at_the_end(state, "tally", "tally.json is missing or damaged")
        return
    if told != canonical.encode(dict(tally), limit=None):
        yield _at_the_end(state, "tally", "tally.json is not the tally of its rulings")


def altered_images(path: Path) -> Iterator[str]:
    """The names of images whose bytes are not what their names say, ascending."""
    found = (image for image in (path / "images").rglob("*") if _is_digest(image))
    for image in sorted(found, key=lambda image: image.name):
        if hash_of(image) != image.name:
            yield image.name


def missing_images(path: Path, wanted: Iterable[str]) -> int:
    """How many of these images are not there."""
    images = path / "images"
    if not images.is_dir():
        return sum(1 for _ in wanted)
    return sum(
        not (images / digest[:2] / digest).is_file() and not (images / digest).is_file()
        for digest in wanted
    )


def _is_digest(image: Path) -> bool:
    return image.is_file() and is_hex(image.name, 32)


def hash_of(path: Path) -> str:
    """Hex SHA-256 of a file of any size."""
    with path.open("rb") as file:
        digest = sha256()
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()
