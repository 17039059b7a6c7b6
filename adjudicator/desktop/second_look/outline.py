"""One key says that the outline is in the wrong place: the whole page at once, and a note of it."""

from PySide6.QtCore import QObject

from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.wrong_place import NOBODY, NOTHING_OUTLINED
from adjudicator.desktop.second_look.flow import LookFlow
from adjudicator.desktop.second_look.ports import LookDesk
from adjudicator.ledger.casenumbers import spoken


class WrongOutline(QObject):
    """As in Review: the page is shown whole first, and what was said of the ballot stays."""

    def __init__(self, pane: BallotPane, flow: LookFlow, desk: LookDesk, record: WorkQueue) -> None:
        super().__init__(flow)
        self._pane, self._flow, self._desk, self._record = pane, flow, desk, record
        self._said: set[str] = set()
        """Numbers of the ballots it was said of here, so that a second press notes nothing more."""

    def say(self) -> None:
        """The key."""
        view, people = self._flow.view, self._flow.table.people
        if view is None:
            return
        if all(side.contest_box(view.case.contest) is None for side in view.sides):
            self._flow.say(NOTHING_OUTLINED)
            return
        self._pane.wrong_place()
        if view.number in self._said:
            return
        if not people:
            self._flow.say(NOBODY)
            return
        self._said.add(view.number)
        told = (
            f"Noted: the outline of case {spoken(view.number)} was in the wrong place. From now on "
            "every station shows its whole page."
        )
        self._record.submit(
            lambda: self._desk.say_wrong_place(view, people),
            lambda _: self._flow.say(told),
            lambda failure: self._flow.say(failure.sentence),
            priority=URGENT,
            must_run=True,
        )
