"""Small predicates the fields of a body are made of.

A *shape* says whether a value may stand in a field.  Only :func:`record` raises: an unknown field
in an object is the mark of a newer version, wherever the object stands.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import call
from typing import Any, Final, NoReturn

from adjudicator.ledger.canonical import MAX_INT
from adjudicator.ledger.errors import LedgerError, MadeByNewerVersion, Malformed
from adjudicator.ledger.keys import KEY_BYTES
from adjudicator.ledger.text import from_base64

Shape = Callable[[Any], bool]

_ID: Final = re.compile(r"[a-z0-9]{1,20}").fullmatch
_WORD: Final = re.compile(r"[a-z][a-z0-9_]{0,39}").fullmatch
_DIGEST: Final = re.compile(r"[0-9a-f]{64}").fullmatch
_NONCE: Final = re.compile(r"[0-9a-f]{32}").fullmatch
_MAX_ID = 200
_MAX_TEXT = 2000


def person(value: object) -> bool:
    """A person's or station's id: ``[a-z0-9]{1,20}``, telling nothing of a name."""
    return isinstance(value, str) and _ID(value) is not None


def word(value: object) -> bool:
    """A lower-case word a program knows, as ``after_certification``."""
    return isinstance(value, str) and _WORD(value) is not None


def ident(value: object) -> bool:
    """An id from a file (contest, choice, clause, file name): one line, 1 to 200 characters."""
    return isinstance(value, str) and 0 < len(value) <= _MAX_ID and "\n" not in value


def text(value: object) -> bool:
    """A text of at most 2,000 characters; may be empty."""
    return isinstance(value, str) and len(value) <= _MAX_TEXT


def flag(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def digest(value: object) -> bool:
    """A SHA-256 in lower hex: a hash, a root or a seal."""
    return isinstance(value, str) and _DIGEST(value) is not None


def nonce(value: object) -> bool:
    """16 bytes in lower hex."""
    return isinstance(value, str) and _NONCE(value) is not None


def public_key(value: object) -> bool:
    """A raw public key in strict base64."""
    if not isinstance(value, str):
        return False
    try:
        from_base64(value, KEY_BYTES)
    except ValueError:
        return False
    return True


def whole(low: int = 0, high: int = MAX_INT) -> Shape:
    """An integer in that range."""
    return lambda value: type(value) is int and low <= value <= high


index = whole()
"""The index of an entry, or any count."""


def one_of(*words: str) -> Shape:
    """One of these words."""
    allowed = frozenset(words)
    return lambda value: isinstance(value, str) and value in allowed


def maybe(shape: Shape) -> Shape:
    """That shape, or null."""
    return lambda value: value is None or shape(value)


seal_or_null = maybe(digest)
"""What the format writes as ``*``."""


def row(*shapes: Shape) -> Shape:
    """A list of exactly these shapes, in this order."""

    def fits(value: object) -> bool:
        return (
            isinstance(value, list) and len(value) == len(shapes) and all(map(call, shapes, value))
        )

    return fits


def many(shape: Shape, low: int = 0, high: int = MAX_INT) -> Shape:
    """A list of that shape in an order that means something."""

    def fits(value: object) -> bool:
        if not isinstance(value, list) or not low <= len(value) <= high:
            return False
        return not value or all(map(shape, value))  # most lists are empty

    return fits


def ordered(shape: Shape, low: int = 0, high: int = MAX_INT) -> Shape:
    """A set: a list of that shape, ascending by code point (or number), without repeats."""
    listed = many(shape, low, high)
    return lambda value: (
        listed(value) and (len(value) <= 1 or all(a < b for a, b in pairwise(value)))
    )


def table(*shapes: Shape, keys: int = 1) -> Shape:
    """Rows of these shapes, ascending by their first ``keys`` columns, which never repeat."""
    listed = many(row(*shapes))
    return lambda value: (
        listed(value) and (len(value) <= 1 or all(a[:keys] < b[:keys] for a, b in pairwise(value)))
    )


class Fields:
    """The exact fields of an object.

    :param what: the object, as it is named when a field is wrong.
    :param shapes: what each field may hold.
    """

    def __init__(self, what: str, shapes: Mapping[str, Shape]) -> None:
        self._what = what
        self._shapes = dict(shapes)
        self._names = sorted(shapes)
        self._by_name = [shapes[name] for name in self._names]

    def check(self, value: dict[str, Any]) -> None:
        """Refuse an object that does not have exactly these fields.

        :raises MadeByNewerVersion: it has a field this version does not know.
        :raises Malformed: a field is missing, or holds what it may not.
        """
        if self._fits_as_written(value):
            return
        if value.keys() != self._shapes.keys():
            self._refuse_names(value)
        for name, shape in self._shapes.items():
            if not shape(value[name]):
                raise Malformed(
                    f"the field {name!r} of {self._what} holds what format 1 does not allow"
                )

    def _fits_as_written(self, value: dict[str, Any]) -> bool:
        """Whether these fields, and no others, stand there in the order they are written in.

        So they do in everything that was read.  What is wrong is left to be found and named.
        """
        try:
            return [*value] == self._names and all(map(call, self._by_name, value.values()))
        except LedgerError:
            return False

    def _refuse_names(self, value: dict[str, Any]) -> NoReturn:
        unknown = sorted(value.keys() - self._shapes.keys())
        if unknown:
            raise MadeByNewerVersion(
                f"{self._what} has the field {unknown[0]!r}, unknown to this version."
            )
        missing = sorted(self._shapes.keys() - value.keys())
        raise Malformed(f"{self._what} lacks the field {missing[0]!r}")


def record(what: str, shapes: Mapping[str, Shape]) -> Shape:
    """An object with exactly these fields; a wrong one is named.

    The shape raises what :meth:`Fields.check` raises.
    """
    fields = Fields(what, shapes)

    def fits(value: object) -> bool:
        if not isinstance(value, dict):
            return False
        fields.check(value)
        return True

    return fits
