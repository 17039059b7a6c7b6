"""What a person brings to a sign-in: a stick, a file, or a record code; compared with the record.

What was compared goes into the sign-in as ``kept`` (record format, section 4), so that the record
itself shows who looked.  A head that the record does not go on from is refused with its sentence.
Only what is signed by a key of this record makes the folder one that may only be read: a forged
file in somebody's pocket stops nobody else.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from adjudicator.ledger import cosignatures, notes
from adjudicator.ledger.notes import BadNote, Checkpoint, Note, record_code
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof.copies import older_words
from adjudicator.services.proof.media import (
    entries_on,
    read_only_from_now_on,
    stick_at,
    stick_problem,
)
from adjudicator.services.recount import Recount
from adjudicator.services.verifying.anchors import Anchor, read_anchor
from adjudicator.storage.kept_heads import KeptHead
from adjudicator.storage.stick import Stick

_NOBODY = "Nobody was signed in"


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brought, compared."""

    head: tuple[int, str] | None
    """Size and root it was compared at; ``None`` where there was nothing of this record yet."""
    stick: Stick | None = None
    """The stick new heads are written to."""


def compare_brought(recount: Recount, person: str, told: str) -> Brought:
    """Compare what somebody brought with the record.

    :param told: the folder of a stick, the name of a file, or a record code; empty for nothing.
    :raises UsageError: it is none of these.
    :raises Refusal: the record does not go on from it.
    """
    text = told.strip()
    if not text:
        return Brought(None)
    path = Path(os.path.expanduser(text))  # noqa: PTH111 - leaves the home of nobody as it is
    if os.path.isdir(path):  # noqa: PTH112 - also of a name no file can have
        return _stick(recount, person, path)
    if "/" in text and not os.path.exists(path):  # noqa: PTH110 - the same
        raise UsageError(
            f"There is nothing at {text[:200]}. Nobody was signed in. Plug in the stick and look "
            "at its name, or leave the line empty."
        )
    anchor = read_anchor(str(path) if os.path.isfile(path) else text)  # noqa: PTH113 - the same
    if anchor.head is None:
        return Brought(_code(recount, anchor))
    return Brought(_head(recount, anchor, anchor.head))


def _stick(recount: Recount, person: str, place: Path) -> Brought:
    stick = stick_at(recount, place)
    words = stick_problem(recount, stick)
    if words:
        raise Refusal(f"{_NOBODY}: {words}")
    try:
        head = stick.heads.load(recount.origin, person)
    except (OSError, ValueError) as error:
        name = recount.names().get(person, person)
        raise Refusal(
            f"The head that {name} kept on the stick cannot be read ({error}). Nobody was signed "
            "in. Keep the stick as it is; leave the line empty to sign in without it."
        ) from error
    # Every head and every entry on it was compared; the largest says the most.
    size = max(0 if head is None else head.size, entries_on(recount, stick))
    return Brought((size, recount.state.root_at(size).hex()) if size else None, stick)


def _head(recount: Recount, anchor: Anchor, head: Checkpoint) -> tuple[int, str]:
    if head.origin != recount.origin:
        raise UsageError(
            f"{anchor.name} is of another record ({head.origin}). Nobody was signed in. Bring what "
            "is of this one, or leave the line empty."
        )
    kept = KeptHead(head.origin, head.size, head.root.hex(), recount.seconds())
    words = older_words(recount.state, kept, f"{anchor.name} has")
    if words:
        if anchor.note is not None and _log_signed(recount, anchor.note):
            with suppress(OSError):
                read_only_from_now_on(recount, words, kept)
        raise Refusal(f"{_NOBODY}: {words}")
    return kept.size, kept.root


def _log_signed(recount: Recount, note: Note) -> bool:
    """Whether the record's own key has signed a head."""
    data = recount.state.data
    log = cosignatures.log_vkey(recount.origin, data.keys[0].public)
    try:
        return log in notes.verified(note, [log])
    except BadNote:
        return False


def _code(recount: Recount, anchor: Anchor) -> tuple[int, str]:
    wanted, state = bytes.fromhex(anchor.code), recount.state
    for size in range(state.size, -1, -1):
        root = state.root_at(size)
        if root.startswith(wanted):
            return size, root.hex()
    raise Refusal(
        f"Nobody was signed in: this record never had the code {anchor.name}; it has "
        f"{record_code(state.root)} now. Compare each digit with what was noted. If it was typed "
        "right, this is an older copy or another record: stop, keep everything, and call the board."
    )
