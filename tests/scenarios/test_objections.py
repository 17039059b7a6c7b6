"""The life of an objection, and what a close asks of observers."""

from adjudicator.domain.objections import NO_VOTE, Ground
from adjudicator.services.attesting import Answer
from adjudicator.services.closing import Unsigned, note_unsigned
from adjudicator.services.consistency import consistency_report
from adjudicator.services.objections import counts_by_side, register
from adjudicator.services.precedents import precedents
from adjudicator.services.tallying_objections import tallies_with_objections
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY, Evening


def test_an_objection_sends_the_ballot_to_the_board_and_its_vote_waits(evening: Evening) -> None:
    """Filed.

    Given the team ruled a ballot a vote for Ann
    When Nelson, who observes for Bob, objects that it should be no vote
    Then the ballot waits for the board
    And no vote is counted on it until the board has ruled
    """
    ballot = evening.ballot()
    evening.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    evening.votes_found_for("ann", 1)
    evening.objects("nelson", ballot, Ground.SHOULD_NOT, NO_VOTE)
    evening.waits_for_the_board(ballot)
    evening.votes_found_for("ann", 0)
    evening.objections_are("filed")


def test_an_objection_withdrawn_by_its_maker_lets_the_ruling_stand(evening: Evening) -> None:
    """Withdrawn.

    Given Nelson objected to a ruling of the team
    When Lee tries to withdraw it
    Then it is refused, for only its maker can
    When Nelson withdraws it
    Then the team's ruling counts again and the ballot waits no more
    """
    ballot = evening.ballot()
    evening.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    objection = evening.objects("nelson", ballot, Ground.SHOULD_NOT, NO_VOTE)
    evening.tries("withdraws", "lee", objection)
    evening.the_refusal_says("Not recorded")
    evening.withdraws("nelson", objection)
    evening.objections_are("withdrawn")
    evening.waits_no_more(ballot)
    evening.votes_found_for("ann", 1)


def test_the_board_s_ruling_upholds_what_it_grants_and_rejects_the_rest(
    evening: Evening,
) -> None:
    """Upheld and rejected.

    Given the team ruled that too many are marked
    And Scott objects that it should be a vote for Ann, Nelson that it should be a vote for Bob
    When the board rules it a vote for Ann
    Then Scott's objection is upheld and Nelson's is rejected, by the same act
    """
    ballot = evening.ballot()
    evening.the_team_ruled(ballot, TOO_MANY)
    evening.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    evening.objects("nelson", ballot, Ground.SHOULD_COUNT, "bob")
    evening.is_proposed(A_VOTE_FOR_ANN, ballot)
    evening.vote("kelly for, lewis for, moss for")
    evening.the_presiding_member_records()
    evening.objections_are("upheld", "rejected")
    evening.votes_found_for("ann", 1)


def test_an_objection_that_claims_no_outcome_is_decided_by_the_presiding_member(
    evening: Evening,
) -> None:
    """An objection to the procedure.

    Given Lee objects that she could not see the ballot
    When the board rules as the team did, and the presiding member upholds the objection
    Then the objection is upheld
    """
    ballot = evening.ballot()
    evening.the_team_ruled(ballot, TOO_MANY)
    objection = evening.objects("lee", ballot, Ground.PROCEDURE)
    evening.is_proposed(TOO_MANY, ballot)
    evening.vote("kelly for, moss for")
    evening.the_presiding_member_records(upholding=objection)
    evening.objections_are("upheld")


def test_an_observer_may_object_before_any_ruling_and_the_team_goes_on(
    evening: Evening,
) -> None:
    """While the ballot is shown.

    Given a ballot nobody has ruled on
    When Ortiz objects that it does not belong here
    Then the team goes on with the next ballot
    And the first waits for the board
    """
    ballot = evening.ballot()
    evening.objects("ortiz", ballot, Ground.NOT_HERE)
    evening.the_team_ruled(evening.ballot(1), TOO_MANY)
    evening.waits_for_the_board(ballot)
    evening.objections_are("filed")


def test_an_objection_after_the_close_is_late_and_waits_for_nobody(evening: Evening) -> None:
    """Late.

    Given a batch the team ruled on and closed
    When Scott objects to one of its rulings the next day
    Then the objection is in the register as late
    And the ballot does not wait for the board
    """
    ballot = evening.ballot()
    evening.the_team_ruled_on_the_whole_batch_of(ballot)
    evening.the_batch_is_closed(ballot)
    evening.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    evening.objections_are("late")
    evening.waits_no_more(ballot)


def test_an_observer_strikes_out_at_the_close_what_others_pressed(evening: Evening) -> None:
    """Struck out.

    Given somebody pressed Scott's key at the shared keyboard
    When Scott signs the close and strikes that objection out
    Then it is struck out, and the ballot does not wait for it
    """
    ballot = evening.ballot()
    evening.the_team_ruled_on_the_whole_batch_of(ballot)
    pressed = evening.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    evening.the_batch_is_closed(ballot, "scott", striking_out=pressed)
    evening.objections_are("struck")
    evening.waits_no_more(ballot)


def test_nobody_strikes_out_for_another(evening: Evening) -> None:
    """Only their owner strikes answers out.

    Given Scott objected
    When the close strikes his objection out without his signature
    Then it is refused
    """
    ballot = evening.ballot()
    evening.the_team_ruled_on_the_whole_batch_of(ballot)
    filed = evening.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    evening.tries("the_batch_is_closed", ballot, "lee", striking_out=filed)
    evening.the_refusal_says("strikes out")
    evening.objections_are("filed")


def test_refusing_to_sign_blocks_nothing(evening: Evening) -> None:
    """A close without an observer.

    Given a batch the team ruled on
    And Lee declined to sign every answer, and declines to sign the close
    When the team closes the batch with Ortiz's signature
    Then the batch is closed, and it is noted that Lee declined
    """
    ballot = evening.ballot()
    evening.the_team_ruled_on_the_whole_batch_of(ballot)
    evening.answers_the_page("lee", ballot, Answer.DECLINE)
    note_unsigned(
        evening.room.recount,
        [ballot.batch],
        "lee",
        Unsigned.DECLINED,
        evening.room.seating.seat("ada").signer,
        session=True,
    )
    evening.the_batch_is_closed(ballot, "ortiz")
    assert evening.room.now(ballot).closed is not None


def test_a_batch_closes_with_its_objections_open_and_the_board_settles_them_after(
    evening: Evening,
) -> None:
    """The close does not wait for the docket.

    Given a batch the team ruled on, with an objection open
    When the team closes it
    Then the ballot still waits for the board
    When the board rules
    Then the objection is decided
    """
    ballot = evening.ballot()
    evening.the_team_ruled_on_the_whole_batch_of(ballot)
    evening.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    evening.the_batch_is_closed(ballot, "scott")
    evening.waits_for_the_board(ballot)
    evening.room.board_rules(ballot)
    evening.objections_are("rejected")


def test_objections_are_counted_for_each_party_and_candidate(evening: Evening) -> None:
    """The register.

    Given Scott filed two objections and withdrew one, and Nelson filed one
    Then the register counts two for Ann Ash, one of them withdrawn, and one for Bob Birch
    """
    first, second = evening.ballot(), evening.ballot(1)
    for ballot in (first, second):
        evening.the_team_ruled(ballot, TOO_MANY)
    evening.objects("scott", first, Ground.SHOULD_COUNT, "ann")
    withdrawn = evening.objects("scott", second, Ground.SHOULD_COUNT, "ann")
    evening.objects("nelson", second, Ground.SHOULD_COUNT, "bob")
    evening.withdraws("scott", withdrawn)
    counts = {c.side: c for c in counts_by_side(register(evening.room.recount))}
    assert (counts["Ann Ash"].filed, counts["Ann Ash"].withdrawn) == (2, 1)
    assert (counts["Bob Birch"].filed, counts["Bob Birch"].open) == (1, 1)


def test_the_tally_shows_what_each_side_s_objections_would_change(evening: Evening) -> None:
    """Official, and with each side's open objections upheld.

    Given Scott claims a vote for Ann on one ballot, and Lee objects to the procedure on another
    Then with Ann Ash's objections upheld there is one vote more for Ann
    And Lee's objection is named as one that cannot be computed
    And the official tally is untouched
    """
    first, second = evening.ballot(), evening.ballot(1)
    for ballot in (first, second):
        evening.the_team_ruled(ballot, TOO_MANY)
    evening.objects("scott", first, Ground.SHOULD_COUNT, "ann")
    evening.objects("lee", second, Ground.PROCEDURE)
    sides = {side.side: side for side in tallies_with_objections(evening.room.recount)}
    assert dict(sides["Ann Ash"].contests[0].tally.choices)["ann"].change == 1
    assert [left.label for left in sides["EGR"].not_computed] == ["R-002"]
    evening.votes_found_for("ann", 0)


def test_like_ballots_ruled_before_are_shown_before_the_ruling_is_made(evening: Evening) -> None:
    """Precedents.

    Given the team ruled one overvote as too many marked
    When the next overvote is shown
    Then the first ruling stands beside it, with its case number
    """
    first, second = evening.ballot(), evening.ballot(1)
    evening.the_team_ruled(first, TOO_MANY)
    (found,) = precedents(evening.room.recount, second)
    assert found.number == " ".join(first.number)
    assert found.outcome.startswith("Too many marked")


def test_like_ballots_ruled_unlike_are_reported(evening: Evening) -> None:
    """The consistency report.

    Given three overvotes were ruled too many, and a like one a vote for Ann
    Then the report names that one ballot beside the other three
    """
    for place in range(3):
        evening.the_team_ruled(evening.ballot(place), TOO_MANY)
    evening.the_team_ruled(evening.ballot(3), A_VOTE_FOR_ANN)
    (unlike,) = consistency_report(evening.room.recount).unlike
    assert [case.case for case in unlike.fewer] == [" ".join(evening.ballot(3).number)]
    assert unlike.n == 4
