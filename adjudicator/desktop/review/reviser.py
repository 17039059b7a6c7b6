"""U: which ruling is revised, and how its case comes to the screen."""

from PySide6.QtCore import QObject

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.flow import BLIND, RulingFlow
from adjudicator.desktop.review.navigator import Navigator
from adjudicator.desktop.review.ports import ReviewDesk


class Reviser(QObject):
    """Finds the ruling to revise: the one on the screen, else the team's last one.

    :param flow: shows and takes the revision.
    :param navigator: brings the case.
    :param desk: knows what was ruled before the window was opened.
    :param record: the serial queue.
    """

    def __init__(
        self, flow: RulingFlow, navigator: Navigator, desk: ReviewDesk, record: WorkQueue
    ) -> None:
        super().__init__(flow)
        self._flow, self._navigator = flow, navigator
        self._desk, self._record = desk, record
        self._number = ""
        """The case that is being opened to be revised."""

    def revise(self) -> None:
        """Revise the ruling on the screen, or else the last one this team made in the batch."""
        last = self._flow.last
        if self._flow.case is not None and self._flow.case.last is not None:
            self._flow.revise()
        elif self._flow.case is not None and self._flow.case.blind:
            self._flow.say(BLIND)
        elif last is None:
            self._record.submit(self._desk.last_ruled, self._open, self._tell, priority=URGENT)
        elif last.recorded is None:
            self._flow.say("The last ruling is on its way into the record. Press U again.")
        else:
            self._open(last.case.number)

    def revise_case(self, number: str) -> None:
        """Open a case and begin to revise its ruling."""
        self._open(number)

    def arrived(self, number: str) -> None:
        """A case is on the screen: begin to revise it if that was asked for."""
        if self._number == number:
            self._flow.revise()
        self._number = ""

    def give_up(self) -> None:
        """The case could not be opened."""
        self._number = ""

    def _open(self, number: str | None) -> None:
        if number is None:
            self._flow.say("This team has no ruling in this batch to revise yet.")
            return
        self._number = number
        self._navigator.open(number)

    def _tell(self, failure: Failure) -> None:
        self._flow.say(failure.sentence)
