"""Who of the board is in the room, alternates, recess, and the end of a sitting."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.services.board.sitting import adjournment, sitting_now
from adjudicator.services.opening import Policy
from adjudicator.services.policies import quorum_problem
from tests.scenarios.bench import Bench, WallClock
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY
from tests.scenarios.gallery import Gallery
from tests.support.boardroom import Boardroom
from tests.support.scene import ROSTER


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture
def empty_room(tmp_path: Path, wall: WallClock) -> Iterator[Bench]:
    """The ballots are in, and nobody has come yet."""
    room = Boardroom.with_room(tmp_path, clock=wall)
    yield Bench(room)
    room.recount.close()


def test_the_quorum_is_told_in_words_with_times(empty_room: Bench, wall: WallClock) -> None:
    """A member comes 45 minutes late.

    Given Judge Kelly comes first, and nobody else is there
    Then the screen says that there is no quorum, who is here since when, and who has not come
    When Lewis comes 45 minutes later
    Then it says that there is one, and since when each is here
    When Judge Kelly leaves the room for a while
    Then there is none again, and it says that she is away, and since when
    """
    first = wall.later(0)
    empty_room.came("kelly")
    assert empty_room.quorum_in_words() == (
        f"No quorum, 1 here and 2 of 3 needed: Judge Kelly since {first}; "
        "Lou Lewis not come yet, Mo Moss not come yet"
    )
    second = wall.later(45)
    empty_room.came("lewis")
    assert empty_room.quorum_in_words() == (
        f"Quorum 2 of 3: Judge Kelly since {first}, Lou Lewis since {second}; Mo Moss not come yet"
    )
    third = wall.later(10)
    empty_room.goes_away("kelly")
    assert empty_room.quorum_in_words() == (
        f"No quorum, 1 here and 2 of 3 needed: Lou Lewis since {second}; "
        f"Judge Kelly away since {third}, Mo Moss not come yet"
    )


def test_who_presides_changes_with_who_is_there(empty_room: Bench) -> None:
    """The chair, or the next on the roster.

    Given Lewis and Moss are there, and Judge Kelly has not come
    Then Lewis presides
    When Judge Kelly comes, she presides
    When she goes away, Lewis presides again
    """
    empty_room.came("lewis", "moss")
    assert empty_room.presides() == "Lou Lewis"
    empty_room.came("kelly")
    assert empty_room.presides() == "Judge Kelly"
    empty_room.goes_away("kelly")
    assert empty_room.presides() == "Lou Lewis"


def test_a_quorum_the_board_could_never_reach_is_refused_before_it_begins() -> None:
    """Five of three.

    When a county wants a quorum of five with a board of three
    Then it is told that the board could never act, and what to do
    And a quorum of three it may have
    """
    roles = [person.role for person in ROSTER]
    assert quorum_problem(5, roles) == (
        "The quorum is 5 and the board has 3 members, so it could never act. "
        "Name a quorum of at most 3, or add members."
    )
    assert quorum_problem(3, roles) == ""


def test_without_a_quorum_no_majority_is_recorded_either(bench: Bench) -> None:
    """Two voted, and two left.

    Given all three voted that too many are marked
    And Lewis and Moss left before it was recorded
    When Judge Kelly records it
    Then it is refused, for one member is no quorum
    When Lewis is back, it is recorded
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("kelly for, lewis for, moss for")
    bench.left("lewis", "moss")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says(
        "Not recorded: quorum is 1 of 2. Nothing was lost. Wait for a member or sign one in (F3)."
    )
    bench.came("lewis")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Too many marked")


def test_a_majority_is_of_all_the_seats_and_not_of_those_in_the_room(bench: Bench) -> None:
    """Two of three, always.

    Given Moss has left; Judge Kelly votes for a vote for Ann, and Lewis abstains
    When it is to be recorded
    Then it is refused: one is no majority of three
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.left("moss")
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, lewis abstain")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says(
        "Not recorded: 1 to 0, Lou Lewis abstains: no majority. "
        "A majority of the board's seats is 2."
    )


def test_a_change_of_seats_turns_no_vote_that_was_cast(bench: Bench) -> None:
    """An alternate comes in the middle of a vote.

    Given Judge Kelly and Moss voted for a vote for Ann
    When the board seats Osei instead of Moss before it is recorded
    Then no vote counts any more, and those who hold a seat now vote anew
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.came("osei")
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, moss for")
    bench.the_board_seats("osei", instead_of="moss")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Nobody has voted yet")
    bench.vote("kelly for, osei for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Vote for Ann Ash")


def test_a_displaced_member_comes_back_to_the_seat(bench: Bench) -> None:
    """Moss is well again.

    Given Osei sits for Moss
    When the board seats Moss again instead of Osei
    Then Moss votes, and Osei does not
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.came("osei")
    bench.the_board_seats("osei", instead_of="moss")
    bench.the_board_seats("moss", instead_of="osei")
    bench.is_proposed(TOO_MANY, ballot)
    bench.tries("vote", "osei for")
    bench.the_refusal_says("only those who hold a seat of the board vote")
    bench.vote("moss for, kelly for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Too many marked")


def test_an_alternate_takes_the_seat_of_a_member_who_was_removed(bench: Bench) -> None:
    """A seat is empty.

    Given Moss was removed, and her seat is empty
    When the board seats Osei in it
    Then the board has three seats again, and Osei votes
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.came("osei")
    bench.is_removed("moss", "Moved away.", "kelly", "cora")
    bench.the_board_seats("osei", instead_of="moss")
    assert bench.quorum_in_words().startswith("Quorum 2 of 3: ")
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("osei for, lewis for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Too many marked")


def test_the_presiding_member_calls_a_recess_and_the_page_carries_the_record_code(
    bench: Bench,
) -> None:
    """Until seven in the morning.

    Given one ballot waits, and Judge Kelly has voted on it
    When Lewis calls a recess, or Judge Kelly calls one and says no time
    Then it is refused
    When Judge Kelly calls it until 7:00 a.m.
    Then the page says so, with the record code of that moment, what still waits,
    And that one vote of the sitting is not signed yet; and the record notes the recess
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("kelly for")
    bench.tries("calls_a_recess", "lewis", "7:00 a.m.")
    bench.the_refusal_says("Not noted: the presiding member calls a recess.")
    bench.tries("calls_a_recess", "kelly", " ")
    bench.the_refusal_says("Say until when the recess lasts, such as 7:00 a.m.")
    page = bench.calls_a_recess("kelly", "7:00 a.m.")
    assert page.headline == "In recess until 7:00 a.m."
    assert page.record_code == bench.room.recount.record_code()
    assert (page.waiting, page.unsigned) == (1, "1 vote in this sitting, not signed yet")
    assert bench.notes() == ["The board is in recess until 7:00 a.m."]


def test_the_votes_of_a_sitting_outlast_its_recess(bench: Bench) -> None:
    """The next morning.

    Given Judge Kelly voted, and the board went into recess
    When Lewis votes the next morning
    Then the two votes make the ruling
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("kelly for")
    bench.calls_a_recess("kelly", "7:00 a.m.")
    bench.vote("lewis for")
    bench.the_presiding_member_records()
    bench.the_board_has_ruled(ballot, "Too many marked")


def test_the_form_of_the_end_lists_every_vote_and_names_what_was_not_recorded(
    bench: Bench,
) -> None:
    """Before they sign.

    Given all three voted on two ballots; one ruling was recorded, the other forgotten
    When the sitting is to end
    Then the form lists for each member both votes in words
    And it names the ballot whose majority nobody recorded
    """
    recorded, forgotten = bench.ballot(0), bench.ballot(1)
    bench.the_team_could_not_agree_on(recorded, forgotten)
    bench.room.board_rules(recorded)
    bench.is_proposed(A_VOTE_FOR_ANN, forgotten)
    bench.vote("kelly for, lewis for, moss against")
    form = sitting_now(bench.room.recount)
    assert form.carried == (" ".join(forgotten.number),)
    told = {m.name: [vote.words for vote in m.votes] for m in form.members}
    assert told["Mo Moss"] == [
        f"Case {' '.join(recorded.number)}: for too many marked: no vote in this contest.",
        f"Case {' '.join(forgotten.number)}: against.",
    ]
    assert form.words == "6 votes in this sitting, not signed yet"


def test_a_sitting_is_not_signed_over_votes_that_were_not_shown(bench: Bench) -> None:
    """A vote comes in while members type.

    Given the form of the end as it was shown
    And Moss votes on another ballot meanwhile
    When it is signed as it was shown
    Then it is refused: look at the list again
    """
    first, second = bench.ballot(0), bench.ballot(1)
    bench.the_team_could_not_agree_on(first, second)
    bench.room.board_rules(first)
    shown = sitting_now(bench.room.recount)
    bench.is_proposed(TOO_MANY, second)
    bench.vote("moss for")
    bench.tries("the_sitting_ends_as_shown", shown)
    bench.the_refusal_says("Look at the list again and sign anew.")
    bench.unsigned_votes(4)


def test_a_sitting_without_a_vote_has_nothing_to_sign(bench: Bench) -> None:
    """Nothing happened.

    Given nobody has voted
    When the three members want to end the sitting
    Then it is refused: there is no vote to sign
    """
    bench.tries("the_sitting_ends", "kelly", "lewis", "moss")
    bench.the_refusal_says("There is no vote to sign: the sitting has none yet.")
    assert adjournment(bench.room.recount, "").headline == "In recess"


def test_in_a_small_county_every_ballot_waits_for_the_board_and_no_team_rules(
    county: Callable[[Policy], Gallery],
) -> None:
    """One tier.

    Given a county that fixed at its opening that the board rules at once
    Then every ballot waits for the board
    When two of a team rule on one, it is refused
    When the board rules on all blank ballots
    Then observers who watched are asked for their answer, as at a table
    """
    table = county(Policy(tiers=1))
    blanks = table.the_blank_batch()
    assert len(table.room.waiting()) == len(table.room.cases())
    table.tries("these_rule", blanks[0], "ada", "ben")
    table.the_refusal_says("Not recorded")
    table.the_board_rules_on(blanks[:-1], NOTHING_MARKED)
    assert not table.is_asked_by_the_board("ortiz")
    table.the_board_rules_on(blanks[-1:], NOTHING_MARKED)
    assert table.is_asked_by_the_board("ortiz")


def test_observers_answer_the_board_for_what_they_watched_there(bench: Bench) -> None:
    """At the docket too.

    Given Ortiz and Lee watched the board rule on a ballot, and Lee had gone away meanwhile
    When Ortiz answers that there is no objection
    Then it stands as signed, and Lee was not at the table
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.goes_away("lee")
    bench.room.board_rules(ballot)
    bench.answers_the_board("ortiz")
    assert bench.stood("ortiz", ballot) == "signed, no objection"
    assert bench.stood("lee", ballot) == "not at the table"
