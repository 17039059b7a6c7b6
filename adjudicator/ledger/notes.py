"""C2SP signed notes, verifier keys and the checkpoint: how a head is handed to people outside.

A *note* is a text ended by a line feed, an empty line, and signature lines ``— name base64``.
Types used: 0x01 (Ed25519 over the text: log key, manifest) and 0x04 (a timestamped cosignature).
A *vkey* is ``name+hex(key id)+base64(type || key)``, the key id the first 4 bytes of
``SHA-256(name || LF || type || key)``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from adjudicator.ledger import contexts, keys
from adjudicator.ledger.errors import LedgerError
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.text import from_base64, from_hex, to_base64, to_number

LOG: Final = 0x01
"""Signature type of the log key and of manifests: Ed25519 over the note's text."""
COSIGNATURE: Final = 0x04
"""Signature type of a cosigner: 8 bytes of time, then Ed25519 over :func:`contexts.cosign`."""
MAX_NOTE = 512 * 1024
MAX_LINES = 128
MAX_SIGNATURES = 32
_ID = 4
_CODE_DIGITS = 16
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class BadNote(LedgerError, ValueError):  # noqa: N818 - named for what happened
    """A note, vkey or checkpoint that is not well formed, or whose signature fails."""


@dataclass(frozen=True, slots=True)
class Vkey:
    """A public key with the name and the use it is known by."""

    name: str
    type: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that help to find the key for a signature line."""
        head = self.name.encode() + b"\n" + bytes([self.type])
        return sha256(head + self.key).digest()[:_ID]

    def __str__(self) -> str:
        """The vkey text others keep."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.type]) + self.key)}"


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: whose it says it is, and the bytes after the key id."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """The line as it stands in the note, with its line feed."""
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signature lines under it."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __str__(self) -> str:
        """The whole note."""
        return self.text + "\n" + "".join(s.line() for s in self.signatures)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a head claims: this record had this root at this size."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> bytes:
        """The text that is signed."""
        return contexts.checkpoint(self.origin, self.size, self.root)


def is_name(name: str) -> bool:
    """Whether a key name is non-empty and free of spaces and plus signs."""
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def parse_vkey(text: str) -> Vkey:
    """Read a vkey and check its key id.

    :raises BadNote: not a vkey of type 0x01 or 0x04, or the key id is not the key's.
    """
    parts = text.split("+", 2)  # base64 may hold plus signs, names may not
    try:
        name, given, packed = parts
        data = from_base64(packed, 1 + keys.KEY_BYTES)
        key_id = from_hex(given, _ID)
    except ValueError as error:
        raise BadNote(f"This is not a verifier key: {text[:80]!r}.") from error
    vkey = Vkey(name, data[0], data[1:])
    if not is_name(name) or vkey.type not in (LOG, COSIGNATURE):
        raise BadNote(f"This verifier key has an unknown type or a bad name: {text[:80]!r}.")
    if vkey.key_id != key_id:
        raise BadNote(f"The key id of {name} does not belong to its key.")
    return vkey


def parse_note(data: bytes) -> Note:
    """Split a note into its text and its signature lines; nothing is verified yet.

    :raises BadNote: too long, too many lines or signatures, or not a note.
    """
    if len(data) > MAX_NOTE or data.count(b"\n") > MAX_LINES:
        raise BadNote("The note is longer than a note may be.")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadNote("The note is not UTF-8.") from error
    head, gap, tail = whole.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _CONTROL.search(whole):
        raise BadNote("The note has no text, an empty line and signatures in that order.")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise BadNote(f"The note has more than {MAX_SIGNATURES} signatures.")
    return Note(head + "\n", tuple(_parse_signature(line) for line in lines))


def _parse_signature(line: str) -> NoteSignature:
    try:
        dash, name, packed = line.split(" ")
        data = from_base64(packed)
    except ValueError as error:
        raise BadNote(f"This is not a signature line: {line[:80]!r}.") from error
    if dash != "—" or not is_name(name) or len(data) <= _ID:
        raise BadNote(f"This is not a signature line: {line[:80]!r}.")
    return NoteSignature(name, data[:_ID], data[_ID:])


def sign_note(text: str, name: str, key: SigningKey, message: bytes | None = None) -> NoteSignature:
    """Sign a note with type 0x01; ``message`` is what is signed if that is not the text itself."""
    vkey = Vkey(name, LOG, key.public)
    signature = key.sign(text.encode() if message is None else message)
    return NoteSignature(name, vkey.key_id, signature)


def verified(note: Note, known: Iterable[Vkey]) -> tuple[Vkey, ...]:
    """The known keys of type 0x01 that signed this note's text.

    :raises BadNote: a line carries a known name and key id, and its signature fails.
    """
    by_id = {(v.name, v.key_id): v for v in known if v.type == LOG}
    good: list[Vkey] = []
    for line in note.signatures:
        vkey = by_id.get((line.name, line.key_id))
        if vkey is None:
            continue
        if not keys.verify(vkey.key, line.signature, note.text.encode()):
            raise BadNote(f"The signature of {line.name} under this note is not good.")
        good.append(vkey)
    return tuple(good)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint body: origin, size and root, without extension lines.

    :raises BadNote: anything else.
    """
    lines = text.split("\n")
    try:
        origin, size, root, end = lines
        checkpoint = Checkpoint(origin, to_number(size), from_base64(root, 32))
    except ValueError as error:
        raise BadNote("This is not a checkpoint of a record.") from error
    if end or not is_name(origin):
        raise BadNote("This is not a checkpoint of a record.")
    return checkpoint


def record_code(root: bytes) -> str:
    """The record code: ``4C1F-88A2-03D7-9B5E``, the root's first 16 hex digits."""
    digits = root.hex()[:_CODE_DIGITS].upper()
    return "-".join(digits[n : n + 4] for n in range(0, _CODE_DIGITS, 4))


def join(text: str, signatures: Sequence[NoteSignature]) -> Note:
    """A note of that text and those signature lines.

    :raises BadNote: the text is empty or does not end with a line feed, or there is no signature.
    """
    if not text.endswith("\n") or "\n\n" in text or not signatures:
        raise BadNote("A note needs a text ended by a line feed, and a signature.")
    return Note(text, tuple(signatures))
