"""Seals: salted hashes that stand in the record for what may be withheld.

Names, free text, written words and the row of each case enter the record only as a seal.  The
opening (salt and value) lies beside it; a copy without openings still verifies.  A shared salt
would let the reader of one value guess another, so every value has a salt of its own.
"""

import secrets

import msgspec

from adjudicator.ledger import canonical, contexts
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.text import is_hex

SALT_BYTES = 16
_VALUE = b'"value":'
"""Stands before the value in the canonical line of an opening, and before that nowhere."""


class Opening(msgspec.Struct, frozen=True):
    """What opens a seal: the salt (32 hex digits) and the sealed canonical value."""

    seal: str
    salt: str
    value: object

    def holds(self, origin: str) -> bool:
        """Whether salt and value give this seal in the record of that origin."""
        return seal_of(origin, bytes.fromhex(self.salt), self.value) == self.seal

    def line(self) -> bytes:
        """The opening as one line of ``openings.jsonl``, ended by a line feed."""
        value = {"seal": self.seal, "salt": self.salt, "value": self.value}
        return canonical.encode(value) + b"\n"


def seal_of(origin: str, salt: bytes, value: object) -> str:
    """The seal (64 hex digits) of a value under a salt.

    :raises NotCanonical: the value has no canonical text.
    """
    return contexts.seal(origin, salt, canonical.encode(value))


def make(origin: str, value: object, salt: bytes | None = None) -> Opening:
    """Seal a value under a fresh salt (or the given one of 16 bytes).

    :raises NotCanonical: the value has no canonical text.
    """
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    return Opening(seal_of(origin, salt, value), salt.hex(), value)


def parse_line(line: bytes, origin: str) -> Opening:
    """Read one line of ``openings.jsonl`` (with or without its line feed) and check the hash.

    :raises NotCanonical: the line is not an opening, or does not open its seal.
    """
    opening = read_line(line)
    if not opens(line, opening, origin):
        raise NotCanonical(f"The opening of seal {opening.seal[:16]} does not fit its seal.")
    return opening


def opens(line: bytes, opening: Opening, origin: str) -> bool:
    """Whether an opening that was read from this line opens its seal."""
    sealed = line.removesuffix(b"\n")[line.index(_VALUE) + len(_VALUE) : -1]
    return contexts.seal(origin, bytes.fromhex(opening.salt), sealed) == opening.seal


def read_line(line: bytes) -> Opening:
    """Read one line of ``openings.jsonl`` (with or without its line feed), whatever it opens.

    :raises NotCanonical: the line is not an opening.
    """
    value = canonical.decode_object(line.removesuffix(b"\n"))
    if value.keys() != {"seal", "salt", "value"}:
        raise NotCanonical("An opening has the fields seal, salt and value.")
    if not is_hex(value["seal"], 32) or not is_hex(value["salt"], SALT_BYTES):
        raise NotCanonical("An opening's seal or salt is not lower-case hex of the right length.")
    return Opening(value["seal"], value["salt"], value["value"])
