"""The processes that look at pages, begun, fed, and buried if one dies."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Lock
from typing import Final

from adjudicator.services.locating.worker import (
    NotReady,
    Orders,
    PageResult,
    PageTask,
    Ready,
    work,
)

CHUNK: Final = 8
"""Pages handed over at a time."""
_AHEAD: Final = 2
"""Lists a process holds: one at work, one that is next."""
_LOOK: Final = 0.1
"""Seconds between two looks whether it is to stop."""
_MOST_FALSE_STARTS: Final = 3
DIED: Final = "The program that looked at it ended without a word."


class NothingFound(Exception):  # noqa: N818 - reads as what is the matter
    """Pages cannot be looked at; the message says why, in a sentence.

    :param why: a sentence, or a clause that is made one.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"{why[:1].upper()}{why[1:].removesuffix('.')}.")


class PageQueue:
    """Pages waiting to be looked at; safe to reorder from another thread."""

    def __init__(self, tasks: Iterable[PageTask]) -> None:
        self._tasks = deque(tasks)
        self._lock = Lock()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._tasks)

    def take(self, most: int) -> list[PageTask]:
        """The next few."""
        with self._lock:
            return [self._tasks.popleft() for _ in range(min(most, len(self._tasks)))]

    def prefer(self, tasks: Iterable[PageTask]) -> None:
        """Those of them that still wait come first, in this order."""
        with self._lock:
            waiting = set(self._tasks)
            first = [task for task in dict.fromkeys(tasks) if task in waiting]
            chosen = set(first)
            self._tasks = deque([*first, *(t for t in self._tasks if t not in chosen)])


@dataclass(slots=True)
class _Hand:
    """One process and what it was given."""

    process: SpawnProcess
    here: Connection
    ready: bool = False
    given: deque[list[PageTask]] = field(default_factory=deque)


class Crew:
    """Processes that look at the pages of one folder against the same references.

    :param count: of processes.
    :param target: what each runs.
    """

    def __init__(
        self,
        orders: Orders,
        count: int,
        target: Callable[[Connection, Orders], None] = work,
    ) -> None:
        self._orders, self._count, self._target = orders, count, target
        self._hands: list[_Hand] = []
        self._alone: deque[PageTask] = deque()
        """Pages that were with a process when it died; each goes by itself now."""
        self._false_starts = 0
        self.left_out: tuple[str, ...] = ()
        """References that cannot be used, a clause each."""

    def run(
        self, queue: PageQueue, take: Callable[[PageResult], None], stopped: Callable[[], bool]
    ) -> None:
        """Have every page looked at; returns when all are, or when it is to stop.

        :param take: hears every result, on this thread.
        :raises NothingFound: the references cannot be used, or no process begins.
        """
        try:
            while not stopped():
                self._feed(queue)
                busy = [hand for hand in self._hands if hand.given]
                if not busy:
                    return
                for ready in wait([hand.here for hand in busy], _LOOK):
                    hand = next(hand for hand in busy if hand.here is ready)
                    self._hear(hand, take)
        finally:
            self._end()

    def _feed(self, queue: PageQueue) -> None:
        waiting = len(queue) + len(self._alone)
        while len(self._hands) < min(self._count, -(-waiting // CHUNK) + self._busy()):
            self._hands.append(self._begin())
        # One list to each before anybody gets a second.
        for depth in range(1, _AHEAD + 1):
            for hand in self._hands:
                if len(hand.given) < depth and (tasks := self._next(queue)):
                    self._give(hand, tasks)

    def _busy(self) -> int:
        return sum(1 for hand in self._hands if hand.given)

    def _next(self, queue: PageQueue) -> list[PageTask]:
        return [self._alone.popleft()] if self._alone else queue.take(CHUNK)

    @staticmethod
    def _give(hand: _Hand, tasks: list[PageTask]) -> None:
        hand.given.append(tasks)
        try:
            hand.here.send(tasks)
        except OSError:
            # It has died; that is heard where its answer would come.
            return

    def _hear(self, hand: _Hand, take: Callable[[PageResult], None]) -> None:
        try:
            told = hand.here.recv()
        except (EOFError, OSError):
            self._bury(hand, take)
            return
        match told:
            case Ready(left_out):
                hand.ready, self.left_out = True, left_out
            case NotReady(problem):
                raise NothingFound(problem)
            case results:
                hand.given.popleft()
                for result in results:
                    take(result)

    def _bury(self, hand: _Hand, take: Callable[[PageResult], None]) -> None:
        """A process died: what it was at goes page by page, and a page that it dies of is told."""
        self._hands.remove(hand)
        _close(hand)
        if not hand.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise NothingFound("The programs that look at pages do not begin.")
        first, *others = hand.given
        if hand.ready and len(first) == 1:
            take(PageResult(first[0], b"", DIED))
        else:
            self._alone.extend(first)
        for tasks in others:
            self._alone.extend(tasks)

    def _begin(self) -> _Hand:
        here, there = get_context("spawn").Pipe()
        process = get_context("spawn").Process(
            target=self._target,
            args=(there, self._orders),
            name="locate",
            daemon=True,
        )
        process.start()
        there.close()
        return _Hand(process, here)

    def _end(self) -> None:
        for hand in self._hands:
            # It holds nothing of value, so nobody waits for what it is at.
            hand.process.terminate()
        for hand in self._hands:
            _close(hand)
        self._hands.clear()


def _close(hand: _Hand) -> None:
    hand.here.close()
    hand.process.join()
    hand.process.close()
