"""The vote on one proposal: who said what, and the ruling a majority makes.

The program counts and never chooses: a ruling is recorded only if a majority of the seats voted
for exactly this proposal since it was put, and not before everybody in attendance has voted or the
presiding member asks for it.  An objection that asks for no outcome, such as one to the procedure,
is decided by the presiding member before the ruling is recorded.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.ports import (
    BoardDesk,
    MemberView,
    Settled,
    Undecided,
    Voice,
    VoteCount,
)
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.rulings import Ruling

BUSY = "Wait until the vote before is recorded."
DECIDE = "The presiding member says it: 1 upheld, 2 rejected."
SAID = "Return records the ruling, \u232b takes the answer back."
_ANSWERS = {"digit_1": True, "digit_2": False}
NOTHING_PUT = "Nothing is put to the vote yet. Return puts the proposal to the vote."


class BoardVote(QObject):
    """What is put to the vote, and the votes given on it.

    :param barrier: why nothing can be recorded now, as a sentence; empty if it can.
    """

    told = Signal(str)
    """A sentence to show: what came of a key; empty if nothing is to be said."""
    refused = Signal(str)
    """Why a key did nothing."""
    said = Signal(str)
    """A sentence to announce."""
    voted = Signal(object)
    """A :class:`VoteCount`: a vote is in the record."""
    settled = Signal(object)
    """The :class:`~adjudicator.desktop.review.ports.RecordedRuling` of each case ruled on."""
    stale = Signal()
    """The record refused: the case may stand differently, and is read again."""
    left = Signal(object)
    """A :class:`Settled` that leaves cases of a group; the votes on them stand."""

    def __init__(
        self,
        desk: BoardDesk,
        queue: WorkQueue,
        barrier: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue, self._barrier = desk, queue, barrier
        self.proposed: Ruling | None = None
        self.count: VoteCount | None = None
        self.heard: dict[str, Voice] = {}
        """A voice vote as the clerk entered it; nothing of it is recorded until it is confirmed."""
        self.listening = False
        """Whether the clerk is entering a voice vote."""
        self.busy = False
        """Whether something is on its way into the record."""
        self.decided: dict[int, bool] = {}
        """Whether each objection that asks for no outcome is upheld, as the presiding member
        says."""
        self.deciding = False
        """Whether the presiding member is asked that."""
        self._cases: tuple[CaseView, ...] = ()

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """The objections the presiding member has not answered yet."""
        asked = () if self.count is None else self.count.undecided
        return tuple(each for each in asked if each.entry not in self.decided)

    def put(self, ruling: Ruling, cases: tuple[CaseView, ...]) -> None:
        """Put a ruling on these cases to the vote."""
        self.clear()
        self.proposed, self._cases = ruling, cases

    def clear(self) -> None:
        """Nothing is put to the vote any more; votes given stay in the record."""
        self.proposed, self.count = None, None
        self.heard, self.listening = {}, False
        self.decided, self.deciding = {}, False
        self._cases = ()

    def by_voice(self) -> None:
        """Begin or end the entering of a voice vote."""
        if self.proposed is None:
            self.refused.emit(NOTHING_PUT)
            return
        self.listening = not self.listening
        if self.listening:
            self.heard = {}
            self.told.emit(
                "Voice vote: enter what each member said, then V. Nothing is recorded yet."
            )
        else:
            self.told.emit("Each member confirms with their own key what was heard.")

    def cast(self, member: MemberView, voice: Voice) -> None:
        """A member's key: heard by the clerk, or the member's own vote."""
        # Whoever speaks again changes what is decided: the presiding member is asked anew.
        self.decided, self.deciding = {}, False
        if self.proposed is None:
            self.refused.emit(NOTHING_PUT)
        elif self.listening:
            self.heard[member.person] = voice
            self.told.emit(f"Heard: {member.name} {voice.label}. V ends the voice vote.")
        else:
            self._give(self.proposed, member, voice)

    def _give(self, ruling: Ruling, member: MemberView, voice: Voice) -> None:
        heard, cases = self.heard.get(member.person), self._cases
        put = None if self.count is None else self.count.put
        problem = self._barrier()
        if heard is not None and heard is not voice:
            problem = (
                f"The clerk heard {member.name} {heard.label}. "
                "Confirm that, or let the clerk enter it anew (V)."
            )
        if not problem and not member.signed_in:
            problem = f"Not recorded: {member.name} is not signed in here. Sign in (F3)."
        if problem:
            self.refused.emit(problem)
            return
        self.busy = True
        self._queue.submit(
            lambda: self._desk.vote(member.person, cases, ruling, voice, put),
            lambda count: self._counted(member, voice, count),
            self._not_done,
            priority=URGENT,
            must_run=True,
        )

    def _counted(self, member: MemberView, voice: Voice, count: VoteCount) -> None:
        self.busy = False
        if self.proposed is None:
            # Those who sat here left meanwhile: the vote stands in the record, and nothing is put.
            self.voted.emit(count)
            return
        self.heard.pop(member.person, None)
        self.count = count
        self.said.emit(f"{member.name} {voice.label}. {count.words}")
        self.voted.emit(count)
        if count.majority and not count.waiting:
            self.record()
        elif count.majority:
            waits = ", ".join(count.waiting)
            self.told.emit(
                f"A majority: {count.words}. {waits} may still vote; Return records now."
            )
        elif not count.waiting:
            self.told.emit(
                f"No majority: {count.words}. Propose something else, or D defers the case."
            )
        else:
            self.told.emit("")

    def record(self) -> None:
        """Record the majority's ruling, or say why there is none.

        Where an objection asks for no outcome, the presiding member is asked first.
        """
        problem = self._barrier()
        count, ruling, cases = self.count, self.proposed, self._cases
        if not problem and (count is None or not count.majority):
            problem = "Not recorded: no majority of the board's seats has voted for this yet."
        if problem or ruling is None or count is None:
            self.refused.emit(problem or NOTHING_PUT)
            return
        if self.undecided:
            self.deciding = True
            self._ask()
            return
        decided = dict(self.decided)
        self.busy = True
        self._queue.submit(
            lambda: self._desk.settle(cases, ruling, count.put, decided),
            self._done,
            self._not_done,
            priority=URGENT,
            must_run=True,
        )

    def press(self, act: str) -> None:
        """A key while the presiding member is asked about an objection; others ask again."""
        if act in _ANSWERS and self.undecided:
            self.decided[self.undecided[0].entry] = _ANSWERS[act]
        elif act == "back" and not self.decided:
            self.deciding = False
            self.told.emit("")
            return
        elif act == "back":
            self.decided.popitem()
        self._ask()

    def _ask(self) -> None:
        if self.undecided:
            question = f"{self.undecided[0].sentence} {DECIDE}"
            self.said.emit(question)
            self.told.emit(question)
            return
        given = ["upheld" if upheld else "rejected" for upheld in self.decided.values()]
        words = "The objection is" if len(given) == 1 else "The objections are"
        self.told.emit(f"{words} {', '.join(given)}. {SAID}")

    def _done(self, came: Settled) -> None:
        self.busy = False
        words = self.count.words if self.count is not None else ""
        if came.left:
            self._cases = came.left
            self.left.emit(came)
            self.refused.emit(came.problem)
            return
        self.clear()
        recorded = came.rulings
        n = len(recorded)
        ballots = f"{n} ballots: " if n > 1 else ""
        self.said.emit(f"Recorded, {words}: {ballots}{recorded[0].sentence}")
        self.settled.emit(recorded)

    def _not_done(self, failure: Failure) -> None:
        self.busy = False
        self.refused.emit(failure.sentence)
        self.stale.emit()
