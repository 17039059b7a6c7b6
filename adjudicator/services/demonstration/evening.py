"""The board's evening of a demonstration, through the services the screens use.

What each member says is read from the story; see :mod:`.evening_script`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.domain.rulings import RevisionReason
from adjudicator.interchange.people import PersonRow
from adjudicator.services.attesting import Objection, object_to, withdraw
from adjudicator.services.board.groups import consent_group, take_out
from adjudicator.services.board.proposal import propose
from adjudicator.services.board.sitting import end_sitting, recess, sitting_now
from adjudicator.services.board.voting import cast_vote, presiding_seat, record_ruling, vote_now
from adjudicator.services.closing import close_batches
from adjudicator.services.demonstration.evening_script import Act, EveningAct
from adjudicator.services.demonstration.evening_words import EveningTeller
from adjudicator.services.demonstration.preparing import BOARD_STATION, StoryClock
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, record_note
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.orders.wording import Authority, OrderWords
from adjudicator.services.papers.life import paper_on_table, paper_returned, request_paper
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount, Signer, open_recount
from adjudicator.services.reopening import reopen
from adjudicator.services.ruling import fresh, record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.acts import ruling_at
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases

_ROOM = {Role.CHAIR, Role.MEMBER, Role.ALTERNATE, Role.CLERK, Role.OBSERVER}
"""Who sits where the board rules: observers watch it as they watch the tables."""
Tell = Callable[[str], None]


class Boardroom:
    """The board's station: members, alternates, the clerk and observers, each with a key."""

    def __init__(
        self,
        folder: Path,
        people: Sequence[PersonRow],
        secrets: Mapping[str, str],
        clock: StoryClock,
    ) -> None:
        """Open the folder there and let the board and the observers sign in."""
        self.recount: Recount = open_recount(folder, station=BOARD_STATION, clock=clock)
        self.seating = Seating(self.recount)
        self._secrets = secrets
        # Their keys of the afternoon went with the program that closed the pile.
        self.seating.end_left_sessions()
        for person in people:
            if person.role in _ROOM:
                self.seating.sign_in(person.person, secrets[person.person])

    def key(self, person: str) -> Signer:
        """The identity key of somebody, opened by their passphrase."""
        return identity(self.recount, person, self._secrets[person])

    def seated(self) -> list[str]:
        """Everybody in the room who holds a seat."""
        data = self.recount.state.data
        present = data.present_ids()
        return [p.id for p in data.board() if p.id in present]

    def leave(self) -> None:
        """Everybody signs out, and the folder is let go of."""
        try:
            for seat in self.seating.seats:
                self.seating.sign_out(seat.person.id)
        finally:
            self.recount.close()


class Evening:
    """Plays the acts, one after the other.

    :param room: the board's.
    :param tables: where observers sit, and a team that rules on a reopened case.
    :param tell: called with each sentence of what happened.
    """

    def __init__(self, room: Boardroom, tables: Sequence[Table], tell: Tell) -> None:
        self._room, self._tables, self._tell = room, tables, tell
        self._recount = room.recount
        self._words = EveningTeller(room.recount)
        self._acts: dict[Act, Callable[[EveningAct], None]] = {
            Act.INCIDENT: self._incident,
            Act.LEAVE: self._move,
            Act.ARRIVE: self._move,
            Act.SEAT: self._seat,
            Act.SUSPEND: self._order,
            Act.RESUME: self._order,
            Act.PAPER: self._paper,
            Act.PAPER_BACK: self._paper,
            Act.VOTE: self._vote,
            Act.WITHDRAW: self._withdraw,
            Act.SITTING: self._sitting,
            Act.REOPEN: self._reopen,
            Act.OBJECT: self._object,
            Act.RECESS: self._recess,
        }

    def play(self, acts: Sequence[EveningAct]) -> None:
        """Do all of it, then close what was reopened.

        :raises Refusal: an act is not allowed, or names a ballot the pile does not hold.
        """
        for act in acts:
            self._acts[act.act](act)
        self._close_again()

    def _case(self, ballot: str, contest: str) -> CaseRecord:
        with self._recount.reading() as connection:
            cases = list_cases(connection, CaseFilter())
        for case in cases:
            if (case.row.ballot, case.row.contest) == (ballot, contest):
                return case
        raise Refusal(f"The story's evening names ballot {ballot}, which the pile does not hold.")

    def _cases(self, act: EveningAct) -> list[CaseRecord]:
        return [self._case(ballot, act.contest) for ballot in act.ballots]

    def _incident(self, act: EveningAct) -> None:
        seat = self._room.seating.seat(act.person)
        record_note(
            self._recount, Category.INCIDENT, act.words, signers=[seat.signer], session=True
        )
        self._tell(self._words.notes(act.person, act.words))

    def _move(self, act: EveningAct) -> None:
        gone = act.act is Act.LEAVE
        self._room.seating.attend(act.person, "out" if gone else "in")
        self._tell(self._words.moves(act.person, act.words, gone=gone))

    def _votes(self) -> tuple[list[tuple[str, str]], list[Signer]]:
        """A motion everybody in the room carries, and their keys."""
        seated = self._room.seated()
        return [(person, "yes") for person in seated], [self._room.key(p) for p in seated]

    def _seat(self, act: EveningAct) -> None:
        votes, keys = self._votes()
        target = targets.seat(act.person, act.instead_of)
        carry(self._recount, Effect.SEAT, target, act.words, votes, keys)
        self._tell(self._words.seats(act.person, act.instead_of))

    def _order(self, act: EveningAct) -> None:
        votes, keys = self._votes()
        by = Authority.COURT if act.ordered_by else Authority.BOARD
        words = OrderWords(by, act.words, act.ordered_by)
        effect = Effect.SUSPEND if act.act is Act.SUSPEND else Effect.RESUME
        carry(self._recount, effect, targets.contest(act.contest), words, votes, keys)
        self._tell(self._words.orders(act))

    def _paper(self, act: EveningAct) -> None:
        seat = self._room.seating.seat(act.person)
        for case in self._cases(act):
            if act.act is Act.PAPER:
                request_paper(self._recount, case.seal, seat)
                paper_on_table(self._recount, case.seal, seat, act.seals)
            else:
                paper_returned(self._recount, case.seal, seat, act.seals)
            self._tell(self._words.fetches(act, case))

    def _vote(self, act: EveningAct) -> None:
        """One vote of each member on the proposal; the majority's ruling is recorded."""
        if act.ruling is None:
            raise Refusal("The story's evening has a vote without a ruling.")
        cases = self._cases(act)
        if act.taken_out:
            group = consent_group(self._recount, cases[0].number)
            taken = self._case(act.taken_out, act.contest)
            asking = self._room.seating.seat(act.asked_by)
            cases = list(take_out(self._recount, group, taken.number, asking).cases)
            self._tell(self._words.takes_out(act.asked_by, taken, len(cases)))
        proposal = propose(self._recount, cases, act.ruling)
        for person, say in act.says.items():
            cast_vote(self._recount, self._room.seating.seat(person), proposal, say)
        now = vote_now(self._recount, proposal, self._room.seating)
        record_ruling(self._recount, self._room.seating, proposal)
        self._tell(self._words.rules(cases, proposal.sentence, now.words))

    def _withdraw(self, act: EveningAct) -> None:
        (case,) = self._cases(act)
        data = self._recount.state.data
        own = [
            i for i in data.cases[case.seal].objections if data.objections[i].person == act.person
        ]
        table = self._table_of(act.person)
        withdraw(table.recount, table.seating.seat(act.person), own[0])
        self._tell(self._words.withdraws(act.person, case))

    def _sitting(self, _act: EveningAct) -> None:
        now = sitting_now(self._recount)
        end_sitting(self._recount, [self._room.key(person) for person in now.signing], seen=now)
        self._tell(self._words.ends(now.signing, now.votes))

    def _reopen(self, act: EveningAct) -> None:
        (case,) = self._cases(act)
        if act.ruling is None:
            raise Refusal("The story's evening reopens a case and does not say what becomes of it.")
        officers = [self._room.key(person) for person in act.officers]
        reopen(self._recount, [case], act.words, officers)
        self._tell(self._words.reopens(act, case))
        table = next(t for t in self._tables if t.name == act.table)
        now = fresh(table.recount, case.seal)
        # The team looks at the ballot anew, and says so: the story names another reason if it has.
        reason = act.ruling.reason or RevisionReason.SAW_MORE
        record_rulings(table.recount, [(now, replace(act.ruling, reason=reason))], table.team)
        self._tell(self._words.rules_again(table, now, act.ruling))

    def _object(self, act: EveningAct) -> None:
        (case,) = self._cases(act)
        if case.ruling is None:
            raise Refusal(f"Case {case.number} has no ruling to object to.")
        with self._recount.reading() as connection:
            made = ruling_at(connection, *case.ruling)
        table = self._table_of(act.person)
        if made is not None:
            claim = Objection(act.ground, act.claim, act.words)
            object_to(table.recount, table.seating.seat(act.person), made, claim)
            self._tell(self._words.objects_late(act, case))

    def _recess(self, act: EveningAct) -> None:
        presiding = presiding_seat(self._recount, self._room.seating)
        told = recess(self._recount, act.until, presiding)
        self._tell(f"{told.headline.removesuffix('.')}. Record {told.record_code}.")

    def _table_of(self, observer: str) -> Table:
        for table in self._tables:
            if any(seat.person.id == observer for seat in table.observers):
                return table
        raise Refusal(f"The story's evening names {observer}, who sits at no table.")

    def _close_again(self) -> None:
        """The table that ruled on a reopened case signs its batch once more."""
        with self._recount.reading() as connection:
            numbers = [b.number for b in list_batches(connection)]
        data = self._recount.state.data
        open_ = [n for n in numbers if data.scope([n])]
        if not open_:
            return
        table = self._tables[0]
        keys = [
            identity(table.recount, s.person.id, table.passphrase(s.person.id)) for s in table.team
        ]
        seen = table.recount.state.close_counts(open_)
        close_batches(table.recount, open_, keys, seen=seen)
        self._tell(self._words.closes(table, open_))
