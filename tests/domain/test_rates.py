"""A share is marked only where chance hardly gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.rates import LEAST, Rate, is_far, probability

_RATES = st.integers(0, 200).flatmap(
    lambda n: st.builds(Rate, st.integers(0, n), st.just(n)),
)


def test_fisher_s_tea_table() -> None:
    # Fisher 1935: 3 of 4 against 1 of 4, two-sided 0.4857.
    assert probability(Rate(3, 4), Rate(1, 4)) == pytest.approx(0.4857, abs=1e-4)


def test_two_proportions_of_many() -> None:
    # z = 2.3601, two-sided 0.0183.
    assert probability(Rate(60, 200), Rate(85, 400)) == pytest.approx(0.01827, abs=1e-4)


def test_a_small_sample_is_never_marked_and_a_great_difference_is() -> None:
    assert not is_far(Rate(LEAST - 1, LEAST - 1), Rate(0, 1000), comparisons=1)
    assert not is_far(Rate(0, 1000), Rate(LEAST - 1, LEAST - 1), comparisons=1), "of the rest too"
    assert is_far(Rate(60, 100), Rate(30, 1000), comparisons=50)
    assert not is_far(Rate(4, 100), Rate(30, 1000), comparisons=5)


def test_more_comparisons_ask_for_more() -> None:
    own, rest = Rate(11, 100), Rate(30, 900)
    assert is_far(own, rest, comparisons=1)
    assert not is_far(own, rest, comparisons=1000)


def test_nothing_is_told_of_nothing() -> None:
    assert probability(Rate(0, 0), Rate(3, 9)) == 1.0
    assert Rate(0, 0).share is None
    assert Rate(0, 0).words == "0 of 0"
    assert Rate(12, 340).words == "12 of 340 (3.5 %)"


@given(_RATES, _RATES)
def test_a_probability_lies_between_0_and_1_and_is_the_same_from_both_sides(
    own: Rate, rest: Rate
) -> None:
    there, back = probability(own, rest), probability(rest, own)
    assert 0 <= there <= 1
    assert there == pytest.approx(back, rel=1e-6, abs=1e-12)


@given(st.integers(LEAST, 200), st.integers(1, 5))
def test_equal_shares_are_never_marked(n: int, times: int) -> None:
    assert not is_far(Rate(n // 4, n), Rate(n // 4 * times, n * times), comparisons=1)
