"""A case before the board: what is said of it, and for which cases it is put to the vote."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.docket.ports import (
    BoardCase,
    BoardDesk,
    BoardView,
    Settled,
    Voice,
    VoteCount,
)
from adjudicator.desktop.docket.taking_out import TakingOut
from adjudicator.desktop.docket.vote import BUSY, BoardVote
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.draft import Draft, Facts
from adjudicator.desktop.review.flow import DROPPED
from adjudicator.desktop.review.ports import CaseView
from adjudicator.ledger.casenumbers import spoken

ANEW = "The case stands differently now. Hear it, then put the ruling to the vote again."
VOTES_BEFORE = (
    "What was voted on this case before decides nothing now: each member presses their key anew."
)
RECESS = "The board is in recess. End the recess first (Ctrl+Shift+E)."
NOT_SHOWN = "Wait until the ballot is on the screen."


class BoardFlow(QObject):
    """The board's side of one case, or of a group of like ones; :attr:`vote` counts."""

    changed = Signal()
    """Draft, proposal, votes or message changed."""
    said = Signal(str)
    """A sentence to announce."""

    def __init__(self, desk: BoardDesk, queue: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.board = BoardView()
        self.case: BoardCase | None = None
        self.draft: Draft | None = None
        self.group: tuple[CaseView, ...] = ()
        """The like cases the proposal is for, the one on screen first; empty: that one alone."""
        self.leaving = TakingOut(desk, queue, self)
        """Who asks for a ballot to be taken out of the group."""
        self.shown = False
        """Whether the ballot is on the screen; nothing is put to the vote before."""
        self._message = ""
        self.vote = BoardVote(desk, queue, self._barrier, self)
        self.vote.told.connect(self.say)
        self.vote.refused.connect(self._refuse)
        self.vote.said.connect(self.said)
        self.vote.left.connect(self._left)
        self.vote.voted.connect(self._given)
        self.leaving.told.connect(self.say)
        self.leaving.refused.connect(self._refuse)
        self.leaving.noted.connect(self._taken_out)

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
            view.contest,
            view.row.machine,
            self._desk.rules,
            view.barred,
            view.row.condition,
            paper_seen=view.paper_seen,
        )
        self.case, self.draft = case, Draft.begin(facts)
        self.shown = False
        self.vote.clear()
        self.group = ()
        self.leaving.forget()
        self.say(message)

    def stands_now(self, case: BoardCase, why: str = "") -> None:
        """The case on the screen stands differently, as after an objection.

        What is being said of it goes on, unless it cannot be ruled on here any more; what was put
        to the vote is put again.  A new scan is not on the screen: the case has to be called again.

        :param why: the sentence that told of it, if one did.
        """
        if self.case is None or self.case.view.number != case.view.number:
            return
        before, now = self.case.view, case.view
        if _image(now) != _image(before):
            return
        if now.barred != before.barred:
            if self.vote.busy:
                # What is on its way into the record is answered first, and the case read again.
                return
            shown, message = self.shown, self._message
            self.begin(case, message)
            self.shown = shown
            self.changed.emit()
            self.said.emit(now.barred)
            return
        self.case = case
        self.group = tuple(now if like.number == now.number else like for like in self.group)
        if now.shown != before.shown and self.vote.proposed is not None and not self.vote.busy:
            self.vote.clear()
            self.say(why or ANEW)
        else:
            self.changed.emit()

    def leave(self) -> None:
        """No case is on the screen."""
        self.case = self.draft = None
        self.shown = False
        self.vote.clear()
        self.group = ()
        self.leaving.forget()
        self.say("")

    def drop(self) -> bool:
        """Drop what was begun and not recorded, as when the board leaves; the case stays.

        :returns: whether anything had been begun.
        """
        if self.case is None or self.draft is None:
            return False
        begun = self.draft.disposition is not None or bool(self.group)
        shown = self.shown
        self.begin(self.case, DROPPED if begun else "")
        self.shown = shown
        return begun

    def press(self, act: str) -> None:
        """A key that says what is seen; it withdraws a proposal that stands."""
        if self.draft is None:
            return
        if self.vote.busy:
            self._refuse(BUSY)
            return
        if self.leaving.number:
            self.leaving.press(act)
            return
        if self.vote.deciding:
            self.vote.press(act)
            return
        if self.vote.proposed is not None:
            self.vote.clear()
            if act == "back":
                self.say("The proposal is withdrawn. Votes given on it stay in the record.")
                return
        self.draft = drafting.press(self.draft, act)
        self.say("")

    def edit(self, draft: Draft) -> None:
        """Take a draft with other words, letters, or every side shown."""
        self.draft = draft
        if self.vote.proposed is not None and draft.ruling != self.vote.proposed:
            self.vote.clear()
        self.changed.emit()

    def take_group(self, cases: Sequence[CaseView]) -> None:
        """Let the proposal be for all these like cases."""
        self.group = tuple(cases) if len(cases) > 1 else ()
        self.leaving.forget()
        self.vote.clear()
        asked = "Does any member or observer ask that a ballot be taken out? (T)"
        self.say(asked if self.group else "No other case on the docket is like this one.")

    def take_out(self, number: str) -> None:
        """Somebody asks that one ballot be taken out of the group, before or while voting.

        Their own key says who; the same key again, that the presiding member asks for it.
        """
        if self.vote.busy:
            self._refuse(BUSY)
        elif self.leaving.number:
            self.leaving.by_presiding(self.group, self.board)
        elif len(self.group) > 1:
            self.leaving.ask(number)

    def _taken_out(self, number: str) -> None:
        self.group = tuple(case for case in self.group if case.number != number)
        if len(self.group) == 1:
            self.group = ()
        self.vote.clear()
        self.say(f"Case {spoken(number)} is taken out: it is ruled on by itself.")

    def propose(self) -> None:
        """Put the draft to the vote; where a majority stands, record it."""
        if self.draft is None:
            return
        if self.leaving.number:
            self.leaving.press("propose")
            return
        if self.vote.proposed is not None:
            self.vote.record()
            return
        if self.draft.rests_on_others:
            self.press("forward")
            return
        if self.draft.words_come_first:
            self.edit(drafting.ask_words(self.draft))
            return
        problem = self._barrier() or self.draft.problem
        ruling = self.draft.ruling
        if problem or ruling is None:
            self._refuse(problem)
            return
        self.vote.put(ruling, self.cases)
        self.say(VOTES_BEFORE if self.case is not None and self.case.votes else "")
        self.said.emit(f"Put to the vote: {self.draft.sentence}")

    def cast(self, place: int, voice: Voice) -> None:
        """The key of the member at that place of the roster, from 0."""
        if not 0 <= place < len(self.board.members):
            self._refuse("Nobody of the board has that key.")
            return
        member = self.board.members[place]
        if self.leaving.number:
            self.leaving.by(self.group, member.person)
        else:
            self.vote.cast(member, voice)

    def _given(self, count: VoteCount) -> None:
        """A vote is in the record: it is told beside its member, whatever is proposed next."""
        if self.case is not None and self.vote.proposed is not None:
            self.case = replace(self.case, votes=count.given)

    def _barrier(self) -> str:
        """Why nothing can be put to the vote or recorded now."""
        if self.case is None or self.draft is None:
            return "No ballot is on the screen."
        if self.vote.busy:
            return BUSY
        if not self.shown:
            return NOT_SHOWN
        return (
            self.draft.facts.barred or self.board.problem or (RECESS if self.board.recess else "")
        )

    def _left(self, came: Settled) -> None:
        """A part of the group is recorded: the rest is the group now."""
        self.group = came.left

    def _refuse(self, message: str) -> None:
        self.say(message)
        self.said.emit(message)

    def say(self, message: str) -> None:
        """Show a sentence that is not about the draft."""
        self._message = message
        self.changed.emit()


def _image(view: CaseView) -> str:
    """The scan on the screen."""
    return view.seal if view.shown is None else view.shown.row
