"""Small predicates the fields of a body are made of.

A *shape* says whether a value may stand in a field; of a value of quite another type it may also
raise a :class:`TypeError`, so that texts are looked at by the library alone.  Ask through
:func:`fits`, or through :class:`Fields`.  :func:`record` raises more: an unknown field in an object
is the mark of a newer version, wherever the object stands.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import call, lt
from typing import Any, NoReturn

from adjudicator.ledger.canonical import MAX_INT
from adjudicator.ledger.errors import LedgerError, MadeByNewerVersion, Malformed
from adjudicator.ledger.keys import KEY_BYTES
from adjudicator.ledger.text import TIME, from_base64

Shape = Callable[[Any], object]
"""What it answers is as good as true or false."""

_MAX_ID = 200
_MAX_TEXT = 2000
_PAIR = 2


def fits(shape: Shape, value: object) -> bool:
    """Whether a value has a shape, whatever it is."""
    try:
        return bool(shape(value))
    except TypeError:
        return False


def spelled(pattern: str) -> Shape:
    """A text that is the whole of a pattern."""
    return re.compile(pattern).fullmatch


person = spelled("[a-z0-9]{1,20}")
"""A person's or station's id, telling nothing of a name."""
word = spelled("[a-z][a-z0-9_]{0,39}")
"""A lower-case word a program knows, as ``after_certification``."""
digest = spelled("[0-9a-f]{64}")
"""A SHA-256 in lower hex: a hash, a root or a seal."""
nonce = spelled("[0-9a-f]{32}")
"""16 bytes in lower hex."""
moment: Shape = TIME.fullmatch
"""``YYYY-MM-DDTHH:MM:SSZ`` with each part in range."""


def ident(value: object) -> bool:
    """An id from a file (contest, choice, clause, file name): one line, 1 to 200 characters."""
    return isinstance(value, str) and 0 < len(value) <= _MAX_ID and "\n" not in value


def text(value: object) -> bool:
    """A text of at most 2,000 characters; may be empty."""
    return isinstance(value, str) and len(value) <= _MAX_TEXT


def flag(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


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
    return frozenset(map(str, words)).__contains__


def maybe(shape: Shape) -> Shape:
    """That shape, or null."""
    return lambda value: value is None or shape(value)


seal_or_null = maybe(digest)
"""What the format writes as ``*``."""


def row(*shapes: Shape) -> Shape:
    """A list of exactly these shapes, in this order."""
    size = len(shapes)
    if size == _PAIR:
        return _pair(*shapes)

    def is_row(value: object) -> bool:
        return isinstance(value, list) and len(value) == size and all(map(call, shapes, value))

    return is_row


def _pair(first: Shape, second: Shape) -> Shape:
    """A row of two, as nearly every row is: told without going round."""

    def is_pair(value: object) -> object:
        return (
            isinstance(value, list) and len(value) == _PAIR and first(value[0]) and second(value[1])
        )

    return is_pair


def many(shape: Shape, low: int = 0, high: int = MAX_INT) -> Shape:
    """A list of that shape in an order that means something."""

    def is_list(value: object) -> bool:
        if not isinstance(value, list) or not low <= len(value) <= high:
            return False
        return not value or all(map(shape, value))  # most lists are empty

    return is_list


def ordered(shape: Shape, low: int = 0, high: int = MAX_INT) -> Shape:
    """A set: a list of that shape, ascending by code point (or number), without repeats."""

    def is_set(value: object) -> bool:
        if not isinstance(value, list) or not low <= len(value) <= high:
            return False
        if not value:
            return True
        return all(map(shape, value)) and (len(value) == 1 or all(map(lt, value, value[1:])))

    return is_set


def table(*shapes: Shape, keys: int = 1) -> Shape:
    """Rows of these shapes, ascending by their first ``keys`` columns, which never repeat."""
    is_row = row(*shapes)

    def is_table(value: object) -> object:
        if not isinstance(value, list):
            return False
        if len(value) == 1:  # as in nearly every answer
            return is_row(value[0])
        return all(map(is_row, value)) and all(a[:keys] < b[:keys] for a, b in pairwise(value))

    return is_table


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
        if self.fits_as_written(value):
            return
        if value.keys() != self._shapes.keys():
            self._refuse_names(value)
        for name, shape in self._shapes.items():
            if not fits(shape, value[name]):
                raise Malformed(
                    f"the field {name!r} of {self._what} holds what format 1 does not allow"
                )

    def fits_as_written(self, value: dict[str, Any]) -> bool:
        """Whether these fields, and no others, stand there in the order they are written in.

        So they do in everything that was read.  What is wrong is left to be found and named.
        """
        try:
            return [*value] == self._names and all(map(call, self._by_name, value.values()))
        except (LedgerError, TypeError):
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

    def is_record(value: object) -> bool:
        if not isinstance(value, dict):
            return False
        fields.check(value)
        return True

    return is_record
