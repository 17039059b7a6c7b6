"""Further steps of the scenarios: the board at its docket.

The people are those of :mod:`tests.scenarios.evening`.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adjudicator.domain.objections import Ground, Outcome
from adjudicator.domain.rulings import RevisionReason, Ruling
from adjudicator.domain.votes import Say
from adjudicator.interchange.adjudication_log import LogLine
from adjudicator.services.attesting import Answer, Objection, object_before
from adjudicator.services.board.answers import board_unanswered
from adjudicator.services.board.attendance import Attendance
from adjudicator.services.board.deferral import defer, take_up
from adjudicator.services.board.docket import DocketCase, docket, docket_case
from adjudicator.services.board.groups import ConsentGroup, consent_group, take_out
from adjudicator.services.board.proposal import propose
from adjudicator.services.board.sitting import (
    Adjournment,
    SittingNow,
    end_sitting,
    recess,
)
from adjudicator.services.board.voting import cast_vote
from adjudicator.services.logbook import log_lines
from adjudicator.services.objections import RegisterLine, mark_frivolous, register
from adjudicator.services.queue import case_work
from adjudicator.services.ruling import record_rulings
from adjudicator.services.table_answers import answer_all
from adjudicator.services.tallying_objections import tallies_with_objections
from adjudicator.storage.queries.cases import CaseRecord
from tests.scenarios.evening import TOO_MANY
from tests.scenarios.staff import Staff


class WallClock:
    """The clock on the wall, which a scenario sets."""

    def __init__(self) -> None:
        self.now = datetime(2018, 11, 17, 19, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, minutes: int) -> str:
        """The time some minutes on, as a screen shows it."""
        self.now += timedelta(minutes=minutes)
        return self.now.astimezone().strftime("%H:%M")


class Bench(Staff):
    """An evening as the board has it."""

    group: ConsentGroup

    # Given ---------------------------------------------------------------------------------

    def an_objection_of_scott_was_rejected(self) -> int:
        """To a ruling that too many are marked; gives the objection."""
        ballot = self.ballot()
        self.the_team_ruled(ballot, TOO_MANY)
        objection = self.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
        self.room.board_rules(ballot)
        return objection

    # When ----------------------------------------------------------------------------------

    def objects_in_words(self, person: str, ballot: CaseRecord, why: Ground, words: str) -> None:
        """To a ballot nobody has ruled on."""
        seat = self.room.seating.seat(person)
        object_before(self.room.recount, seat, ballot.seal, Objection(why, None, words))

    def these_revise(self, ballot: CaseRecord, *people: str) -> None:
        """They saw more, and find too many marked."""
        seats = [self.room.seating.seat(person) for person in people]
        ruling = replace(TOO_MANY, reason=RevisionReason.SAW_MORE)
        record_rulings(self.room.recount, [(self.room.now(ballot), ruling)], seats)

    def is_called(self, ballot: CaseRecord) -> DocketCase:
        """The case as the board has it before it."""
        return docket_case(self.room.recount, ballot.number)

    def is_put_off(self, ballot: CaseRecord, why: str, by: str = "kelly") -> None:
        defer(self.room.recount, ballot, why, self.room.seating.seat(by))

    def is_taken_up_again(self, ballot: CaseRecord, by: str = "kelly") -> None:
        take_up(self.room.recount, ballot, self.room.seating.seat(by))

    def like_ballots_are_gathered(self, ballot: CaseRecord) -> ConsentGroup:
        """Those one vote may settle together with this one."""
        self.group = consent_group(self.room.recount, ballot.number)
        return self.group

    def asks_to_take_out(self, person: str, ballot: CaseRecord) -> None:
        seat = self.room.seating.seat(person)
        self.group = take_out(self.room.recount, self.group, ballot.number, seat)

    def is_proposed_for_the_group(self, ruling: Ruling) -> None:
        self.proposal = propose(self.room.recount, self.group.cases, ruling)

    def votes_against_and_names_another(self, person: str, outcome: Outcome) -> None:
        """A dissent with the outcome this member is for."""
        assert self.proposal is not None
        seat = self.room.seating.seat(person)
        cast_vote(self.room.recount, seat, self.proposal, Say.AGAINST, own=outcome)

    def opens(self, number: str) -> None:
        """A case by its number, as somebody read it."""
        case_work(self.room.recount, number)

    def calls_a_recess(self, person: str, until: str) -> Adjournment:
        return recess(self.room.recount, until, self.room.seating.seat(person))

    def the_sitting_ends_as_shown(self, shown: SittingNow) -> None:
        """Signed by all three, over the list they looked at."""
        members = self.room.keys("kelly", "lewis", "moss")
        end_sitting(self.room.recount, members, seen=shown)

    def marks_as_frivolous(self, person: str, objection: int, why: str = "") -> None:
        mark_frivolous(self.room.recount, objection, why, self.room.seating.seat(person))

    def answers_the_board(self, person: str) -> None:
        """ "No objection" to everything the board ruled since their last answer."""
        waiting = board_unanswered(self.room.recount.state, person)
        answer_all(self.room.recount, self.room.seating.seat(person), waiting, Answer.NONE)

    # Then ----------------------------------------------------------------------------------

    def groups(self) -> list[tuple[str, int]]:
        """The heads of the docket's groups, each with how many cases it has."""
        return [(group.title, len(group.lines)) for group in docket(self.room.recount)]

    def put_off_because(self, ballot: CaseRecord) -> str:
        return self.is_called(ballot).line.reason

    def quorum_in_words(self) -> str:
        return Attendance(self.room.recount).board().sentence

    def presides(self) -> str:
        head = Attendance(self.room.recount).board().presiding
        return "" if head is None else head.name

    def objections(self) -> tuple[RegisterLine, ...]:
        """The register."""
        return register(self.room.recount)

    def with_each_side_upheld(self) -> dict[str, tuple[int, int]]:
        """Votes found for Ann and for Bob if a side's open objections were upheld."""
        found = {}
        for side in tallies_with_objections(self.room.recount):
            told = dict(side.contests[0].tally.choices)
            found[side.side] = (told["ann"].change, told["bob"].change)
        return found

    def log(self) -> list[LogLine]:
        """The adjudication log."""
        return list(log_lines(self.room.recount))

    def last_of_the_log(self, kind: str) -> LogLine:
        """The newest line of the adjudication log of this kind."""
        return [line for line in self.log() if line.kind == kind][-1]

    def told_in_the_log(self, ballot: CaseRecord) -> tuple[str, ...]:
        """What each member said to the last ruling on this ballot, as the log has it."""
        number = " ".join(ballot.number)
        lines = [line for line in self.log() if line.case_number == number]
        return tuple(str(vote) for vote in lines[-1].board_votes)
