"""The record of a practice as Review uses it: the ballots in their drawn order, whatever batch."""

from dataclasses import replace

from adjudicator.desktop.review.ports import CaseView, WorkItem, Worklist
from adjudicator.desktop.review_desk import StationReview
from adjudicator.services.practice.room import Room
from adjudicator.services.queue import case_work

TITLE = "Practice"


class PracticeDesk(StationReview):
    """Review of everything drawn; what is recorded, and what is refused, is as at the table."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.recount, room.seating, 1)
        self._room = room
        self._places = {number: n for n, (number, _) in enumerate(room.order, start=1)}

    def worklist(self) -> Worklist:
        """The ballots in the order they were drawn."""
        works = [case_work(self._room.recount, number).case for number in self._places]
        return Worklist(TITLE, tuple(WorkItem(c.number, c.status) for c in works))

    def case(self, number: str) -> CaseView:
        """A ballot, with its place in this practice."""
        view = super().case(number)
        return replace(view, place=self._places.get(view.number, 0), of=len(self._places))
