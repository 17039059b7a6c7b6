"""What is found while people look at pages: told, and taken in between two pages by one key."""

from PySide6.QtCore import QObject

from adjudicator.desktop.grid.flow import GridFlow
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.grid.words import coming_words, count, ready_words
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import NORMAL, WorkQueue
from adjudicator.services.grid.blanks import BlankGrid


class More(QObject):
    """Reads the batch again as pages are looked at, and offers what has become ready.

    No page that is before anybody is ever changed by it.

    :param flow: the pages.
    :param key: the words of the key that takes in.
    """

    def __init__(self, flow: GridFlow, desk: GridDesk, queue: WorkQueue, key: str) -> None:
        super().__init__(flow)
        self._flow, self._desk, self._queue, self._key = flow, desk, queue, key

    def look(self) -> None:
        """More contests were found somewhere: maybe of this batch."""
        apart = frozenset(self._flow.pages.apart)
        self._queue.submit(
            lambda: self._desk.grid(apart), self._found, _nobody_waits, priority=NORMAL
        )

    def _found(self, grid: BlankGrid) -> None:
        pages = self._flow.pages
        if pages.grid is None or pages.grid.batch != grid.batch:
            return
        found = pages.meanwhile
        before = bool(found.fresh)
        found.offer(grid)
        if found.fresh and not before:
            self._flow.said.emit(f"{ready_words(len(found.fresh), self._key)}.")
        self._flow.changed.emit()

    def take(self) -> None:
        """The key: after this page; at once where no page is left."""
        pages, found = self._flow.pages, self._flow.pages.meanwhile
        if not pages.page:
            self._flow.read_anew()
        elif found.fresh:
            found.coming = True
            self._flow.say(f"{coming_words(len(found.fresh))}.", aloud=True)
        else:
            left = f" {count(found.unseen, 'is', 'are')} not looked at yet." if found.unseen else ""
            self._flow.say(f"No other ballot has become ready.{left}", aloud=True)


def _nobody_waits(_failure: Failure) -> None:
    """Whoever turns the page is told what is wrong with the record."""
