"""Counties added up, split by what their figures rest on."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.statewide.figures import Basis, CountyFigures, add_up, split
from adjudicator.domain.tally import OVER, UNDER, Figure

A, B = "a", "b"


def county(name: str, basis: Basis, a: Figure, b: Figure, **rest: Figure) -> CountyFigures:
    return CountyFigures(name, basis, {A: a, B: b}, rest, pending=1)


THREE = (
    county("Bay", Basis.RECORD, Figure(10, 2), Figure(20, -1), over=Figure(3, -1)),
    county("Gulf", Basis.RETURNS, Figure(5, 0), Figure(6, 0)),
    county("Lake", Basis.TYPED, Figure(7, 1), Figure(8, 0), over=Figure(1, 0)),
)


def test_each_basis_has_its_own_totals_and_together_they_are_the_whole() -> None:
    found = split((A, B), THREE)
    assert found.part(Basis.RECORD).choice(A) == Figure(10, 2)
    assert found.part(Basis.RETURNS).choice(A) == Figure(5, 0)
    assert found.part(Basis.TYPED).choice(B) == Figure(8, 0)
    assert found.together.choices == ((A, Figure(22, 3)), (B, Figure(34, -1)))
    assert found.together.counties == found.together.pending == 3


def test_a_number_some_do_not_tell_says_how_many_are_missing_from_the_sum() -> None:
    together = dict(split((A, B), THREE).together.rest)
    assert together[OVER].figure == Figure(4, -1)
    assert together[OVER].untold == 1
    assert together[UNDER].untold == 3


@pytest.mark.parametrize(
    "counties", [(THREE[0], THREE[0]), (county("Bay", Basis.RECORD, *[Figure(0, 0)] * 2), THREE[0])]
)
def test_no_county_stands_in_a_sum_twice(counties: tuple[CountyFigures, ...]) -> None:
    with pytest.raises(ValueError, match="twice"):
        add_up((A, B), counties)


def test_a_choice_the_contest_does_not_have_is_never_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="does not have"):
        add_up((A,), THREE)


@given(st.lists(st.tuples(st.sampled_from(Basis), *[st.integers(-9, 99)] * 4), max_size=7))
def test_the_parts_always_foot_to_the_whole_in_any_order(
    rows: list[tuple[Basis, int, int, int, int]],
) -> None:
    some = [
        county(str(n), basis, Figure(a, b), Figure(c, d))
        for n, (basis, a, b, c, d) in enumerate(rows)
    ]
    found = split((A, B), some)
    for choice in (A, B):
        parts = [totals.choice(choice) for _, totals in found.parts]
        whole = found.together.choice(choice)
        assert sum(p.before for p in parts) == whole.before
        assert sum(p.after for p in parts) == whole.after
    for order in list(permutations(some))[:3]:
        assert split((A, B), order) == found
