"""Reopening closed work: who may, what the people who rule again see, and who is told."""

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import Answer
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.office import Office


def test_two_different_officers_reopen_a_closed_ballot_with_a_reason(office: Office) -> None:
    """Closed, and opened again.

    Given a ballot ruled a vote for Ann, in a batch that is closed
    When Judge Kelly and the clerk reopen it, with a reason
    Then its ruling does not count until it is ruled on again
    And it waits for the team, not for the board
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.the_batch_is_closed(ballot)
    office.votes_found_for("ann", 1)
    office.is_reopened(ballot, by=("kelly", "cora"), why="A smudge was taken for a mark.")
    office.stands_as(ballot, CaseStatus.REOPENED)
    office.votes_found_for("ann", 0)
    office.waits_no_more(ballot)
    office.the_ballot_is_free(ballot)


def test_one_officer_no_reason_or_an_open_batch_reopen_nothing(office: Office) -> None:
    """What is refused.

    Given a ballot that the team has ruled on, in an open batch
    Then it cannot be reopened: the team revises its ruling itself
    Given its batch is closed
    Then one officer alone cannot reopen it, nor two without a reason, nor the team
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.tries("is_reopened", ballot)
    office.the_refusal_says("its team revises the ruling")
    office.the_batch_is_closed(ballot)
    office.tries("is_reopened", ballot, by=("kelly",))
    office.the_refusal_says("two different officers")
    office.tries("is_reopened", ballot, why=" ")
    office.the_refusal_says("needs its reason")
    office.tries("is_reopened", ballot, by=("ada", "ben"))
    office.the_refusal_says("Not recorded")


def test_nothing_of_a_closed_batch_is_revised(office: Office) -> None:
    """The close holds.

    Given a closed batch
    Then the team cannot revise a ruling of it, whatever the reason
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.the_batch_is_closed(ballot)
    for why in RevisionReason:
        if why is not RevisionReason.FROM_PAPER:
            office.tries("the_team_revises", ballot, A_VOTE_FOR_ANN, why)
            office.the_refusal_says("closed")


def test_all_five_reasons_revise_while_the_batch_is_open(office: Office) -> None:
    """Slips are put right.

    Given a ballot that the team has ruled on, in an open batch, with its paper on the table
    Then the team revises it for each of the five reasons, and each ruling stays in the record
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, TOO_MANY)
    office.sends_for_the_paper("cora", ballot)
    office.lays_it_on_the_table("cora", ballot)
    for n, why in enumerate(RevisionReason):
        office.the_team_revises(ballot, (A_VOTE_FOR_ANN, TOO_MANY)[n % 2], why)
        assert office.room.ruling(ballot).ruling.reason is why
    office.votes_found_for("ann", 1)


def test_the_team_rules_again_without_being_asked_what_it_replaces(office: Office) -> None:
    """Blind.

    Given a reopened ballot
    When the team rules on it anew, and gives no reason, for it is not shown the old ruling
    Then the new ruling counts, and names the one before it, so that both can be shown
    And the batch can be closed once more
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.the_batch_is_closed(ballot)
    office.is_reopened(ballot)
    office.tries("the_batch_is_closed", ballot)
    office.the_refusal_says("not been ruled on")
    office.the_team_rules_again(ballot, TOO_MANY)
    office.stands_as(ballot, CaseStatus.RULED)
    office.votes_found_for("ann", 0)
    office.the_ruling_before_was(ballot, A_VOTE_FOR_ANN)
    office.the_batch_is_closed(ballot)


def test_what_the_board_ruled_only_the_board_rules_again(office: Office) -> None:
    """Whose it was.

    Given a ballot the board has ruled on
    When it is reopened
    Then a team cannot rule on it, and it waits for the board
    When the board votes again, its new ruling stands
    """
    ballot = office.ballot()
    office.the_team_could_not_agree_on(ballot)
    office.room.board_rules(ballot)
    office.is_reopened(ballot, by=("lewis", "cora"))
    office.the_ballot_is_locked(ballot, "so the board rules on it again")
    office.tries("the_team_rules_again", ballot, A_VOTE_FOR_ANN)
    office.the_refusal_says("Not recorded")
    office.waits_for_the_board(ballot)
    office.is_proposed(A_VOTE_FOR_ANN, ballot)
    office.vote("kelly for, moss for")
    office.the_presiding_member_records()
    office.the_board_has_ruled(ballot, "Vote for Ann Ash")


def test_everyone_who_had_answered_or_objected_is_told(office: Office) -> None:
    """The notice.

    Given a ballot to which Ortiz had signed, Lee had objected, and Scott had said nothing
    And its batch is closed
    When it is reopened
    Then the form names Ortiz and Lee with what they had said, and not Scott
    And Lee is told at the next sign-in, once, and finds it in their own record ever after
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.answers_the_page("ortiz", ballot, Answer.NONE)
    office.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    office.the_batch_is_closed(ballot)
    assert office.to_be_told(ballot) == {
        "lee": ("objection R-001",),
        "ortiz": ("signed, no objection",),
    }
    office.is_reopened(ballot, why="A smudge.")
    office.left("lee", "scott")
    office.came("lee", "scott")
    (told,) = office.is_told_at_sign_in("lee")
    assert "answered by you before, was reopened: A smudge." in told
    assert "It waits for a new ruling." in told
    assert office.is_told_at_sign_in("scott") == []
    office.left("lee")
    office.came("lee")
    assert office.is_told_at_sign_in("lee") == []
    assert len(office.is_told("lee")) == 1


def test_the_notice_says_when_the_ballot_is_ruled_on_again(office: Office) -> None:
    """After the new ruling.

    Given a reopened ballot to which Ortiz had signed
    When the team has ruled on it again
    Then the notice in the record of Ortiz says so
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.answers_the_page("ortiz", ballot, Answer.NONE)
    office.the_batch_is_closed(ballot)
    office.is_reopened(ballot)
    office.the_team_rules_again(ballot, A_VOTE_FOR_ANN)
    (told,) = office.is_told("ortiz")
    assert told.endswith("It is ruled on again.")


def test_a_ruling_made_meanwhile_refuses_the_reopening(office: Office) -> None:
    """Two officers looked at an older state.

    Given a closed ballot as two officers saw it
    And it was reopened and ruled on again meanwhile
    Then their act is refused, for it names a ruling that does not stand any more
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.the_batch_is_closed(ballot)
    office.is_reopened(ballot)
    office.tries("is_reopened", ballot)
    office.the_refusal_says("reopened already")
