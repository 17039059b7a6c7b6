"""What somebody kept outside: cards, receipts, kept heads, record codes; and comparing it.

An anchor of another origin proves nothing about this record: it is named, and does not count as
compared.  Of several the worst verdict stands (record format, section 9).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adjudicator.ledger import cosignatures, notes, receipts
from adjudicator.ledger.notes import BadNote, Checkpoint, Note, record_code
from adjudicator.ledger.receipts import BadReceipt, Receipt
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying.verdicts import Compared, Outcome
from adjudicator.storage.kept_heads import parse_claim

_CODE = re.compile(r"[0-9a-fA-F]{16}")
_LARGEST: Final = 1 << 20
_ORDER: Final = (Outcome.TWO, Outcome.SHORTER, Outcome.HOLDS)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing somebody kept."""

    name: str
    """The file's name, or the code itself."""
    code: str = ""
    """16 hex digits, where nothing but a record code was kept."""
    head: Checkpoint | None = None
    note: Note | None = None
    """The signatures under the head, where there are any."""
    receipt: Receipt | None = None
    refused: str = ""
    """Why a file is none of these, as a sentence; it is compared with nothing then."""


class NoAnchor(UsageError):  # noqa: N818 - reads as what was given
    """A file that is no card, receipt, kept head or record code."""


def read_or_refuse(text: str) -> Anchor:
    """Like :func:`read_anchor`; a file that is none of these is an anchor that proves nothing.

    :raises UsageError: neither a record code nor a file.
    """
    try:
        return read_anchor(text)
    except NoAnchor as error:
        return Anchor(Path(text).name, refused=str(error))


def read_anchor(text: str) -> Anchor:
    """A record code, or the file of that name.

    :raises UsageError: neither; :class:`NoAnchor` where the file is there.
    """
    path = Path(text)
    code = _read_code(text)
    if code is not None and not path.exists():
        return code
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except (OSError, ValueError) as error:  # a name may hold what no name can
        why = error.strerror if isinstance(error, OSError) else None
        raise UsageError(
            f"{text[:200]} is neither a record code (16 digits 0-9 A-F) nor a file that can be "
            f"read ({why or error}). Check the name."
        ) from error
    found = _read_file(path.name, data)
    if found is None:
        raise NoAnchor(
            f"{text} is no card, receipt or kept head, or it was damaged. Bring another copy of "
            "it, or give the record code printed on it."
        )
    return found


def _read_code(text: str) -> Anchor | None:
    digits = text.strip().replace("-", "").replace(" ", "")
    if not _CODE.fullmatch(digits):
        return None
    return Anchor(record_code(bytes.fromhex(digits)), code=digits.lower())


def _read_file(name: str, data: bytes) -> Anchor | None:
    try:
        receipt = receipts.parse(data)
        return Anchor(name, head=receipt.checkpoint, note=receipt.head, receipt=receipt)
    except BadReceipt:
        pass
    try:
        return Anchor(name, head=parse_claim(data))
    except ValueError:
        pass
    try:
        note = notes.parse_note(data)
        return Anchor(name, head=notes.parse_checkpoint(note.text), note=note)
    except BadNote:
        return _read_code(data.decode("ascii", "replace"))


def compare(state: RecordState, anchors: Sequence[Anchor]) -> tuple[Compared, ...]:
    """What each anchor says of the record; those of another origin with no verdict of their own."""
    return tuple(_compare(state, anchor) for anchor in anchors)


def worst(compared: Sequence[Compared]) -> Outcome:
    """The verdict of several: two records, then shorter, then contained, then nothing compared."""
    found = {each.outcome for each in compared}
    return next((outcome for outcome in _ORDER if outcome in found), Outcome.ALONE)


def _compare(state: RecordState, anchor: Anchor) -> Compared:
    if anchor.refused:
        return Compared(anchor.name, Outcome.ALONE, anchor.refused)
    if anchor.head is None:
        return _compare_code(state, anchor)
    return _compare_head(state, anchor, anchor.head)


def _compare_head(state: RecordState, anchor: Anchor, head: Checkpoint) -> Compared:
    if head.origin != state.data.origin:
        words = f"is of another record ({head.origin}) and proves nothing about this one."
        return Compared(anchor.name, Outcome.ALONE, f"{anchor.name} {words}")
    code = record_code(head.root)
    if head.size > state.size:
        words = f"has {head.size} entries (record code {code}), and this record {state.size}."
        return Compared(anchor.name, Outcome.SHORTER, f"{anchor.name} {words}")
    if state.root_at(head.size) != head.root:
        words = (
            f"has the record code {code} at {head.size} entries, and this record has "
            f"{record_code(state.root_at(head.size))} there. Keep both."
        )
        return Compared(anchor.name, Outcome.TWO, f"{anchor.name} {words}")
    signed = _signed(state, anchor)
    if signed is None:
        words = "carries a signature that is not good, so it proves nothing."
        return Compared(anchor.name, Outcome.ALONE, f"{anchor.name} {words}")
    words = f"is contained: record code {code} at {head.size} entries{signed}."
    return Compared(anchor.name, Outcome.HOLDS, f"{anchor.name} {words}")


def _signed(state: RecordState, anchor: Anchor) -> str | None:
    """Who signed the head, in words; ``None`` if a signature of a known key is not good."""
    if anchor.note is None:
        return ""
    data = state.data
    log = cosignatures.log_vkey(data.origin, data.keys[0].public)
    people = {
        cosignatures.vkey(data.origin, info.person, info.public): info.person
        for info in data.keys.values()
        if info.use == "identity"
    }
    try:
        found = cosignatures.known_cosigners(anchor.note, log, people)
    except BadNote:
        return None
    names = sorted({people[vkey] for vkey in found})
    return f", cosigned by {', '.join(names)}" if names else ""


def _compare_code(state: RecordState, anchor: Anchor) -> Compared:
    wanted = bytes.fromhex(anchor.code)
    for size in range(state.size, -1, -1):
        if state.root_at(size).startswith(wanted):
            words = f"The record had the code {anchor.name} at {size} entries."
            return Compared(anchor.name, Outcome.HOLDS, words)
    words = (
        f"The record never had the code {anchor.name}. Whether it is shorter or another record "
        "cannot be told from a code alone."
    )
    return Compared(anchor.name, Outcome.SHORTER, words)
