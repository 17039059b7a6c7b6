"""Long lists of ids, a part at a time: databases take so many in one statement and no more."""

from collections.abc import Iterator, Sequence

CHUNK = 500


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts of at most :data:`CHUNK`."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
