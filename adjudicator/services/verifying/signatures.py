"""Signatures, checked by several processes while the entries are read.

The rules ask for each signature as they come to it and are told "good"; what they asked goes in
chunks to other processes.  The lowest entry with a bad one is found in the end, and is the same
whatever the number of processes.
"""

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Final, NamedTuple, Self

from adjudicator.ledger import keys

Question = tuple[int, bytes, bytes, bytes]
"""The entry that is signed, public key, signature, message."""
CHUNK: Final = 500
"""Signatures that travel together: a twentieth of a second of work."""
_AHEAD: Final = 32
"""Chunks that may wait for each other process before this one helps.

It is work for more than a second, and some ten megabytes: for a while no signature comes, as where
a close is read, and whoever helps does not read on.
"""


def all_cores() -> int:
    """How many processes can check signatures at once here."""
    return len(os.sched_getaffinity(0))


def first_bad(questions: list[Question]) -> int | None:
    """The place of the first signature that is not good."""
    for place, (_, public, signature, message) in enumerate(questions):
        if not keys.verify(public, signature, message):
            return place
    return None


def how_to_begin() -> BaseContext:
    """A copy of this process costs nothing to begin, but a window's threads would be cut in half.

    Where there are threads, or copies are not safe at all, a process is begun anew, in a second.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if alone else "spawn")


class _Sent(NamedTuple):
    """A chunk another process is to check."""

    future: Future[int | None]
    questions: list[Question]


class SignatureChecks:
    """Takes signatures as they are asked for; a context, for it may hold processes.

    :param jobs: how many processes work, this one among them.
    """

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = max(1, jobs)
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[_Sent] = deque()
        self._questions: list[Question] = []
        self._asked: set[int] = set()
        """The entries whose signatures were taken before their turn."""
        self.entry = 0
        """The entry whose signatures are asked for now."""
        self.bad: tuple[int, bytes] | None = None
        """The lowest entry found with a bad signature, and the public key it was claimed of."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def shared(self) -> bool:
        """Whether other processes share the work."""
        return self._jobs > 1

    def __call__(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Take a signature: good for now, and looked at soon."""
        if self.entry in self._asked:
            return True
        # What stands on one entry travels together, so that the first bad one is told.
        if len(self._questions) >= CHUNK and self._questions[-1][0] != self.entry:
            self._send()
        self._questions.append((self.entry, public, signature, message))
        return True

    def ask_ahead(self, entry: int, signed: Iterable[tuple[bytes, bytes]], message: bytes) -> None:
        """Take all signatures of an entry before its turn; in its turn they are not taken again.

        :param signed: public key and signature.
        """
        self._asked.add(entry)
        self._questions += [(entry, public, signature, message) for public, signature in signed]
        if len(self._questions) >= CHUNK:
            self._hand_out()

    def finish(self) -> None:
        """Wait until every signature has been looked at.

        The last of them, and all of a small record, take less time here than to begin a process.
        """
        questions, self._questions = self._questions, []
        self._found(first_bad(questions), questions)
        while self._waiting:
            future, questions = self._waiting.pop()
            # What no other process has begun is done here, the last of it first.
            mine = future.cancel()
            self._found(first_bad(questions) if mine else future.result(), questions)

    def _send(self) -> None:
        while self._waiting and self._waiting[0].future.done():
            done = self._waiting.popleft()
            self._found(done.future.result(), done.questions)
        if self._jobs == 1 or len(self._waiting) >= _AHEAD * (self._jobs - 1):
            questions, self._questions = self._questions, []
            self._found(first_bad(questions), questions)
        else:
            self._hand_out()

    def _hand_out(self) -> None:
        questions, self._questions = self._questions, []
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs - 1, mp_context=how_to_begin())
        self._waiting.append(_Sent(self._pool.submit(first_bad, questions), questions))

    def _found(self, place: int | None, questions: list[Question]) -> None:
        if place is None:
            return
        entry, public, *_ = questions[place]
        if self.bad is None or entry < self.bad[0]:
            self.bad = entry, public
