"""The steps of the scenarios: each does in the product what its name says.

The people: Judge Kelly presides; Lewis and Moss are members; Osei is the alternate; Cora is the
clerk; Ada and Ben are the team.  Ortiz and Lee observe for the Heron and the Egret Party, Scott for
the candidate Ann Ash, Nelson for the candidate Bob Birch.  The ballots are overvotes for mayor, on
which Ann and Bob are both marked, and a few blank ones.
"""

import re

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.votes import Say
from adjudicator.domain.wording import ruling_sentence
from adjudicator.services.attesting import Answer, withdraw
from adjudicator.services.board.proposal import Proposal
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.board.voting import cast_vote, vote_now
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import register
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.tallying import tally_lines
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import ANN, BLANK, OVERVOTE, Boardroom

TOO_MANY = OVERVOTE
A_VOTE_FOR_ANN = ANN
NOTHING_MARKED = BLANK


class Evening:
    """One evening of a recount, told in steps."""

    def __init__(self, room: Boardroom) -> None:
        self.room = room
        self.proposal: Proposal | None = None
        self.refused = ""

    # Given ---------------------------------------------------------------------------------

    def ballot(self, place: int = 0) -> CaseRecord:
        """One of the overvotes."""
        return self.room.mayor()[place]

    def the_team_could_not_agree_on(self, *ballots: CaseRecord) -> None:
        self.room.send_up(*ballots)

    def the_team_ruled(self, ballot: CaseRecord, ruling: Ruling) -> None:
        self.room.rule(ballot, ruling)

    def the_team_ruled_on_the_whole_batch_of(self, ballot: CaseRecord) -> None:
        for case in self.room.cases(batch=ballot.batch):
            if case.ruling is None:
                self.room.rule(case, OVERVOTE)

    def left(self, *people: str) -> None:
        """These people signed out and left the room."""
        for person in people:
            self.room.seating.sign_out(person)

    def came(self, *people: str) -> None:
        self.room.sit(*people)

    # When ----------------------------------------------------------------------------------

    def is_proposed(self, ruling: Ruling, *ballots: CaseRecord) -> None:
        """This ruling is put to the vote."""
        self.proposal = self.room.propose(ruling, *ballots)

    def vote(self, said: str) -> None:
        """Members press their keys: ``"kelly for, lewis against, moss abstain"``."""
        assert self.proposal is not None
        for person, word in re.findall(r"(\w+) (for|against|abstain)", said):
            seat = self.room.seating.seat(person)
            cast_vote(self.room.recount, seat, self.proposal, Say(word))

    def the_presiding_member_records(
        self, *, upholding: int | None = None, rejecting: int | None = None
    ) -> None:
        assert self.proposal is not None
        said = {upholding: True, rejecting: False}
        self.room.record(self.proposal, {o: up for o, up in said.items() if o is not None})

    def objects(
        self, person: str, ballot: CaseRecord, ground: Ground, claim: str | None = None
    ) -> int:
        return self.room.objects(person, ballot, ground, claim)

    def withdraws(self, person: str, objection: int) -> None:
        withdraw(self.room.recount, self.room.seating.seat(person), objection)

    def answers_the_page(self, person: str, ballot: CaseRecord, answer: Answer) -> None:
        self.room.attest(person, ballot.batch, answer)

    def the_batch_is_closed(
        self, ballot: CaseRecord, *signing: str, striking_out: int | None = None
    ) -> None:
        struck = () if striking_out is None else (striking_out,)
        self.room.close_batches(ballot.batch, observers=signing, struck=struck)

    def the_board_seats(self, alternate: str, instead_of: str) -> None:
        yes = [("kelly", "yes"), ("lewis", "yes")]
        keys = self.room.keys("kelly", "lewis")
        target = targets.seat(alternate, instead_of)
        carry(self.room.recount, Effect.SEAT, target, "Taken ill.", yes, keys)

    def the_sitting_ends(self, *signing: str) -> None:
        end_sitting(
            self.room.recount, self.room.keys(*signing), seen=sitting_now(self.room.recount)
        )

    def tries(self, step: str, *details: object, **more: object) -> None:
        """A step is tried; whether and why it is refused is remembered."""
        before = self.room.recount.state.head
        with pytest.raises(Refusal) as refusal:
            getattr(self, step)(*details, **more)
        self.refused = str(refusal.value)
        assert self.room.recount.state.head == before, "a refused act must change nothing"

    # Then ----------------------------------------------------------------------------------

    def the_refusal_says(self, words: str) -> None:
        assert words in self.refused, self.refused

    def the_vote_stands(self, words: str) -> None:
        assert self.proposal is not None
        assert vote_now(self.room.recount, self.proposal).words == words

    def the_board_has_ruled(self, ballot: CaseRecord, words: str) -> None:
        now = self.room.now(ballot)
        assert now.status is CaseStatus.RULED_BY_BOARD
        contest = self.room.recount.election.contest(now.row.contest)
        made = self.room.ruling(ballot).ruling
        told = ruling_sentence(made, contest, now.row.machine, self.room.recount.rules)
        assert told.startswith(words), told

    def waits_for_the_board(self, ballot: CaseRecord) -> None:
        assert ballot.seal in self.room.waiting()

    def waits_no_more(self, ballot: CaseRecord) -> None:
        assert ballot.seal not in self.room.waiting()

    def objections_are(self, *fates: str) -> None:
        """What became of each objection, in the order they were filed."""
        assert [line.fate.value for line in register(self.room.recount)] == list(fates)

    def votes_found_for(self, choice: str, number: int) -> None:
        with self.room.recount.reading() as connection:
            lines = tally_lines(connection, self.room.recount.election)
        tally = next(line.tally for line in lines if line.tally.contest.id == "mayor")
        assert dict(tally.choices)[choice].change == number

    def nothing_was_recorded_since(self, size: int) -> None:
        assert self.room.recount.state.size == size

    def unsigned_votes(self, number: int) -> None:
        assert sitting_now(self.room.recount).votes == number
