"""The files of an export that are no entries: its head, its manifest, its tally, all others.

They are looked at once every entry holds, in the order of the format (section 14, 3 and 4); no
entry is to blame for them, so a failure names the file.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from adjudicator.ledger import canonical, contexts, cosignatures, notes
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.kinds import shapes
from adjudicator.ledger.notes import LOG, BadNote, Vkey
from adjudicator.ledger.state import RecordState
from adjudicator.services.verifying.images import hash_of
from adjudicator.services.verifying.verdicts import Failure

MANIFEST: Final = "MANIFEST.json"
MANIFEST_NOTE: Final = "MANIFEST.note"
HEAD: Final = "head.note"
TALLY: Final = "tally.json"
_OWN: Final = frozenset({MANIFEST, MANIFEST_NOTE})
_LISTED: Final = shapes.table(shapes.ident, shapes.index, shapes.digest)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The hashes of files which entries of the record fix."""

    policy: str | None
    """Of ``recount.tlog-policy``, from the constitution on."""
    verifier: str | None
    """Of ``verify_recount.py``, if the opening names it."""


def is_export(path: Path) -> bool:
    """Whether a folder says it is an export."""
    return (path / MANIFEST).is_file() or (path / HEAD).is_file()


def wrong_head(path: Path, state: RecordState) -> Iterator[Failure]:
    """Whether ``head.note`` is the head of this record, cosigned by people who may."""
    data = state.data
    log = cosignatures.log_vkey(data.origin, data.keys[0].public)
    people = {name: data.keys[e.key].public for name, e in data.people.items() if e.active}
    try:
        read = cosignatures.read_head((path / HEAD).read_bytes(), log, people)
    except OSError:
        yield _in(HEAD, "head", "it is missing")
        return
    except BadNote as error:
        yield _in(HEAD, "head", _clause(error))
        return
    if (read.checkpoint.size, read.checkpoint.root) != (state.size, state.root):
        yield _in(HEAD, "head", "it is not the head of this record")


def wrong_manifest(path: Path, state: RecordState) -> Iterator[Failure]:
    """Whether every listed file is the one that was listed, and the list is signed."""
    try:
        data = (path / MANIFEST).read_bytes()
    except OSError:
        yield _in(MANIFEST, "file", "it is missing")
        return
    listed = read_manifest(data)
    if listed is None:
        yield _in(MANIFEST, "file", "it is not a list of files")
        return
    for name, size, digest in listed:
        if name in _OWN or not _is_inside(path, name):
            yield _in(name, "file", "it is listed and not there")
        elif (path / name).stat().st_size != size or hash_of(path / name) != digest:
            yield _in(name, "file", "it is not the file that was exported")
    yield from _wrong_note(path, state, sha256(data).hexdigest())


def read_manifest(data: bytes) -> list[tuple[str, int, str]] | None:
    """Name, size and hash of every listed file; ``None`` where it is no such list."""
    try:
        listed: Any = canonical.decode(data, limit=None)
    except NotCanonical:
        return None
    if not shapes.fits(_LISTED, listed):
        return None
    return [(name, size, digest) for name, size, digest in listed]


def _is_inside(path: Path, name: str) -> bool:
    """Whether a file of that name lies inside the folder, and no link leads there."""
    whole = path / name
    try:
        return whole.is_file() and whole.resolve() == path.resolve() / name
    except (OSError, ValueError):  # no file can have such a name
        return False


def _wrong_note(path: Path, state: RecordState, digest: str) -> Iterator[Failure]:
    """The manifest is signed by the log and by a clerk; only after a finish is there no note."""
    if not (path / MANIFEST_NOTE).is_file():
        if state.data.finished is None:
            yield _in(MANIFEST_NOTE, "file", "it is missing")
        return
    message = contexts.manifest(state.data.origin, digest)
    try:
        note = notes.parse_note((path / MANIFEST_NOTE).read_bytes())
    except BadNote as error:
        yield _in(MANIFEST_NOTE, "file", _clause(error))
        return
    if note.text.encode() != message:
        yield _in(MANIFEST_NOTE, "file", "it is not about this MANIFEST.json")
        return
    log, clerks = _who_may_sign(state)
    try:
        good = set(notes.verified(note, [log, *clerks]))
    except BadNote:
        yield _in(MANIFEST_NOTE, "file", "a signature in it is not good")
        return
    if log not in good or len(good) == 1:
        yield _in(MANIFEST_NOTE, "file", "it is not signed by the log key and a clerk")


def _who_may_sign(state: RecordState) -> tuple[Vkey, list[Vkey]]:
    """The log key, and the present key of every clerk who was not removed."""
    data = state.data
    clerks = [
        Vkey(f"{data.origin}/{person}", LOG, data.keys[enrolled.key].public)
        for person, enrolled in data.people.items()
        if enrolled.active and enrolled.person.role == "clerk"
    ]
    return cosignatures.log_vkey(data.origin, data.keys[0].public), clerks


def wrong_others(path: Path, fixed: Fixed) -> Iterator[Failure]:
    """Files whose hashes stand in an entry that does not rest on them."""
    policy, verifier = path / "recount.tlog-policy", path / "verify_recount.py"
    if fixed.policy is not None and (not policy.is_file() or hash_of(policy) != fixed.policy):
        yield _in(policy.name, "file", "it is not the policy the board signed")
    if fixed.verifier is not None and verifier.is_file() and hash_of(verifier) != fixed.verifier:
        yield _in(verifier.name, "file", "it is not the verifier named at the opening")


def wrong_images(names: Collection[str]) -> Iterator[Failure]:
    """Images and documents that are not what they are called, and no entry names."""
    for name in sorted(names):
        yield _in(name, "file", "its bytes are not what its name says")


def wrong_tally(path: Path, tally: Mapping[str, Any] | None) -> Iterator[Failure]:
    """Whether ``tally.json`` is the tally of the record.

    :param tally: folded anew; ``None`` where what it needs is withheld.
    """
    if not (path / TALLY).is_file():
        yield _in(TALLY, "tally", "it is missing")
    elif tally is not None and (path / TALLY).read_bytes() != canonical.encode(
        dict(tally), limit=None
    ):
        yield _in(TALLY, "tally", "it is not the tally of this record")


def not_covered(path: Path) -> list[str]:
    """Files of an export which its manifest does not list, and which nobody signed for."""
    listed = read_manifest((path / MANIFEST).read_bytes()) or []
    covered = _OWN | {name for name, _, _ in listed}
    found = (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    return sorted(set(found) - covered)


def _in(file: str, code: str, what: str) -> Failure:
    return Failure(None, "", code, what, file)


def _clause(error: BadNote) -> str:
    words = str(error).rstrip(".")
    return words[:1].lower() + words[1:]
