"""Counts without ballots: what a county delivers where only its machine's figures were wrong."""

from collections.abc import Iterator
from pathlib import Path

from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import Quarantined, SourceFile, SourceSheet


class CountsAlone:
    """A delivery of the machine's counts, with no sheet.

    :param path: the counts as a table, as :func:`~adjudicator.interchange.counts.read_counts`
        reads it.
    """

    reader = "counts"
    version = "1"
    complete = False
    notices: tuple[Problem, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path

    def files(self) -> Iterator[SourceFile]:
        """The table itself: its hash goes into the entry."""
        yield SourceFile(self.path.name, self.path)

    def total(self) -> int | None:
        """No sheets."""
        return 0

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        """None."""
        return iter(())
