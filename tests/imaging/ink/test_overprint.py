"""Ink in the middle of printed words, where no single pixel must be ink."""

import cv2
import numpy as np
import pytest

from adjudicator.imaging.ink.overprint import over_print
from adjudicator.imaging.pages import Grey

_MM = 200 / 25.4


def _printed(*, right: float = 0.0, strength: float = 1.0) -> Grey:
    fine = np.zeros((480, 1600), np.uint8)
    cv2.putText(fine, "Woolson", (120, 300), cv2.FONT_HERSHEY_SIMPLEX, 7, 255, 34)
    cv2.line(fine, (0, 400), (1600, 400), 255, 16)
    move = np.array([[1, 0, right * 4], [0, 1, 0]])
    moved = cv2.warpAffine(fine, move, (1600, 480))
    small = cv2.resize(moved, (400, 120), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 0.6) * strength
    return np.asarray(np.clip(soft, 0, 255), dtype=np.uint8)


def _over(page: Grey, print_dark: Grey, *, one_bit: bool) -> Grey | None:
    return over_print(page, print_dark, np.ones_like(page), _MM, one_bit=one_bit)


@pytest.mark.parametrize(("right", "strength"), [(0.0, 1.0), (0.4, 1.0), (0.3, 0.85), (0.3, 1.1)])
def test_print_a_little_elsewhere_or_stronger_is_no_ink(right: float, strength: float) -> None:
    page = _printed(right=right, strength=strength)

    assert _over(page, _printed(), one_bit=False) is None


def test_a_solid_bar_most_of_a_pixel_elsewhere_is_no_ink() -> None:
    page, print_dark = np.zeros((2, 60, 120), np.uint8)
    print_dark[20:30, 40:80] = 255
    page[20, 40:80], page[21:30, 40:80], page[30, 40:80] = 80, 255, 175

    assert _over(page, print_dark, one_bit=False) is None


@pytest.mark.parametrize("one_bit", [False, True])
def test_a_dot_at_a_rule_is_ink_for_what_stands_out_of_it(*, one_bit: bool) -> None:
    page = np.zeros((60, 120), np.uint8)
    page[30:34] = 255
    print_dark = page.copy()
    cv2.circle(page, (60, 32), 5, 255, cv2.FILLED)

    ink = _over(page, print_dark, one_bit=one_bit)

    assert ink is not None
    rows, columns = np.nonzero(ink)
    assert (abs(columns - 60) <= 5).all()
    assert (abs(rows - 32) <= 5).all()


def test_a_stroke_through_the_letters_of_a_name_is_ink_and_only_there() -> None:
    page = _printed(right=0.3)
    x, y = 120, 58
    cv2.line(page, (x, y), (x + 22, y), 200, 5)

    ink = _over(page, _printed(), one_bit=False)

    assert ink is not None
    rows, columns = np.nonzero(ink)
    assert len(rows) > 0.2 * _MM**2
    assert abs(rows - y).max() < 12
    assert x - 12 < columns.min() <= columns.max() < x + 34


def _ragged(*, deep: int) -> Grey:
    """A grey rule from whose edges the print of this page has come off or on, here and there."""
    page = np.zeros((60, 600), np.uint8)
    page[28:33] = 110
    page[28:33, 100:300:40] += np.uint8(deep)
    for x in range(140, 500, 20):
        page[28:33, x : x + 8] -= np.uint8(deep)
    return page


@pytest.mark.parametrize(("deep", "told"), [(0, True), (60, False)])
def test_a_soft_spot_counts_only_where_the_print_does_not_differ_as_much_by_itself(
    *, deep: int, told: bool
) -> None:
    print_dark, page = _ragged(deep=0), _ragged(deep=deep)
    page[28:33, 46:54] = 150

    assert (_over(page, print_dark, one_bit=False) is not None) is told


def _shade(seed: int, white: float = 0.2) -> Grey:
    """A shade as a black-and-white scan shows it: dots elsewhere each time, but evenly many."""
    rng = np.random.default_rng(seed)
    page = np.full((120, 120), 255, np.uint8)
    for y in range(0, 120, 4):
        for x in range(0, 120, 4):
            dots = rng.permutation(16)[: round(16 * white)]
            page[y + dots // 4, x + dots % 4] = 0
    return page


def test_a_shade_whose_dots_lie_elsewhere_is_no_ink_and_a_black_spot_on_it_is() -> None:
    page = _shade(2)
    assert _over(page, _shade(1), one_bit=True) is None

    cv2.circle(page, (60, 60), 6, 255, cv2.FILLED)
    ink = _over(page, _shade(1), one_bit=True)

    assert ink is not None
    rows, columns = np.nonzero(ink)
    assert len(rows) > 0.2 * _MM**2
    assert abs(rows - 60).max() <= 8
    assert abs(columns - 60).max() <= 8
