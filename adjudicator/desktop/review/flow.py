"""One case through its ruling: drafted, proposed by one member, agreed by the other, recorded.

Recording happens on the record's queue while the next ballot is already shown.  If it fails,
nothing is lost: the case comes back with its draft.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.draft import Draft, Facts
from adjudicator.desktop.review.kept import KeptDrafts
from adjudicator.desktop.review.ports import CaseView, RecordedRuling, ReviewDesk, StationView
from adjudicator.domain.rulings import Disposition, EvidenceKind, Ruling
from adjudicator.domain.wording import ruling_sentence

RULED = "This case is ruled. U revises it and asks for the reason."
ON_ITS_WAY = "This case is on its way into the record."
BLIND = "This case was reopened: rule on it anew. The ruling before is shown once yours stands."
DROPPED = "The people here changed: what was being said of this ballot was dropped. Begin again."
NOT_SHOWN = "Wait until the ballot is on the screen."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A ruling both members agreed on, on its way into the record or there already."""

    case: CaseView
    ruling: Ruling
    sentence: str
    recorded: RecordedRuling | None = None


class RulingFlow(QObject):
    """The team's side of Review."""

    changed = Signal()
    """Draft, proposal or message changed."""
    said = Signal(str)
    """A sentence to announce."""
    handed_over = Signal(object)
    """A :class:`HandedOver` went to the record: the next ballot can be shown."""
    recorded = Signal(object)
    """A :class:`HandedOver` is in the record."""
    failed = Signal(object, object)
    """A :class:`HandedOver` is not in the record, and the failure."""

    def __init__(
        self,
        desk: ReviewDesk,
        queue: WorkQueue,
        station: StationView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.station = station
        self.case: CaseView | None = None
        self.draft: Draft | None = None
        self.proposed: Ruling | None = None
        self.last: HandedOver | None = None
        self.shown = False
        """Whether the ballot is on the screen; nothing is proposed before."""
        self.evidence = EvidenceKind.IMAGE
        """What rulings of this batch are made on: its images, or paper forms filled in before."""
        self._message = ""
        self._under_way: dict[str, HandedOver] = {}
        self._kept = KeptDrafts()

    @property
    def message(self) -> str:
        """Why the last key did nothing, or what went wrong."""
        return self._message or (self.draft.message if self.draft is not None else "")

    @property
    def ruled(self) -> bool:
        """Whether the case on the screen has its ruling, and nobody is revising it."""
        barred = self.draft.facts.barred if self.draft is not None else ""
        return barred in {RULED, ON_ITS_WAY}

    @property
    def under_way(self) -> frozenset[str]:
        """Numbers of the cases on their way into the record."""
        return frozenset(self._under_way)

    def begin(self, case: CaseView, message: str = "") -> None:
        """Take up a case.

        A draft comes back only where it never was left: the same case read anew, or brought back
        by a recording that failed.  One begun before people turned to another ballot is dropped.
        """
        if self.case is not None and self.draft is not None:
            self._kept.hold(self.case.number, self.draft)
        draft = self._kept.take(case.number)
        self.case, self.proposed, self.shown, self._message = case, None, False, message
        barred = case.barred or (RULED if case.last is not None else "")
        if case.number in self._under_way:
            barred = ON_ITS_WAY
        revising = barred == RULED and draft is not None and draft.revises
        stale = draft is not None and draft.facts.unseen != case.unseen
        if draft is None or stale or (barred and not revising):
            draft = Draft.begin(self._facts(case, barred))
        self.draft = draft
        self.changed.emit()

    def leave(self) -> None:
        """No case is on the screen."""
        if self.case is not None and self.draft is not None:
            self._kept.hold(self.case.number, self.draft)
        self.case = self.draft = self.proposed = None
        self.shown = False
        self._message = ""
        self.changed.emit()

    def drop(self) -> bool:
        """Drop what was begun and not recorded, as when the team leaves; the case stays.

        :returns: whether anything had been begun.
        """
        draft, case = self.draft, self.case
        begun = draft is not None and not draft.facts.barred and draft.disposition is not None
        begun = begun or (draft is not None and draft.revises)
        self._kept = KeptDrafts()
        if case is not None:
            shown, self.draft = self.shown, None
            self.begin(case, DROPPED if begun else "")
            self.shown = shown
        return begun

    def revise(self) -> None:
        """Begin to revise the ruling of the case on the screen: its reason first."""
        if self.case is None or self.draft is None:
            return
        if self.case.last is None:
            nothing = "This case has no ruling yet, so there is nothing to revise."
            self._refuse(BLIND if self.case.blind else nothing)
            return
        if self.case.barred:
            self._refuse(self.case.barred)
            return
        self.proposed = None
        self.draft = Draft.revise(self._facts(self.case, self.case.barred))
        self.say("")

    def press(self, act: str) -> None:
        """A key of the first page, the consistency question, the pictures or the reason."""
        if self.draft is None:
            return
        if self.proposed is not None:
            self.proposed = None
            if act == "back":
                self.say("The proposal is withdrawn.")
                return
        if act == "back" and self.draft.leaves_revision and self.case is not None:
            self.draft = Draft.begin(self._facts(self.case, RULED))
            self.say("The ruling stays as it is.")
            return
        self.draft = drafting.press(self.draft, act)
        self.say("")

    def edit(self, draft: Draft) -> None:
        """Take a draft with other words, letters, or every side shown.

        A proposal in force is withdrawn if the ruling is not the same any more.
        """
        self.draft = draft
        if self.proposed is not None and draft.ruling != self.proposed:
            self.proposed = None
        self.changed.emit()

    def propose(self) -> None:
        """The first member proposes the draft, or goes on to the question it rests on."""
        if self.draft is None or self.proposed is not None:
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
        if self.case is not None and self.case.blind and self.draft.reason is None:
            self.edit(drafting.ask_reason(self.draft))
            return
        self.proposed = self.draft.ruling
        self.say("")
        self.said.emit(f"Proposed: {self.draft.sentence}")

    def agree(self) -> None:
        """The second member agrees, and that records."""
        problem = self._barrier()
        if problem or self.proposed is None:
            self._refuse(problem or "Nothing is proposed yet. The first member proposes (Return).")
            return
        self._hand_over(self.proposed)

    def disagree(self) -> None:
        """The second member does not agree: the case goes to the board."""
        problem = self._barrier()
        if problem or self.proposed is None:
            self._refuse(
                problem or "Nothing is proposed to disagree with. B sends the case to the board."
            )
            return
        kept = replace(self.proposed, disposition=Disposition.NO_CONSENSUS, votes=frozenset())
        self._hand_over(replace(kept, clause=None, words=None, consistency=None))

    def _facts(self, case: CaseView, barred: str) -> Facts:
        return Facts(
            case.contest,
            case.row.machine,
            self._desk.rules,
            barred,
            case.row.condition,
            self.evidence,
            case.paper_seen,
            case.unseen,
        )

    def _barrier(self) -> str:
        """Why nothing can be proposed or agreed now."""
        if self.case is None or self.draft is None:
            return "No ballot is on the screen."
        if not self.shown and not self.draft.facts.unseen:
            return NOT_SHOWN
        return self.draft.facts.barred or self.station.team_problem

    def _hand_over(self, ruling: Ruling) -> None:
        case, proposer, partner = self.case, self.station.proposer, self.station.partner
        if case is None or proposer is None or partner is None or case.number in self._under_way:
            self._refuse("Not recorded: two members must be signed in (F3). Nothing was lost.")
            return
        sentence = ruling_sentence(ruling, case.contest, case.row.machine, self._desk.rules)
        handed = HandedOver(case, ruling, sentence)
        draft = self.draft
        self._under_way[case.number] = handed
        self.last, self.proposed, self.draft = handed, None, None
        members = (proposer.person, partner.person)
        # The next ballot first: the record at work would hold up its paint.
        self.handed_over.emit(handed)
        self._queue.submit(
            lambda: self._desk.record(case, ruling, members),
            lambda recorded: self._done(replace(handed, recorded=recorded)),
            lambda failure: self._not_done(handed, draft, failure),
            priority=URGENT,
            must_run=True,
        )

    def _done(self, handed: HandedOver) -> None:
        number = handed.case.number
        handed = replace(handed, case=_as_recorded(handed))
        self._under_way.pop(number, None)
        if self.last is not None and self.last.case.number == number:
            self.last = handed
        self.said.emit(f"Recorded: {handed.sentence}")
        self.recorded.emit(handed)
        self.changed.emit()

    def _not_done(self, handed: HandedOver, draft: Draft | None, failure: Failure) -> None:
        number = handed.case.number
        self._under_way.pop(number, None)
        if self.case is not None and self.draft is not None:
            self._kept.hold_for_failure(self.case.number, self.draft)
        if draft is not None:
            self._kept.hold_for_failure(number, draft)
        if self.last is not None and self.last.case.number == number:
            self.last = None
        self.failed.emit(handed, failure)

    def _refuse(self, message: str) -> None:
        self.say(message)
        self.said.emit(message)

    def say(self, message: str) -> None:
        """Show a sentence that is not about the draft."""
        self._message = message
        self.changed.emit()


def _as_recorded(handed: HandedOver) -> CaseView:
    """The case with the ruling everybody saw being made here: what is said next is said of that."""
    case, made = handed.case, handed.recorded
    if case.shown is None or made is None:
        return case
    return replace(case, shown=replace(case.shown, ruling=(made.entry, 0), reopened=None))
