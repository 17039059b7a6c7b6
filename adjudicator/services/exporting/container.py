"""The files of an export over the first N entries, made from what the folder holds.

The same record, N and clerk give the same bytes: nothing of the clock, of chance or of this
computer goes in, and Ed25519 signs the same text always the same way.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from adjudicator.ledger import canonical, contexts, cosignatures, notes
from adjudicator.ledger.envelope import Entry, parse_entry
from adjudicator.ledger.notes import Checkpoint
from adjudicator.ledger.state import RecordState
from adjudicator.resources import read_bytes
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.withholding import Kind, kinds_of_seals, withheld_kinds
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.services.verifying.beside import (
    HEAD,
    MANIFEST,
    MANIFEST_NOTE,
    TALLY,
    wrong_head,
)
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.signatures import SignatureChecks, all_cores
from adjudicator.services.verifying.verdicts import Failure
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import LAST_HEAD, VERIFIER_FILE
from adjudicator.storage.images import read_document
from adjudicator.storage.record_files import (
    OPENINGS,
    RECORD,
    Lines,
    RecordFiles,
    record_files,
)

_DEFINITION = ("election.json", "rules.toml")
_POLICY = "recount.tlog-policy"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Listed:
    """One file as the manifest of the export lists it."""

    name: str
    size: int
    sha256: str


@dataclass(slots=True)
class Container:
    """The files written so far, below a folder made aside."""

    path: Path
    listed: list[Listed] = field(default_factory=list)
    withheld: Counter[str] = field(default_factory=Counter)

    def write(self, name: str, data: bytes) -> None:
        """Write one file and list it."""
        write_whole(self.path / name, data, mode=0o644)
        self.listed.append(Listed(name, len(data), sha256(data).hexdigest()))


class _FirstLines:
    """The first entries of a record, as if it had no others."""

    def __init__(self, files: RecordFiles, size: int) -> None:
        self.path = files.path
        self.openings_file = files.openings_file
        self._files, self._size = files, size

    def count(self) -> int:
        return self._size

    def lines(self) -> Lines:
        with closing(self._files.lines()) as lines:
            yield from islice(lines, self._size)

    def openings(self) -> Iterator[bytes]:
        return self._files.openings()


def read_first(recount: Recount, size: int, progress: Progress) -> RecordReading:
    """Verify the first entries as they lie in the folder: what is handed out is signed for.

    They were checked when they were appended; since then somebody may have changed the database.

    :raises Refusal: the record does not hold, so nothing of it is handed out.
    """
    files = _FirstLines(record_files(recount.folder.path), size)
    with SignatureChecks(all_cores()) as checks:
        reading = RecordReading(files, checks)
        reading.read(progress)
    if reading.failure is not None:
        raise _does_not_hold(reading.failure)
    if reading.state.root != recount.state.root_at(size):
        raise Refusal(
            "Not exported: the record in the folder is not the one that was opened. Nothing was "
            "changed. Keep the folder as it is, call the board, and verify both the folder and its "
            "second path."
        )
    return reading


def _does_not_hold(found: Failure) -> Refusal:
    return Refusal(
        f"Not exported: the record does not hold {found.place} ({found.what}). Nothing was "
        "changed. Verify it, and restore it from the second path."
    )


def fill(
    container: Container, recount: Recount, reading: RecordReading, *, everything: bool
) -> None:
    """Write every file but the manifest and its signatures.

    :param everything: open all, as a court may order, whatever the policy keeps back.
    """
    entries = [parse_entry(line) for line in reading.files.lines()]
    container.write(RECORD, b"".join(entry.raw + b"\n" for entry in entries))
    container.write(HEAD, _head(recount, reading.state))
    # A witness stands behind the entries it covers, so nothing read it until here.
    wrong = next(wrong_head(container.path, reading.state), None)
    if wrong is not None:
        raise _does_not_hold(wrong)
    kept_back = frozenset() if everything else withheld_kinds(reading.state)
    _copy_public(container, recount, entries)
    _write_openings(container, reading, entries, kept_back)
    refold = reading.tally()
    document = None if refold is None else refold.document()
    if document is not None:
        container.write(TALLY, canonical.encode(document, limit=None))
    container.write("FORMAT.md", read_bytes("verifier", "FORMAT.md"))
    _write_verifier(container, recount, entries[0].body["verifier"])


def _write_verifier(container: Container, recount: Recount, named: str | None) -> None:
    """The verifier that was named at the opening, though a newer program exports; or none."""
    kept = recount.folder.path / VERIFIER_FILE
    found = [read_bytes("verifier", VERIFIER_FILE)]
    found += [kept.read_bytes()] if kept.is_file() else []
    fits = (data for data in found if named in {None, sha256(data).hexdigest()})
    data = next(fits, None)
    if data is not None:
        container.write(VERIFIER_FILE, data)


def _head(recount: Recount, state: RecordState) -> bytes:
    """The head at this size: with the cosignatures a witness brought, if it was cosigned."""
    for note in _witnesses(recount):
        if _size_of(note) == state.size:
            return note
    last = recount.folder.path / LAST_HEAD
    if last.exists() and _size_of(last.read_bytes()) == state.size:
        return last.read_bytes()
    if last.exists():
        raise Refusal(
            "Not exported: the recount is finished, so only the whole record can be exported, or "
            "as much of it as a cosigned head covers. Nothing was written."
        )
    checkpoint = Checkpoint(recount.origin, state.size, state.root)
    return str(
        cosignatures.cosigned(
            checkpoint, cosignatures.sign_head(checkpoint, recount.log_signer.key), ()
        )
    ).encode()


def _size_of(note: bytes) -> int:
    return notes.parse_checkpoint(notes.parse_note(note).text).size


def _witnesses(recount: Recount) -> Iterator[bytes]:
    """The notes of every witness of the whole record: that of a head stands behind it."""
    marker = b'"kind":"witness"'
    for line in record_files(recount.folder.path).lines():
        if marker in line:
            entry = parse_entry(line)
            if entry.kind == "witness":
                yield str(entry.body["note"]).encode()


def _copy_public(container: Container, recount: Recount, entries: Collection[Entry]) -> None:
    folder = recount.folder
    for name in _DEFINITION:
        container.write(name, (folder.path / name).read_bytes())
    if any(entry.kind == "constitute" for entry in entries):
        container.write(_POLICY, (folder.path / _POLICY).read_bytes())
    counted = {e.body["counts"] for e in entries if e.kind == "import"} - {None}
    for digest in sorted(counted):
        container.write(f"counts/{digest}.json", folder.counts(digest).read_bytes())
    for layout in sorted({e.body["layout"] for e in entries if e.kind == "reference"}):
        data = read_document(folder, layout)
        if data is None:
            container.withheld["layouts"] += 1
        else:
            container.write(f"documents/{layout}", data)
    for root in sorted({e.body["root"] for e in entries if e.kind == "pile"}):
        container.write(f"piles/{root}.txt", folder.pile(root).read_bytes())


def _write_openings(
    container: Container,
    reading: RecordReading,
    entries: Collection[Entry],
    kept_back: frozenset[Kind],
) -> None:
    """Openings and manifests, both or neither for the rows."""
    evidence = reading.evidence
    opened = {} if evidence is None else evidence.openings.opened
    kinds = kinds_of_seals(entries)
    rows = set(reading.state.data.cases)
    lines = []
    for seal in sorted(opened):
        kind = kinds.get(seal, Kind.ROWS if seal in rows else None)
        if kind is None:
            continue
        if kind in kept_back:
            container.withheld[kind.value] += 1
        else:
            lines.append(opened[seal] + b"\n")
    container.write(OPENINGS, b"".join(lines))
    for digest in sorted({e.body["manifest"] for e in entries if e.kind == "import"}):
        data = None if evidence is None else evidence.read(f"manifests/{digest}.jsonl")
        if data is None or Kind.ROWS in kept_back:
            container.withheld["manifests"] += 1
        else:
            container.write(f"manifests/{digest}.jsonl", data)


def seal_container(container: Container, recount: Recount, clerk: Signer | None) -> bytes:
    """Write the manifest, and its signatures by the record's own key and the clerk.

    :param clerk: ``None`` after the finish, when no clerk has a key any more.
    :returns: the manifest's bytes.
    """
    rows = sorted([each.name, each.size, each.sha256] for each in container.listed)
    data = canonical.encode(rows, limit=None)
    write_whole(container.path / MANIFEST, data, mode=0o644)
    if clerk is not None:
        text = contexts.manifest(recount.origin, sha256(data).hexdigest())
        lines = [
            notes.sign_note(text.decode(), recount.origin, recount.log_signer.key),
            notes.sign_note(
                text.decode(), f"{recount.origin}/{person_of(recount, clerk)}", clerk.key
            ),
        ]
        write_whole(
            container.path / MANIFEST_NOTE,
            str(notes.join(text.decode(), lines)).encode(),
            mode=0o644,
        )
    return data


def values_of(container: Container) -> tuple[list[tuple[str, str]], list[tuple[str, int]]]:
    """What the entry of the export says: files with hashes, and how much was withheld."""
    files = sorted((each.name, each.sha256) for each in container.listed)
    return files, sorted(container.withheld.items())
