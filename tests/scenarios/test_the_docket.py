"""The docket: what stands on it, in which order it is called, and how like cases are settled."""

from dataclasses import replace

from adjudicator.domain.objections import Ground, Outcome
from adjudicator.domain.rulings import Disposition, EvidenceKind
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.papers.life import paper_on_table, request_paper
from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY


def test_three_kinds_of_ballots_stand_on_the_docket(bench: Bench) -> None:
    """What waits for the board.

    Given one ballot the team could not agree on, one whose paper it wants to see,
    And one it ruled on, to which Scott objects; a fourth it ruled on, and nobody objects
    Then the first three wait for the board, and the fourth does not
    """
    apart, paper, objected, settled = (bench.ballot(n) for n in range(4))
    bench.the_team_could_not_agree_on(apart)
    bench.the_team_asks_for_the_paper(paper)
    for ballot in (objected, settled):
        bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("scott", objected, Ground.SHOULD_COUNT, "ann")
    assert set(bench.room.waiting()) == {apart.seal, paper.seal, objected.seal}


def test_like_cases_are_called_together(bench: Bench) -> None:
    """Like with like.

    Given three overvotes and a blank ballot the team could not agree on,
    And one overvote to which Scott objects for Ann, and one to which Nelson objects for Bob
    Then the docket has four groups, each with what its cases have in common in its head
    """
    overs, blank = bench.room.mayor(), bench.room.mayor(blank=True)[0]
    bench.the_team_could_not_agree_on(*overs[:3], blank)
    for ballot, person, choice in ((overs[3], "scott", "ann"), (overs[4], "nelson", "bob")):
        bench.the_team_ruled(ballot, TOO_MANY)
        bench.objects(person, ballot, Ground.SHOULD_COUNT, choice)
    objected = "Mayor · Objected to · Overvote, 2 marks · ruled under (6) · claimed for"
    assert bench.groups() == [
        (f"{objected} Ann Ash", 1),
        (f"{objected} Bob Birch", 1),
        ("Mayor · The team could not agree · Overvote, 2 marks", 3),
        ("Mayor · The team could not agree · Blank contest, 0 marks", 1),
    ]


def test_a_case_is_called_with_one_line_to_read_aloud(bench: Bench) -> None:
    """What the room hears.

    Given Scott objected that a ballot should be a vote for Ann
    When it is called
    Then the line names its number, contest, precinct and what the machine saw,
    And the objection with its number, whose it is, and what it claims
    And beside it stand the ruling objected to, and its clause
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    called = bench.is_called(ballot)
    assert called.call == (
        f"Case {' '.join(ballot.number)}. Mayor, precinct 101. Overvote. Objection R-001 by "
        "Sam Scott (for Ann Ash): should be a vote for Ann Ash."
    )
    assert called.ruling.startswith("Too many marked: no vote in this contest under (6)")
    assert called.clause is not None
    assert called.clause.number == "(6)"


def test_how_like_ballots_were_ruled_tonight_is_told_when_a_case_is_called(
    bench: Bench,
) -> None:
    """Alike tonight.

    Given the team ruled one like ballot as too many, and another a vote for Ann
    When a third, on which it could not agree, is called
    Then it says: one a vote, one no vote
    """
    bench.the_team_ruled(bench.ballot(0), TOO_MANY)
    bench.the_team_ruled(bench.ballot(1), A_VOTE_FOR_ANN)
    bench.the_team_could_not_agree_on(bench.ballot(2))
    assert bench.is_called(bench.ballot(2)).like.words == ("Like this so far: 1 a vote, 1 no vote")


def test_a_dissenting_member_may_name_what_they_are_for(bench: Bench) -> None:
    """The dissent, in the log.

    Given a vote for Ann is proposed, and Judge Kelly and Moss are for it
    When Lewis votes against it, and for too many marked
    Then the log tells of each member what they said, and what Lewis was for
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, moss for")
    bench.votes_against_and_names_another("lewis", Outcome(Disposition.TOO_MANY, frozenset(), "6"))
    bench.the_vote_stands("2 to 1, Lou Lewis dissents: too many marked: no vote in this contest.")
    bench.the_presiding_member_records()
    assert bench.told_in_the_log(ballot) == (
        "Judge Kelly (kelly): for",
        "Lou Lewis (lewis): against, for too many marked: no vote in this contest",
        "Mo Moss (moss): for",
    )


def test_a_member_may_change_a_vote_until_the_ruling_is_recorded(bench: Bench) -> None:
    """The newest word counts.

    Given Lewis voted against a vote for Ann
    When Lewis votes for it, before it is recorded
    Then the vote reads "2 to 0.", and the first vote stays in the record
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, lewis against")
    bench.vote("lewis for")
    bench.the_vote_stands("2 to 0.")
    bench.unsigned_votes(3)


def test_votes_for_two_outcomes_make_no_majority_of_either(bench: Bench) -> None:
    """Each for something else.

    Given Judge Kelly is for a vote for Ann, Lewis for too many marked, and Moss abstains
    When it is to be recorded
    Then it is refused, and the case stays on the docket
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(A_VOTE_FOR_ANN, ballot)
    bench.vote("kelly for, moss abstain")
    bench.votes_against_and_names_another("lewis", Outcome(Disposition.TOO_MANY, frozenset(), "6"))
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Let the others vote, propose something else, or defer the case.")
    bench.waits_for_the_board(ballot)


def test_the_board_settles_a_case_or_puts_it_off(bench: Bench) -> None:
    """No third way.

    When it is proposed to send a ballot to the board, which it is before already
    Then it is refused: the board's ruling has to settle it
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.tries("is_proposed", replace(TOO_MANY, disposition=Disposition.NO_CONSENSUS), ballot)
    bench.the_refusal_says("this settles nothing, and the board's ruling has to.")


def test_the_board_is_bound_by_the_standards_too(bench: Bench) -> None:
    """The law is the same for everybody.

    When it is proposed to count the words of a voter who wrote none down,
    Then it is refused before anybody votes
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.tries("is_proposed", replace(A_VOTE_FOR_ANN, words=None), ballot)
    bench.the_refusal_says("Not recorded")
    bench.waits_for_the_board(ballot)


def test_an_objection_filed_meanwhile_is_heard_before_the_vote_goes_on(bench: Bench) -> None:
    """Nobody is ruled on unheard.

    Given Judge Kelly and Lewis voted that too many are marked
    And Lee then objects that she could not see the ballot
    When the majority is to be recorded
    Then it is refused until the objection is read
    When it is put to the vote again, and Moss alone votes
    Then nothing is decided: what was said before it was heard does not count
    When all three have voted anew
    Then nothing is recorded until Judge Kelly says whether the objection is upheld
    And then the ruling stands, and the objection is rejected
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("kelly for, lewis for")
    objection = bench.objects("lee", ballot, Ground.PROCEDURE)
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("Objection R-001 was filed meanwhile")
    bench.the_refusal_says("Hear it, then vote")
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("moss against")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("0 to 1")
    bench.vote("kelly for, lewis for")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("no outcome answers objection R-001")
    bench.the_presiding_member_records(rejecting=objection)
    bench.the_board_has_ruled(ballot, "Too many marked")
    bench.objections_are("rejected")


def test_votes_on_the_image_decide_nothing_once_the_paper_is_on_the_table(bench: Bench) -> None:
    """What was seen last is what is voted on.

    Given Judge Kelly and Lewis voted on the image that too many are marked
    And the clerk then lays the paper on the table
    When it is put to the vote again, and Moss votes against
    Then nothing is decided by the votes on the image
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.room.sit("cora")
    bench.is_proposed(TOO_MANY, ballot)
    bench.vote("kelly for, lewis for")
    clerk = bench.room.seating.seat("cora")
    request_paper(bench.room.recount, ballot.seal, clerk)
    paper_on_table(bench.room.recount, ballot.seal, clerk)
    bench.is_proposed(replace(TOO_MANY, evidence=EvidenceKind.PAPER), ballot)
    bench.vote("moss against")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("0 to 1")
    bench.waits_for_the_board(ballot)


def test_a_ballot_taken_out_of_a_group_is_voted_on_anew_and_the_record_says_who_asked(
    bench: Bench,
) -> None:
    """One vote for many is no vote for the one taken out.

    Given Judge Kelly and Lewis voted on two like ballots at once
    When Lee asks that the second be taken out
    Then the record says which, and that she asked
    When it is put to the vote by itself, and Moss votes against
    Then nothing is decided by the votes on the group
    And it is not gathered into a group again
    """
    first, second = bench.ballot(0), bench.ballot(1)
    bench.the_team_could_not_agree_on(first, second)
    bench.like_ballots_are_gathered(first)
    bench.is_proposed_for_the_group(TOO_MANY)
    bench.vote("kelly for, lewis for")
    bench.asks_to_take_out("lee", second)
    (note,) = notes_register(bench.room.recount, Category.EXPLAINED)
    number = spoken(second.number)
    assert note.words == f"Taken out of the group: case {number}, at the request of Li Lee."
    assert note.signed == ("lee",)
    bench.is_proposed(TOO_MANY, second)
    bench.vote("moss against")
    bench.tries("the_presiding_member_records")
    bench.the_refusal_says("0 to 1")
    gathered = bench.like_ballots_are_gathered(first)
    assert [case.seal for case in gathered.cases] == [first.seal]


def test_anybody_takes_a_ballot_out_and_an_empty_group_is_not_voted_on(bench: Bench) -> None:
    """Until none is left.

    Given two like ballots the team could not agree on
    When Lewis, a member, takes one out, and Lee, an observer, the other
    Then there is nothing left to vote on together, and both wait
    """
    first, second = bench.ballot(0), bench.ballot(1)
    bench.the_team_could_not_agree_on(first, second)
    group = bench.like_ballots_are_gathered(first)
    assert {case.seal for case in group.cases} == {first.seal, second.seal}
    bench.asks_to_take_out("lewis", first)
    bench.asks_to_take_out("lee", second)
    bench.tries("is_proposed_for_the_group", TOO_MANY)
    bench.the_refusal_says("Not put to the vote: no case is chosen.")
    bench.tries("asks_to_take_out", "lee", second)
    bench.the_refusal_says("is not in this group")
    bench.waits_for_the_board(first)
    bench.waits_for_the_board(second)


def test_ballots_with_unlike_claims_are_not_gathered(bench: Bench) -> None:
    """Each claim is heard.

    Given two overvotes ruled alike: Scott claims one for Ann, Nelson the other for Bob
    When those like the first are gathered
    Then the other is not among them
    """
    first, second = bench.ballot(0), bench.ballot(1)
    for ballot in (first, second):
        bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("scott", first, Ground.SHOULD_COUNT, "ann")
    bench.objects("nelson", second, Ground.SHOULD_COUNT, "bob")
    group = bench.like_ballots_are_gathered(first)
    assert [case.seal for case in group.cases] == [first.seal]


def test_only_the_presiding_member_puts_a_case_off_and_takes_it_up_again(bench: Bench) -> None:
    """Deferred, with the reason.

    Given two ballots the team could not agree on
    When Lewis wants to put one off, it is refused, for Judge Kelly presides
    When Judge Kelly puts it off until the paper is here
    Then it comes last, with the reason, and is in no group of like ballots
    When she takes it up again, it is called where it was
    """
    for place in (0, 1):
        bench.the_team_could_not_agree_on(bench.ballot(place))
    first, second = (
        next(b for b in bench.room.mayor() if b.seal == seal) for seal in bench.room.waiting()
    )
    bench.tries("is_put_off", first, "The paper", by="lewis")
    bench.the_refusal_says("Not noted: the presiding member puts cases off. Nothing was changed.")
    bench.is_put_off(first, "Until the paper is here.")
    assert bench.put_off_because(first) == "Until the paper is here."
    assert bench.room.waiting() == [second.seal, first.seal]
    group = bench.like_ballots_are_gathered(second)
    assert [case.seal for case in group.cases] == [second.seal]
    bench.tries("is_put_off", first, "Again.")
    bench.the_refusal_says("This case is deferred already.")
    bench.is_taken_up_again(first)
    assert bench.room.waiting() == [first.seal, second.seal]


def test_a_case_of_the_board_reopened_is_called_blind(bench: Bench) -> None:
    """Without what was said before.

    Given Scott objected to a ballot, and the board rejected it
    And Lee then objected to the board's ruling, and two officers reopened the ballot
    When it is called
    Then it says that an objection is open, and neither the old ruling nor Lee's claim is told
    When the board has ruled anew
    Then both objections are told with what became of them
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    bench.room.board_rules(ballot)
    bench.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    bench.is_reopened(ballot)
    called = bench.is_called(ballot)
    assert (called.ruling, called.clause, called.objections) == ("", None, ())
    assert called.call == (
        f"Case {' '.join(ballot.number)}. Mayor, precinct 101. Overvote. Reopened. "
        "An objection is open."
    )
    bench.objections_are("reopened", "filed")
    bench.room.board_rules(ballot, A_VOTE_FOR_ANN)
    bench.objections_are("rejected", "rejected")
    bench.the_ruling_before_was(ballot, TOO_MANY)


def test_the_contest_the_board_put_first_is_called_first(bench: Bench) -> None:
    """The order of the board.

    Given a ballot of each contest the team could not agree on
    When the board puts the council first
    Then the ballot for council is called first
    """
    mayor = bench.ballot()
    (council,) = bench.room.cases(contest="council")
    bench.the_team_could_not_agree_on(mayor, council)
    assert bench.room.waiting() == [mayor.seal, council.seal]
    bench.the_board_puts_first("council")
    assert bench.room.waiting() == [council.seal, mayor.seal]


def test_nothing_is_marked_is_not_ruled_where_the_machine_saw_too_much(bench: Bench) -> None:
    """What cannot be.

    Given a ballot on which the machine saw too many marks
    When it is proposed that nothing is marked on it
    Then it is refused
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.tries("is_proposed", NOTHING_MARKED, ballot)
    bench.the_refusal_says("Not recorded")
