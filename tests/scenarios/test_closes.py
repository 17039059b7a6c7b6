"""The close of a batch: what each person sees and signs, and what cannot hold it up."""

from collections.abc import Callable

from adjudicator.domain.objections import Ground
from adjudicator.services.attesting import Answer
from adjudicator.services.closing import Unsigned
from adjudicator.services.opening import Policy
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY
from tests.scenarios.gallery import Gallery


def test_each_observer_sees_their_own_counts_and_every_objection_of_theirs(
    table: Gallery,
) -> None:
    """The form of the close.

    Given a batch of six: Scott objected to one ballot and signed the other five,
    And Nelson objected to one and withdrew it again, and Lee never answered
    When the team wants to close the batch
    Then the form shows Scott one objection and five signed, and the objection by its number
    And Nelson the one withdrawn, by its number, and Lee six to which nothing was answered
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    table.answers_the_page("scott", ballot, Answer.NONE)
    taken_back = table.objects("nelson", ballot, Ground.SHOULD_COUNT, "bob")
    table.withdraws("nelson", taken_back)
    shown = {o.person: o for o in table.what_the_close_shows(ballot.batch).observers}
    number = " ".join(ballot.number)
    assert (shown["scott"].objections, shown["scott"].no_objection) == (1, 5)
    assert shown["scott"].filed == (
        f"R-001, case {number}: should be a vote for Ann Ash: filed: waits for the board",
    )
    assert shown["nelson"].filed == (
        f"R-002, case {number}: should be a vote for Bob Birch: withdrawn by its maker",
    )
    assert (shown["lee"].silent, shown["lee"].no_objection) == (6, 0)


def test_what_waits_for_the_board_is_counted_apart(table: Gallery) -> None:
    """Ruled, and sent up.

    Given a batch of six: the team could not agree on one, another is objected to,
    And on a third the team found a vote for Ann
    Then the form of the close counts four as ruled and two as sent to the board
    """
    ballots = [b for b in table.room.mayor() if b.batch == table.ballot().batch]
    table.the_team_could_not_agree_on(ballots[0])
    table.the_team_ruled(ballots[1], A_VOTE_FOR_ANN)
    table.the_team_ruled_on_the_whole_batch_of(ballots[0])
    table.objects("lee", ballots[2], Ground.SHOULD_COUNT, "bob")
    shown = table.what_the_close_shows(ballots[0].batch)
    assert (shown.cases, shown.ruled, shown.escalated, shown.not_ruled) == (6, 4, 2, 0)
    assert dict(shown.dispositions) == {"no_consensus": 1, "too_many": 4, "vote": 1}


def test_one_closing_act_covers_every_finished_batch_of_a_table(table: Gallery) -> None:
    """At the end of the evening.

    Given the team ruled on two batches, with Ortiz and Lee watching
    When the team closes both at once, and Ortiz and Lee sign
    Then there is one close, with four signatures, and both batches are closed
    """
    batches = table.the_batches_of_mayor()
    table.the_team_ruled_on_each_of(*batches)
    table.the_batches_are_closed(batches, "ortiz", "lee")
    assert [set(signers) for signers in table.closes()] == [{"ada", "ben", "ortiz", "lee"}]
    closed = {b.number for b in table.room.batches() if b.closed is not None}
    assert closed == set(batches)


def test_a_close_takes_both_of_the_team_and_nobody_in_their_place(table: Gallery) -> None:
    """Who closes.

    Given a batch the team ruled on
    When Ada alone wants to close it, or Ada with the clerk, or Judge Kelly with Lewis
    Then it is refused: both members of the counting team have to sign
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    for people in (("ada",), ("ada", "cora"), ("kelly", "lewis")):
        table.tries("is_closed_by", ballot, *people)
        table.the_refusal_says("has to be signed by both members of the counting team")


def test_a_batch_with_a_ballot_nobody_ruled_on_stays_open(table: Gallery) -> None:
    """Nothing is forgotten.

    Given a batch in which one ballot has no ruling
    When the team wants to close it
    Then it is refused, and the refusal names the case
    """
    ballot, *rest = [b for b in table.room.mayor() if b.batch == table.ballot().batch]
    for other in rest:
        table.the_team_ruled(other, TOO_MANY)
    table.tries("the_batch_is_closed", ballot)
    number = " ".join(ballot.number)
    table.the_refusal_says(f"case {number} of these batches has not been ruled on")
    table.the_refusal_says("Rule on what is open, or send it to the board, then close.")


def test_who_declined_and_who_was_gone_are_noted_by_name(table: Gallery) -> None:
    """A close with two signatures missing.

    Given a batch the team ruled on
    And Lee is asked to sign the close and declines, and Scott has left
    When Ada notes both, and the batch is closed with Ortiz's signature
    Then the record says "Li Lee declined to sign" and "Sam Scott was not there at the close"
    And in Lee's own record the batch is closed without Lee's signature
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.left("scott")
    table.is_noted_as(Unsigned.DECLINED, "lee", ballot)
    table.is_noted_as(Unsigned.GONE, "scott", ballot)
    table.the_batch_is_closed(ballot, "ortiz")
    assert table.notes() == [
        f"Li Lee declined to sign at the close of batch {ballot.batch}.",
        f"Sam Scott was not there at the close of batch {ballot.batch}.",
    ]
    assert any("without your signature" in line for line in table.own_record("lee").waits)
    assert table.own_record("ortiz").batches[0].signed


def test_only_those_who_close_note_who_did_not_sign(table: Gallery) -> None:
    """Nobody speaks for an observer behind the table's back.

    Given a batch the team ruled on
    When Ortiz, or the clerk, wants to note that Lee declined
    Then it is refused: those who close note it
    And of Ada, who is no observer, it cannot be noted at all
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    for person in ("ortiz", "cora"):
        table.tries("is_noted_as", Unsigned.DECLINED, "lee", ballot, person)
        table.the_refusal_says("Not noted: those who close note it. Nothing was changed.")
    table.tries("is_noted_as", Unsigned.GONE, "ben", ballot)
    table.the_refusal_says("only observers are asked to sign a close")


def test_not_one_observer_in_the_room_holds_up_a_close(table: Gallery) -> None:
    """All four have gone home.

    Given a batch the team ruled on while four observers watched, and all of them left
    When the team closes it
    Then it is closed, by the team's two signatures
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.left("ortiz", "lee", "scott", "nelson")
    table.the_batch_is_closed(ballot)
    assert table.closes() == [("ada", "ben")]


def test_a_close_is_not_signed_over_counts_that_have_moved(table: Gallery) -> None:
    """Somebody objects while the others sign.

    Given the form of a close as it was shown
    And Lee files an objection before everybody has typed the passphrase
    When the act is recorded with the counts that were shown
    Then it is refused, and everybody looks at the new counts
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    shown = table.counts_now(ballot)
    table.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    table.tries("is_closed_as_shown", ballot, shown)
    table.the_refusal_says("Not closed: the counts are not those shown any more.")
    table.the_refusal_says("Look at the counts again and sign anew.")


def test_what_was_struck_out_is_not_theirs_and_stands_so_in_the_record(table: Gallery) -> None:
    """Somebody else pressed the key.

    Given somebody pressed "no objection" for Ortiz at the shared keyboard
    And the form of the close shows Ortiz that answer among those to look at
    When Ortiz signs the close and strikes it out
    Then Ortiz is recorded as present who did not answer
    And it cannot be struck out a second time
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.answers_the_page("ortiz", ballot, Answer.NONE)
    shown = {o.person: o for o in table.what_the_close_shows(ballot.batch).observers}
    (pressed,) = shown["ortiz"].shared
    table.the_batch_is_closed(ballot, "ortiz", striking_out=pressed.entry)
    assert table.stood("ortiz", ballot) == "present, did not answer"
    table.is_reopened(ballot)
    table.the_team_rules_again(ballot, TOO_MANY)
    table.tries("the_batch_is_closed", ballot, "ortiz", striking_out=pressed.entry)
    table.the_refusal_says("Only the observer strikes out, by signing, what others pressed")


def test_what_the_board_has_decided_is_not_struck_out_any_more(table: Gallery) -> None:
    """The board ruled first.

    Given Scott's objection was rejected by the board before the batch was closed
    When Scott signs the close and disowns the key press behind it
    Then the objection stays rejected
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    filed = table.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    table.room.board_rules(ballot)
    table.the_batch_is_closed(ballot, "scott", striking_out=filed)
    table.objections_are("rejected")


def test_answers_after_the_close_are_late_and_visible_as_such(table: Gallery) -> None:
    """The day after.

    Given a closed batch to which Ortiz had answered nothing
    When Ortiz signs "no objection" to one of its rulings the next day
    Then it stands as signed, and as late
    And an objection of Lee's is late too, counted apart from those made in time
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.the_batch_is_closed(ballot)
    table.answers_the_ruling("ortiz", ballot, Answer.NONE)
    table.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    assert table.stood("ortiz", ballot) == "signed, no objection, late"
    assert table.stood("lee", ballot) == "signed, objection, late"
    assert table.objections_of_each_side() == "Objections: EGR 1 (1 late)"


def test_a_late_objection_stays_late_when_the_ballot_is_reopened(table: Gallery) -> None:
    """Late is late.

    Given a closed batch, and Scott's objection made after the close
    When the ballot is reopened and ruled on anew
    Then Scott's objection still is late, and the ballot does not wait for the board
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.the_batch_is_closed(ballot)
    table.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    table.is_reopened(ballot)
    table.the_team_rules_again(ballot, TOO_MANY)
    table.objections_are("late")
    table.waits_no_more(ballot)


def test_in_a_small_county_the_presiding_member_closes_with_another_officer(
    county: Callable[[Policy], Gallery],
) -> None:
    """One tier.

    Given a county without teams, whose board ruled on every ballot of a batch
    When Lewis and Moss close it, it is refused, for Judge Kelly presides
    When Judge Kelly closes it with the clerk, and Ortiz signs
    Then it is closed
    """
    table = county(Policy(tiers=1))
    blanks = table.the_blank_batch()
    table.the_board_rules_on(blanks, NOTHING_MARKED)
    table.tries("is_closed_by", blanks[0], "lewis", "moss")
    table.the_refusal_says("has to be signed by the presiding member and another officer")
    table.is_closed_by(blanks[0], "kelly", "cora", "ortiz")
    assert table.closes() == [("cora", "kelly", "ortiz")]
