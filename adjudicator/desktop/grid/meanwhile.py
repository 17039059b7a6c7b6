"""What is found of a batch while its pages are looked at, until it comes onto them."""

from collections.abc import Collection
from typing import Protocol

from adjudicator.services.grid.blanks import BlankCase, BlankGrid


class _Pages(Protocol):
    """The pages that were taken up."""

    grid: BlankGrid | None
    waiting: tuple[BlankCase, ...]
    apart: set[str]


class Meanwhile:
    """Holds the batch as it was read last; nothing of it comes onto a page by itself.

    :param pages: as they were taken up.
    """

    def __init__(self, pages: _Pages) -> None:
        self._pages = pages
        self.coming = False
        """Whether what was found comes onto the pages once the page of now is done."""
        self._found: BlankGrid | None = None
        self._done: set[str] = set()
        """Seals of those called blank since the pages were taken up."""

    def begin(self) -> None:
        """The pages were taken up anew."""
        self._found, self.coming = None, False
        self._done.clear()

    @property
    def latest(self) -> BlankGrid | None:
        """The batch as it was read last."""
        return self._found or self._pages.grid

    @property
    def unseen(self) -> int:
        """How many of it were not looked at yet then."""
        return 0 if self.latest is None else self.latest.unseen

    @property
    def fresh(self) -> tuple[BlankCase, ...]:
        """Those found since the pages were taken up, in the order of work."""
        if self._found is None:
            return ()
        known = {b.seal for b in self._pages.waiting} | self._done | self._pages.apart
        return tuple(b for b in self._found.ballots if b.seal not in known)

    def offer(self, found: BlankGrid) -> None:
        """The batch was read again."""
        self._found = found

    def end_page(self, blank: Collection[str]) -> None:
        """Between two pages: what was found takes its place in the order of work, if wanted.

        :param blank: seals of those called blank on the page that is done.
        """
        self._done.update(blank)
        pages, fresh = self._pages, self.fresh
        if self.coming and fresh:
            waiting = (*pages.waiting, *fresh)
            pages.waiting = tuple(sorted(waiting, key=lambda ballot: ballot.case.work))
            pages.grid = self._found
        self.coming = False
