"""How many blanks are drawn, and when too many of them were seen otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.rulings import Disposition
from adjudicator.domain.second_look import Rate, Sight, is_above, most_unlike, sample_size

PER_MILLE = st.integers(0, 1000)


@given(st.integers(0, 40_000), PER_MILLE)
def test_as_many_are_drawn_as_the_policy_says_and_at_least_one(blanks: int, policy: int) -> None:
    size = sample_size(blanks, policy)
    if blanks == 0 or policy == 0:
        assert size == 0
    else:
        assert 1 <= size <= blanks
        assert (size - 1) * 1000 < blanks * policy <= max(size * 1000, blanks * policy)


def test_sizes_people_can_check_in_the_head() -> None:
    assert sample_size(120, 25) == 3
    assert sample_size(121, 25) == 4
    assert sample_size(1, 1) == 1
    assert sample_size(57, 1000) == 57


@given(st.integers(1, 2_000), PER_MILLE)
def test_the_first_one_above_the_limit_is_the_one_after_the_most(drawn: int, limit: int) -> None:
    most = most_unlike(drawn, limit)
    assert not is_above(most, drawn, limit)
    assert is_above(most + 1, drawn, limit)


def test_a_rate_is_told_in_words() -> None:
    assert Rate().words == "none looked at yet"
    assert Rate().per_mille is None
    assert Rate(57, 0).words == "none of 57 seen otherwise"
    assert Rate(57, 2).words == "2 of 57 seen otherwise (35 of 1,000)"
    assert Rate(57, 2) + Rate(3, 1) == Rate(60, 3)


def test_every_sight_is_a_kind_of_ruling_and_has_words() -> None:
    assert {sight.value for sight in Sight} == {d.value for d in Disposition} - {"same_ballot_as"}
    assert all(sight.label and sight.seen for sight in Sight)
