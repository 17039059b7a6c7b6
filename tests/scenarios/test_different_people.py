"""Who counts as two different people, and what the board can waive."""

from collections.abc import Callable

from adjudicator.domain.history import CaseStatus
from adjudicator.services.opening import Policy
from adjudicator.services.policies import policy_line, policy_of
from tests.scenarios.evening import TOO_MANY
from tests.scenarios.gallery import Gallery
from tests.scenarios.staff import NORA, Staff


def test_two_of_one_party_do_not_rule_together(staff: Staff) -> None:
    """Ada and Cyd are both of the Heron Party.

    Given Ben has left, and Cyd sits beside Ada
    Then the screen says that both are of one party, and what to do
    When they rule on a ballot all the same
    Then it is refused, and nothing is recorded
    """
    ballot = staff.ballot()
    staff.left("ben")
    staff.came("cyd")
    assert staff.what_keeps_them_from_ruling("ada", "cyd") == (
        "Ada Alder and Cyd Cole are of the same party. Let somebody of another party sign in (F3)."
    )
    staff.tries("these_rule", ballot, "ada", "cyd")
    staff.the_refusal_says("this takes two different people, of different parties where both have")
    staff.the_refusal_says("Let somebody of another party sign, or ask the board for a waiver.")
    staff.stands_as(ballot, CaseStatus.UNREVIEWED)


def test_two_of_unlike_parties_rule_together(staff: Staff) -> None:
    """Ada and Dot.

    Given Ben has left, and Dot of the Egret Party sits beside Ada
    When they rule on a ballot
    Then the ruling stands
    """
    ballot = staff.ballot()
    staff.left("ben")
    staff.came("dot")
    assert staff.what_keeps_them_from_ruling("ada", "dot") == ""
    staff.these_rule(ballot, "ada", "dot")
    staff.stands_as(ballot, CaseStatus.RULED)


def test_the_board_waives_it_for_people_it_names_and_for_nobody_else(staff: Staff) -> None:
    """Half the county has the flu.

    Given Ada and Cyd, both of the Heron Party, sit at the table
    When the board moves that Ada and Cyd may act together
    Then they rule, and the register of orders says by whose motion
    And Cyd with Nora, also of the Heron Party, may not: nobody waived it for them
    """
    first, second = staff.ballot(0), staff.ballot(1)
    staff.left("ben")
    staff.came("cyd")
    staff.the_board_waives("ada", "cyd")
    staff.these_rule(first, "ada", "cyd")
    staff.stands_as(first, CaseStatus.RULED)
    (order,) = staff.register()
    assert order.sentence == (
        "Ada Alder and Cyd Cole may act together although of one party by motion of the board."
    )
    staff.is_enrolled(NORA, "kelly", "cora")
    staff.left("ada")
    staff.came("nora")
    staff.tries("these_rule", second, "cyd", "nora")
    staff.the_refusal_says("this takes two different people")


def test_one_member_alone_waives_nothing(staff: Staff) -> None:
    """The waiver is the board's.

    When Lewis alone moves that Ada and Cyd may act together
    Then it is not carried
    """
    staff.tries("the_board_waives", "ada", "cyd", voters=("lewis",))
    staff.the_refusal_says("a majority of the board")


def test_no_waiver_makes_one_person_two(staff: Staff) -> None:
    """One is one.

    When Ada's key is pressed for both members of the team
    Then it is refused
    """
    ballot = staff.ballot()
    staff.tries("these_rule", ballot, "ada")
    staff.the_refusal_says("Not recorded")
    staff.stands_as(ballot, CaseStatus.UNREVIEWED)


def test_an_officer_without_a_party_is_different_from_everybody(staff: Staff) -> None:
    """A judge has no party.

    Given closed ballots
    When Judge Kelly, who has no party, and the clerk, who has none, reopen one together
    Then it is reopened
    And Judge Kelly with Lewis of the Heron Party reopens another
    """
    first, second, *_ = staff.ballots_of_one_batch()
    staff.the_team_ruled_on_the_whole_batch_of(first)
    staff.the_batch_is_closed(first)
    staff.is_reopened(first, by=("kelly", "cora"))
    staff.is_reopened(second, by=("kelly", "lewis"))
    staff.stands_as(first, CaseStatus.REOPENED)
    staff.stands_as(second, CaseStatus.REOPENED)


def test_two_officers_of_one_party_reopen_nothing_unless_the_board_waives_it(
    staff: Staff,
) -> None:
    """Lewis and Osei are both of the Heron Party.

    Given Osei, the alternate, holds the seat of Moss
    And a closed ballot
    When Lewis and Osei reopen it, it is refused
    When the board has waived it for the two
    Then they may
    """
    ballot = staff.ballot()
    staff.the_team_ruled_on_the_whole_batch_of(ballot)
    staff.the_batch_is_closed(ballot)
    staff.came("osei")
    staff.the_board_seats("osei", instead_of="moss")
    staff.tries("is_reopened", ballot, by=("lewis", "osei"))
    staff.the_refusal_says("this takes two different people")
    staff.the_board_waives("lewis", "osei")
    staff.is_reopened(ballot, by=("lewis", "osei"))
    staff.stands_as(ballot, CaseStatus.REOPENED)


def test_a_county_may_ask_for_two_people_and_not_for_two_parties(
    county: Callable[[Policy], Gallery],
) -> None:
    """Fixed at the opening.

    Given a county that fixed at its opening that any two people may act together
    Then the recount says so in a sentence
    When Ada and Cyd, both of the Heron Party, rule
    Then it is recorded
    """
    table = county(Policy(different="person"))
    assert policy_line(policy_of(table.room.recount)).endswith(" · any two people act together")
    table.left("ben")
    table.came("cyd")
    ballot = table.ballot()
    table.these_rule(ballot, "ada", "cyd")
    table.stands_as(ballot, CaseStatus.RULED)


def test_the_members_of_the_board_vote_whatever_their_party(staff: Staff) -> None:
    """The board is a board.

    Given Osei holds the seat of Moss, so that Lewis and Osei are of one party
    When both vote for a ruling, and Judge Kelly against it
    Then it is the board's ruling, two to one
    """
    ballot = staff.ballot()
    staff.the_team_could_not_agree_on(ballot)
    staff.came("osei")
    staff.the_board_seats("osei", instead_of="moss")
    staff.is_proposed(TOO_MANY, ballot)
    staff.vote("lewis for, osei for, kelly against")
    staff.the_vote_stands("2 to 1, Judge Kelly dissents.")
    staff.the_presiding_member_records()
    staff.the_board_has_ruled(ballot, "Too many marked")
