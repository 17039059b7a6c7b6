"""Verifications of the open record: one at a time, in the background, and what came of the last.

They run in a process of their own.  One that finds that the record does not hold makes the recount
read-only, at once and whoever asked for it.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from adjudicator.desktop.kit.errors import ErrorSorter, Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.wording import clock
from adjudicator.services.recount import Recount
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.apart import verify_apart
from adjudicator.services.verifying.verdicts import Outcome, Verdict

OPENING_CHECK_MS: int | None = 3_000
"""How long after the opening the quick check begins; ``None``: there is none."""
_HOLDS = {Outcome.HOLDS, Outcome.ALONE}


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found, and when."""

    verdict: Verdict
    time: str
    """As the record writes times."""
    quick: bool

    @property
    def words(self) -> str:
        """For the foot: ``verified 21:10``, or that it does not hold."""
        if self.verdict.outcome not in _HOLDS:
            return f"{self.verdict.outcome.value} ({clock(self.time)})"
        left_out = ", images left out" if self.quick else ""
        return f"verified {clock(self.time)}{left_out}"


class Verifying(QObject):
    """Verifies the folder of one open recount.

    :param recount: the open recount; only its folder is read.
    :param sorter: turns what is refused into sentences.
    """

    progressed = Signal(str, int, int)
    """What is looked at, steps done, and steps in all."""
    finished = Signal(object)
    """The :class:`Verified`."""
    failed = Signal(object)
    """Why there is no verdict; also where it was stopped."""

    def __init__(self, recount: Recount, sorter: ErrorSorter, parent: QObject) -> None:
        super().__init__(parent)
        self._recount, self._sorter = recount, sorter
        self._queue: WorkQueue | None = None
        self._stop = threading.Event()
        self.last: Verified | None = None
        self.running = False
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.timeout.connect(self._check_at_opening)
        if OPENING_CHECK_MS is not None:
            self._opening.start(OPENING_CHECK_MS)

    def start(self, anchors: Sequence[str] = (), *, quick: bool = False, jobs: int = 0) -> None:
        """Begin; what runs already, such as the check at the opening, is stopped first.

        :param anchors: files and codes people kept, as they were typed.
        :param jobs: processes that check signatures; 0: as many as there are cores.
        """
        self._opening.stop()
        self.cancel()
        self._stop, self.running = threading.Event(), True
        if self._queue is None:
            self._queue = WorkQueue("verify", 1, self._sorter, self)
        path, stop = self._recount.folder.path, self._stop

        def work() -> Verified:
            found = verify_apart(
                path,
                [read_anchor(text) for text in anchors],
                quick=quick,
                jobs=jobs or None,
                progress=self.progressed.emit,
                stopped=stop.is_set,
            )
            return Verified(found, self._recount.now(), quick)

        def done(found: Verified) -> None:
            if stop is self._stop:
                self._take(found)

        def failed(failure: Failure) -> None:
            if stop is self._stop:
                self.running = False
                self.failed.emit(failure)

        self._queue.submit(work, done, failed)

    def cancel(self) -> None:
        """Stop what runs; nothing of it is kept."""
        self._stop.set()

    def shutdown(self) -> None:
        """The recount is being closed."""
        self._opening.stop()
        self.cancel()
        if self._queue is not None:
            self._queue.shutdown()

    def _check_at_opening(self) -> None:
        self.start(quick=True, jobs=1)

    def _take(self, found: Verified) -> None:
        self.running, self.last = False, found
        if found.verdict.exit_code == Outcome.BROKEN.exit_code and not self._recount.only_read:
            sentence = found.verdict.sentence
            self._recount.only_read = sentence[0].lower() + sentence[1:]
        self.finished.emit(found)
