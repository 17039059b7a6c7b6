"""Cheats who hold nothing but the files: they write other bytes."""

import base64
import json

from adjudicator.ledger.keys import L
from tests.assets.bad.cheating import Cheat, Means, bad

RULE = 31
"""The first ruling of the story: a vote for Ann, and three more."""
NOTHING = Means("A copy of the export, and nobody's key.")
_NOT_GOOD = f"a signature on entry {RULE} is not good (key of entry 19)"
_OTHER_BYTES = "the text is not in canonical form: writing it again gives other bytes"
_OPENING_HEAD = 12
"""The witness of the opening head."""


def signature_of(cheat: Cheat, index: int) -> tuple[str, bytes]:
    """The first signature of an entry, as it is written and as it is."""
    text = json.loads(cheat.lines[index])["s"][0][1]
    return text, base64.b64decode(text)


def put_signature(cheat: Cheat, index: int, signature: bytes) -> None:
    """Another first signature on an entry."""
    text, _ = signature_of(cheat, index)
    cheat.edit(index, text.encode(), base64.b64encode(signature))


@bad(
    "edited-body",
    means=NOTHING,
    entry=RULE,
    reason="signature",
    because=_NOT_GOOD,
)
def edited_body(cheat: Cheat) -> None:
    """The vote of a ruling goes to somebody else."""
    cheat.edit(RULE, b'"votes":["ann"]', b'"votes":["bob"]')


@bad(
    "signature-flipped",
    means=NOTHING,
    entry=RULE,
    reason="signature",
    because=_NOT_GOOD,
)
def signature_flipped(cheat: Cheat) -> None:
    """One bit of a signature is another."""
    _, signature = signature_of(cheat, RULE)
    put_signature(cheat, RULE, bytes([signature[0] ^ 1]) + signature[1:])


@bad("s-plus-l", means=NOTHING, entry=RULE, reason="signature", because=_NOT_GOOD)
def s_plus_l(cheat: Cheat) -> None:
    """The group order is added to a signature's number: to a lenient reader it stays good."""
    _, signature = signature_of(cheat, RULE)
    number = int.from_bytes(signature[32:], "little") + L
    put_signature(cheat, RULE, signature[:32] + number.to_bytes(32, "little"))


# Spelling ------------------------------------------------------------------------------------

_TWICE = "duplicate-key-or-not-canonical"


@bad(
    _TWICE,
    form="a field twice",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because="an object has the same key twice",
)
def duplicate_key_or_not_canonical(cheat: Cheat) -> None:
    """One program reads the first of two fields, another the last."""
    cheat.edit(RULE, b'"tier":"team"', b'"tier":"team","tier":"team"')


@bad(
    _TWICE,
    form="a space",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because=_OTHER_BYTES,
)
def not_canonical_by_a_space(cheat: Cheat) -> None:
    """The same value, in other bytes."""
    cheat.edit(RULE, b'"tier":', b'"tier": ')


@bad(
    _TWICE,
    form="an escape",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because=_OTHER_BYTES,
)
def not_canonical_by_an_escape(cheat: Cheat) -> None:
    """The same value, in other bytes."""
    cheat.edit(RULE, b'"tier":"team"', b'"tier":"te\\u0061m"')


@bad(
    _TWICE,
    form="fields in another order",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because=_OTHER_BYTES,
)
def not_canonical_by_its_order(cheat: Cheat) -> None:
    """The same value, in other bytes."""
    cheat.edit(RULE, b'"tier":"team","v":1', b'"v":1,"tier":"team"')


@bad(
    _TWICE,
    form="a number with a point",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because="the number 3.0 is not a plain integer",
)
def not_canonical_by_a_number(cheat: Cheat) -> None:
    """The same number to many programs."""
    cheat.edit(RULE, b'"batch":3', b'"batch":3.0')


_LOOSE = "loose-base64-or-decimal"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def loosened(text: str) -> str:
    """Base64 of the same bytes in other letters: the bits nobody reads are not zero."""
    body = text.rstrip("=")
    last = _LETTERS[_LETTERS.index(body[-1]) | 1]
    return body[:-1] + last + text[len(body) :]


@bad(
    _LOOSE,
    form="bits nobody reads",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because="a signature is not 64 bytes in strict base64",
)
def loose_base64_or_decimal(cheat: Cheat) -> None:
    """The same signature, in other letters."""
    text, _ = signature_of(cheat, RULE)
    cheat.edit(RULE, text.encode(), loosened(text).encode())


@bad(
    _LOOSE,
    form="no padding",
    means=NOTHING,
    entry=RULE,
    reason="encoding",
    because="a signature is not 64 bytes in strict base64",
)
def loose_base64_without_padding(cheat: Cheat) -> None:
    """The same signature, without the signs at its end."""
    text, _ = signature_of(cheat, RULE)
    cheat.edit(RULE, text.encode(), text.rstrip("=").encode())


@bad(
    _LOOSE,
    form="a number with a nought before it, in a cosigned head",
    means=Means("The station that appends: the log key, and the files.", keys=("log",)),
    entry=_OPENING_HEAD,
    reason="witness",
    because="this is not a checkpoint of a record",
)
def loose_decimal_in_a_cosigned_head(cheat: Cheat) -> None:
    """The cosignatures stand over a size that is written in two ways."""
    note = cheat.story.entries[_OPENING_HEAD].body["note"].replace("\n12\n", "\n012\n")
    body = cheat.body(_OPENING_HEAD, note=note)
    cheat.lines[_OPENING_HEAD] = cheat.sign(body, _OPENING_HEAD, "log").raw


@bad(
    _LOOSE,
    form="a number with a nought before it, in head.note",
    means=Means("A copy of the export, and nobody's key.", files=("head.note",)),
    file="head.note",
    reason="head",
    because="this is not a checkpoint of a record",
)
def loose_decimal_in_the_head(cheat: Cheat) -> None:
    """The size of the head is written in another way."""
    size = b"\n%d\n" % len(cheat.lines)
    cheat.files["head.note"] = cheat.files["head.note"].replace(size, b"\n0" + size[1:])


# A newer version -------------------------------------------------------------------------------


@bad(
    "unknown-kind",
    form="the kind",
    means=NOTHING,
    entry=RULE,
    reason="newer",
    because="this entry is of the kind 'rude', unknown to this version",
)
def unknown_kind(cheat: Cheat) -> None:
    """A kind of entry this version does not know: it may be a newer one, so nobody is blamed."""
    cheat.edit(RULE, b'"kind":"rule"', b'"kind":"rude"')


@bad(
    "unknown-kind",
    form="a field",
    means=NOTHING,
    entry=RULE,
    reason="newer",
    because="a rule entry has the field 'tier_x', unknown to this version",
)
def unknown_field(cheat: Cheat) -> None:
    """A field this version does not know."""
    cheat.edit(RULE, b'"tier":"team"', b'"tier":"team","tier_x":1')


@bad(
    "unknown-kind",
    form="the version",
    means=NOTHING,
    entry=RULE,
    reason="newer",
    because="this entry is written in format 2",
)
def unknown_version(cheat: Cheat) -> None:
    """A version of the format this version does not know."""
    cheat.edit(RULE, b'"v":1', b'"v":2')
