"""Rights are the record's: whatever key is pressed, nobody does what their role may not."""

from adjudicator.domain.history import CaseStatus
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.staff import Staff


def test_only_the_counting_team_rules_before_the_board(staff: Staff) -> None:
    """Nobody takes the team's place.

    Given a ballot nobody has ruled on
    When two observers, two members of the board, the clerk with Ada, or Ada alone rule on it
    Then each time it is refused, and the ballot has no ruling
    """
    ballot = staff.ballot()
    for people in (("ortiz", "lee"), ("kelly", "lewis"), ("ada", "cora"), ("ada",)):
        staff.tries("these_rule", ballot, *people)
        staff.the_refusal_says("Not recorded")
    staff.stands_as(ballot, CaseStatus.UNREVIEWED)


def test_only_those_who_hold_a_seat_vote(staff: Staff) -> None:
    """The clerk counts, and does not vote.

    Given a proposal before the board
    When the clerk, Ada of the team, or Ortiz the observer votes
    Then each time it is refused: only those who hold a seat of the board vote
    """
    ballot = staff.ballot()
    staff.the_team_could_not_agree_on(ballot)
    staff.is_proposed(TOO_MANY, ballot)
    for person in ("cora", "ada", "ortiz"):
        staff.tries("vote", f"{person} for")
        staff.the_refusal_says("only those who hold a seat of the board vote")


def test_the_presiding_member_records_and_cannot_change_what_was_voted(staff: Staff) -> None:
    """The ruling is computed.

    Given Judge Kelly voted against a vote for Ann, and Lewis and Moss for it
    When Judge Kelly records it
    Then the ruling is what Lewis and Moss voted for
    And another ruling than the one voted for cannot be recorded
    """
    ballot, other = staff.ballot(0), staff.ballot(1)
    staff.the_team_could_not_agree_on(ballot, other)
    staff.is_proposed(A_VOTE_FOR_ANN, ballot)
    staff.vote("kelly against, lewis for, moss for")
    staff.the_presiding_member_records()
    staff.the_board_has_ruled(ballot, "Vote for Ann Ash")
    staff.is_proposed(A_VOTE_FOR_ANN, other)
    staff.vote("lewis for, moss for")
    staff.is_proposed(TOO_MANY, other)
    staff.tries("the_presiding_member_records")
    staff.the_refusal_says("A majority of the board's seats is 2.")
    staff.waits_for_the_board(other)


def test_without_the_chair_the_first_on_the_roster_presides(staff: Staff) -> None:
    """Judge Kelly went to the court.

    Given Judge Kelly has left
    When Lewis and Moss vote for a ruling
    Then Lewis presides, and it is recorded with her key
    """
    ballot = staff.ballot()
    staff.the_team_could_not_agree_on(ballot)
    staff.left("kelly")
    staff.is_proposed(TOO_MANY, ballot)
    staff.vote("lewis for, moss for")
    staff.the_presiding_member_records()
    staff.the_board_has_ruled(ballot, "Too many marked")
    assert staff.who_signed_the_last("rule") == ("lewis",)


def test_a_station_left_by_the_presiding_member_records_nothing_for_the_board(
    staff: Staff,
) -> None:
    """Judge Kelly sits at another table.

    Given the votes are given here
    And Judge Kelly presides, and has signed in at another table instead
    When the majority is to be recorded here
    Then it is refused, and says who has to sign in; the votes stand
    """
    ballot = staff.ballot()
    staff.the_team_could_not_agree_on(ballot)
    staff.is_proposed(TOO_MANY, ballot)
    staff.vote("lewis for, moss for")
    staff.sits_down_at_another_table("kelly")
    staff.left("kelly")
    staff.tries("the_presiding_member_records")
    staff.the_refusal_says(
        "Not recorded: Judge Kelly presides and is not signed in at this station. Nothing was "
        "lost: the votes stand. Sign in (F3)."
    )


def test_whoever_is_away_rules_and_votes_on_nothing(staff: Staff) -> None:
    """Attendance binds.

    Given Ben is away, and Moss is away
    When Ada and Ben rule, or Moss votes
    Then it is refused, for they are not there
    """
    ballot, other = staff.ballot(0), staff.ballot(1)
    staff.the_team_could_not_agree_on(ballot)
    staff.is_proposed(TOO_MANY, ballot)
    staff.goes_away("moss")
    staff.tries("vote", "moss for")
    staff.the_refusal_says("Mo Moss is not in attendance")
    staff.goes_away("ben")
    staff.tries("the_team_ruled", other, TOO_MANY)
    staff.the_refusal_says("Ben Beech is not in attendance")


def test_only_the_clerk_brings_a_new_scan(staff: Staff) -> None:
    """Evidence comes by one hand.

    Given a ballot
    When Lewis, or Ada, brings a new image of its sheet
    Then it is refused: the clerk has to sign
    """
    ballot = staff.ballot()
    for number, person in enumerate(("lewis", "ada"), start=4100):
        staff.tries("brings_a_new_scan", person, ballot, number)
        staff.the_refusal_says("has to be signed by the clerk")


def test_every_seated_person_may_note_an_incident(staff: Staff) -> None:
    """Whoever sees it says it.

    When Ortiz the observer, Ada of the team and the clerk each note an incident
    Then all three stand in the register, each with the name of who noted it
    """
    for person in ("ortiz", "ada", "cora"):
        staff.notes_an_incident(person, f"Seen by {person}")
    assert [line.rpartition("Noted by ")[2] for line in staff.incidents()] == [
        "Cora Clay.",
        "Ada Alder.",
        "Olga Ortiz.",
    ]


def test_what_needs_a_passphrase_is_not_done_with_a_key_press(staff: Staff) -> None:
    """The weight of an act.

    Given Judge Kelly and the clerk are signed in
    When their keys alone, without their passphrases, are used to reopen a closed ballot
    Then it is refused, and asks for the passphrase
    """
    ballot = staff.ballot()
    staff.the_team_ruled_on_the_whole_batch_of(ballot)
    staff.the_batch_is_closed(ballot)
    staff.tries("is_reopened_by_mere_key_presses", ballot, "kelly", "cora")
    staff.the_refusal_says("a key held only while signed in cannot sign this")
    staff.the_refusal_says("for the passphrase")
