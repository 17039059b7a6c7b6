"""Pictures stand at one scale, as large as the room allows, and never on each other."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.desktop.marks.arrange import LARGEST, in_columns, side_by_side
from adjudicator.domain.layouts import Box

SIZES = st.lists(
    st.tuples(st.floats(20, 1500), st.floats(15, 600)).map(lambda s: (s[0], s[1])),
    min_size=1,
    max_size=12,
)


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.x + 1e-6
        or other.right <= one.x + 1e-6
        or one.bottom <= other.y + 1e-6
        or other.bottom <= one.y + 1e-6
    )


@settings(max_examples=60, deadline=None)
@given(SIZES)
def test_marks_never_overlap_and_stay_in_the_room(sizes: list[tuple[float, float]]) -> None:
    made = side_by_side(sizes, (890, 300), 20)
    if not made.places:
        return
    for (width, height), place in zip(sizes, made.places, strict=True):
        assert place.width == pytest.approx(width * made.scale)
        assert place.height == pytest.approx(height * made.scale)
        assert place.right <= 890 + 1e-6
        assert place.bottom <= 300 + 1e-6
    assert all(apart(a, b) for a, b in combinations(made.places, 2))


def test_wide_rows_stand_below_one_another_and_narrow_ones_side_by_side() -> None:
    wide = side_by_side([(800, 60), (800, 60)], (890, 300), 20)
    assert wide.places[0].x == wide.places[1].x
    assert wide.scale == pytest.approx((890 - 24) / 800)
    narrow = side_by_side([(200, 100), (200, 100)], (890, 300), 20)
    assert narrow.places[0].y == narrow.places[1].y
    assert side_by_side([(20, 15)], (890, 300), 20).scale == LARGEST


@settings(max_examples=60, deadline=None)
@given(SIZES)
def test_the_strip_never_overlaps_and_shrinks_no_further_than_it_may(
    sizes: list[tuple[float, float]],
) -> None:
    made = in_columns(sizes, (890, 200), 18, (1.0, 0.3))
    assert 0.3 <= made.scale <= 1.0
    assert len(made.places) == len(sizes)
    assert made.width <= 890 or made.scale == pytest.approx(0.3)
    assert all(apart(a, b) for a, b in combinations(made.places, 2))
