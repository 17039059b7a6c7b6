"""Restricted RFC 8785: the one way to write a value, and a reader that accepts no other.

Restrictions of format 1, with the readings chosen where its text leaves a choice:

* keys are ``[a-z0-9_]+``, so sorting by code point is sorting by UTF-16 code unit;
* integers only, ``|n| <= 2**53 - 1``; no floats, no ``NaN``, no ``Infinity``;
* strings hold no *control character*, read as Unicode category Cc (U+0000 to U+001F and U+007F to
  U+009F), except the line feed; no lone surrogates;
* *depth* counts objects and arrays: a bare number has depth 0, ``[]`` has 1, ``[[]]`` has 2; the
  deepest allowed is 8;
* an entry is at most 256 KiB.  Other canonical texts (machine counts) may be longer: ``limit``.

A reader parses, checks every value and writes it again: the bytes must be equal.
"""

import json
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any, Generic, NoReturn, TypeVar

import msgspec

from adjudicator.ledger.errors import NotCanonical

MAX_INT = 2**53 - 1
MAX_DEPTH = 8
MAX_ENTRY = 256 * 1024
"""Bytes an entry may have."""

_T = TypeVar("_T")
_KEY = re.compile(r"[a-z0-9_]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _check_text(text: str) -> None:
    if _CONTROL.search(text):
        raise NotCanonical("A text holds a control character other than the line feed.")
    if _SURROGATE.search(text):
        raise NotCanonical("A text holds half of a surrogate pair.")


@lru_cache(maxsize=1024)
def _is_key(key: object) -> bool:
    return isinstance(key, str) and _KEY.fullmatch(key) is not None


def _check(value: object, depth: int) -> None:
    """Refuse anything the format has no place for; ``depth`` containers are open around it."""
    if type(value) is str:
        if not value.isprintable():  # C speed; nearly every text is, and no surrogate is
            _check_text(value)
    elif type(value) is int:
        if not -MAX_INT <= value <= MAX_INT:
            raise NotCanonical("An integer lies outside the range of 2^53 - 1.")
    elif type(value) is dict:
        if not all(map(_is_key, value)):
            odd = next(key for key in value if not _is_key(key))
            raise NotCanonical(f"An object key is not made of a-z, 0-9 and _: {odd!r:.60}.")
        _check_members(value.values(), depth + 1)
    elif type(value) is list:
        _check_members(value, depth + 1)
    elif value is not None and value is not True and value is not False:
        _check_rare(value)


def _check_rare(value: object) -> None:
    if not isinstance(value, str):
        raise NotCanonical(f"A value of type {type(value).__name__} has no place in the record.")
    _check_text(value)  # a member of a text enumeration is written as its text


def _check_members(members: Collection[Any], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical(f"Objects and lists are nested more than {MAX_DEPTH} deep.")
    for member in members:
        # Nearly every member is a text of plain characters or a small number: told without a call.
        kind = type(member)
        if kind is str and member.isprintable():
            continue
        if kind is int and 0 <= member <= MAX_INT:
            continue
        _check(member, depth)


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


def encode(value: object, *, limit: int | None = MAX_ENTRY) -> bytes:
    """The canonical bytes of a value made of ``None``, bool, int, str, list and dict.

    :param limit: the most bytes allowed; ``None`` for texts that are not entries.
    :raises NotCanonical: the value, or its size, has no place in the record.
    """
    _check(value, 0)
    data = encode_again(value)
    if limit is not None and len(data) > limit:
        raise NotCanonical(f"The text is longer than {limit} bytes.")
    return data


def encode_again(value: object) -> bytes:
    """The canonical bytes of a value whose parts have all been read, or encoded, before.

    The writer in C gives the same bytes five times as fast; it knows no texts of a type of their
    own but enumerations.
    """
    try:
        return _write(value)
    except TypeError:
        return _ENCODER.encode(value).encode("utf-8")


def _no_float(text: str) -> NoReturn:
    raise NotCanonical(f"The number {text[:40]} is not a plain integer.")


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("An object has the same key twice.")
    return found


_ODD = re.compile(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\\[^\"\\n]")
"""A control character, or an escape other than those of a quote, a backslash and a line feed."""
_BACKSLASH, _DELETE = ord("\\"), 0x7F
"""As numbers: among bytes a number is looked for in a quarter of the time."""
_UNKNOWN = object()
"""Not told by the fast reader."""
_FAST_READER = msgspec.json.Decoder(float_hook=_no_float)
_write = msgspec.json.Encoder(order="sorted").encode
_READER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)
_CAREFUL_READER = json.JSONDecoder(
    parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_no_repeats
)


def _read(reader: json.JSONDecoder, text: str) -> object:
    try:
        return reader.decode(text)
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"This is not JSON: {str(error)[:80]}.") from error


def _read_fast(data: bytes) -> object:
    """The value, if a reader in C finds the bytes canonical; anything odd is left to the other.

    It refuses floats, and what it writes again has sorted keys, no spaces and the same escapes, so
    equal bytes are canonical but for what :func:`_check` looks at.
    """
    try:
        value = _FAST_READER.decode(data)
        _check(value, 0)
        return value if _write(value) == data else _UNKNOWN
    except (msgspec.DecodeError, NotCanonical, ValueError, RecursionError):
        return _UNKNOWN


def _is_odd(data: bytes) -> bool:
    """Whether something is there that writing it again would not show.

    Nearly every entry is plain ASCII without an escape, which is told at once: what is left to be
    odd then, a control character below the space, is written again as an escape.
    """
    plain = data.isascii() and _BACKSLASH not in data and _DELETE not in data
    return not plain and _ODD.search(data) is not None


class TypedReader(Generic[_T]):
    """Reads canonical texts straight into values of one type; what it does not take, others name.

    A value of that type, written again, gives the bytes it was read from: so it has exactly the
    fields of the type, each once, in order and written the one way.

    :param kind: what the texts hold; ``Any`` in it stands for what is looked at next.
    """

    def __init__(self, kind: type[_T]) -> None:
        self._decode = msgspec.json.Decoder(kind, float_hook=_no_float).decode

    def read(self, data: bytes, *, limit: int = MAX_ENTRY) -> _T | None:
        """The value; ``None`` where the bytes are not its canonical text, or may not be."""
        if len(data) > limit or _is_odd(data):
            return None
        try:
            value = self._decode(data)
            return value if _write(value) == data else None
        except (msgspec.DecodeError, NotCanonical, ValueError, RecursionError):
            return None


_SHAPED: TypedReader[Any] = TypedReader(object)


def decode_shaped(data: bytes, *, limit: int = MAX_ENTRY) -> object:
    """Like :func:`decode`, three times as fast, for a value every field of which is looked at next.

    What is canonical is found canonical, and nothing is written another way; but numbers out of
    range, strange keys and deep nesting are left to whoever checks the fields.

    :raises NotCanonical: as :func:`decode`.
    """
    value = _SHAPED.read(data, limit=limit)
    return decode(data, limit=limit) if value is None else value


def decode(data: bytes, *, limit: int | None = MAX_ENTRY) -> object:
    """The value those bytes are the canonical text of.

    :param limit: the most bytes allowed; ``None`` for texts that are not entries.
    :raises NotCanonical: not JSON, not within the restrictions, or written any other way.
    """
    if limit is not None and len(data) > limit:
        raise NotCanonical(f"The text is longer than {limit} bytes.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical("The bytes are not UTF-8.") from error
    value = _read_fast(data)
    if value is not _UNKNOWN:
        return value
    value = _read(_READER, text)
    if encode(value, limit=None) != data:
        _read(_CAREFUL_READER, text)  # a repeated key deserves its own sentence
        raise NotCanonical("The text is not in canonical form: writing it again gives other bytes.")
    return value


def decode_object(data: bytes, *, limit: int | None = MAX_ENTRY) -> dict[str, Any]:
    """Like :func:`decode`, for texts that must be an object.

    :raises NotCanonical: as :func:`decode`, or the value is not an object.
    """
    value = decode(data, limit=limit)
    if not isinstance(value, dict):
        raise NotCanonical("The text is not an object.")
    return value
