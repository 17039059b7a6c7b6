"""The observers while the board rules: they answer its rulings and object, as at a table."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.flow import BoardFlow
from adjudicator.desktop.docket.ports import BoardCase, BoardDesk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.ports import (
    CaseView,
    FiledObjection,
    ObserversDesk,
    RecordedRuling,
    StationView,
)

_NOBODY = StationView(None, None)


class Gallery(QObject):
    """What observers say about the case on the screen and the one the board ruled on last.

    :param desk: the record, as observers use it.
    :param board: the record, as the board uses it: cases are read anew after an objection.
    :param queue: the serial queue of the record.
    :param flow: the case on the screen.
    """

    contested = Signal(object)
    """A :class:`BoardCase` that stands differently since an objection came or went."""
    wanted = Signal(str)
    """The number of a case to be shown, because somebody objects to it."""

    def __init__(
        self,
        desk: ObserversDesk,
        board: BoardDesk,
        queue: WorkQueue,
        flow: BoardFlow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board, self._queue, self._flow = board, queue, flow
        self.observers = ObserverFlow(desk, queue, _NOBODY, self)
        self._last: CaseView | None = None
        self._objector: int | None = None
        """Whose form opens once the case asked for is on the screen."""
        self.observers.filed.connect(self._read_anew)
        self.observers.withdrawn.connect(self._read_anew)
        self.observers.superseded.connect(lambda case, _sentence: self._read_anew(case))
        flow.vote.settled.connect(self._settled)
        flow.vote.stale.connect(lambda: self._read_case(flow.message))

    def object_to(self, place: int) -> None:
        """An observer's Shift key: to the case on the screen, or to the last one ruled on."""
        case, last = self._flow.case, self._last
        if case is None and last is not None and place < len(self.observers.station.observers):
            self._objector = place
            self.wanted.emit(last.number)
            return
        self.observers.open_form(place, None if case is None else case.view, last)

    def sign(self, place: int) -> None:
        """An observer's own key: they ask for a ballot to be taken out, or answer the rulings."""
        seats = self.observers.station.observers
        if self._flow.leaving.number and place < len(seats):
            self._flow.leaving.by(self._flow.group, seats[place].person)
        else:
            self.observers.sign(place)

    def decline(self, place: int) -> None:
        """This observer declines to sign."""
        self.observers.decline(place)

    def toggle_away(self, place: int) -> None:
        """Away from the table, or back at it."""
        self.observers.toggle_away(place)

    def arrived(self) -> None:
        """A case is on the screen: the form somebody asked for opens."""
        place, self._objector = self._objector, None
        if place is not None:
            self.object_to(place)

    def _settled(self, recorded: tuple[RecordedRuling, ...]) -> None:
        number = recorded[-1].number
        self._queue.submit(partial(self._board.case, number), self._take_last, _not_there)
        self.observers.refresh()

    def _take_last(self, case: BoardCase) -> None:
        self._last = case.view

    def _read_anew(self, objection: FiledObjection | CaseView) -> None:
        number = objection.number
        self._queue.submit(partial(self._board.case, number), self._stands_now, _not_there)

    def read_anew(self) -> None:
        """The case on the screen is read again, to tell what was filed, ordered or ruled."""
        self._read_case("")

    def _read_case(self, why: str) -> None:
        case = self._flow.case
        if case is not None:
            self._queue.submit(
                partial(self._board.case, case.view.number),
                lambda now: self._stands_now(now, why),
                _not_there,
            )

    def _stands_now(self, case: BoardCase, why: str = "") -> None:
        if self._last is not None and self._last.number == case.view.number:
            self._last = case.view
        self._flow.stands_now(case, why)
        self.contested.emit(case)


def _not_there(_failure: Failure) -> None:
    """Whoever calls the case next is told what is wrong with it."""
