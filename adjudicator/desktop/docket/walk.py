"""The way through the docket: which case is called, and which comes after it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.flow import BoardFlow
from adjudicator.desktop.docket.ports import BoardCase, BoardDesk, DocketGroup
from adjudicator.desktop.kit.workers import URGENT, Ticket, WorkQueue
from adjudicator.desktop.review.ports import RecordedRuling
from adjudicator.ledger.casenumbers import spoken

_FEW = 2
"""Cases named one by one after a group was settled."""


class DocketWalk(QObject):
    """Goes from case to case in the order of the docket.

    :param desk: the record, as the board uses it.
    :param record: the serial queue of the record.
    :param flow: the case on the screen.
    """

    arrived = Signal(object)
    """The :class:`BoardCase` that was called."""
    listed = Signal()
    """No case is called any more: the list is shown."""
    stale = Signal()
    """The docket has changed and must be read anew."""
    said = Signal(str)
    """What was done with the case before."""
    failed = Signal(object)
    """A :class:`~adjudicator.desktop.kit.errors.Failure`."""

    def __init__(
        self, desk: BoardDesk, record: WorkQueue, flow: BoardFlow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._flow = desk, record, flow
        self._order: list[str] = []
        self._word = ""
        """What is said once the next case, or the list, is on the screen."""
        self._asked: Ticket | None = None

    def set_docket(self, groups: tuple[DocketGroup, ...]) -> None:
        """Take the order from the docket."""
        self._order = [line.number for group in groups for line in group.lines]

    def open(self, number: str) -> None:
        """Call a case."""
        if self._asked is not None:
            self._asked.drop()
        self._asked = self._record.submit(
            partial(self._desk.case, number), self._arrive, self.failed.emit, priority=URGENT
        )

    def _arrive(self, case: BoardCase) -> None:
        self._flow.begin(case)
        self.arrived.emit(case)
        self._say_word()

    def to_list(self) -> None:
        """Back to the list."""
        self._flow.leave()
        self.listed.emit()
        self.stale.emit()
        self._say_word()

    def _say_word(self) -> None:
        word, self._word = self._word, ""
        if word:
            self.said.emit(word)

    def next(self) -> None:
        """The next case of the docket."""
        self._step(1)

    def previous(self) -> None:
        """The case before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        case = self._flow.case
        if case is None or not self._order:
            return
        number = case.view.number
        here = self._order.index(number) if number in self._order else -by
        if 0 <= here + by < len(self._order):
            self.open(self._order[here + by])

    def defer(self) -> None:
        """Put the case at the end of the docket and call the next; or take it up again."""
        case = self._flow.case
        if case is not None:
            self._record.submit(
                partial(self._desk.defer, case.view),
                partial(self._deferred, case.view.number),
                self.failed.emit,
                priority=URGENT,
            )

    def _deferred(self, number: str, off: bool) -> None:  # noqa: FBT001 - the desk's answer
        if not off:
            self.stale.emit()
            self.said.emit(f"Case {spoken(number)} is taken up again, in its old place.")
            return
        after = self._after(number)
        if number in self._order:
            self._order.remove(number)
            self._order.append(number)
        self._word = f"Case {spoken(number)} is deferred: it waits at the end of the docket."
        self._go_on(after if after != number else "")

    def settled(self, recorded: tuple[RecordedRuling, ...]) -> None:
        """These cases are ruled on: call the one that follows."""
        done = {each.number for each in recorded}
        after = self._after(recorded[0].number, done)
        self._order = [number for number in self._order if number not in done]
        listed = " and ".join(spoken(each.number) for each in recorded[:_FEW])
        rest = len(recorded) - _FEW
        more = f" and {rest} more" if rest > 0 else ""
        self._word = f"Recorded for case {listed}{more}: {recorded[0].sentence}"
        self._go_on(after)

    def _go_on(self, number: str) -> None:
        if number:
            self.stale.emit()
            self.open(number)
        else:
            self.to_list()

    def _after(self, number: str, done: set[str] | frozenset[str] = frozenset()) -> str:
        """The case that follows on the docket, leaving out those done; empty at its end."""
        place = self._order.index(number) if number in self._order else -1
        rest = self._order[place + 1 :] + self._order[: max(place, 0)]
        return next((n for n in rest if n not in done), "")
