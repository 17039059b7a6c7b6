"""A ballot is taken out of a group: first which, then who asks for it, and then it is noted."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.ports import BoardDesk, BoardView
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.ports import CaseView
from adjudicator.ledger.casenumbers import spoken


class TakingOut(QObject):
    """Asks whose wish it is; the record notes it under their key.

    :param desk: the record, as the board uses it.
    :param queue: its serial queue.
    """

    told = Signal(str)
    """A sentence to show."""
    refused = Signal(str)
    """Why nothing was taken out."""
    noted = Signal(str)
    """The number of a case that was taken out: the note is in the record."""

    def __init__(self, desk: BoardDesk, queue: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.number = ""
        """Of the case somebody asks to be taken out, until it is known who; else empty."""

    @property
    def question(self) -> str:
        """What is asked now."""
        return (
            f"Who asks that case {spoken(self.number)} be taken out? Their own key; T again for "
            "the presiding member; \u232b leaves it in."
        )

    def ask(self, number: str) -> None:
        """Somebody wants this case out of the group."""
        self.number = number
        self.told.emit(self.question)

    def forget(self) -> None:
        """Nobody asks any more."""
        self.number = ""

    def press(self, act: str) -> None:
        """A key that names nobody: back leaves the case in, any other asks again."""
        if act == "back":
            self.forget()
            self.told.emit("Nothing is taken out.")
        else:
            self.refused.emit(self.question)

    def by_presiding(self, group: tuple[CaseView, ...], board: BoardView) -> None:
        """The presiding member asks for it, or nobody else who has a key here."""
        head = next((member for member in board.members if member.presiding), None)
        if head is None:
            self.refused.emit(self.question)
        else:
            self.by(group, head.person)

    def by(self, group: tuple[CaseView, ...], person: str) -> None:
        """This person asks for it."""
        number = self.number
        self.forget()
        self._queue.submit(
            partial(self._desk.take_out, group, number, person),
            lambda _none: self.noted.emit(number),
            lambda failure: self.refused.emit(failure.sentence),
            priority=URGENT,
            must_run=True,
        )
