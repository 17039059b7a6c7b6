"""A copy of the objection that was filed last, from where it was filed: a key, or a quiet word."""

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.papers.maker import print_paper
from adjudicator.desktop.papers.printer import Printer
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.ports import FiledObjection
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.services.papers.making import Kind

NONE_YET = "No objection was filed here yet; Papers prints a copy of any."


class ObjectionCopies(QObject):
    """Prints copies of objections at one station; nobody waits for it.

    :param desk: the open recount.
    :param observers: who object here.
    """

    said = Signal(str)
    """What became of the copy."""
    offered = Signal(str)
    """The label of the objection a copy can be printed of."""

    def __init__(self, desk: Desk, observers: ObserverFlow) -> None:
        super().__init__(observers)
        self._desk = desk
        self.printer = Printer(self)
        self.label = ""
        observers.filed.connect(self._filed)

    def print(self) -> None:
        """Print a copy of the objection filed last."""
        if not self.label:
            self.said.emit(NONE_YET)
            return
        print_paper(
            self._desk, Kind.OBJECTION, self.label, self.said.emit, self._tell, self.printer
        )

    def _filed(self, objection: FiledObjection) -> None:
        self.label = objection.label
        self.offered.emit(self.label)

    def _tell(self, failure: Failure) -> None:
        self.said.emit(failure.sentence)


def offer_copies(desk: Desk, review: ReviewScreen) -> ObjectionCopies:
    """Let the observers of a Review print what they have filed."""
    copies = ObjectionCopies(desk, review.observers)
    review.maker.make("review.print", copies.print)
    review.bar.copy.clicked.connect(copies.print)
    key = review.key_of("print")
    copies.offered.connect(lambda label: review.bar.offer_copy(f"Copy of {label} ({key})"))
    copies.said.connect(review.flow.say)
    copies.said.connect(review.announcer.say)
    return copies
