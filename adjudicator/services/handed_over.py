"""To whom an export or a file of returns was handed over, by which way and when: a note of it.

Broward's upload of 2018 came two minutes late, and nobody could say at once when what had gone.
The note names the file by its SHA-256, computed from the file itself, so that what was received can
be compared with what was handed over.  (The cards of the opening are handed out by
:mod:`adjudicator.services.proof.handing_out`.)
"""

import hashlib
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from adjudicator.domain.canvass.deadlines import due_dates, last_passed, next_due
from adjudicator.ledger.origin import Purpose
from adjudicator.services.deadlines.telling import left_words, moment_words
from adjudicator.services.deadlines.zones import county_zones
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, NoteLine, notes_register, record_note
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.verifying.beside import MANIFEST, read_manifest
from adjudicator.storage.queries.acts import list_entries

_MOST_MANIFEST = 16 * 1024 * 1024
_PIECE = 1024 * 1024
_EXPORT = re.compile(r"Export of entry (\d+), ")
_FILE = "File "


@dataclass(frozen=True, slots=True)
class Handover:
    """What somebody says of it."""

    path: Path
    """The export's folder, its .zip, or any other file, such as the one uploaded to the state."""
    to: str
    way: str
    """``upload to the state's site``, ``by hand on a stick``."""
    at: datetime
    remark: str = ""
    """Such as the number of a receipt."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was noted."""

    entry: int
    words: str
    export: int | None
    """The entry of the export it was; ``None`` for another file."""
    timely: str
    """How it stands to the deadlines: ``9 m 02 s before official returns fell due``."""


@dataclass(frozen=True, slots=True)
class Given:
    """The file as it lies there."""

    name: str
    sha256: str
    export: int | None


def note_handover(
    recount: Recount, handover: Handover, by: Signer, people: Sequence[str] = ()
) -> HandedOver:
    """Note that something was handed over.

    :param by: the identity key of the officer who did it, or saw it done.
    :param people: ids of those who were there.
    :raises Refusal: something is missing, the file cannot be read, or it is an export this record
        does not tell of; nothing was recorded.
    """
    for said, what in ((handover.to, "to whom"), (handover.way, "by which way")):
        if not said.strip():
            raise Refusal(f"Not noted: say {what} it was handed over. Nothing was recorded.")
    given = read_given(recount, handover.path)
    what = f"File {given.name}"
    if given.export is not None:
        what = f"Export of entry {given.export}, {given.name}"
    zone = county_zones(recount)[0]
    at = handover.at.astimezone(zone)
    remark = f" {_with_stop(handover.remark)}" if handover.remark.strip() else ""
    words = (
        f"{what}, SHA-256 {given.sha256}. Handed over to {_plain(handover.to)} by "
        f"{_plain(handover.way)} on {at:%Y-%m-%d} at {at:%H:%M %Z}.{remark}"
    )
    noted = record_note(
        recount, Category.HANDED_OVER, words, people=sorted(set(people)), signers=[by]
    )
    return HandedOver(noted.index, words, given.export, timely_words(recount, at))


def read_given(recount: Recount, path: Path) -> Given:
    """What lies at a path: an export of this record, or any other file.

    :raises Refusal: it cannot be read, is an export this record does not tell of, or a file of it
        is not the one that was exported.
    """
    try:
        if path.is_dir():
            manifest = (path / MANIFEST).read_bytes()
            export = _export_of(recount, manifest, path.name)
            _check_whole(manifest, path.name, lambda name: (path / name).open("rb"))
            digest = hashlib.sha256(manifest).hexdigest()
            return Given(f"{path.name}/{MANIFEST}", digest, export)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Given(path.name, digest, _packed_export(recount, path))
    except OSError as error:
        raise Refusal(
            f"{path} cannot be read ({error.strerror or error}). Nothing was recorded. Choose the "
            "folder of the export, or the file that was handed over."
        ) from error


def _packed_export(recount: Recount, path: Path) -> int | None:
    """The export that is packed as .zip there; ``None`` of any other file."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as packed:
            inside = next(filter(_is_manifest, packed.infolist()), None)
            if inside is None:
                return None
            manifest, folder = packed.read(inside), inside.filename.removesuffix(MANIFEST)
            export = _export_of(recount, manifest, path.name)
            _check_whole(manifest, path.name, lambda name: packed.open(f"{folder}{name}"))
            return export
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return None


def _is_manifest(info: zipfile.ZipInfo) -> bool:
    *folders, name = info.filename.split("/")
    return name == MANIFEST and len(folders) <= 1 and info.file_size <= _MOST_MANIFEST


def _check_whole(manifest: bytes, name: str, opened: Callable[[str], IO[bytes]]) -> None:
    """Whether every file of an export is the one that was exported.

    :raises Refusal: one is not, or is missing.
    """
    for file, _size, digest in read_manifest(manifest) or ():
        try:
            with opened(file) as content:
                found = _hash(content)
        except (OSError, KeyError):
            found = ""
        if found != digest:
            what = "is not the one that was exported" if found else "is missing"
            raise Refusal(
                f"Not noted: {file} in {name} {what}. Nothing was recorded. Keep what was handed "
                "over as it is, verify it, and export anew."
            )


def _hash(content: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := content.read(_PIECE):
        found.update(piece)
    return found.hexdigest()


def _export_of(recount: Recount, manifest: bytes, name: str) -> int:
    digest = hashlib.sha256(manifest).hexdigest()
    for entry, recorded in exports(recount):
        if recorded == digest:
            return entry
    raise Refusal(
        f"{name} is no export this record tells of: its {MANIFEST} is another one, as of a "
        "rehearsal, of another recount, or one that was changed. Nothing was recorded. Choose the "
        "export that was handed over, or export anew."
    )


def exports(recount: Recount) -> list[tuple[int, str]]:
    """Every export the record tells of: its entry, and the hash of its list of files."""
    found = []
    with recount.reading() as connection:
        for index in recount.state.data.exports:
            (entry,) = list_entries(connection, first=index, limit=1)
            hashes = dict(entry.body["files"])
            found.append((index, hashes.get(MANIFEST, "")))
    return found


def handovers(recount: Recount) -> list[NoteLine]:
    """The notes of exports and files handed over, the newest first; cards are not among them."""
    notes = notes_register(recount, Category.HANDED_OVER)
    return [n for n in notes if n.words.startswith(_FILE) or _EXPORT.match(n.words)]


def export_to_hand_over(recount: Recount) -> int | None:
    """The newest export if no note tells that it was handed over, by its entry.

    After the finish nothing can be noted any more, and a demonstration hands nothing over.
    """
    data = recount.state.data
    if not data.exports or data.finished is not None or recount.purpose is Purpose.DEMO:
        return None
    newest = data.exports[-1]
    told = {int(m[1]) for note in handovers(recount) if (m := _EXPORT.match(note.words))}
    return None if newest in told else newest


def timely_words(recount: Recount, at: datetime) -> str:
    """How a moment stands to the deadlines of the law; empty where the pack has none."""
    zones = county_zones(recount)
    dues = due_dates(recount.rules.deadlines, recount.election.held, zones)
    due = next_due(dues, at)
    if due is not None:
        before, word = left_words(due.left(at)), "before"
    else:
        due = last_passed(dues, at)
        if due is None:
            return ""
        before, word = left_words(-due.left(at)), "after"
    title = due.deadline.title
    when = moment_words(due.first, at)
    return f"{before} {word} {title[:1].lower()}{title[1:]} fell due ({when})"


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def _with_stop(words: str) -> str:
    told = " ".join(words.split())
    return told if told.endswith((".", "!", "?")) else f"{told}."
