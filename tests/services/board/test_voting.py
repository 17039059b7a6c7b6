"""Votes by key press, the majority computed, and the ruling it makes."""

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import NO_VOTE, Fate, Ground, Outcome
from adjudicator.domain.rulings import Disposition, Ruling, Tier
from adjudicator.domain.votes import Say
from adjudicator.services.board.proposal import answers
from adjudicator.services.board.voting import cast_vote, vote_now
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import register
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.tallying import tally_lines
from tests.support.boardroom import ANN, NO_CONSENSUS, OVERVOTE, Boardroom


def fates(room: Boardroom) -> list[Fate]:
    return [line.fate for line in register(room.recount)]


def votes_for(room: Boardroom, choice: str) -> int:
    with room.recount.reading() as connection:
        lines = tally_lines(connection, room.recount.election)
    tally = next(line.tally for line in lines if line.tally.contest.id == "mayor")
    return dict(tally.choices)[choice].change


def test_two_to_one_records_the_majority_s_ruling_and_keeps_the_dissent(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(ANN, case)
    now = room.votes(proposal, kelly=Say.FOR, lewis=Say.AGAINST)
    assert (now.standing.carried, now.may_record, now.waiting) == (False, False, ("Mo Moss",))
    now = room.votes(proposal, moss=Say.FOR)
    assert now.words == "2 to 1, Lou Lewis dissents."
    assert (now.may_record, now.standing.complete) == (True, True)
    (appended,) = room.record(proposal)
    made = room.ruling(case)
    assert (made.entry, made.tier, made.ruling.votes) == (
        appended.index,
        Tier.BOARD,
        frozenset({"ann"}),
    )
    assert room.now(case).status is CaseStatus.RULED_BY_BOARD
    assert votes_for(room, "ann") == 1


def test_a_majority_of_seats_may_be_recorded_before_the_third_has_spoken(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    now = room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    assert (now.may_record, now.standing.complete) == (True, False)
    room.record(proposal)
    assert room.now(case).tier is Tier.BOARD


def test_a_tie_is_no_majority_and_records_nothing(room: Boardroom) -> None:
    room.seating.sign_out("moss")
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(ANN, case)
    now = room.votes(proposal, kelly=Say.FOR, lewis=Say.AGAINST)
    assert now.words == "1 to 1, Lou Lewis dissents: a tie, no majority."
    with pytest.raises(Refusal, match="A majority of the board's seats is 2"):
        room.record(proposal)
    assert room.waiting() == [case.seal]


def test_an_abstention_is_kept_in_words(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    now = room.votes(proposal, kelly=Say.FOR, lewis=Say.ABSTAIN, moss=Say.FOR)
    assert now.words == "2 to 0, Lou Lewis abstains."


def test_a_dissent_may_name_its_own_outcome(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(ANN, case)
    room.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    own = Outcome(Disposition.TOO_MANY, frozenset(), "6")
    cast_vote(room.recount, room.seating.seat("lewis"), proposal, Say.AGAINST, own=own)
    now = vote_now(room.recount, proposal, room.seating)
    assert now.words == ("2 to 1, Lou Lewis dissents: too many marked: no vote in this contest.")
    with pytest.raises(Refusal, match="Vote for it"):
        cast_vote(
            room.recount,
            room.seating.seat("lewis"),
            proposal,
            Say.AGAINST,
            own=proposal.outcome,
        )


def test_the_newest_word_of_a_member_counts_and_the_same_word_is_recorded_once(
    room: Boardroom,
) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.AGAINST)
    size = room.recount.state.size
    assert not cast_vote(room.recount, room.seating.seat("kelly"), proposal, Say.AGAINST)
    assert room.recount.state.size == size
    now = room.votes(proposal, kelly=Say.FOR)
    assert now.standing.of("kelly") is Say.FOR


def test_without_quorum_nothing_is_recorded_and_the_sentence_says_what_to_do(
    room: Boardroom,
) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.seating.sign_out("moss")
    room.seating.sign_out("lewis")
    with pytest.raises(
        Refusal,
        match=r"Not recorded: quorum is 1 of 2. Nothing was lost. Wait for a member or sign one in",
    ):
        room.votes(proposal, kelly=Say.FOR)


def test_only_seats_vote_and_an_alternate_votes_once_seated(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.sit("osei")
    with pytest.raises(Refusal, match="only those who hold a seat"):
        room.votes(proposal, osei=Say.FOR)
    with pytest.raises(Refusal, match="only those who hold a seat"):
        room.votes(proposal, ada=Say.FOR)
    room.votes(proposal, moss=Say.AGAINST)
    ballots = [("kelly", "yes"), ("lewis", "yes")]
    target = targets.seat("osei", "moss")
    carry(room.recount, Effect.SEAT, target, "Moss is ill.", ballots, room.keys("kelly", "lewis"))
    with pytest.raises(Refusal, match="only those who hold a seat"):
        room.votes(proposal, moss=Say.FOR)
    now = room.votes(proposal, osei=Say.FOR, lewis=Say.FOR)
    assert now.standing.seats == ("kelly", "lewis", "osei")
    assert now.standing.carried
    room.record(proposal)
    assert room.now(case).tier is Tier.BOARD


def test_the_presiding_member_records_and_only_where_they_sit(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, lewis=Say.FOR, moss=Say.FOR)
    del room.seating._seats["kelly"]  # signed in at another station
    assert not vote_now(room.recount, proposal, room.seating).may_record
    with pytest.raises(Refusal, match="Judge Kelly presides and is not signed in at this station"):
        room.record(proposal)


def test_when_the_chair_has_left_the_first_on_the_roster_presides(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, lewis=Say.FOR, moss=Say.FOR)
    room.seating.sign_out("kelly")
    (made,) = room.record(proposal)
    assert room.recount.state.data.rulings[made.index].signers == ("lewis",)


def test_what_settles_nothing_is_deferred_and_not_voted_on(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    for ruling in (NO_CONSENSUS, Ruling(Disposition.PAPER)):
        with pytest.raises(Refusal, match="Defer the case"):
            room.propose(ruling, case)


def test_what_the_standards_do_not_allow_is_not_put_to_the_vote(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    with pytest.raises(Refusal, match="Choose the clause"):
        room.propose(Ruling(Disposition.TOO_MANY), case)


def test_a_case_the_team_settled_does_not_wait_for_the_board(room: Boardroom) -> None:
    case = room.mayor()[0]
    with pytest.raises(Refusal, match="does not wait for the board"):
        room.propose(OVERVOTE, case)
    room.rule(case, OVERVOTE)
    with pytest.raises(Refusal, match="does not wait for the board"):
        room.propose(OVERVOTE, case)


def test_the_ruling_decides_every_open_objection_by_its_outcome(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    room.objects("nelson", case, Ground.WRONG_CHOICE, "bob")
    proposal = room.propose(ANN, case)
    told = {a.entry: a.answered.word for a in answers(room.recount, proposal)}
    assert list(told.values()) == ["upheld", "rejected"]
    room.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    room.record(proposal)
    assert fates(room) == [Fate.UPHELD, Fate.REJECTED]


def test_no_vote_upholds_whoever_claimed_it(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, ANN)
    room.objects("nelson", case, Ground.SHOULD_NOT, NO_VOTE)
    room.board_rules(case, OVERVOTE)
    assert fates(room) == [Fate.UPHELD]


def test_the_presiding_member_says_what_no_outcome_tells(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    entry = room.objects("lee", case, Ground.PROCEDURE)
    proposal = room.propose(OVERVOTE, case)
    (told,) = answers(room.recount, proposal)
    assert not told.answered.computed
    room.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    room.record(proposal, {entry: True})
    assert fates(room) == [Fate.UPHELD]


def test_an_objection_before_any_ruling_brings_the_case_to_the_board(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.objects("lee", case, Ground.SHOULD_COUNT, "bob")
    room.board_rules(case)
    assert fates(room) == [Fate.REJECTED]
    assert room.now(case).status is CaseStatus.RULED_BY_BOARD


def test_votes_given_before_a_ruling_changed_count_no_more(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    stale = room.propose(OVERVOTE, case)
    room.board_rules(case)
    with pytest.raises(Refusal, match="was ruled on meanwhile"):
        cast_vote(room.recount, room.seating.seat("kelly"), stale, Say.AGAINST)
    room.objects("lee", case, Ground.SHOULD_COUNT, "bob")
    again = room.propose(OVERVOTE, case)
    assert vote_now(room.recount, again).standing.says == ()
    with pytest.raises(Refusal, match="Not recorded"):
        room.record(again)
    room.board_rules(case)
    assert fates(room) == [Fate.REJECTED]


def test_in_one_tier_the_board_rules_on_any_case_by_its_votes(one_tier: Boardroom) -> None:
    case = one_tier.mayor()[0]
    assert len(one_tier.waiting()) == 17
    proposal = one_tier.propose(OVERVOTE, case)
    with pytest.raises(Refusal, match="Not recorded"):
        one_tier.record(proposal)
    one_tier.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    one_tier.record(proposal)
    assert one_tier.now(case).status is CaseStatus.RULED_BY_BOARD
    assert len(one_tier.waiting()) == 16
