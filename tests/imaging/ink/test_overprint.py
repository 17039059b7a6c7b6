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


@pytest.mark.parametrize(("right", "strength"), [(0.0, 1.0), (0.4, 1.0), (0.3, 0.85), (0.3, 1.1)])
def test_print_a_little_elsewhere_or_stronger_is_no_ink(right: float, strength: float) -> None:
    page = _printed(right=right, strength=strength)

    assert over_print(page, _printed(), _MM, one_bit=False) is None


def test_a_solid_bar_most_of_a_pixel_elsewhere_is_no_ink() -> None:
    page, print_dark = np.zeros((2, 60, 120), np.uint8)
    print_dark[20:30, 40:80] = 255
    page[20, 40:80], page[21:30, 40:80], page[30, 40:80] = 80, 255, 175

    assert over_print(page, print_dark, _MM, one_bit=False) is None


@pytest.mark.parametrize("one_bit", [False, True])
def test_a_dot_at_a_rule_is_ink_for_what_stands_out_of_it(*, one_bit: bool) -> None:
    page = np.zeros((60, 120), np.uint8)
    page[30:34] = 255
    print_dark = page.copy()
    cv2.circle(page, (60, 32), 5, 255, cv2.FILLED)

    ink = over_print(page, print_dark, _MM, one_bit=one_bit)

    assert ink is not None
    rows, columns = np.nonzero(ink)
    assert (abs(columns - 60) <= 5).all()
    assert (abs(rows - 32) <= 5).all()


def test_a_stroke_through_the_letters_of_a_name_is_ink_and_only_there() -> None:
    page = _printed(right=0.3)
    x, y = 120, 58
    cv2.line(page, (x, y), (x + 22, y), 200, 5)

    ink = over_print(page, _printed(), _MM, one_bit=False)

    assert ink is not None
    rows, columns = np.nonzero(ink)
    assert len(rows) > 0.2 * _MM**2
    assert abs(rows - y).max() < 12
    assert x - 12 < columns.min() <= columns.max() < x + 34
