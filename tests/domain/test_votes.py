"""A majority is more than half of the seats, for exactly one outcome."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.votes import (
    ABSTAIN,
    AGAINST,
    Say,
    Standing,
    Value,
    standing,
    standing_words,
)

VOTE = Outcome(Disposition.VOTE, frozenset({"hill"}), "4c1")
NO_VOTE = Outcome(Disposition.TOO_MANY, frozenset(), "6")
SEATS = ("kelly", "lewis", "moss")
NAMES = {"kelly": "Kelly", "lewis": "Lewis", "moss": "Moss"}
ALL = frozenset(SEATS)


def told(here: frozenset[str] = ALL, **votes: Value) -> Standing:
    return standing(VOTE, SEATS, here, votes)


def words(of: Standing) -> str:
    return standing_words(of, NAMES, {NO_VOTE: "no vote"})


def test_two_to_one_is_carried_and_the_dissent_is_told() -> None:
    vote = told(kelly=VOTE, lewis=NO_VOTE, moss=VOTE)
    assert vote.carried
    assert words(vote) == "2 to 1, Lewis dissents: no vote."


def test_a_dissent_needs_no_outcome_of_its_own() -> None:
    assert words(told(kelly=VOTE, lewis=AGAINST, moss=VOTE)) == "2 to 1, Lewis dissents."


def test_a_majority_is_of_the_seats_not_of_those_in_the_room() -> None:
    two = frozenset({"kelly", "lewis"})
    assert told(two, kelly=VOTE, lewis=VOTE).carried
    one = told(two, kelly=VOTE, lewis=ABSTAIN)
    assert not one.carried
    assert one.lost
    assert words(one) == "1 to 0, Lewis abstains: no majority."


def test_a_tie_is_no_majority() -> None:
    tie = told(frozenset({"kelly", "lewis"}), kelly=VOTE, lewis=NO_VOTE)
    assert tie.tied
    assert words(tie) == "1 to 1, Lewis dissents: no vote: a tie, no majority."


def test_the_third_may_still_speak() -> None:
    vote = told(kelly=VOTE, lewis=VOTE)
    assert (vote.carried, vote.complete, vote.waiting) == (True, False, ("moss",))
    assert words(vote) == "2 to 0."
    assert words(told()) == "Nobody has voted yet."


def test_another_clause_is_another_outcome() -> None:
    other = Outcome(Disposition.VOTE, frozenset({"hill"}), "4c2")
    vote = told(kelly=VOTE, lewis=other, moss=other)
    assert (vote.of("lewis"), vote.carried) == (Say.AGAINST, False)


_VALUES = st.sampled_from([VOTE, NO_VOTE, AGAINST, ABSTAIN])
_VOTES = st.dictionaries(st.sampled_from([*SEATS, "gone"]), _VALUES)


@given(_VOTES, st.frozensets(st.sampled_from(SEATS)))
def test_at_most_one_outcome_is_ever_carried_and_strangers_do_not_count(
    votes: dict[str, Value], here: frozenset[str]
) -> None:
    carried = [o for o in (VOTE, NO_VOTE) if standing(o, SEATS, here, votes).carried]
    assert len(carried) <= 1
    vote = standing(VOTE, SEATS, here, votes)
    assert {p for p, _ in vote.says} <= set(SEATS)
    assert sum(vote.count(say) for say in Say) == len(vote.says)
    assert not (vote.carried and vote.lost)
    assert not (vote.carried and vote.tied)
    assert words(vote).endswith(".")
