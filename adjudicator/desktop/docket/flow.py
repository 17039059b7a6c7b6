"""A case before the board: a proposal, the vote on it, and the majority's ruling recorded.

The program counts and never chooses: a ruling is recorded only if a majority of the seats voted
for exactly this proposal, and not before everybody in attendance has voted or the presiding member
asks for it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.ports import (
    BoardCase,
    BoardDesk,
    BoardView,
    MemberView,
    Voice,
    VoteCount,
)
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.draft import Draft, Facts
from adjudicator.desktop.review.ports import CaseView, RecordedRuling
from adjudicator.domain.rulings import Ruling

NOT_SHOWN = "Wait until the ballot is on the screen."
BUSY = "Wait until the vote before is recorded."


class BoardFlow(QObject):
    """The board's side of one case, or of a group of like ones."""

    changed = Signal()
    """Draft, proposal, votes or message changed."""
    said = Signal(str)
    """A sentence to announce."""
    voted = Signal(object)
    """A :class:`VoteCount`: a vote is in the record."""
    settled = Signal(object)
    """The :class:`RecordedRuling` of each case the board has ruled on."""

    def __init__(self, desk: BoardDesk, queue: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.board = BoardView()
        self.case: BoardCase | None = None
        self.draft: Draft | None = None
        self.proposed: Ruling | None = None
        self.count: VoteCount | None = None
        self.heard: dict[str, Voice] = {}
        """A voice vote as the clerk entered it; nothing of it is recorded until it is confirmed."""
        self.listening = False
        """Whether the clerk is entering a voice vote."""
        self.group: tuple[CaseView, ...] = ()
        """The like cases the proposal is for, the one on screen first; empty: that one alone."""
        self.shown = False
        self._message = ""
        self._busy = False

    @property
    def message(self) -> str:
        """Why the last key did nothing, or what comes next."""
        return self._message or (self.draft.message if self.draft is not None else "")

    @property
    def cases(self) -> tuple[CaseView, ...]:
        """The cases the proposal is for."""
        if self.case is None:
            return ()
        return self.group or (self.case.view,)

    @property
    def sentence(self) -> str:
        """The proposal so far."""
        return self.draft.sentence if self.draft is not None else ""

    def begin(self, case: BoardCase, message: str = "") -> None:
        """Take up a case."""
        view = case.view
        facts = Facts(
            view.contest, view.row.machine, self._desk.rules, view.barred, view.row.condition
        )
        self.case, self.draft = case, Draft.begin(facts)
        self.shown = False
        self._clear_vote()
        self.group = ()
        self.say(message)

    def leave(self) -> None:
        """No case is on the screen."""
        self.case = self.draft = None
        self.shown = False
        self._clear_vote()
        self.group = ()
        self.say("")

    def press(self, act: str) -> None:
        """A key that says what is seen; it withdraws a proposal that stands."""
        if self.draft is None:
            return
        if self._busy:
            self._refuse(BUSY)
            return
        if self.proposed is not None:
            self._clear_vote()
            if act == "back":
                self.say("The proposal is withdrawn. Votes given on it stay in the record.")
                return
        self.draft = drafting.press(self.draft, act)
        self.say("")

    def edit(self, draft: Draft) -> None:
        """Take a draft with other words, letters, or every side shown."""
        self.draft = draft
        if self.proposed is not None and draft.ruling != self.proposed:
            self._clear_vote()
        self.changed.emit()

    def take_group(self, cases: Sequence[CaseView]) -> None:
        """Let the proposal be for all these like cases."""
        self.group = tuple(cases) if len(cases) > 1 else ()
        self._clear_vote()
        asked = "Does any member or observer ask that a ballot be taken out? (T)"
        self.say(asked if self.group else "No other case on the docket is like this one.")

    def take_out(self, number: str) -> None:
        """Take one ballot out of the group; anybody may ask for it, before or while voting."""
        if len(self.group) <= 1:
            return
        self.group = tuple(case for case in self.group if case.number != number)
        if len(self.group) == 1:
            self.group = ()
        self._clear_vote()
        self.say("Taken out: it is ruled on by itself.")

    def propose(self) -> None:
        """Put the draft to the vote; where a majority stands, record it."""
        if self.draft is None:
            return
        if self.proposed is not None:
            self._record_majority()
            return
        if self.draft.rests_on_others:
            self.press("forward")
            return
        if self.draft.words_come_first:
            self.edit(drafting.ask_words(self.draft))
            return
        problem = self._barrier() or self.draft.problem
        if problem:
            self._refuse(problem)
            return
        self.proposed = self.draft.ruling
        self.count = None
        self.say("")
        self.said.emit(f"Put to the vote: {self.draft.sentence}")

    def voice_vote(self) -> None:
        """Begin or end the entering of a voice vote."""
        if self.proposed is None:
            self._refuse("Nothing is put to the vote yet. Return puts the proposal to the vote.")
            return
        self.listening = not self.listening
        if self.listening:
            self.heard = {}
            self.say("Voice vote: enter what each member said, then V. Nothing is recorded yet.")
        else:
            self.say("Each member confirms with their own key what was heard.")

    def vote(self, place: int, voice: Voice) -> None:
        """A member's key: heard by the clerk, or the member's own vote."""
        if not 0 <= place < len(self.board.members):
            self._refuse("Nobody of the board has that key.")
            return
        member = self.board.members[place]
        if self.proposed is None:
            self._refuse("Nothing is put to the vote yet. Return puts the proposal to the vote.")
        elif self.listening:
            self.heard[member.person] = voice
            self.say(f"Heard: {member.name} {voice.label}. V ends the voice vote.")
        else:
            self._give(member, voice)

    def _give(self, member: MemberView, voice: Voice) -> None:
        heard = self.heard.get(member.person)
        problem = self._barrier()
        if heard is not None and heard is not voice:
            problem = (
                f"The clerk heard {member.name} {heard.label}. "
                "Confirm that, or let the clerk enter it anew (V)."
            )
        if not problem and not member.signed_in:
            problem = f"Not recorded: {member.name} is not signed in here. Sign in (F3)."
        if problem:
            self._refuse(problem)
            return
        ruling, cases = self.proposed, self.cases
        assert ruling is not None  # noqa: S101 - asked by the caller
        self._busy = True
        self._queue.submit(
            lambda: self._desk.vote(member.person, cases, ruling, voice),
            lambda count: self._counted(member, voice, count),
            self._not_done,
            priority=URGENT,
            must_run=True,
        )

    def _counted(self, member: MemberView, voice: Voice, count: VoteCount) -> None:
        self._busy = False
        self.heard.pop(member.person, None)
        self.count = count
        self.said.emit(f"{member.name} {voice.label}. {count.words}")
        self.voted.emit(count)
        if count.majority and not count.waiting:
            self._record_majority()
        elif count.majority:
            waits = ", ".join(count.waiting)
            self.say(f"A majority: {count.words}. {waits} may still vote; Return records now.")
        elif not count.waiting:
            self.say(f"No majority: {count.words}. Propose something else, or D defers the case.")
        else:
            self.say("")

    def _record_majority(self) -> None:
        problem = self._barrier()
        count, ruling, cases = self.count, self.proposed, self.cases
        if not problem and (count is None or not count.majority):
            problem = "Not recorded: no majority of the board's seats has voted for this yet."
        if problem or ruling is None:
            self._refuse(problem)
            return
        self._busy = True
        self._queue.submit(
            lambda: self._desk.settle(cases, ruling),
            self._done,
            self._not_done,
            priority=URGENT,
            must_run=True,
        )

    def _done(self, recorded: tuple[RecordedRuling, ...]) -> None:
        self._busy = False
        words = self.count.words if self.count is not None else ""
        self._clear_vote()
        n = len(recorded)
        ballots = f"{n} ballots: " if n > 1 else ""
        self.said.emit(f"Recorded, {words}: {ballots}{recorded[0].sentence}")
        self.settled.emit(recorded)

    def _not_done(self, failure: Failure) -> None:
        self._busy = False
        self._refuse(failure.sentence)

    def _barrier(self) -> str:
        """Why nothing can be put to the vote or recorded now."""
        if self.case is None or self.draft is None:
            return "No ballot is on the screen."
        if self._busy:
            return BUSY
        if not self.shown:
            return NOT_SHOWN
        return self.draft.facts.barred or self.board.problem

    def _clear_vote(self) -> None:
        self.proposed, self.count = None, None
        self.heard, self.listening = {}, False

    def _refuse(self, message: str) -> None:
        self.say(message)
        self.said.emit(message)

    def say(self, message: str) -> None:
        """Show a sentence that is not about the draft."""
        self._message = message
        self.changed.emit()
