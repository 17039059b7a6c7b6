"""Receipts: proof that an entry stands in the record, to take home (C2SP ``tlog-proof``).

A ``.tlog-proof`` file is, line by line: ``c2sp.org/tlog-proof@v1``; ``extra`` and base64; ``index``
and a number; the hashes of the inclusion proof in base64, from the leaf's sibling up; an empty
line; the cosigned head.  ``extra`` holds the canonical JSON ``{"entry":base64,
"open":[[path,salt,value]...]}``: the entry's exact bytes, and openings of seals in it, each at its
place in the body (an RFC 6901 path).  Openings are checked against their seals, never trusted.

The *opening card* is the receipt of entry 0 in the cosigned opening head, the *pile card* that of
a pile in its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from adjudicator.ledger import canonical, merkle, notes, seals
from adjudicator.ledger.envelope import Entry, parse_entry
from adjudicator.ledger.errors import LedgerError, Malformed, NotCanonical
from adjudicator.ledger.notes import MAX_LINES, MAX_NOTE, Checkpoint, Note
from adjudicator.ledger.text import from_base64, from_hex, to_base64, to_number

_FIRST: Final = "c2sp.org/tlog-proof@v1"
_EXTRA: Final = "extra "
_INDEX: Final = "index "
_SALT: Final = 16
_PLACE: Final = re.compile("0|[1-9][0-9]{0,5}")
"""A place in a list, in the one spelling of RFC 6901; no entry has room for a longer one."""


class BadReceipt(LedgerError, ValueError):  # noqa: N818 - named for what happened
    """A receipt that is not well formed, or does not prove what it says."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One seal of the entry, opened."""

    path: str
    """Where the seal stands in the body (RFC 6901), such as ``/items/0/words``."""
    salt: bytes
    value: Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry, the way from its leaf to a root, and the head with that root."""

    entry: Entry
    proof: tuple[bytes, ...]
    head: Note
    opened: tuple[Opened, ...] = ()

    @property
    def checkpoint(self) -> Checkpoint:
        """The head's claim; who signed it is for the caller to check."""
        return notes.parse_checkpoint(self.head.text)

    def text(self) -> bytes:
        """The file's bytes."""
        rows = [[o.path, o.salt.hex(), o.value] for o in self.opened]
        value = {"entry": to_base64(self.entry.raw), "open": rows}
        extra = to_base64(canonical.encode(value, limit=None))
        lines = [_FIRST, _EXTRA + extra, f"{_INDEX}{self.entry.index}"]
        lines += [to_base64(step) for step in self.proof]
        return ("".join(line + "\n" for line in lines) + "\n" + str(self.head)).encode()


def make(
    entry: Entry, leaves: Sequence[bytes], head: Note, opened: Sequence[Opened] = ()
) -> Receipt:
    """The receipt of an entry under a head.

    :param leaves: the leaf hashes of the record up to the head's size, or beyond.
    :raises ValueError: the entry lies beyond the head, or the head is not of these leaves.
    """
    checkpoint = notes.parse_checkpoint(head.text)
    within = leaves[: checkpoint.size]
    if len(within) != checkpoint.size or merkle.root_of_hashes(within) != checkpoint.root:
        raise ValueError("The head is not one of this record.")
    proof = merkle.inclusion_proof(within, entry.index)
    return Receipt(entry, tuple(proof), head, tuple(sorted(opened, key=lambda o: o.path)))


def parse(data: bytes) -> Receipt:
    """Read a receipt and check that its entry lies under its head, and that its openings open.

    Who signed the head is not checked here: that takes keys from outside the file.

    :raises BadReceipt: anything else than such a file.
    """
    if len(data) > MAX_NOTE or data.count(b"\n") > MAX_LINES:
        raise BadReceipt("The receipt is longer than a receipt may be.")
    try:
        receipt, index = _read(data.decode("utf-8"))
        checkpoint = receipt.checkpoint
    except (ValueError, Malformed) as error:
        raise BadReceipt("This is not a receipt, or it was damaged.") from error
    if index != receipt.entry.index or receipt.text() != data:
        raise BadReceipt("The receipt is not written the one strict way.")
    _check(receipt, checkpoint)
    return receipt


def _read(text: str) -> tuple[Receipt, int]:
    """The receipt, and the index it gives itself.

    :raises ValueError: not of this shape.
    """
    top, head = _split(text)
    first, extra, index, *steps = top.split("\n")
    if (first, extra[: len(_EXTRA)], index[: len(_INDEX)]) != (_FIRST, _EXTRA, _INDEX):
        raise ValueError(first)
    entry, opened = _read_extra(extra.removeprefix(_EXTRA))
    proof = tuple(from_base64(step, 32) for step in steps)
    receipt = Receipt(entry, proof, notes.parse_note(head.encode()), opened)
    return receipt, to_number(index.removeprefix(_INDEX))


def _split(text: str) -> tuple[str, str]:
    """The proof and the head: the note's own empty line is the last, the proof's the one before."""
    body, _, signatures = text.rpartition("\n\n")
    top, _, checkpoint = body.rpartition("\n\n")
    return top, f"{checkpoint}\n\n{signatures}"


def _read_extra(text: str) -> tuple[Entry, tuple[Opened, ...]]:
    value = canonical.decode_object(from_base64(text), limit=MAX_NOTE)
    match value:
        case {"entry": str(entry), "open": list(rows), **more} if not more:
            return parse_entry(from_base64(entry)), tuple(_read_opened(row) for row in rows)
        case _:
            raise ValueError(text[:80])


def _read_opened(row: object) -> Opened:
    match row:
        case [str(path), str(salt), opened]:
            return Opened(path, from_hex(salt, _SALT), opened)
        case _:
            raise ValueError(repr(row)[:80])


def _check(receipt: Receipt, checkpoint: Checkpoint) -> None:
    entry = receipt.entry
    if not merkle.verify_inclusion(
        entry.leaf, entry.index, checkpoint.size, receipt.proof, checkpoint.root
    ):
        raise BadReceipt("The receipt's entry does not lie under its head.")
    for opened in receipt.opened:
        if not _opens(opened, _at(entry.body, opened.path), checkpoint.origin):
            raise BadReceipt(
                f"What the receipt opens at {opened.path[:80]} is not what was sealed."
            )


def _opens(opened: Opened, sealed: object, origin: str) -> bool:
    try:
        return sealed == seals.seal_of(origin, opened.salt, opened.value)
    except NotCanonical:  # longer than anything that is sealed
        return False


def _at(body: object, path: str) -> object:
    """What stands at an RFC 6901 path; the record's names need none of its escapes."""
    found: Any = body
    for step in path.split("/")[1:] if path.startswith("/") else [None]:
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step is not None and _PLACE.fullmatch(step):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            return None
    return found
