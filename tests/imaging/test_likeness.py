"""What the ink of two contests has in common, in words, and how unlike they are."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.domain.finding.ink import ContestInk, InkPiece, TargetInk
from adjudicator.domain.layouts import Box
from adjudicator.imaging.likeness import (
    InkFeatures,
    Shape,
    alike_in,
    distance,
    features_of,
    shape_of,
)

DPI = 200.0
MM = DPI / 25.4
CHOICES = ("ann", "bob", "cy")


def ring(x: float = 300, size: float = 12, **where: object) -> InkPiece:
    """A circle of that many millimetres, drawn with a pen of half a millimetre."""
    radius = size * MM / 2
    contour = tuple(
        (round(x + radius * math.cos(a / 20 * math.pi)),
         round(500 + radius * math.sin(a / 20 * math.pi)))
        for a in range(40)
    )  # fmt: skip
    box = Box(x - radius, 500 - radius, 2 * radius, 2 * radius)
    return piece(box, contour, area=math.pi * size * 0.5, **where)


def line(x: float = 300, long: float = 15, **where: object) -> InkPiece:
    """A level stroke of half a millimetre."""
    box = Box(x, 500, long * MM, 0.5 * MM)
    return piece(box, corners(box), area=long * 0.5, **where)


def slanted(**where: object) -> InkPiece:
    """A stroke from corner to corner of a square: its box says little of it."""
    side = round(10 * MM)
    contour = ((300, 500), (304, 500), (300 + side, 496 + side), (296 + side, 500 + side))
    return piece(Box(300, 500, side, side), contour, area=14 * 0.5, **where)


def blot(**where: object) -> InkPiece:
    """A full spot of three millimetres."""
    box = Box(300, 500, 3 * MM, 3 * MM)
    return piece(box, corners(box), area=9.0, **where)


def corners(box: Box) -> tuple[tuple[int, int], ...]:
    left, top, right, bottom = (round(v) for v in (box.x, box.y, box.right, box.bottom))
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def piece(
    box: Box,
    contour: tuple[tuple[int, int], ...],
    *,
    area: float,
    near: object = None,
    crosses: object = (),
) -> InkPiece:
    assert near is None or isinstance(near, str)
    assert isinstance(crosses, tuple)
    return InkPiece(box, area, contour, near, crosses)


def ink(*fills: int, pieces: tuple[InkPiece, ...] = ()) -> ContestInk:
    targets = tuple(TargetInk(c, fill, fill) for c, fill in zip(CHOICES, fills, strict=False))
    return ContestInk("mayor", targets, pieces)


def features(*fills: int, pieces: tuple[InkPiece, ...] = ()) -> InkFeatures:
    return features_of(ink(*fills, pieces=pieces), DPI)


@pytest.mark.parametrize(
    ("drawn", "shape"),
    [(ring(), Shape.RING), (line(), Shape.STROKE), (slanted(), Shape.STROKE), (blot(), Shape.BLOT)],
)
def test_a_ring_a_stroke_and_a_blot_are_told_apart(drawn: InkPiece, shape: Shape) -> None:
    assert shape_of(drawn, DPI) is shape


def test_three_pieces_beside_a_name_are_writing() -> None:
    word = tuple(line(300 + 40 * n, 2, near="bob") for n in range(3))
    assert features(0, 0, 0, pieces=word).shapes_beside == {Shape.WRITING}
    assert features(0, 0, 0, pieces=word[:2]).shapes_beside == {Shape.STROKE}


def test_what_both_do_is_said_in_words_the_most_telling_first() -> None:
    one = features(200, 340, 460, pieces=(line(crosses=("ann", "bob")),))
    other = features(520, 150, 120, pieces=(slanted(crosses=("bob", "cy")),))
    assert alike_in(one, other) == (
        "one piece of ink crosses several ovals",
        "one oval filled",
        "two ovals partly filled",
    )
    ringed = features(0, 0, 460, pieces=(ring(near="ann"),))
    assert alike_in(ringed, features(0, 0, 460, pieces=(ring(near="bob"),))) == (
        "a ring beside a name",
        "one oval filled",
    )
    crossed = features(0, 0, 0, pieces=(line(crosses=("ann",)),))
    assert alike_in(crossed, features(0, 50, 0, pieces=(slanted(crosses=("cy",)),))) == (
        "ink crosses one oval",
    )
    assert alike_in(crossed, one) == ()
    assert alike_in(features(0, 0, 0), features(0, 0, 0)) == ("no ink at all",)


def test_specks_and_what_goes_over_the_edge_of_a_filled_oval_count_for_nothing() -> None:
    speck = InkPiece(Box(300, 500, 2, 2), 0.02, corners(Box(300, 500, 2, 2)), None, ("ann",))
    assert features(0, 0, 0, pieces=(speck,)) == features(0, 0, 0)
    spilt = features(900, 0, 0, pieces=(ring(size=4, near="ann", crosses=("ann",)),))
    assert (spilt.crossed, spilt.beside, spilt.shapes_across) == (0, 0, frozenset())


def test_a_circled_name_is_nearer_to_a_circled_name_than_to_anything_else() -> None:
    circled = features(0, 0, 0, pieces=(ring(near="ann"),))
    again = features(0, 0, 0, pieces=(ring(600, 15, near="cy"),))
    others = (
        features(0, 0, 0),
        features(500, 0, 0),
        features(0, 0, 0, pieces=(line(near="ann"),)),
        features(0, 0, 0, pieces=(ring(crosses=("ann",)),)),
        features(0, 0, 0, pieces=(ring(),)),
    )
    assert all(distance(circled, again) < distance(circled, other) for other in others)


FEATURES = st.builds(
    InkFeatures,
    *(st.integers(0, 4) for _ in range(4)),
    st.booleans(),
    st.integers(0, 4),
    *(st.frozensets(st.sampled_from(Shape)) for _ in range(3)),
    st.integers(0, 10),
)


@settings(max_examples=100, deadline=None)
@given(FEATURES, FEATURES, FEATURES)
def test_the_distance_is_one(one: InkFeatures, other: InkFeatures, third: InkFeatures) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, third) <= distance(one, other) + distance(other, third)
    assert alike_in(one, other) == alike_in(other, one)
