"""The machine's counts ``before`` is taken from: their canonical bytes and hash.

Canonical JSON list of ``[contest, precinct, group, lot, choice, n]``, sorted by the five texts
(code point order), each combination once; ``choice`` may also be ``over``, ``under``,
``unqualified`` or ``ballots``.  ``import.counts`` is the hex SHA-256 of these bytes, kept as
``counts/<sha256>.json``. The 256 KiB limit of an entry does not bind this file.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from adjudicator.domain.ballots import Lot
from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.kinds import shapes

_ROW = shapes.row(
    shapes.ident,
    shapes.text,
    shapes.text,
    shapes.one_of(*(lot.value for lot in Lot)),
    shapes.ident,
    shapes.index,
)


class Count(NamedTuple):
    """One line of the machine's counts."""

    contest: str
    precinct: str
    group: str
    lot: str
    choice: str
    """A choice id, or ``over``, ``under``, ``unqualified``, ``ballots``."""
    n: int


def encode(counts: Iterable[Count]) -> bytes:
    """The canonical bytes of these counts.

    :raises NotCanonical: one combination stands there twice.
    """
    rows = sorted(counts)
    if any(a[:5] == b[:5] for a, b in pairwise(rows)):
        raise NotCanonical("The machine counts hold one line twice.")
    return canonical.encode([list(row) for row in rows], limit=None)


def digest(data: bytes) -> str:
    """What stands in the record for these bytes."""
    return sha256(data).hexdigest()


def decode(data: bytes) -> list[Count]:
    """Read counts back.

    :raises NotCanonical: not such a list, not sorted, or with repeats.
    """
    value = canonical.decode(data, limit=None)
    if not isinstance(value, list):
        raise NotCanonical("The machine counts are not a list.")
    counts: list[Count] = []
    for row in value:
        match row:
            case [a, b, c, d, e, n] if shapes.fits(_ROW, row):
                counts.append(Count(a, b, c, d, e, n))
            case _:
                raise NotCanonical("A line of the machine counts has another shape.")
    if any(a[:5] >= b[:5] for a, b in pairwise(counts)):
        raise NotCanonical("The machine counts are not sorted, or hold one line twice.")
    return counts
