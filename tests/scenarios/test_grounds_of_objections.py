"""What an objection says, its number, and the ends it can come to."""

from dataclasses import replace

from adjudicator.domain.objections import NO_VOTE, Ground
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import Answer
from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY

GROUNDS = (
    (1, "bob", "should be a vote for Bob Birch"),
    (2, NO_VOTE, "should not count, should be no vote"),
    (3, "bob", "should be a vote for Bob Birch"),
    (4, NO_VOTE, "consistency, should be no vote"),
    (5, None, "does not belong here"),
    (6, None, "paper must be seen"),
    (7, None, "procedure or view"),
    (8, None, "other"),
)


def test_eight_grounds_and_what_each_claims(bench: Bench) -> None:
    """The form has eight digits.

    Given the team ruled eight ballots votes for Ann
    When Lee objects to each on another of the eight grounds, and for the first four claims
    What it should be instead
    Then the register tells number, case, observer and claim in one sentence each
    """
    told = []
    for ballot, (ground, claim, words) in zip(bench.room.mayor(), GROUNDS, strict=False):
        bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
        bench.objects("lee", ballot, Ground(ground), claim)
        number = " ".join(ballot.number)
        told.append(
            f"R-00{ground}, case {number}, Li Lee (EGR): {words}: filed: waits for the board."
        )
    assert [line.sentence for line in bench.objections()] == told
    assert len(told) == 8


def test_the_last_four_grounds_claim_no_outcome(bench: Bench) -> None:
    """A view is not an outcome.

    When Lee objects to the procedure and claims a vote for Bob with it
    Then it is refused, and nothing is recorded
    """
    bench.tries("objects", "lee", bench.ballot(), Ground.PROCEDURE, "bob")
    bench.the_refusal_says("This ground takes no claimed outcome. Nothing was recorded.")


def test_nobody_claims_a_choice_that_is_not_on_the_ballot(bench: Bench) -> None:
    """A stranger.

    When Lee claims a vote for somebody who runs for council, on a ballot for mayor
    Then it is refused, and says what to press
    """
    bench.tries("objects", "lee", bench.ballot(), Ground.SHOULD_COUNT, "cy")
    bench.the_refusal_says("Mayor has no choice 'cy' that could be claimed")
    bench.the_refusal_says("Press the number of a choice, or 0 for no vote.")


def test_what_an_observer_writes_is_kept_as_it_is(bench: Bench) -> None:
    """Words are optional, and theirs.

    When Lee objects and writes two lines, with a quotation
    Then the register has them as they were written
    And an objection without words has none
    """
    ballot = bench.ballot()
    bench.objects_in_words("lee", ballot, Ground.OTHER, 'She said "next".\nI saw nothing.')
    bench.objects("ortiz", ballot, Ground.OTHER)
    first, second = bench.objections()
    assert first.words == 'She said "next".\nI saw nothing.'
    assert second.words == ""


def test_objections_are_numbered_in_the_order_they_came_and_keep_their_numbers(
    bench: Bench,
) -> None:
    """R-001, R-002, R-003.

    Given Lee, Scott and Nelson objected, in this order
    When Lee withdraws, and objects anew
    Then the new objection is R-004, and R-001 stays Lee's withdrawn one
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    first = bench.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.objects("nelson", ballot, Ground.SHOULD_COUNT, "bob")
    bench.withdraws("lee", first)
    bench.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    assert [(line.label, line.person, line.fate.value) for line in bench.objections()] == [
        ("R-001", "lee", "withdrawn"),
        ("R-002", "scott", "filed"),
        ("R-003", "nelson", "filed"),
        ("R-004", "lee", "filed"),
    ]


def test_a_withdrawn_objection_is_withdrawn_once(bench: Bench) -> None:
    """Gone is gone.

    Given Lee withdrew an objection
    When Lee withdraws it again
    Then it is refused
    """
    filed = bench.objects("lee", bench.ballot(), Ground.OTHER)
    bench.withdraws("lee", filed)
    bench.tries("withdraws", "lee", filed)
    bench.the_refusal_says("is not an objection that stands")


def test_with_two_objections_open_one_withdrawn_leaves_the_ballot_with_the_board(
    bench: Bench,
) -> None:
    """The other still stands.

    Given Lee and Scott both objected to a ruling
    When Lee withdraws
    Then the ballot still waits for the board, for Scott's sake
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    lees = bench.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    scotts = bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.withdraws("lee", lees)
    bench.waits_for_the_board(ballot)
    bench.withdraws("scott", scotts)
    bench.waits_no_more(ballot)


def test_a_team_may_mend_its_ruling_after_an_objection_and_the_board_still_hears_it(
    bench: Bench,
) -> None:
    """After an objection.

    Given Scott objected that a ballot should be a vote for Ann
    When the team, while its batch is open, revises its ruling to just that, and gives the reason
    Then the objection is not thereby decided: the ballot waits until Scott withdraws it
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    filed = bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.the_team_revises(ballot, A_VOTE_FOR_ANN, RevisionReason.AFTER_OBJECTION)
    bench.objections_are("filed")
    bench.waits_for_the_board(ballot)
    bench.withdraws("scott", filed)
    bench.votes_found_for("ann", 1)


def test_in_florida_no_objection_is_called_frivolous(bench: Bench) -> None:
    """Not in this state.

    Given the board rejected an objection of Scott's
    When Judge Kelly wants to mark it frivolous
    Then it is refused, for Florida's standards know no such thing
    """
    objection = bench.an_objection_of_scott_was_rejected()
    bench.tries("marks_as_frivolous", "kelly", objection)
    bench.the_refusal_says("knows no frivolous objection. Nothing was changed.")


def test_where_the_standards_know_it_a_rejected_objection_may_be_marked_frivolous(
    bench: Bench,
) -> None:
    """As in Minnesota.

    Given standards that know a frivolous objection, and one of Scott's that is open
    When Judge Kelly marks it, it is refused: the board has not rejected it
    Given the board rejected it
    When Lewis marks it, it is refused: the presiding member does
    When Judge Kelly marks it
    Then the register says "rejected by the board, marked frivolous"
    """
    rules = bench.room.recount.rules
    bench.room.recount.rules = replace(rules, policies=replace(rules.policies, frivolous_flag=True))
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    objection = bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.tries("marks_as_frivolous", "kelly", objection)
    bench.the_refusal_says("only an objection the board has rejected can be marked frivolous")
    bench.room.board_rules(ballot)
    bench.tries("marks_as_frivolous", "lewis", objection)
    bench.the_refusal_says("Not marked: the presiding member marks it.")
    bench.marks_as_frivolous("kelly", objection)
    (line,) = bench.objections()
    assert line.sentence.endswith("rejected by the board, marked frivolous.")


def test_the_tally_is_told_three_ways_and_only_one_is_official(bench: Bench) -> None:
    """Official, with Ann's objections upheld, with Bob's.

    Given one ballot on which Scott claims a vote for Ann, and two on which Nelson claims Bob
    Then with Ann's open objections upheld Ann has one more, and with Bob's Bob has two more
    And each is headed with whose objections, and how many, and the official tally has none
    """
    for place, (person, choice) in enumerate(
        (("scott", "ann"), ("nelson", "bob"), ("nelson", "bob"))
    ):
        bench.the_team_ruled(bench.ballot(place), TOO_MANY)
        bench.objects(person, bench.ballot(place), Ground.SHOULD_COUNT, choice)
    assert bench.with_each_side_upheld() == {"Ann Ash": (1, 0), "Bob Birch": (0, 2)}
    bench.votes_found_for("ann", 0)
    bench.votes_found_for("bob", 0)


def test_a_decided_objection_changes_no_what_if(bench: Bench) -> None:
    """Only what is open.

    Given the board rejected Scott's objection
    Then there is nothing left to show with Ann's open objections upheld
    """
    bench.an_objection_of_scott_was_rejected()
    assert bench.with_each_side_upheld() == {}


def test_what_the_board_decided_stays_decided_though_its_maker_withdraws(bench: Bench) -> None:
    """Too late to take back.

    Given the board rejected Scott's objection
    When Scott withdraws it afterwards
    Then in the register it stays rejected by the board
    """
    objection = bench.an_objection_of_scott_was_rejected()
    bench.withdraws("scott", objection)
    bench.objections_are("rejected")


def test_an_objection_answers_for_its_maker(bench: Bench) -> None:
    """An objection is an answer.

    Given Scott objected to a ruling
    When Scott then signs "no objection" to everything not answered yet
    Then the ruling objected to is not among it
    """
    ballot, other = bench.ballots_of_one_batch()[:2]
    for one in (ballot, other):
        bench.the_team_ruled(one, TOO_MANY)
    bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.answers_the_page("scott", ballot, Answer.NONE)
    assert bench.stood("scott", ballot) == "signed, objection"
    assert bench.stood("scott", other) == "signed, no objection"
