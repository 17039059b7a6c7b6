"""Every clause has two pictures that differ, repeat exactly and show ink on paper."""

import numpy as np
import pytest

from adjudicator.imaging.printing.clauses import CLAUSE_SIZE, clause_drawing, clause_words
from adjudicator.imaging.printing.sketches import SKETCHES

BLANK = {("fill", False)}
GREY_MARKS = {"faint", "hole"}


@pytest.mark.parametrize("sketch", SKETCHES)
@pytest.mark.parametrize("counts", [True, False])
def test_a_picture_is_paper_with_print_and_the_mark(sketch: str, *, counts: bool) -> None:
    drawn = clause_drawing(sketch, counts=counts)
    width, height = CLAUSE_SIZE
    assert drawn.shape == (height, width, 3)
    assert drawn.dtype == np.uint8
    assert (drawn.min(axis=2) > 240).mean() > 0.6, "not paper-white"
    assert drawn.min() < 40, "no print"
    blue = (drawn[..., 2].astype(int) - drawn[..., 0]) > 60
    if sketch not in GREY_MARKS and (sketch, counts) not in BLANK:
        assert blue.sum() > 60, "no ink"
    assert np.array_equal(drawn, clause_drawing(sketch, counts=counts))


@pytest.mark.parametrize("sketch", SKETCHES)
def test_the_two_pictures_differ_and_say_so(sketch: str) -> None:
    assert not np.array_equal(
        clause_drawing(sketch, counts=True), clause_drawing(sketch, counts=False)
    )
    words = [clause_words(sketch, counts=counts) for counts in (True, False)]
    assert words[0] != words[1]
    assert all(sentence.endswith(".") for sentence in words)


@pytest.mark.parametrize("size", [(150, 60), (300, 120), (450, 180)])
def test_pictures_are_drawn_for_the_size_asked(size: tuple[int, int]) -> None:
    assert clause_drawing("circle_name", counts=True, size=size).shape == (size[1], size[0], 3)


def test_an_unknown_sketch_is_an_error() -> None:
    with pytest.raises(KeyError):
        clause_drawing("no-such-clause", counts=True)
