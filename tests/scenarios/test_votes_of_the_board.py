"""How the board votes, and what makes a ruling."""

from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.docket.station import StationBoard
from adjudicator.desktop.docket.vote import BoardVote
from adjudicator.desktop.kit.workers import record_queue
from adjudicator.services.board.deferral import defer
from adjudicator.services.board.groups import consent_group
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY, Evening


def test_a_majority_of_the_seats_makes_the_ruling_and_the_dissent_is_kept(
    evening: Evening,
) -> None:
    """Two to one.

    Given a ballot the team could not agree on
    When a vote for Ann is proposed
    And Judge Kelly and Moss vote for it, and Lewis votes against it
    And the presiding member records it
    Then the board has ruled: a vote for Ann
    And the vote reads "2 to 1, Lou Lewis dissents."
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.is_proposed(A_VOTE_FOR_ANN, ballot)
    evening.vote("kelly for, lewis against, moss for")
    evening.the_vote_stands("2 to 1, Lou Lewis dissents.")
    evening.the_presiding_member_records()
    evening.the_board_has_ruled(ballot, "Vote for Ann Ash")
    evening.votes_found_for("ann", 1)


def test_a_tie_decides_nothing(evening: Evening) -> None:
    """One to one.

    Given a ballot the team could not agree on
    And Moss has left
    When a vote for Ann is proposed, Judge Kelly votes for it and Lewis against it
    Then it cannot be recorded, for a majority of the board's seats is two
    And the ballot waits for the board
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.left("moss")
    evening.is_proposed(A_VOTE_FOR_ANN, ballot)
    evening.vote("kelly for, lewis against")
    evening.tries("the_presiding_member_records")
    evening.the_refusal_says("A majority of the board's seats is 2")
    evening.waits_for_the_board(ballot)
    evening.votes_found_for("ann", 0)


def test_an_abstention_is_neither_for_nor_against(evening: Evening) -> None:
    """One member abstains.

    Given a ballot the team could not agree on
    When it is proposed that too many are marked
    And Judge Kelly and Lewis vote for it and Moss abstains
    Then the vote reads "2 to 0, Mo Moss abstains." and is recorded
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.is_proposed(TOO_MANY, ballot)
    evening.vote("kelly for, lewis for, moss abstain")
    evening.the_vote_stands("2 to 0, Mo Moss abstains.")
    evening.the_presiding_member_records()
    evening.the_board_has_ruled(ballot, "Too many marked")


def test_without_a_quorum_nobody_votes(evening: Evening) -> None:
    """One member alone.

    Given a ballot the team could not agree on
    And Lewis and Moss have left
    When Judge Kelly votes
    Then it is refused: quorum is 1 of 2
    When Lewis comes back
    Then Judge Kelly may vote
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.is_proposed(TOO_MANY, ballot)
    evening.left("lewis", "moss")
    evening.tries("vote", "kelly for")
    evening.the_refusal_says("quorum is 1 of 2. Nothing was lost.")
    evening.came("lewis")
    evening.vote("kelly for")
    evening.the_vote_stands("1 to 0.")


def test_a_voice_vote_is_not_recorded_until_each_member_confirms_it(
    evening: Evening, qtbot: QtBot
) -> None:
    """The clerk enters what was said.

    Given a ballot the team could not agree on, and a proposal
    When the clerk enters that Judge Kelly said "for" and Lewis said "against"
    And Lewis presses "for" with his own key
    Then that is refused, and nothing of it is in the record
    When Judge Kelly confirms with her own key
    Then her vote alone is in the record
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.is_proposed(TOO_MANY, ballot)
    size = evening.room.recount.state.size
    board = StationBoard(evening.room.recount, evening.room.seating)
    members = {member.person: member for member in board.board().members}
    queue = record_queue()
    screen = BoardVote(board, queue, barrier=str)
    screen.put(TOO_MANY, (board.case(ballot.number).view,))
    screen.by_voice()
    screen.cast(members["kelly"], Voice.FOR)
    screen.cast(members["lewis"], Voice.AGAINST)
    screen.by_voice()
    with qtbot.waitSignal(screen.refused) as refused:
        screen.cast(members["lewis"], Voice.FOR)
    assert "The clerk heard Lou Lewis against." in refused.args[0]
    evening.nothing_was_recorded_since(size)
    with qtbot.waitSignal(screen.voted):
        screen.cast(members["kelly"], Voice.FOR)
    evening.the_vote_stands("1 to 0.")
    assert list(screen.heard) == ["lewis"]
    assert queue.shutdown()


def test_an_alternate_votes_only_in_a_seat_and_the_member_displaced_does_not(
    evening: Evening,
) -> None:
    """Moss is taken ill.

    Given a ballot the team could not agree on
    And Osei, the alternate, is in the room
    When Osei votes
    Then it is refused, for she holds no seat
    When the board seats Osei instead of Moss
    Then Osei's vote counts, and Moss's is refused
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.came("osei")
    evening.is_proposed(TOO_MANY, ballot)
    evening.tries("vote", "osei for")
    evening.the_refusal_says("only those who hold a seat of the board vote")
    evening.the_board_seats("osei", instead_of="moss")
    evening.tries("vote", "moss for")
    evening.the_refusal_says("only those who hold a seat of the board vote")
    evening.vote("osei for, lewis for")
    evening.the_presiding_member_records()
    evening.the_board_has_ruled(ballot, "Too many marked")


def test_in_a_small_county_the_board_rules_on_every_ballot_by_vote(
    small_county: Evening,
) -> None:
    """One tier.

    Given a county without teams
    When Judge Kelly alone wants to record a ruling
    Then it is refused, for nobody has voted
    When Judge Kelly and Moss vote that too many are marked
    Then the board has ruled
    """
    ballot = small_county.ballot()
    small_county.waits_for_the_board(ballot)
    small_county.is_proposed(TOO_MANY, ballot)
    small_county.tries("the_presiding_member_records")
    small_county.the_refusal_says("Nobody has voted yet")
    small_county.vote("kelly for, moss for")
    small_county.the_presiding_member_records()
    small_county.the_board_has_ruled(ballot, "Too many marked")


def test_what_a_team_settled_and_nobody_objects_to_is_not_the_board_s(evening: Evening) -> None:
    """The board takes no ballot that does not wait for it.

    Given a ballot the team ruled on, to which nobody objects
    When a board ruling on it is proposed
    Then it is refused, for the ballot does not wait for the board
    """
    ballot = evening.ballot()
    evening.the_team_ruled(ballot, TOO_MANY)
    evening.tries("is_proposed", A_VOTE_FOR_ANN, ballot)
    evening.the_refusal_says("does not wait for the board")


def test_like_ballots_are_settled_by_one_vote_and_anybody_takes_one_out(
    evening: Evening,
) -> None:
    """A consent group of twelve, one taken out.

    Given twelve like ballots the team could not agree on
    When Nelson, an observer, asks that one be taken out
    And it is proposed for the other eleven that too many are marked, and all three agree
    Then the board has ruled on the eleven
    And the twelfth waits for the board
    """
    ballots = evening.room.mayor()
    evening.the_team_could_not_agree_on(*ballots)
    group = consent_group(evening.room.recount, ballots[0].number)
    smaller = group.take_out(ballots[7].number, "nelson")
    evening.is_proposed(TOO_MANY, *smaller.cases)
    evening.vote("kelly for, lewis for, moss for")
    evening.the_presiding_member_records()
    for ballot in smaller.cases:
        evening.the_board_has_ruled(ballot, "Too many marked")
    evening.waits_for_the_board(ballots[7])


def test_unlike_ballots_are_never_settled_by_one_vote(evening: Evening) -> None:
    """An overvote and a blank contest.

    Given an overvote and a blank ballot the team could not agree on
    When one ruling is proposed for both
    Then it is refused, for the two are not alike
    """
    over, blank = evening.ballot(), evening.room.mayor(blank=True)[0]
    evening.the_team_could_not_agree_on(over, blank)
    evening.tries("is_proposed", NOTHING_MARKED, over, blank)
    evening.the_refusal_says("is not like the others")


def test_a_case_put_off_is_called_last(evening: Evening) -> None:
    """Deferred.

    Given three ballots the team could not agree on
    When the presiding member puts the first one off
    Then it is the last on the docket, and still waits
    """
    ballots = [evening.ballot(n) for n in range(3)]
    evening.the_team_could_not_agree_on(*ballots)
    first = next(b for b in ballots if b.seal == evening.room.waiting()[0])
    defer(evening.room.recount, first, "The voter's words", evening.room.seating.seat("kelly"))
    assert evening.room.waiting()[-1] == first.seal


def test_a_sitting_ends_with_one_passphrase_of_each_member_in_the_room(
    evening: Evening,
) -> None:
    """The end of the sitting.

    Given the board has ruled on two ballots
    When Judge Kelly and Lewis alone want to end the sitting
    Then it is refused, for Moss sat in it and has to sign
    When all three sign
    Then no vote is left unsigned
    """
    for place in (0, 1):
        ballot = evening.ballot(place)
        evening.the_team_could_not_agree_on(ballot)
        evening.room.board_rules(ballot)
    evening.unsigned_votes(6)
    evening.tries("the_sitting_ends", "kelly", "lewis")
    evening.the_refusal_says("Mo Moss sat in this sitting and has to sign it")
    evening.the_sitting_ends("kelly", "lewis", "moss")
    evening.unsigned_votes(0)


def test_a_member_who_left_cannot_block_the_end_of_the_sitting(evening: Evening) -> None:
    """Moss goes home.

    Given the board has ruled on a ballot, and then Lewis and Moss left
    When Judge Kelly signs alone, without a quorum
    Then the sitting has ended
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.room.board_rules(ballot)
    evening.left("lewis", "moss")
    evening.the_sitting_ends("kelly")
    evening.unsigned_votes(0)


def test_votes_of_a_sitting_that_ended_decide_nothing(evening: Evening) -> None:
    """A majority that was not recorded in time.

    Given Judge Kelly and Lewis voted for a proposal
    And the sitting ended before it was recorded
    When the presiding member records it
    Then it is refused: nobody has voted yet in this sitting
    """
    ballot = evening.ballot()
    evening.the_team_could_not_agree_on(ballot)
    evening.is_proposed(TOO_MANY, ballot)
    evening.vote("kelly for, lewis for")
    evening.the_sitting_ends("kelly", "lewis", "moss")
    evening.tries("the_presiding_member_records")
    evening.the_refusal_says("Nobody has voted yet")
    evening.waits_for_the_board(ballot)
