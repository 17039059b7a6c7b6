"""Who has won, by how much, and what it would take to change that."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.canvass.results import ChoiceVotes, ContestKind, ContestResult


def candidates(*votes: int, seats: int = 1) -> ContestResult:
    names = "ABCDEFG"
    choices = tuple(ChoiceVotes(names[n], count) for n, count in enumerate(votes))
    return ContestResult("Mayor", choices, seats=seats)


def measure(yes: int, no: int, approval: Fraction = Fraction(1, 2)) -> ContestResult:
    choices = (ChoiceVotes("Yes", yes), ChoiceVotes("No", no))
    return ContestResult("Amendment", choices, kind=ContestKind.MEASURE, approval=approval)


def names(choices: tuple[ChoiceVotes, ...]) -> list[str]:
    return [choice.name for choice in choices]


def test_the_margin_of_a_vote_for_three_lies_between_the_third_and_the_fourth() -> None:
    result = candidates(40, 10, 30, 20, 25, seats=3)
    assert result.margin == 5
    assert names(result.winners) == ["A", "C", "E"]
    assert names(result.behind(Fraction(1, 10))) == ["D"]


def test_a_tie_leaves_the_seat_open_and_names_who_stands_at_the_line() -> None:
    result = candidates(30, 20, 20, 20, seats=2)
    assert result.margin == 0
    assert names(result.winners) == ["A"]
    assert names(result.at_the_line) == ["B", "C", "D"]


def test_a_tie_among_winners_opens_no_seat() -> None:
    result = candidates(30, 30, 10, seats=2)
    assert not result.tied
    assert names(result.winners) == ["A", "B"]


def test_nobody_can_lose_where_there_are_no_more_candidates_than_seats() -> None:
    result = candidates(30, 20, seats=2)
    assert result.margin is None
    assert names(result.winners) == ["A", "B"]
    assert result.behind(Fraction(1)) == ()


@pytest.mark.parametrize(
    ("yes", "no", "approved", "margin", "to_change"),
    [(51, 49, True, 2, 2), (50, 50, False, 0, 1), (49, 51, False, 2, 3)],
)
def test_a_majority_is_more_than_half(
    *, yes: int, no: int, approved: bool, margin: int, to_change: int
) -> None:
    result = measure(yes, no)
    assert result.approved is approved
    assert result.margin == margin
    assert result.votes_to_change == to_change


@pytest.mark.parametrize(
    ("yes", "no", "approved", "margin", "to_change"),
    [
        (600, 400, True, Fraction(0), 1),
        (599, 401, False, Fraction(1), 3),
        (601, 399, True, Fraction(1), 2),
        (603, 400, True, Fraction(6, 5), 3),
    ],
)
def test_three_fifths_are_reached_at_three_fifths(
    *, yes: int, no: int, approved: bool, margin: Fraction, to_change: int
) -> None:
    result = measure(yes, no, Fraction(3, 5))
    assert result.approved is approved
    assert result.margin == margin
    assert result.votes_to_change == to_change


def test_without_votes_a_measure_is_neither_approved_nor_rejected() -> None:
    assert measure(0, 0).approved is None
    assert measure(0, 0).winners == ()


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(2, 3)]),
)
def test_that_many_votes_change_a_measure_and_one_fewer_does_not(
    yes: int, no: int, approval: Fraction
) -> None:
    now = measure(yes, no, approval)
    if now.approved is None:
        return
    more = now.votes_to_change
    assert more is not None
    assert more > 0
    for extra, changes in ((more, True), (more - 1, False)):
        after = (
            measure(yes, no + extra, approval)
            if now.approved
            else measure(yes + extra, no, approval)
        )
        assert (after.approved is not now.approved) is changes


@given(st.lists(st.integers(0, 50), min_size=2, max_size=7), st.integers(1, 6))
def test_that_many_votes_change_who_wins_and_one_fewer_does_not(
    votes: list[int], seats: int
) -> None:
    now = candidates(*votes, seats=seats)
    if now.margin is None or now.tied:
        return
    more, loser = now.votes_to_change, now.ranked[seats].name
    assert more is not None
    for extra, changes in ((more, True), (more - 1, False)):
        raised = [v + extra * (c.name == loser) for v, c in zip(votes, now.choices, strict=True)]
        after = candidates(*raised, seats=seats)
        assert (set(names(after.winners)) != set(names(now.winners))) is changes


def test_what_cannot_be_a_contest_is_refused() -> None:
    three = tuple(ChoiceVotes(name, 1) for name in "ABC")
    with pytest.raises(ValueError, match="two choices"):
        ContestResult("Amendment", three, kind=ContestKind.MEASURE)
    with pytest.raises(ValueError, match="below zero"):
        ContestResult("Mayor", (ChoiceVotes("A", -1),))
    with pytest.raises(ValueError, match="make no sense"):
        ContestResult("Mayor", three, seats=0)
