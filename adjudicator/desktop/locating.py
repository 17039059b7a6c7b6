"""Finding contests behind the window: begun after a recount is open, ended before it is closed."""

from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.newest import Newest
from adjudicator.services.locating.looking import Looked, is_lost
from adjudicator.services.locating.pool import LocatingPool
from adjudicator.services.locating.references import Marks, marks
from adjudicator.services.recount import Recount

BEGIN_MS: int | None = 1_500
"""After which pages are looked at: the window is there first.  ``None``: they are not."""
_PATIENCE = 5.0


class Locating(QObject):
    """Keeps a pool at work and tells how far it is.

    Whatever comes into the record, here or at another station, may bring pages or references.
    Where what was found is lost meanwhile, it is looked for again.

    :param recount: the open recount.
    :param record: the serial queue of the record.
    """

    moved = Signal(object)
    """A :class:`~adjudicator.services.locating.looking.Looked`, whenever it has come further."""
    _told = Signal(object)

    def __init__(
        self, recount: Recount, record: WorkQueue, newest: Newest, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._recount, self._record = recount, record
        self.looked: Looked | None = None
        """How far it is; ``None`` before anything was looked for."""
        self._pool: LocatingPool | None = None
        self._marks: Marks | None = None
        self._batch: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        newest.moved.connect(self._look_whether)

    def begin(self) -> None:
        """The window stands: look for contests in a moment."""
        if BEGIN_MS is not None:
            self._timer.start(BEGIN_MS)

    def prefer(self, batch: int) -> None:
        """This batch is in hand: its pages come first."""
        self._batch = batch
        pool = self._pool
        if pool is not None:
            self._record.submit(lambda: pool.prefer(batch), failed=_nobody_waits)
            self._look_whether()

    def shutdown(self) -> None:
        """The recount is being closed; what was found is kept."""
        self._timer.stop()
        pool, self._pool = self._pool, None
        if pool is not None:
            # Told at once, waited for where nobody waits; the folder is let go of after that.
            pool.stop(0)
            self._record.submit(lambda: pool.stop(_PATIENCE), failed=_nobody_waits, must_run=True)

    def _hear(self, looked: Looked) -> None:
        """On the pool's thread; the window may be gone by now."""
        with suppress(RuntimeError):
            self._told.emit(looked)

    def _begin(self) -> None:
        self._pool = LocatingPool(self._recount, self._hear)
        if self._batch is not None:
            self.prefer(self._batch)
        self._look_whether()

    def _look_whether(self, _newest: object = None) -> None:
        if self._pool is not None:
            looked = self.looked
            self._record.submit(
                lambda: (marks(self._recount), is_lost(self._recount, looked)),
                self._compare,
                _nobody_waits,
            )

    def _compare(self, now: tuple[Marks, bool]) -> None:
        marked, lost = now
        if (marked != self._marks or lost) and self._pool is not None:
            self._marks = marked
            self._pool.look()

    def _take(self, looked: Looked) -> None:
        self.looked = looked
        self.moved.emit(looked)


def _nobody_waits(_failure: Failure) -> None:
    """Whatever is wrong with the folder is told by whoever asked for more than this."""
