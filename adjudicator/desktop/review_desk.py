"""The record as Review uses it: one batch at one station, over the services.

Every method runs on the record's serial queue (see :mod:`adjudicator.desktop.review.ports`).
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.review.ports import (
    CaseView,
    FiledObjection,
    ObserverView,
    RecordedRuling,
    SeatView,
    StationView,
    WorkItem,
    Worklist,
)
from adjudicator.desktop.wording import clock, party_of
from adjudicator.domain.election import Election
from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import join_names, ruling_sentence
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.asking import asked_at_table, attest_policy
from adjudicator.services.attestation_states import state_of
from adjudicator.services.attesting import (
    Answer,
    Attestation,
    Objection,
    object_before,
    object_to,
    withdraw,
)
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.wrong_place import say_wrong_place
from adjudicator.services.objections import late_standing, objection_view, observer_words
from adjudicator.services.papers.life import PaperStep, paper_history
from adjudicator.services.papers.rescan import to_confirm
from adjudicator.services.policies import keeps_ink
from adjudicator.services.queue import (
    WorkCase,
    batch_title,
    batch_work,
    case_work,
    current_ruling,
    form_order,
)
from adjudicator.services.recount import Recount
from adjudicator.services.reopening import reopening_problem, ruling_before_reopening
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.services.shown import as_it_stands, check_unchanged
from adjudicator.services.table_answers import (
    RulingPlace,
    answer_all,
    table_rulings,
    waiting_for,
)
from adjudicator.services.team import team_problem
from adjudicator.services.veil import is_blind

_TEAM = 2


def trail_words(steps: Sequence[PaperStep]) -> str:
    """The way of a paper for the foot: ``paper requested 21:14 Ira Stone, on the table 21:20``."""
    told = [f"{step.step.label.lower()} {clock(step.time)} {step.name}" for step in steps]
    return f"paper {', '.join(told)}" if told else ""


def _sides(work: WorkCase) -> tuple[BallotSide, ...]:
    """The sides of the sheet, and beside them those of its original or its duplicate."""
    shown = list(zip(work.pages, work.captions, strict=True))
    if work.linked is not None:
        shown += zip(work.linked.pages, work.linked.captions, strict=True)
    return tuple(BallotSide(PageRef(p.image, p.page - 1), words, p.layout) for p, words in shown)


def _note(
    recount: Recount, work: WorkCase, late: Sequence[FiledObjection], *, rescanned: bool
) -> str:
    """What the source says, late objections, and a ruling made on an older scan than is shown."""
    older = rescanned and any(c.seal == work.case.seal for c in to_confirm(recount))
    labels = join_names([objection.label for objection in late])
    word = "objection" if len(late) == 1 else "objections"
    made_late = f"late {word} {labels}" if late else ""
    notes = (
        work.linked.words if work.linked else "",
        work.note,
        made_late,
        "ruled on an older scan: look again and confirm" if older else "",
    )
    return " \u00b7 ".join(note for note in notes if note)


def party_words(person: Person, election: Election) -> str:
    """``REP``; for a candidate's observer ``for Quint``; nothing for a nonpartisan."""
    if person.party is None:
        return ""
    short = party_of(person, election)
    parties = {p.abbreviation for p in election.parties}
    return short if short in parties else f"for {short.split()[-1]}"


class StationReview:
    """Review of one batch at this station.

    :param first: seals of ballots taken out of pages of blanks: they come before the others.
    """

    def __init__(
        self, recount: Recount, seating: Seating, batch: int, first: Container[str] = ()
    ) -> None:
        self._recount = recount
        self._seating = seating
        self._batch = batch
        self._titles = {contest.id: contest.title for contest in recount.election.contests}
        self._first = first

    @property
    def rules(self) -> RulePack:
        """The rule pack of this recount."""
        return self._recount.rules

    def worklist(self) -> Worklist:
        """The batch being worked on, in the shuffled order of work, and in that of its forms."""
        work = batch_work(self._recount, self._batch)
        cases = sorted(work, key=lambda case: case.seal not in self._first)
        return Worklist(
            batch_title(self._recount, self._batch),
            tuple(WorkItem(case.number, case.status) for case in cases),
            tuple(case.number for case in form_order(cases)),
        )

    def case(self, number: str) -> CaseView:
        """A case by its number, anywhere in the recount."""
        return self._view(case_work(self._recount, number))

    def last_ruled(self) -> str | None:
        """The number of the case the team at this station ruled on last in this batch."""
        data = self._recount.state.data
        team = {seat.person.id for seat in self._seating.seats if seat.person.role is Role.TEAM}
        current = ((data.cases[s].current, s) for s in data.batches[self._batch].cases)
        own = [
            (ruling, seal)
            for ruling, seal in current
            if ruling is not None and team and team <= set(data.rulings[ruling[0]].signers)
        ]
        return case_number(data.cases[max(own)[1]].number) if own else None

    def record(self, case: CaseView, ruling: Ruling, members: tuple[str, str]) -> RecordedRuling:
        """Record a ruling both members have agreed on, on the ruling they saw before it."""
        work = case_work(self._recount, case.number)
        seen = case.standing
        now = None if work.case.ruling is None else work.case.ruling[0]
        if seen != now:
            raise Refusal(
                f"Not recorded: case {spoken(case.number)} was ruled on at another station "
                "meanwhile. Nothing was lost. Look at it again."
            )
        if case.shown is not None:
            check_unchanged(self._recount.state, case.shown, heard=False)
        seats = [self._seating.seat(person) for person in members]
        old = current_ruling(self._recount, case.seal) if case.blind else None
        appended = record_rulings(self._recount, [(work.case, ruling)], seats)
        sentence = self._sentence(case, ruling)
        before = "" if old is None else self._sentence(case, old.ruling)
        return RecordedRuling(case.number, appended.index, ruling, sentence, before)

    def say_wrong_place(self, case: CaseView, members: tuple[str, ...]) -> None:
        """Note that the outline shown for a case is in the wrong place."""
        work = case_work(self._recount, case.number)
        seats = [self._seating.seat(person) for person in members]
        say_wrong_place(self._recount, work.case, case.finding, seats)

    def answer(self, person: str, answer: Answer) -> int:
        """Answer every ruling made here since this observer's last answer."""
        waiting = waiting_for(self._recount.state, person, self._standing_rulings())
        answer_all(self._recount, self._seating.seat(person), waiting, answer)
        return len(waiting)

    def _asked(self, waiting: Sequence[RulingPlace]) -> bool:
        """Whether an observer is asked now, with these rulings to answer here."""
        return asked_at_table(self._recount.state, waiting)

    def _standing_rulings(self) -> list[RulingPlace]:
        """Entry and item of the current rulings observers are asked about here."""
        return table_rulings(self._recount.state, self._recount.station, self._batch)

    def file_objection(self, person: str, case: CaseView, objection: Objection) -> FiledObjection:
        """File an objection to a case, ruled on or not, as it was shown."""
        seat = self._seating.seat(person)
        if case.shown is not None:
            check_unchanged(self._recount.state, case.shown, heard=False)
        ruling = current_ruling(self._recount, case.seal)
        if ruling is None:
            appended = object_before(self._recount, seat, case.seal, objection)
        else:
            appended = object_to(self._recount, seat, ruling, objection)
        return self._filed(appended.index, case.seal, case.number)

    def withdraw(self, objection: FiledObjection) -> None:
        """Take an objection back, as its maker."""
        withdraw(self._recount, self._seating.seat(objection.person), objection.entry)

    def attend(self, person: str, *, away: bool) -> None:
        """Note somebody as away from the table, or back."""
        self._seating.attend(person, "away" if away else "in")

    def station(self) -> StationView:
        """Who sits here now, and how the record stands."""
        # Whoever was removed at another station sits here no more.
        self._seating.settle()
        people = [seat.person for seat in self._seating.seats]
        state, made = self._recount.state, self._standing_rulings()
        team = [p for p in people if p.role is Role.TEAM][:_TEAM]
        seats = [
            SeatView(p.id, p.name or p.id, party_words(p, self._recount.election)) for p in team
        ]
        lag = self._recount.store.mirror.lag()
        copy = "no second copy" if lag is None else "copy ok" if not lag else f"copy lags {lag}"
        return StationView(
            proposer=seats[0] if seats else None,
            partner=seats[1] if len(seats) == _TEAM else None,
            observers=tuple(
                self._observer(p, state, made) for p in people if p.role is Role.OBSERVER
            ),
            team_problem=team_problem(self._recount, team),
            copy_state=copy,
            record_code=self._recount.record_code(),
            attest=attest_policy(state),
        )

    def _observer(
        self, person: Person, state: RecordState, made: Sequence[RulingPlace]
    ) -> ObserverView:
        waiting = waiting_for(state, person.id, made)
        return ObserverView(
            person.id,
            person.name or person.id,
            party_words(person, self._recount.election),
            self._standing(person.id, waiting, state, made),
            len(waiting),
            asked=state.data.people[person.id].present and self._asked(waiting),
        )

    @staticmethod
    def _standing(
        person: str,
        waiting: Sequence[RulingPlace],
        state: RecordState,
        made: Sequence[RulingPlace],
    ) -> Attestation | None:
        """The observer's state to the last ruling made here; absent while they are away.

        Nothing is said of an observer for whom there was no ruling to answer: none was made, or
        they came after the last one.
        """
        if not state.data.people[person].present:
            return Attestation.ABSENT
        if waiting:
            return Attestation.SILENT
        last = max(made, default=None)
        if last is None:
            return None
        found = state_of(state, person, *last).state
        return None if found is Attestation.ABSENT else found

    def _view(self, work: WorkCase) -> CaseView:
        case = work.case
        contest = self._recount.election.contest(case.row.contest)
        state = self._recount.state
        known = state.data.cases[case.seal]
        blind = is_blind(state, case.seal)
        paper = state.data.papers.get(case.seal)
        late = tuple(
            self._filed(entry, case.seal, case.number) for entry in late_standing(state, case.seal)
        )
        return CaseView(
            number=case.number,
            seal=case.seal,
            row=case.row,
            contest=contest,
            sides=_sides(work),
            precinct=self._recount.election.precinct(case.row.precinct).name,
            batch=case.batch,
            place=work.place,
            of=work.of,
            status=case.status,
            last=None if blind else self._last(work),
            objections=tuple(
                self._filed(entry, case.seal, case.number) for entry in known.objections
            ),
            late=late,
            note=_note(self._recount, work, late, rescanned=len(known.rows) > 1),
            located=work.located,
            ink_kept=keeps_ink(self._recount, case),
            titles=self._titles,
            barred=work.barred,
            blind=blind,
            can_reopen=not reopening_problem(self._recount, case.seal),
            standing=None if case.ruling is None else case.ruling[0],
            paper=trail_words(paper_history(self._recount, case.seal)),
            paper_seen=paper is not None and paper.seen_on_table,
            # With the row the images were read from: what was appended meanwhile is not shown.
            shown=replace(
                as_it_stands(state.data, case.seal), ruling=case.ruling, row=case.row_seal
            ),
            finding=work.finding,
        )

    def _last(self, work: WorkCase) -> RecordedRuling | None:
        made = work.last
        if made is None:
            return None
        contest = self._recount.election.contest(work.case.row.contest)
        machine = work.case.row.machine
        sentence = ruling_sentence(made.ruling, contest, machine, self.rules)
        earlier = ruling_before_reopening(self._recount, made)
        before = ""
        if earlier is not None:
            before = ruling_sentence(earlier.ruling, contest, machine, self.rules)
        return RecordedRuling(work.case.number, made.entry, made.ruling, sentence, before)

    def _sentence(self, case: CaseView, ruling: Ruling) -> str:
        return ruling_sentence(ruling, case.contest, case.row.machine, self.rules)

    def _filed(self, entry: int, seal: str, number: str) -> FiledObjection:
        state = self._recount.state
        contest_id = state.data.cases[seal].contest
        if contest_id is None:
            raise Refusal("This copy of the record does not hold the case's row.")
        election, person = self._recount.election, state.data.objections[entry].person
        name = next((s.person.name for s in self._seating.seats if s.person.id == person), None)
        who = observer_words(state.person(person), name or person, election)
        view = objection_view(state, entry, seal, election.contest(contest_id), who)
        late = seal in state.data.objections[entry].late
        return FiledObjection(view.label, entry, view.person, number, view.sentence, late)
