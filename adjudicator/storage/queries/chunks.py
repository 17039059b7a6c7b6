"""Long lists of ids, a part at a time: databases take so many in one statement and no more."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

CHUNK = 500
_Id = TypeVar("_Id", int, str)


def chunks(ids: Sequence[_Id]) -> Iterator[Sequence[_Id]]:
    """The ids in parts of at most :data:`CHUNK`."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
