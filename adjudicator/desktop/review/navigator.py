"""Which case is on the screen, and which come next: views are fetched before they are needed."""

from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE, URGENT, Ticket, WorkQueue
from adjudicator.desktop.review.ports import CaseView, ReviewDesk, Worklist
from adjudicator.domain.history import CaseStatus

_HELD = 24
"""Case views kept in memory; each is a few kilobytes."""
_AHEAD = 3
_TO_DO = frozenset({CaseStatus.UNREVIEWED, CaseStatus.REOPENED})


class Navigator(QObject):
    """Walks through a batch, and opens any case by its number.

    :param desk: the record, asked on the serial queue.
    :param queue: that queue.
    """

    arrived = Signal(object)
    """A :class:`CaseView` to show now."""
    waiting = Signal(str)
    """The number of a case that is being fetched."""
    nearby = Signal(object)
    """Case views likely to be shown next, the likeliest first, for their images."""
    finished = Signal()
    """No case of the batch is left to rule on."""
    failed = Signal(object)
    """A :class:`~adjudicator.desktop.kit.errors.Failure`."""

    def __init__(self, desk: ReviewDesk, queue: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.worklist = Worklist("", ())
        self.current = self._wanted = ""
        self._order: list[str] = []
        self.by_forms = False
        """Whether cases come in the order of the paper forms instead of that of work."""
        self._status: dict[str, CaseStatus] = {}
        self._views: OrderedDict[str, CaseView] = OrderedDict()
        self._ticket: Ticket | None = None
        self._fetching: dict[str, Ticket] = {}

    def start(self) -> None:
        """Read the batch and open its first case to do."""
        self._queue.submit(self._desk.worklist, self._begin, self.failed.emit, priority=URGENT)

    def _begin(self, worklist: Worklist) -> None:
        self._stand_anew(worklist)
        self._views.clear()
        self.next_to_do()

    @property
    def to_do(self) -> int:
        """How many cases of the batch are left."""
        return sum(status in _TO_DO for status in self._status.values())

    def next_to_do(self, *, from_first: bool = False) -> None:
        """The next case nobody has ruled on, wrapping round once.

        :param from_first: begin with the first of the order, not after the one on the screen.
        """
        if from_first:
            self.current = ""
        upcoming = self._upcoming()
        if upcoming:
            self.open(upcoming[0])
        else:
            self.current = ""
            self.finished.emit()

    def open(self, number: str) -> None:
        """Show a case, of this batch or any other."""
        self._wanted = number
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
        view = self._views.get(number)
        if view is not None:
            self._arrive(view)
            return
        self._ticket = self._queue.submit(
            lambda: self._desk.case(number), self._arrive, self.failed.emit, priority=URGENT
        )
        self.waiting.emit(number)

    def lost(self) -> bool:
        """What was wanted could not be opened; whether there is another one to go back to."""
        if self._wanted == self.current:
            # Not even the one on the screen can be: to ask for it again would never end.
            self.current = ""
        return bool(self.current)

    def go_by_forms(self, *, on: bool) -> None:
        """Take the cases in the order of the paper forms, or in that of work again."""
        self.by_forms = on
        work = tuple(item.number for item in self.worklist.items)
        self._order = list((self.worklist.on_forms or work) if on else work)

    def stop(self) -> None:
        """Nobody looks any more: what was asked for and not begun is not fetched."""
        for ticket in (self._ticket, *self._fetching.values()):
            if ticket is not None:
                ticket.drop()
        self._ticket = None
        self._fetching.clear()

    def settle(self, number: str, status: CaseStatus) -> None:
        """Note where a case stands now; what was fetched of it is out of date."""
        self._views.pop(number, None)
        if number in self._status:
            self._status[number] = status

    def forget(self, number: str) -> None:
        """What was fetched of a case is out of date, and where it stands is asked anew."""
        self._views.pop(number, None)

        def stand(view: CaseView) -> None:
            self._status[view.number] = view.status

        if number in self._status:
            self._queue.submit(lambda: self._desk.case(number), stand, _nobody_waits)

    def forget_unlooked(self, _looked: object = None) -> None:
        """More pages were looked at: what was fetched before that is out of date.

        The ballot on the screen stays as it is; those that come next are fetched anew at once.
        """
        unlooked = [n for n, v in self._views.items() if v.finding is None and n != self.current]
        for number in unlooked:
            del self._views[number]
        if unlooked:
            self.look_ahead()

    def forget_all(self) -> None:
        """What was fetched is out of date, and where the cases of the batch stand is asked anew."""
        self._views.clear()
        self._fetching.clear()
        self._queue.submit(self._desk.worklist, self._stand_anew, _nobody_waits)

    def _stand_anew(self, worklist: Worklist) -> None:
        self.worklist = worklist
        self._status = {item.number: item.status for item in worklist.items}
        self.go_by_forms(on=self.by_forms)

    def step(self, by: int) -> None:
        """That many cases on in the order of work; back, if less than none."""
        if not self._order:
            return
        here = self._order.index(self.current) if self.current in self._status else -by
        place = here + by
        if 0 <= place < len(self._order):
            self.open(self._order[place])

    def _arrive(self, view: CaseView) -> None:
        self.current = view.number
        self._keep(view)
        if self.by_forms and view.number in self._status:
            # The place that stands beside the case on the form.
            view = replace(view, place=self._order.index(view.number) + 1)
        self.arrived.emit(view)

    def _keep(self, view: CaseView) -> None:
        self._fetching.pop(view.number, None)
        self._views[view.number] = view
        self._views.move_to_end(view.number)
        while len(self._views) > _HELD:
            self._views.popitem(last=False)

    def _upcoming(self) -> list[str]:
        """Cases to do, from the current one on."""
        start = self._order.index(self.current) + 1 if self.current in self._status else 0
        round_trip = self._order[start:] + self._order[:start]
        return [n for n in round_trip if self._status[n] in _TO_DO and n != self.current]

    def look_ahead(self) -> None:
        """Fetch what is likely to be shown next; once the ballot of now is on the screen."""
        wanted = self._upcoming()[:_AHEAD]
        if self.current in self._status:
            place = self._order.index(self.current)
            wanted += self._order[max(0, place - 1) : place]
        for number in wanted:
            if number not in self._views and number not in self._fetching:
                self._fetching[number] = self._fetch(number)
        views = [self._views[n] for n in wanted if n in self._views]
        if views:
            self.nearby.emit(views)

    def _fetch(self, number: str) -> Ticket:
        def keep(view: CaseView) -> None:
            if number in self._fetching:
                self._keep(view)
                self.look_ahead()

        def give_up(_failure: Failure) -> None:
            # Nobody waits for it; whoever opens the case is told then.
            self._fetching.pop(number, None)

        return self._queue.submit(lambda: self._desk.case(number), keep, give_up, priority=IDLE)


def _nobody_waits(_failure: Failure) -> None:
    """Whoever opens the case next is told what is wrong with it."""
