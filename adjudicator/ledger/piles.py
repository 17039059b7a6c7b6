"""Piles: which cases are to be ruled on, their batches, and the order they are worked in.

The *pile root* is the RFC 6962 root over the raw 32 bytes of each first-row seal, ascending; the
file ``piles/<root>.txt`` holds the seals in hex, one a line.  The *work order* is ascending
``SHA-256(seed bytes || seal bytes)``.  Readings chosen where the format leaves a choice:

* a *batch* is named by (contest, precinct, group, container), the container being the row's
  ``batch`` (the scanner's); new names are numbered in ascending order of the four texts by code
  point, going on from the last number; a name seen in an earlier pile keeps its number;
* a pile without cases has the empty tree's root and an empty file.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from adjudicator.ledger import merkle
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.text import from_hex, is_hex


class BatchKey(NamedTuple):
    """What a batch is: the cases of one contest in one container of one precinct and group."""

    contest: str
    precinct: str
    group: str
    container: str


def batch_key(row: Mapping[str, Any]) -> BatchKey:
    """The batch a row belongs to."""
    return BatchKey(row["contest"], row["precinct"], row["group"], row["batch"])


def number_batches(
    keys: Iterable[BatchKey], known: Mapping[BatchKey, int] | None = None
) -> dict[BatchKey, int]:
    """The numbers of all batches: those known, and the new ones going on after them."""
    numbers = dict(known or {})
    last = max(numbers.values(), default=0)
    new = sorted(set(keys) - numbers.keys())
    return numbers | {key: number for number, key in enumerate(new, start=last + 1)}


def pile_root(seals: Iterable[str]) -> str:
    """The root (hex) over these seals, in any order.

    :raises ValueError: one is not a seal.
    """
    return _root_of(tuple(sorted(seals)))


@lru_cache(maxsize=1)
def _root_of(ordered: tuple[str, ...]) -> str:
    """A pile is asked for its root several times in a row: on reading, checking and taking in."""
    return merkle.root([from_hex(seal, 32) for seal in ordered]).hex()


def pile_file(seals: Iterable[str]) -> bytes:
    """The bytes of ``piles/<root>.txt``."""
    return "".join(seal + "\n" for seal in sorted(seals)).encode("ascii")


def parse_pile_file(data: bytes) -> list[str]:
    """The seals of a pile file, ascending.

    :raises NotCanonical: not such a file.
    """
    try:
        *seals, end = data.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise NotCanonical("The pile file is not plain ASCII.") from error
    if end or not all(is_hex(seal, 32) for seal in seals):
        raise NotCanonical("The pile file is not a list of seals, one a line.")
    if any(a >= b for a, b in pairwise(seals)):
        raise NotCanonical("The pile file is not sorted, or holds one seal twice.")
    return seals


def work_key(seed: str, seal: str) -> bytes:
    """What the work order sorts by: smaller is ruled on earlier."""
    return sha256(bytes.fromhex(seed) + bytes.fromhex(seal)).digest()


def work_order(seed: str, seals: Iterable[str]) -> list[str]:
    """The seals in the order they are worked on; samples are drawn the same way.

    :param seed: the 64 hex digits drawn in public.
    """
    return sorted(seals, key=lambda seal: work_key(seed, seal))


def draw_sample(seed: str, seals: Iterable[str], size: int) -> Sequence[str]:
    """The first ``size`` seals of the work order under a seed drawn for the sample."""
    return work_order(seed, seals)[:size]
