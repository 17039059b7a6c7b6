"""What the readers of outside documents cost when one comes that is far too long to be true."""

from tests.benchmarks.cpu import beside
from tests.benchmarks.rows import Row
from tests.fuzzing.looking import wrong
from tests.fuzzing.mutations import huge
from tests.fuzzing.parsers import Reader, table

MANY = 600_000
READ = {"entry rule", "entry rule, read fast"}
"""Of the many kinds of entries these stand for all: they are read alike."""
GROWTH = 3.0
"""A reader whose work grows as the document does takes twice as long for twice as much."""


def run() -> list[Row]:
    """All readers over all such documents, and over the same of half the length."""
    readers = [r for r in table() if not r.name.startswith("entry") or r.name in READ]
    whole, half = ([huge(reader.good, many) for reader in readers] for many in (MANY, MANY // 2))
    found, bare = beside(lambda: _read(readers, half), lambda: _read(readers, whole))
    return [
        Row(
            f"every reader over documents of {MANY:,} bytes",
            found.processors,
            "s",
            reference="the same of half the length",
            reference_figure=bare.processors,
            at_most=GROWTH,
        )
    ]


def _read(readers: list[Reader], documents: list[tuple[bytes, ...]]) -> None:
    for reader, each in zip(readers, documents, strict=True):
        for document in each:
            told = wrong(reader, document)
            if told:
                message = f"{reader.name}: {told}"
                raise ValueError(message)
