"""Work away from the GUI thread: one serial queue for the record, a free pool for images.

A job is a function of nothing.  Its result comes back on the thread of the queue's owner, by a Qt
signal, and only while its ticket is still wanted: whoever asked for something newer drops the old.
A screen or dialog that is gone by then hears nothing.
"""

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from adjudicator.desktop.kit.errors import ErrorSorter, Failure
from adjudicator.desktop.kit.living import call_living

T = TypeVar("T")
_log = logging.getLogger(__name__)

URGENT, NORMAL, IDLE = 0, 1, 2
"""What a person waits for jumps the queue; prefetching waits for everything else."""
_STOP = 1 << 30


class Ticket:
    """A job under way.  ``drop`` makes its result unwanted; a job not yet begun is not begun."""

    __slots__ = ("_wanted", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self._wanted = True

    @property
    def wanted(self) -> bool:
        """Whether the result is still to be delivered."""
        return self._wanted

    def drop(self) -> None:
        """The result is not wanted any more."""
        self._wanted = False


@dataclass(slots=True)
class _Job(Generic[T]):
    run: Callable[[], T]
    done: Callable[[T], None] | None
    failed: Callable[[Failure], None] | None
    ticket: Ticket
    must_run: bool
    result: Any = field(default=None)
    failure: Failure | None = field(default=None)


class WorkQueue(QObject):
    """A queue with one or several threads.

    :param name: of the threads, as a debugger shows them.
    :param threads: 1 makes it serial: jobs of one priority run in the order they were given.
    :param sorter: turns exceptions into sentences.
    """

    idle = Signal()
    """Emitted on the owner's thread when nothing is left to do."""
    _finished = Signal(object)

    def __init__(
        self,
        name: str,
        threads: int = 1,
        sorter: ErrorSorter | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sorter = sorter or ErrorSorter()
        self._order = itertools.count()
        self._waiting: queue.PriorityQueue[tuple[int, int, _Job[Any] | None]]
        self._waiting = queue.PriorityQueue()
        self._open = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> bool:
        """Whether any job is waiting, running or not yet delivered."""
        return self._open > 0

    @property
    def closed(self) -> bool:
        """Whether it was shut down and takes no more work."""
        return self._closed

    def submit(
        self,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        *,
        priority: int = NORMAL,
        must_run: bool = False,
    ) -> Ticket:
        """Queue a job; call from the owner's thread.

        :param run: the work, on a thread of the queue.
        :param done: takes the result, on the owner's thread.
        :param failed: takes the failure, on the owner's thread; without it the failure is logged.
        :param priority: :data:`URGENT`, :data:`NORMAL` or :data:`IDLE`.
        :param must_run: the work is done even if the ticket is dropped or the queue shut down.
        :raises RuntimeError: the queue was shut down.
        """
        if self._closed:
            raise RuntimeError("the queue was shut down")
        number = next(self._order)
        ticket = Ticket(number)
        self._open += 1
        self._waiting.put((priority, number, _Job(run, done, failed, ticket, must_run)))
        return ticket

    def shutdown(self, seconds: float = 10.0) -> bool:
        """Finish what must run, drop the rest, and end the threads.

        :returns: whether every thread ended in that time.
        """
        self._closed = True
        for _ in self._threads:
            self._waiting.put((_STOP, next(self._order), None))
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while True:
            _, _, job = self._waiting.get()
            if job is None:
                return
            wanted = job.must_run or (job.ticket.wanted and not self._closed)
            if wanted:
                try:
                    job.result = job.run()
                except Exception as error:  # noqa: BLE001 - the boundary where errors are sorted
                    job.failure = self._sorter.sort(error)
            else:
                job.ticket.drop()
            try:
                self._finished.emit(job)
            except RuntimeError:
                # The owner and its window are gone; there is nobody left to tell.
                return

    def _deliver(self, job: _Job[Any]) -> None:
        self._open -= 1
        if job.ticket.wanted and not self._closed:
            if job.failure is None:
                if job.done is not None:
                    call_living(job.done, job.result)
            elif job.failed is not None:
                call_living(job.failed, job.failure)
            else:
                _log.error("work failed unheard: %s", job.failure.sentence)
        if not self._open:
            self.idle.emit()


def record_queue(sorter: ErrorSorter | None = None, parent: QObject | None = None) -> WorkQueue:
    """The one serial queue through which every read and write of the record goes."""
    return WorkQueue("record", 1, sorter, parent)


def image_pool(
    threads: int = 2, sorter: ErrorSorter | None = None, parent: QObject | None = None
) -> WorkQueue:
    """The free pool that hashes, decodes and shrinks images."""
    return WorkQueue("images", threads, sorter, parent)
