"""Many exports verified at once: a process for each core, each with one county in memory.

The largest is begun first, so that no core waits long at the end.  With one export alone, its
signatures are shared out instead.  Memory is what the largest counties need that are read at one
time, and does not grow with their number.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING

from adjudicator.ledger.notes import Checkpoint
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.statewide.finding import Found
from adjudicator.services.statewide.reading import CountyRead, read_export
from adjudicator.services.verifying.anchors import Anchor
from adjudicator.services.verifying.signatures import all_cores, how_to_begin
from adjudicator.services.verifying.verdicts import Failure, Outcome, Verdict

if TYPE_CHECKING:
    from ctypes import Array, c_longlong

Progress = Callable[[int, int, int], None]
"""Called with counties done, counties in all, and entries read so far."""
_LOOK_S = 0.2
_SMALL = 4 << 20
"""Bytes of entries below which it takes less time to read them than to begin processes."""
_SWEEP = 10_000
"""Entries after which memory is looked through: what they held is a few megabytes."""


class Stopped(Refusal):
    """Somebody stopped it; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody kept outside, by the name of the export it is compared with."""

    anchors: Mapping[str, Sequence[Anchor]] = field(default_factory=dict)
    heads: Sequence[tuple[str, Checkpoint]] = ()
    """Heads of status files, by the name of the file."""


class _Shared:
    """What a process of its own shares with the one that began it: how far it is, and when to stop.

    Plain numbers in shared memory: each is written by one side only.
    """

    def __init__(self, numbers: "Array[c_longlong]") -> None:
        self.numbers = numbers
        self._unswept = 0

    def sweep(self, entries: int) -> None:
        """So many entries were read and are needed no more.

        A reading and its evidence know each other, so only a search frees their room; it looks
        through the whole program, which is dear after a small county.
        """
        self._unswept += entries
        if self._unswept >= _SWEEP:
            gc.collect()
            self._unswept = 0

    def note(self, place: int, done: int) -> None:
        """So many entries of that export are read.

        :raises Stopped: nobody wants them any more.
        """
        self.numbers[place] = done
        if self.numbers[len(self.numbers) - 1]:
            raise Stopped(_STOPPED)

    def stop(self) -> None:
        self.numbers[len(self.numbers) - 1] = 1

    @property
    def entries(self) -> int:
        return sum(self.numbers[:-1])


_STOPPED = "Stopped. Nothing was kept."
_here: list[_Shared] = []


def _begin(numbers: "Array[c_longlong]") -> None:
    _here[:] = [_Shared(numbers)]


@dataclass(frozen=True, slots=True)
class _Order:
    """One export to be read, with all another process needs for it."""

    place: int
    found: Found
    anchors: Sequence[Anchor]
    others: Sequence[tuple[str, Checkpoint]]


def _read(order: _Order) -> CountyRead:
    shared = _here[0]
    read = _read_or_tell(order, 1, lambda done: shared.note(order.place, done))
    shared.sweep(read.verdict.size)
    return read


def _read_or_tell(order: _Order, jobs: int, progress: Callable[[int], None]) -> CountyRead:
    """An export that cannot be read at all is told of, and the others are read."""
    found = order.found
    try:
        return read_export(found, order.anchors, order.others, jobs=jobs, progress=progress)
    except UsageError as error:
        failure = Failure(None, "", "file", str(error).rstrip("."), found.name)
        return CountyRead(found.name, found.path, "", Verdict(Outcome.BROKEN, failure=failure))


def read_exports(
    exports: Sequence[Found],
    kept: Kept | None = None,
    *,
    jobs: int | None = None,
    progress: Progress = lambda _done, _all, _entries: None,
    wanted: Callable[[], bool] = lambda: True,
) -> tuple[CountyRead, ...]:
    """Verify every export and read what it says, in the order they are given.

    :param jobs: how many processes; if not given as many as there are cores, or one for a little.
    :param wanted: asked now and then; once it says no, all of it is stopped.
    :raises Stopped: it is not wanted any more.
    """
    kept = kept or Kept()
    orders = [_order(place, exports, kept) for place in range(len(exports))]
    small = sum(found.size for found in exports) < _SMALL
    jobs = min(jobs or (1 if small else all_cores()), max(1, len(orders)))
    if jobs > 1:
        return _in_processes(orders, jobs, progress, wanted)
    cores = all_cores() if len(orders) == 1 else 1
    found: list[CountyRead] = []
    entries = 0

    def told(done: int) -> None:
        progress(len(found), len(orders), entries + done)
        _go_on(wanted)

    for order in orders:
        told(0)
        found.append(_read_or_tell(order, cores, told))
        entries += found[-1].verdict.size
    progress(len(found), len(orders), entries)
    return tuple(found)


def _order(place: int, exports: Sequence[Found], kept: Kept) -> _Order:
    """An export beside every other head of its origin that is known."""
    own = exports[place]
    origin = None if own.claim is None else own.claim.origin
    heads = [
        (other.name, other.claim)
        for other in exports
        if other is not own and other.claim is not None and other.claim.origin == origin
    ]
    heads += [(name, head) for name, head in kept.heads if head.origin == origin]
    return _Order(place, own, tuple(kept.anchors.get(own.name, ())), tuple(heads))


def _in_processes(
    orders: Sequence[_Order], jobs: int, progress: Progress, wanted: Callable[[], bool]
) -> tuple[CountyRead, ...]:
    numbers = RawArray("q", len(orders) + 1)
    shared = _Shared(numbers)
    largest = sorted(orders, key=lambda order: -order.found.size)
    pool = ProcessPoolExecutor(
        jobs, mp_context=how_to_begin(), initializer=_begin, initargs=(numbers,)
    )
    with pool:
        waiting: dict[Future[CountyRead], int] = {
            pool.submit(_read, order): order.place for order in largest
        }
        found: dict[int, CountyRead] = {}
        try:
            while waiting:
                done, _ = wait(waiting, _LOOK_S, FIRST_COMPLETED)
                for future in done:
                    found[waiting.pop(future)] = future.result()
                progress(len(found), len(orders), shared.entries)
                _go_on(wanted)
        except BrokenProcessPool as error:
            raise Refusal(
                "Not added up: the system ended a process that was reading, perhaps for want of "
                "memory. Nothing was changed. Read fewer counties at one time: -j 1."
            ) from error
        except BaseException:
            shared.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(found[place] for place in range(len(orders)))


def _go_on(wanted: Callable[[], bool]) -> None:
    """Ask whether it is still wanted.

    :raises Stopped: it is not.
    """
    if not wanted():
        raise Stopped(_STOPPED)
