"""The newest entry, as every foot and the public display tell it.

Read anew after each act of this station, and looked for every few seconds, for another station may
have recorded something meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE, URGENT, Ticket, WorkQueue
from adjudicator.desktop.wording import clock
from adjudicator.domain.wording import count
from adjudicator.ledger.notes import record_code
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_entries

EVERY_MS = 4_000
"""How often another station's acts are looked for."""


@dataclass(frozen=True, slots=True)
class NewestEntry:
    """Where the record ends."""

    code: str
    entries: int
    time: str
    """When the newest entry was made, as the record writes times."""

    @property
    def words(self) -> str:
        """``4C1F-88A2-03D7-9B5E at 21:13 · 1,212 entries``."""
        return f"{self.code} at {clock(self.time)} \u00b7 {count(self.entries, 'entry', 'entries')}"


def read_newest(recount: Recount) -> NewestEntry:
    """Look where the record ends now."""
    state = recount.state
    with recount.reading() as connection:
        (entry,) = list_entries(connection, first=state.size - 1, limit=1)
    return NewestEntry(record_code(state.root), state.size, entry.time)


class Newest(QObject):
    """Keeps the newest entry up to date.

    :param recount: the open recount.
    :param record: the serial queue of the record.
    """

    moved = Signal(object)
    """The :class:`NewestEntry`, whenever there is a newer one."""

    def __init__(self, recount: Recount, record: WorkQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._recount, self._record = recount, record
        self.now: NewestEntry | None = None
        """``None`` until it was read for the first time."""
        self._asked: Ticket | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def words(self) -> str:
        """``4C1F-88A2-03D7-9B5E at 21:13 · 1,212 entries``; empty until it was read."""
        return "" if self.now is None else self.now.words

    def follow(self, take: Callable[[NewestEntry], None]) -> None:
        """Hand over every newer entry, and the one there is now."""
        self.moved.connect(take)
        if self.now is not None:
            take(self.now)

    def refresh(self, _topics: object = None) -> None:
        """Something was recorded here: read at once."""
        self._ask(URGENT)

    def stop(self) -> None:
        """The recount is being closed."""
        self._timer.stop()
        if self._asked is not None:
            self._asked.drop()

    def _look(self) -> None:
        if not self._record.busy:
            self._ask(IDLE)

    def _ask(self, priority: int) -> None:
        if self._asked is not None:
            self._asked.drop()
        self._asked = self._record.submit(
            lambda: read_newest(self._recount), self._take, _wait_for_the_next, priority=priority
        )

    def _take(self, found: NewestEntry) -> None:
        if found != self.now:
            self.now = found
            self.moved.emit(found)


def _wait_for_the_next(_failure: Failure) -> None:
    """Whatever is wrong with the folder is told by whoever asked for more than this."""
