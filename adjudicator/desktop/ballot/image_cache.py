"""A byte-bounded cache of decoded pages, filled by workers.

What a person waits for jumps the queue; a request for a page that is being prefetched joins it.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.ballot.decode import (
    DecodedPage,
    ImageLoader,
    PageRef,
    PageState,
    load_page,
)
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE, URGENT, Ticket, WorkQueue

DEFAULT_LIMIT = 256 * 1024 * 1024
"""Bytes: some fifty pages of grey pixels."""


class _Flight:
    """One page under way, in one or two jobs of which the first to begin does the work."""

    def __init__(self, ref: PageRef, priority: int) -> None:
        self.ref = ref
        self.priority = priority
        self.tickets: list[Ticket] = []
        self._begun = False
        self._lock = threading.Lock()

    def begin(self) -> bool:
        """Whether the caller is the first."""
        with self._lock:
            first, self._begun = not self._begun, True
        return first


class ImageCache(QObject):
    """Decoded pages by reference; use it from the GUI thread.

    :param loader: gives the bytes of an image by its SHA-256; runs in a worker.
    :param pool: the workers.
    :param limit: bytes of decoded pages to hold.
    """

    ready = Signal(object)
    """A :class:`PageRef`: it can be got now, or it is known why not."""

    def __init__(
        self,
        loader: ImageLoader,
        pool: WorkQueue,
        limit: int = DEFAULT_LIMIT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._loader, self._limit = loader, limit
        self.pool = pool
        """The workers, for what else is done with pages."""
        self._pages: OrderedDict[PageRef, DecodedPage] = OrderedDict()
        self._flights: dict[PageRef, _Flight] = {}
        self._bytes = 0

    @property
    def bytes_held(self) -> int:
        """Bytes of decoded pages held now."""
        return self._bytes

    def get(self, ref: PageRef) -> DecodedPage | None:
        """The page, if it is decoded; it counts as used."""
        page = self._pages.get(ref)
        if page is not None:
            self._pages.move_to_end(ref)
        return page

    def request(self, ref: PageRef) -> None:
        """Somebody waits for this page: decode it before anything else.  ``ready`` tells when.

        A page that could not be shown is tried again.
        """
        held = self._pages.get(ref)
        if held is not None and held.state is PageState.READY:
            return
        self._fly(ref, URGENT)

    def prefetch(self, refs: Iterable[PageRef]) -> None:
        """Decode these when nothing else waits, and no others that have not been begun."""
        wanted = list(refs)
        for ref, flight in list(self._flights.items()):
            if flight.priority == IDLE and ref not in wanted and flight.begin():
                for ticket in flight.tickets:
                    ticket.drop()
                del self._flights[ref]
        for ref in wanted:
            if ref not in self._pages:
                self._fly(ref, IDLE)

    def _fly(self, ref: PageRef, priority: int) -> None:
        flight = self._flights.get(ref)
        if flight is not None and flight.priority <= priority:
            return
        if flight is None:
            flight = self._flights[ref] = _Flight(ref, priority)
        flight.priority = priority
        taken = flight

        def work() -> DecodedPage | None:
            return load_page(ref, self._loader) if taken.begin() else None

        flight.tickets.append(
            self.pool.submit(work, self._take, lambda f: self._fail(ref, f), priority=priority)
        )

    def _take(self, page: DecodedPage | None) -> None:
        if page is None:
            return
        self._flights.pop(page.ref, None)
        old = self._pages.pop(page.ref, None)
        self._bytes += page.bytes_held - (old.bytes_held if old else 0)
        self._pages[page.ref] = page
        while self._bytes > self._limit and len(self._pages) > 1:
            _, dropped = self._pages.popitem(last=False)
            self._bytes -= dropped.bytes_held
        self.ready.emit(page.ref)

    def _fail(self, ref: PageRef, _failure: Failure) -> None:
        """Reading failed in a way nobody foresaw: the page is not shown, and the case waits."""
        self._take(DecodedPage(ref, PageState.UNREADABLE))
