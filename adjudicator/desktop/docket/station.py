"""The record as the docket uses it: the board at one station, over the services.

Every method runs on the record's serial queue (see :mod:`adjudicator.desktop.docket.ports`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adjudicator.desktop.docket.ports import (
    BoardCase,
    BoardView,
    Docket,
    DocketGroup,
    DocketLine,
    MemberView,
    RejectedObjection,
    Settled,
    Undecided,
    Voice,
    VoteCount,
)
from adjudicator.desktop.precedents.station import StationPrecedents
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.ports import CaseView, RecordedRuling
from adjudicator.desktop.review_desk import StationReview
from adjudicator.desktop.wording import party_of
from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.votes import Say
from adjudicator.domain.wording import ruling_sentence
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.board import docket as dockets
from adjudicator.services.board.attendance import Attendance, MemberPresence
from adjudicator.services.board.deferral import defer, deferred, take_up
from adjudicator.services.board.groups import consent_group, note_taken_out
from adjudicator.services.board.papers import send_for_paper
from adjudicator.services.board.proposal import Proposal, propose, unsaid
from adjudicator.services.board.recesses import recess_now
from adjudicator.services.board.sitting import unsigned_words
from adjudicator.services.board.voting import (
    PartlyRecorded,
    VoteNow,
    cast_vote,
    presiding_seat,
    record_ruling,
    vote_now,
)
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import (
    counts_by_side,
    counts_words,
    label_of,
    mark_frivolous,
    register,
    to_mark_frivolous,
)
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord


class StationBoard:
    """The board at this station.

    :param recount: open.
    :param seating: who is signed in here.
    """

    def __init__(self, recount: Recount, seating: Seating) -> None:
        self._recount, self._seating = recount, seating
        self._attendance = Attendance(recount)
        self._precedents = StationPrecedents(recount, seating)
        self._records: dict[str, CaseRecord] = {}
        """The cases as they were shown last, by number: a vote is given on what was seen."""

    @property
    def rules(self) -> RulePack:
        """The rule pack of this recount."""
        return self._recount.rules

    def docket(self, most: int) -> Docket:
        """What waits for the board, like with like."""
        election = self._recount.election
        groups = tuple(
            DocketGroup(
                group.title,
                tuple(
                    DocketLine(
                        number=line.case.number,
                        why=f"{line.why}. {line.paper}" if line.paper else line.why,
                        precinct=election.precinct(line.case.row.precinct).name,
                        deferred=line.deferred,
                        locked=line.locked,
                    )
                    for line in group.lines
                ),
            )
            for group in dockets.docket(self._recount, most)
        )
        told = counts_words(counts_by_side(register(self._recount)))
        return Docket(groups, count_waiting(self._recount), told)

    def case(self, number: str) -> BoardCase:
        """A case by its number."""
        told = dockets.docket_case(self._recount, number)
        data = self._recount.state.data
        waits = data.before_board(data.cases[told.work.case.seal])
        barred = told.line.locked
        if not barred and not waits:
            barred = (
                f"Case {spoken(number)} does not wait for the board. An objection in an open "
                "batch, or two officers who reopen it, bring it here."
            )
        view = replace(self._view(told.work.case, barred), note=told.work.note)
        clause = told.clause
        return BoardCase(
            view=view if told.ruling else replace(view, last=None),
            call=told.call,
            claims=tuple(objection.sentence for objection in told.objections),
            clause_text="" if clause is None else f"{clause.number}: {clause.text}",
            votes=tuple((vote.person, vote.words) for vote in told.votes),
            like=told.like.words,
            paper=told.line.paper,
            locked=told.line.locked,
        )

    def _view(self, case: CaseRecord, barred: str = "") -> CaseView:
        """The case as the screens show it; what is barred for a team may be open to the board."""
        self._records[case.number] = case
        review = StationReview(self._recount, self._seating, case.batch)
        return replace(review.case(case.number), barred=barred)

    def board(self) -> BoardView:
        """Who sits here now."""
        # Whoever was removed at another station sits here no more.
        self._seating.settle()
        presence = self._attendance.board()
        here = {seat.person.id for seat in self._seating.seats}
        return BoardView(
            members=tuple(self._member(m, here) for m in presence.seated),
            quorum=presence.sentence,
            problem=presence.problem,
            sitting=unsigned_words(self._recount),
            record_code=self._recount.record_code(),
            recess=recess_now(self._recount),
        )

    def _member(self, member: MemberPresence, here: set[str]) -> MemberView:
        person = Person(member.person, member.role, member.party)
        return MemberView(
            person=member.person,
            name=member.name if member.role is not Role.ALTERNATE else f"{member.name} (alternate)",
            party="" if member.party is None else party_of(person, self._recount.election),
            here=member.here,
            signed_in=member.person in here,
            presiding=member.presides,
        )

    def vote(
        self,
        person: str,
        cases: Sequence[CaseView],
        ruling: Ruling,
        voice: Voice,
        put: int | None = None,
    ) -> VoteCount:
        """Record a member's vote on a proposal."""
        proposal = self._proposal(cases, ruling, put)
        cast_vote(self._recount, self._seating.seat(person), proposal, Say(voice.value))
        given = dockets.votes_given(self._recount, self._records[cases[0].number])
        return replace(
            _count(vote_now(self._recount, proposal, self._seating)),
            put=proposal.put,
            given=tuple((vote.person, vote.words) for vote in given),
            undecided=self._undecided(proposal),
        )

    def _undecided(self, proposal: Proposal) -> tuple[Undecided, ...]:
        left = unsaid(self._recount, proposal)
        told = {
            objection.entry: objection.sentence
            for case in (proposal.cases if left else ())
            for objection in dockets.docket_case(self._recount, case.number).objections
        }
        # What was claimed before a reopening is not told before the new ruling stands.
        state = self._recount.state
        return tuple(
            Undecided(e, told.get(e, f"Objection {label_of(state, e)}, made before the reopening."))
            for e in left
        )

    def settle(
        self, cases: Sequence[CaseView], ruling: Ruling, put: int, decided: Mapping[int, bool]
    ) -> Settled:
        """Record the majority's ruling, signed by the presiding member."""
        proposal = self._proposal(cases, ruling, put)
        problem, left = "", frozenset[str]()
        try:
            record_ruling(self._recount, self._seating, proposal, objections=decided)
        except PartlyRecorded as partly:
            problem, left = str(partly), frozenset(case.seal for case in partly.rest.cases)
        standing = self._recount.state.data.cases
        rulings = tuple(
            RecordedRuling(
                case.number,
                made[0],
                ruling,
                ruling_sentence(ruling, case.contest, case.row.machine, self.rules),
            )
            for case in cases
            if case.seal not in left and (made := standing[case.seal].current) is not None
        )
        return Settled(rulings, tuple(c for c in cases if c.seal in left), problem)

    def _proposal(self, cases: Sequence[CaseView], ruling: Ruling, put: int | None) -> Proposal:
        missing = [case.number for case in cases if case.number not in self._records]
        if missing:
            raise Refusal(f"Case {spoken(missing[0])} was not shown here. Call it again.")
        records = [self._records[case.number] for case in cases]
        shown = {case.seal: case.shown for case in cases if case.shown is not None}
        return propose(self._recount, records, ruling, shown, put=put)

    def like(self, case: CaseView) -> tuple[CaseView, ...]:
        """The cases one vote may settle together with this one, itself first."""
        group = consent_group(self._recount, case.number)
        return tuple(self._view(record) for record in group.cases)

    def take_out(self, cases: Sequence[CaseView], number: str, person: str) -> None:
        """Note that somebody asks for one case to be taken out of a group."""
        if number not in {case.number for case in cases}:
            raise Refusal(f"Case {spoken(number)} is not in this group. Nothing was changed.")
        note_taken_out(self._recount, self._records[number], self._seating.seat(person))

    def defer(self, case: CaseView) -> bool:
        """Put the case off, or take it up again if it was; whether it is put off now."""
        record = self._records[case.number]
        presiding = presiding_seat(self._recount, self._seating)
        if case.seal in deferred(self._recount):
            take_up(self._recount, record, presiding)
            return False
        defer(self._recount, record, "", presiding)
        return True

    def send_for_paper(self, case: CaseView) -> str:
        """Request the paper of a case, as the presiding member or the clerk."""
        sender, fetched = send_for_paper(self._recount, self._seating, case.seal)
        sent = f"{sender} sends for the paper of case {spoken(case.number)}; the case waits here."
        return f"{sent} {fetched.told}"

    def rejected(self, case: CaseView) -> tuple[RejectedObjection, ...]:
        """The objections to a case that may be marked frivolous."""
        return tuple(
            RejectedObjection(line.entry, f"{line.label}, {line.observer}: {line.claim}")
            for line in to_mark_frivolous(self._recount, case.seal)
        )

    def mark_frivolous(self, entry: int, words: str) -> str:
        """Mark an objection frivolous, with the presiding member's key."""
        presiding = presiding_seat(self._recount, self._seating)
        mark_frivolous(self._recount, entry, words, presiding)
        label = label_of(self._recount.state, entry)
        return f"Objection {label} is marked frivolous. It stands in the minutes."

    def precedents(self, case: CaseView, ruling: Ruling | None) -> tuple[PrecedentView, ...]:
        """Rulings made before in like situations, the newest first."""
        return self._precedents.precedents(case, ruling)


_VOICES = {Say.FOR: Voice.FOR, Say.AGAINST: Voice.AGAINST, Say.ABSTAIN: Voice.ABSTAIN}


def _count(now: VoteNow) -> VoteCount:
    return VoteCount(
        voices=tuple((person, _VOICES[say]) for person, say in now.standing.says),
        majority=now.standing.carried,
        waiting=now.waiting,
        words=now.words.rstrip("."),
    )
