"""One key says that the outline is in the wrong place: the whole page at once, and a note of it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.desktop.review.navigator import Navigator
from adjudicator.desktop.review.ports import CaseView, ReviewDesk
from adjudicator.domain.finding.place import Doubt
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.locating.findings import without_place
from adjudicator.services.locating.telling import DOUBT_WORDS

NOTHING_OUTLINED = "Nothing is outlined here: you see the whole page already."
SAID = f"not located: {DOUBT_WORDS[Doubt.SAID_WRONG]}"
ALREADY = (
    "This is noted already: every station shows the whole page of this case. Nothing was noted "
    "twice."
)
NOBODY = "You see the whole page. Nothing was noted: nobody of the team is signed in here (F3)."


class WrongPlace(QObject):
    """The page is shown whole before anything is recorded; the ruling being said of it stays."""

    noted = Signal()
    """It is in the record; a case on the screen is known as not located now."""

    def __init__(
        self,
        pane: BallotPane,
        flow: RulingFlow,
        navigator: Navigator,
        desk: ReviewDesk,
        record: WorkQueue,
    ) -> None:
        super().__init__(flow)
        self._pane, self._flow, self._navigator = pane, flow, navigator
        self._desk, self._record = desk, record
        self._said: set[str] = set()
        """Seals of the cases it was said of here, so that a second press notes nothing more."""

    def say(self) -> None:
        """The key."""
        case = self._flow.case
        if case is None:
            return
        if case.seal in self._said or _is_said(case):
            self._pane.wrong_place()
            self._tell(ALREADY)
            return
        if all(side.contest_box(case.row.contest) is None for side in case.sides):
            self._tell(NOTHING_OUTLINED)
            return
        self._pane.wrong_place()
        station = self._flow.station
        members = tuple(s.person for s in (station.proposer, station.partner) if s is not None)
        if not members:
            self._tell(NOBODY)
            return
        self._said.add(case.seal)
        self._record.submit(
            lambda: self._desk.say_wrong_place(case, members),
            lambda _: self._noted(case),
            lambda failure: self._not_noted(case, failure),
            priority=URGENT,
            must_run=True,
        )

    def _noted(self, case: CaseView) -> None:
        # What was fetched of the case has the outline still.
        self._navigator.settle(case.number, case.status)
        here = self._flow.case
        if here is not None and here.number == case.number:
            found = here.finding
            said = None if found is None else without_place(found, Doubt.SAID_WRONG)
            self._flow.case = replace(here, located=SAID, finding=said)
        self.noted.emit()
        self._tell(
            f"Noted: the outline of case {spoken(case.number)} was in the wrong place. From now on "
            "every station shows its whole page."
        )

    def _not_noted(self, case: CaseView, failure: Failure) -> None:
        self._said.discard(case.seal)
        self._tell(failure.sentence)

    def _tell(self, sentence: str) -> None:
        self._flow.say(sentence)
        self._flow.said.emit(sentence)


def _is_said(case: CaseView) -> bool:
    """Whether it was known to be said when the case was read."""
    if case.finding is None:
        return case.located == SAID
    return case.finding.place.doubt is Doubt.SAID_WRONG
