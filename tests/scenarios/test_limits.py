"""What no clock, no two officers and no empty chair can bring about."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import EvidenceKind
from adjudicator.services.attesting import Answer
from adjudicator.services.people import Enrolment
from adjudicator.services.people_at_work.lost_passphrase import seat_lost
from adjudicator.services.queue import case_work
from tests.scenarios.bench import Bench, WallClock
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.support.boardroom import Boardroom


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture
def timed(tmp_path: Path, wall: WallClock) -> Iterator[Bench]:
    """The same evening, by a clock that a scenario sets."""
    room = Boardroom.with_room(tmp_path, clock=wall).begin()
    room.sit("cora")
    yield Bench(room)
    room.recount.close()


def test_no_timer_signs_for_anybody(timed: Bench, wall: WallClock) -> None:
    """Ten hours later.

    Given the team ruled on a ballot while Ortiz watched, and ten hours pass
    And then it rules on another
    Then Ortiz still is "present, did not answer" to the first, and agreed to nothing
    """
    first, second = timed.ballot(0), timed.ballot(1)
    timed.the_team_ruled(first, TOO_MANY)
    wall.later(10 * 60)
    timed.the_team_ruled(second, TOO_MANY)
    assert timed.stood("ortiz", first) == "present, did not answer"
    assert {counts.no_objection for counts in timed.own_record("ortiz").tables} == {0}


def test_late_goes_by_the_record_and_not_by_a_clock(timed: Bench, wall: WallClock) -> None:
    """The station's clock is wrong.

    Given a batch was closed
    And the station's clock is then set back by two hours
    When Scott objects
    Then the objection is late all the same, for it stands after the close in the record
    """
    ballot = timed.ballot()
    timed.the_team_ruled_on_the_whole_batch_of(ballot)
    timed.the_batch_is_closed(ballot)
    wall.later(-120)
    timed.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    timed.objections_are("late")


def test_an_observer_s_comings_and_goings_stand_in_their_record(
    timed: Bench, wall: WallClock
) -> None:
    """With times.

    Given Ortiz goes away after a quarter of an hour, comes back, and leaves
    Then Ortiz's own record tells all four steps, in order
    """
    wall.later(15)
    timed.goes_away("ortiz")
    wall.later(5)
    timed.is_back("ortiz")
    wall.later(60)
    timed.left("ortiz")
    told = timed.own_record("ortiz").attendance
    assert [(step.state, step.time[11:16]) for step in told] == [
        ("in", "19:00"),
        ("away", "19:15"),
        ("in", "19:20"),
        ("out", "20:20"),
    ]


def test_signing_the_close_makes_what_was_pressed_one_s_own(bench: Bench) -> None:
    """Confirmed.

    Given Ortiz and Lee answered at the shared keyboard
    When Ortiz signs the close with the passphrase, and Lee does not
    Then nothing of Ortiz's waits any more
    And Lee's record says that the batch was closed without Lee's signature
    """
    ballot = bench.ballot()
    bench.the_team_ruled_on_the_whole_batch_of(ballot)
    for person in ("ortiz", "lee"):
        bench.answers_the_page(person, ballot, Answer.NONE)
    bench.the_batch_is_closed(ballot, "ortiz")
    assert bench.own_record("ortiz").waits == ()
    (waits,) = bench.own_record("lee").waits
    assert waits.endswith("without your signature.")


def test_removing_an_observer_hides_nothing_they_said(bench: Bench) -> None:
    """Sent home, and still heard.

    Given Lee objected to a ruling, and two officers then removed Lee
    When the batch is closed
    Then the objection stands, the ballot waits for the board, and the close lists Lee's counts
    """
    ballot = bench.ballot()
    bench.the_team_ruled_on_the_whole_batch_of(ballot)
    bench.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    bench.is_removed("lee", "Touched a ballot.", "kelly", "cora")
    shown = {o.person: o for o in bench.what_the_close_shows(ballot.batch).observers}
    assert shown["lee"].objections == 1
    bench.the_batch_is_closed(ballot)
    bench.objections_are("filed")
    bench.waits_for_the_board(ballot)


def test_whoever_watches_another_table_was_not_at_this_one(bench: Bench) -> None:
    """One cannot be at two tables.

    Given Lee has left this table and sits at another
    When the team rules on a ballot here
    Then Lee was not at the table, and is asked nothing about it; Ortiz, who sits here, was
    """
    ballot = bench.ballot()
    bench.left("lee")
    bench.sits_down_at_another_table("lee")
    bench.the_team_ruled(ballot, TOO_MANY)
    assert bench.stood("lee", ballot) == "not at the table"
    assert bench.stood("ortiz", ballot) == "present, did not answer"
    assert bench.own_record("lee").waits == ()


def test_no_two_officers_turn_a_vote_by_removing_members(bench: Bench) -> None:
    """Two against one, and then nobody against.

    Given Judge Kelly voted for a vote for Ann, and Lewis and Moss against it
    When Judge Kelly and the clerk remove Moss
    Then no vote stands any more, and nothing can be recorded
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, lewis against, moss against")
    bench.is_removed("moss", "Tired.", "kelly", "cora")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Nobody has voted yet")
    bench.waits_for_the_board(ballot)


def test_a_new_member_takes_an_empty_seat_and_adds_none(bench: Bench) -> None:
    """Three seats stay three.

    Given Moss was removed
    When two officers enrol Nova as a member
    Then she holds the empty seat, the board has three, and Osei cannot be seated in it
    """
    bench.is_removed("moss", "Moved away.", "kelly", "cora")
    nova = Enrolment("nova", "Nova Quill", Role.MEMBER, None)
    bench.is_enrolled(nova, "kelly", "cora")
    bench.came("nova", "osei")
    assert bench.quorum_in_words().startswith("Quorum 2 of 3: ")
    assert "Nova Quill since" in bench.quorum_in_words()
    bench.tries("the_board_seats", "osei", instead_of="moss")
    bench.the_refusal_says("Mo Moss holds no seat of the board, and left none empty")


def test_a_new_passphrase_empties_an_alternate_s_seat_and_says_so_before(bench: Bench) -> None:
    """Osei forgets hers.

    Given Osei sits for Moss, and has lost her passphrase
    Then whoever gives her a new one is told that it empties the seat, and which motion fills it
    When she has the new one, the board seats her again by that motion
    Then she votes
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.came("osei")
    bench.the_board_seats("osei", instead_of="moss")
    told = seat_lost(bench.room.recount.state.data.people["osei"].person)
    assert "a new key empties that seat" in told
    assert "sits for" in told
    bench.gets_a_new_passphrase("osei", "a new one of four words", "kelly", "cora")
    bench.the_board_seats("osei", instead_of="osei")
    bench.signs_in("osei", "a new one of four words")
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("osei for, lewis for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Too many marked")


def test_a_seventh_observer_finds_no_key_at_the_table(bench: Bench) -> None:
    """F5 to F10.

    Given four observers sit here, and two more have come
    When a seventh signs in
    Then it is refused, and says what to do; the six go on
    """
    for number in range(3):
        who = Enrolment(f"obs{number}", f"Observer {number}", Role.OBSERVER, None)
        bench.is_enrolled(who, "kelly", "cora")
    bench.came("obs0", "obs1")
    bench.tries("signs_in", "obs2")
    bench.the_refusal_says("6 observers sit here already (F5 to F10), and there is no further key.")
    bench.the_refusal_says("Sign one out (F3), or sit at another station.")


def test_the_board_sends_for_the_paper_and_rules_from_it(bench: Bench) -> None:
    """Judge Kelly wants to see the ballot.

    Given a ballot the team could not agree on
    When Judge Kelly sends for its paper
    Then the docket says that it was asked for, and no ruling can be made from it yet
    When it lies on the table, the docket says so, and what was voted before decides nothing
    When they have voted anew, the board rules from the paper
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.sends_for_the_paper("kelly", ballot, "4471")
    assert bench.is_called(ballot).line.paper == "The paper was asked for."
    bench.is_proposed(replace(A_VOTE_FOR_ANN, evidence=EvidenceKind.PAPER), ballot)
    bench.vote("kelly for, lewis for")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Not recorded")
    bench.lays_it_on_the_table("cora", ballot)
    assert bench.is_called(ballot).line.paper == "The paper is on the table."
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Nobody has voted yet")
    bench.vote("kelly for, lewis for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Vote for Ann Ash")
    told = bench.last_of_the_log("rule").ruling or ""
    assert told.endswith("; from the paper.")


def test_a_number_misread_aloud_opens_no_other_ballot(bench: Bench) -> None:
    """The check symbol.

    Given a case number as it is spoken
    When it is typed with spaces and in small letters, it opens the ballot
    When one symbol is misread
    Then nothing is opened
    """
    ballot = bench.ballot()
    spoken = " ".join(ballot.number).lower()
    assert case_work(bench.room.recount, spoken).case.seal == ballot.seal
    other = "1" if ballot.number[2] != "1" else "2"
    misread = ballot.number[:2] + other + ballot.number[3:]
    bench.tries("opens", misread)
    bench.the_refusal_says("has a slip in it: its last symbol does not fit. Read it again.")
