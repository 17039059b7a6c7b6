"""One entry: ``{"b":body,"i":index,"s":[[k,"sig"],...]}``, its bytes, and how acts are signed.

All signers sign the same body.  The index, and the ``k`` of a key that this very entry
introduces, lie outside the signed body and are filled in under the writer's lock: sign with
:func:`sign_act`, name the new key's signature :data:`NEW`, and :func:`assemble` when the index is
known.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Any, Final

import msgspec

from adjudicator.ledger import canonical, contexts, merkle
from adjudicator.ledger.canonical import MAX_INT
from adjudicator.ledger.errors import Malformed, NotCanonical
from adjudicator.ledger.keys import SIGNATURE_BYTES, SigningKey
from adjudicator.ledger.text import from_base64, to_base64

Body = dict[str, Any]
"""The body of an entry: canonical JSON, exact fields per kind (:mod:`adjudicator.ledger.kinds`)."""

NEW: Final = None
"""Stands for the key this entry introduces: its ``k`` is the entry's own index."""
NONCE_BYTES = 16
_HEAD, _INDEX = b'{"b":', b',"i":'
_PARTS: Final = frozenset({"b", "i", "s"})
_PAIR: Final = 2


class Entry(msgspec.Struct, frozen=True):
    """One entry with the exact bytes it has in the record."""

    body: Body
    index: int
    signatures: tuple[tuple[int, bytes], ...]
    """``(k, signature)``, ascending; ``k`` is the index of the entry that introduced the key."""
    raw: bytes
    """The canonical bytes: the leaf of the tree."""
    kind: str
    """What kind of act it is, as its body says."""

    @property
    def body_bytes(self) -> bytes:
        """The canonical bytes of the body, as they were signed."""
        # Behind the body stand numbers and base64 alone, so the last such key is the envelope's.
        return self.raw[len(_HEAD) : self.raw.rindex(_INDEX)]

    @property
    def leaf(self) -> bytes:
        """The leaf hash, 32 bytes."""
        return merkle.leaf_hash(self.raw)


_Signature = Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class _Written(msgspec.Struct, gc=False):
    """An entry as it is written; of the signatures' keys the order is left to be looked at."""

    b: Body
    i: Annotated[int, msgspec.Meta(ge=0, le=MAX_INT)]
    s: tuple[tuple[int, _Signature], ...]


_WRITTEN: Final = canonical.TypedReader(_Written)


class Glance(msgspec.Struct, gc=False, rename={"body": "b", "index": "i", "signatures": "s"}):
    """What an entry says was signed by which keys, before its bytes were found canonical."""

    body: msgspec.Raw
    index: int
    signatures: tuple[tuple[int, _Signature], ...]


_GLANCE: Final = msgspec.json.Decoder(Glance)


def _tail(index: int, signatures: Iterable[tuple[int, bytes]]) -> bytes:
    pairs = ",".join(f'[{k},"{to_base64(signature)}"]' for k, signature in signatures)
    return f',"i":{index},"s":[{pairs}]}}'.encode("ascii")


def nonce() -> str:
    """A fresh nonce: 16 random bytes in hex."""
    return secrets.token_hex(NONCE_BYTES)


def sign_act(body: Mapping[str, Any], origin: str, key: SigningKey) -> bytes:
    """The signature of a body in the record of that origin.

    :raises NotCanonical: the body has no canonical text.
    """
    return key.sign(contexts.act(origin, canonical.encode(dict(body))))


def assemble(body: Body, index: int, signatures: Iterable[tuple[int | None, bytes]]) -> Entry:
    """Put an entry together once its index is known; signatures are brought into order.

    :param signatures: ``(k, signature)`` with :data:`NEW` for a key this entry introduces.
    :raises NotCanonical: the body has no canonical text, or the entry is too long.
    :raises Malformed: no signature, or two of one key.
    """
    filled = sorted((index if k is None else k, signature) for k, signature in signatures)
    _check_keys([k for k, _ in filled], index)
    raw = _HEAD + canonical.encode(body) + _tail(index, filled)
    if len(raw) > canonical.MAX_ENTRY:
        raise NotCanonical(f"The entry is longer than {canonical.MAX_ENTRY} bytes.")
    return Entry(body, index, tuple(filled), raw, body.get("kind", ""))


def parse_entry(raw: bytes) -> Entry:
    """Read an entry's bytes: the envelope is checked in full, the body only for being an object.

    :raises NotCanonical: the bytes are not canonical JSON within the limits of an entry.
    :raises Malformed: the envelope has another shape.
    """
    return _entry(raw, canonical.decode_object(raw))


def parse_shaped_entry(raw: bytes) -> Entry:
    """Like :func:`parse_entry`, faster, where :func:`kinds.check_body` looks at the body next.

    :raises NotCanonical: the bytes are not canonical JSON within the limits of an entry.
    :raises Malformed: the envelope has another shape.
    """
    written = _WRITTEN.read(raw)
    if written is None:
        return _entry(raw, canonical.decode_object(raw))
    if not _are_in_order(written.s, written.i):
        _check_keys([k for k, _ in written.s], written.i)
    return Entry(written.b, written.i, written.s, raw, written.b.get("kind", ""))


def glance_at_entry(raw: bytes) -> Glance | None:
    """A sixth of the time of reading it; ``None`` where it is no entry.

    Where the bytes are those of an entry, its body, index and signatures are those
    :func:`parse_entry` gives.  Of other bytes it may make anything: they have to be read as well.
    """
    try:
        return _GLANCE.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def reread_entry(raw: bytes) -> Entry:
    """Read bytes that :func:`parse_entry` has accepted before, four times as fast.

    :raises Malformed: the envelope has another shape.
    """
    value = json.loads(raw)
    if not isinstance(value, dict):
        raise Malformed("an entry is not made of a body, an index and signatures")
    return _entry(raw, value)


def _entry(raw: bytes, value: dict[str, Any]) -> Entry:
    if value.keys() != _PARTS:
        raise Malformed("an entry is not made of a body, an index and signatures")
    body, index, pairs = value["b"], value["i"], value["s"]
    if not isinstance(body, dict) or type(index) is not int or not 0 <= index <= MAX_INT:
        raise Malformed("an entry's body or index has the wrong shape")
    if not isinstance(pairs, list):
        raise Malformed("an entry's signatures are not a list")
    signatures = tuple([_signature(pair) for pair in pairs])
    _check_keys([k for k, _ in signatures], index)
    return Entry(body, index, signatures, raw, body.get("kind", ""))


def _signature(pair: object) -> tuple[int, bytes]:
    k, text = pair if type(pair) is list and len(pair) == _PAIR else (None, None)
    if type(k) is not int or type(text) is not str:
        raise Malformed("a signature is not a pair of a key's entry and base64")
    try:
        return k, from_base64(text, SIGNATURE_BYTES)
    except ValueError as error:
        raise Malformed("a signature is not 64 bytes in strict base64") from error


def _are_in_order(signatures: tuple[tuple[int, bytes], ...], index: int) -> bool:
    """What :func:`_check_keys` asks, of nearly every entry; what is wrong is left to be named."""
    last = -1
    for k, _ in signatures:
        if k <= last:
            return False
        last = k
    return 0 <= last <= index


def _check_keys(keys: list[int], index: int) -> None:
    if not keys:
        raise Malformed("an entry carries no signature")
    if len(keys) > 1 and any(a >= b for a, b in pairwise(keys)):
        raise Malformed("an entry's signatures are not in ascending order of distinct keys")
    if keys[0] < 0 or keys[-1] > index:
        raise Malformed("an entry is signed by a key of a later entry")


def retry_digest(entry: Entry) -> bytes:
    """What two copies of one act share: the hash of the body without ``seen``.

    Keys are sorted and quotation marks inside texts are escaped, so the text ``"seen":`` stands in
    the body's bytes exactly once, as the key.
    """
    size, root = entry.body["seen"]
    seen = b'"seen":[%d,"%s"],' % (size, root.encode("ascii"))
    return sha256(entry.body_bytes.replace(seen, b"", 1)).digest()
