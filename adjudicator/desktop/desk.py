"""The desk: one open recount as the screens see it.

Everything the record is asked, and every act, goes through the one serial queue; results come back
on the GUI thread.  An act says what it changed, and the screens that show it read anew.
"""

import gc
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.cases.grouping import Grouping
from adjudicator.desktop.kit.doubled import DoubledReturn
from adjudicator.desktop.kit.errors import ErrorSorter, Failure
from adjudicator.desktop.kit.living import call_living
from adjudicator.desktop.kit.workers import NORMAL, URGENT, Ticket, WorkQueue
from adjudicator.desktop.locating import Locating
from adjudicator.desktop.newest import Newest
from adjudicator.desktop.proof.exporting import Exporting
from adjudicator.desktop.proof.verifying import Verifying
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Cancelled
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat, Seating

T = TypeVar("T")


class Topic(StrEnum):
    """What an act changes, as far as screens care."""

    PEOPLE = "people"
    """Who is enrolled, present, or signed in here."""
    PILE = "pile"
    """Imports, lots, piles."""
    RULINGS = "rulings"
    """Rulings, answers, objections, closes: whatever moves a case or the tally."""
    PAGES = "pages"
    """Pages of blanks: the batch in Review stands differently from where it was left."""


def error_sorter() -> ErrorSorter:
    """The sorter of this program: what services refuse, they refuse in sentences for people."""
    return ErrorSorter(refusals=(Refusal, Unreadable, Cancelled))


class Desk(QObject):
    """The open recount, its seats, and the queues work is done on.

    :param recount: open; the desk closes it.
    :param record: the serial queue of the record.
    :param images: the free pool that decodes.
    """

    changed = Signal(object)
    """A frozenset of :class:`Topic`, after every act."""
    dropping = Signal(object)
    """Nobody who sat here stays: whoever holds something begun and not recorded drops it, and
    calls what is given here."""

    locked = Signal()
    """The station is locked: nothing of the table is shown to anybody until it is not."""
    unlocked = Signal()

    def __init__(
        self,
        recount: Recount,
        record: WorkQueue,
        images: WorkQueue,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.recount = recount
        self.record = record
        self.images = images
        self.seating = Seating(recount)
        self.doubled = DoubledReturn()
        """Of the scanner of this station, on whichever screen its code was typed."""
        self.apart: set[str] = set()
        """Seals of blank ballots to be opened singly, taken out of a page since this was opened."""
        self.to_revise = ""
        """The number of a recorded ballot taken out of a page: Review begins with the reason."""
        self.grouping = Grouping()
        """Of every list of cases."""
        self.newest = Newest(recount, record, self)
        self.locating = Locating(recount, record, self.newest, self)
        self.verifying = Verifying(recount, error_sorter(), self)
        self.exporting = Exporting(recount, error_sorter(), self)
        self.changed.connect(self.newest.refresh)
        self.newest.refresh()
        # Whoever an earlier window left signed in here is not at the table any more.
        record.submit(self.seating.end_left_sessions, lambda _n: _set_apart(), _nobody_listens)
        # A second path that lagged when the folder was closed catches up before the first act.
        if not recount.only_read:
            record.submit(recount.store.mirror.follow, failed=_nobody_listens)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everyone signed in at this station, in the order they came."""
        return self.seating.seats

    def ask(
        self,
        read: Callable[[Recount], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
        *,
        urgent: bool = True,
    ) -> Ticket:
        """Read something; ``done`` takes it on the GUI thread."""
        return self.record.submit(
            lambda: read(self.recount), done, failed, priority=URGENT if urgent else NORMAL
        )

    def act(
        self,
        do: Callable[[Recount], T],
        topics: frozenset[Topic],
        done: Callable[[T], None],
        failed: Callable[[Failure], None],
    ) -> Ticket:
        """Do something that is recorded; afterwards everyone hears what it changed."""

        def run() -> T:
            try:
                return do(self.recount)
            finally:
                if Topic.PEOPLE in topics:
                    self.seating.settle()

        def told(result: T) -> None:
            call_living(done, result)
            self.changed.emit(topics)

        return self.record.submit(run, told, failed, priority=URGENT, must_run=True)

    def lock(self, failed: Callable[[Failure], None]) -> bool:
        """Sign everyone out after what they have agreed on is recorded, and forget their keys.

        :param failed: hears that the record could not be told; the keys are forgotten all the same.
        :returns: whether something had been begun and not recorded; it is dropped.
        """
        dropped = self.drop_unfinished()
        self.locked.emit()
        people = frozenset({Topic.PEOPLE})
        self.record.submit(
            self.seating.lock,
            lambda _ended: self.changed.emit(people),
            failed,
            priority=URGENT,
            must_run=True,
        )
        return dropped

    def unlock(self) -> None:
        """Somebody has signed in at the locked station."""
        self.unlocked.emit()

    def drop_unfinished(self) -> bool:
        """Let every screen drop what was begun and not recorded, for those who began it leave.

        :returns: whether there was anything.
        """
        dropped: list[bool] = []
        self.dropping.emit(lambda: dropped.append(True))
        return bool(dropped)

    def sign_everyone_out(self) -> None:
        """Leave no seat taken behind; queued, so that :meth:`close` waits for it."""
        for seat in self.seats:
            person = seat.person.id
            self.record.submit(
                partial(self.seating.sign_out, person),
                failed=_nobody_listens,
                must_run=True,
            )

    def close(self) -> None:
        """Sign everyone out, then let go of the folder; the queues go on for the next recount."""
        gc.unfreeze()
        self.newest.stop()
        self.locating.shutdown()
        self.verifying.shutdown()
        self.exporting.shutdown()
        self.sign_everyone_out()
        self.record.submit(self.recount.close, must_run=True)


def _set_apart() -> None:
    """Spare what was read at the opening from every later look for garbage.

    A look through a large record stops all threads for a tenth of a second and more.
    """
    gc.freeze()


def _nobody_listens(_failure: Failure) -> None:
    """The window is closing; a seat that could not be left ends with the next sign-in."""
