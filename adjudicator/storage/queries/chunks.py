"""Long lists, a part at a time: databases take so many ids in one statement and no more."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

CHUNK = 500
_Each = TypeVar("_Each")


def chunks(whole: Sequence[_Each], most: int = CHUNK) -> Iterator[Sequence[_Each]]:
    """The whole in parts of at most that many, in order."""
    for start in range(0, len(whole), most):
        yield whole[start : start + most]
