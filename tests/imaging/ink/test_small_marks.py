"""Small and faint marks, marks on print and at the edge of a contest; and hairs, which are none."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import pytest

from adjudicator.imaging.pages import Grey, PageImage
from tests.imaging.acceptance.drawn_trials import Unmarked, shows_ink
from tests.imaging.acceptance.printed import printed_contests
from tests.imaging.real.placing import PlainReference

_MM = 200 / 25.4


@pytest.fixture(scope="module")
def contests() -> Sequence[Unmarked]:
    """The contests of one grey and one black-and-white sheet."""
    return list(printed_contests(2))


def _senate(contests: Sequence[Unmarked], *, one_bit: bool) -> Unmarked:
    return next(c for c in contests if c.image.one_bit == one_bit and c.place.contest == "senate")


def _shows(contest: Unmarked, grey: Grey) -> bool:
    return shows_ink(contest.measured(replace(contest.image, grey=grey)))


def _empty_spot(image: PageImage, contest: Unmarked, *, width: int, height: int) -> tuple[int, int]:
    """The corner of a spot of the contest that is white a millimetre around."""
    box, margin = contest.place.box, round(_MM)
    assert box is not None
    for y in range(round(box.y) + margin, round(box.bottom) - height - margin, 3):
        for x in range(round(box.x) + margin, round(box.right) - width - margin, 3):
            around = image.grey[y - margin : y + height + margin, x - margin : x + width + margin]
            if around.min() > 200:
                return x, y
    raise AssertionError


def _letters(contest: Unmarked) -> tuple[int, int]:
    """A pixel between letters of the first name, with print on both sides."""
    target, grey = contest.place.targets[0].box, contest.image.grey
    y = round(target.y + target.height / 2)
    start = round(target.right) + 8
    for x in range(start, start + 300):
        row = grey[y, x - 4 : x + 5]
        if row[4] > 180 and row[:4].min() < 90 and row[5:].min() < 90:
            return x, y
    raise AssertionError


def test_faint_pencil_whose_grain_leaves_no_pixel_beside_another_is_seen(
    contests: Sequence[Unmarked],
) -> None:
    contest = _senate(contests, one_bit=False)
    x, y = _empty_spot(contest.image, contest, width=8, height=5)
    grey = contest.image.grey.copy()
    grey[y : y + 5, x : x + 8] -= 20
    grey[y : y + 5 : 2, x : x + 8 : 2] -= 32

    assert _shows(contest, grey)


def test_a_line_along_the_edge_of_a_contest_is_seen(contests: Sequence[Unmarked]) -> None:
    contest = _senate(contests, one_bit=False)
    area = contest.reference.reference.layout.contest_box("senate")
    assert area is not None
    # The same contest with its box drawn so that its top runs through white paper.
    x, y = _empty_spot(contest.image, contest, width=60, height=3)
    layout = contest.reference.reference.layout
    box = contest.place.box
    assert box is not None
    down = y - box.y
    drawn = replace(area, y=area.y + down, height=area.height - down)
    named = tuple(replace(c, box=drawn) if c.contest == "senate" else c for c in layout.contests)
    page = replace(contest.reference.reference, layout=replace(layout, contests=named))
    reference = PlainReference(page, contest.reference.image)
    place = replace(contest.place, box=replace(box, y=box.y + down, height=box.height - down))
    grey = contest.image.grey.copy()
    grey[y - 2 : y + 1, x : x + 60] = 60

    assert not _shows(replace(contest, reference=reference, place=place), contest.image.grey)
    assert _shows(replace(contest, reference=reference, place=place), grey)


def test_a_hair_on_the_glass_is_no_ink_and_a_thin_line_of_a_pen_is(
    contests: Sequence[Unmarked],
) -> None:
    contest = _senate(contests, one_bit=False)
    x, y = _empty_spot(contest.image, contest, width=40, height=4)
    hair, line = contest.image.grey.copy(), contest.image.grey.copy()
    hair[y + 1, x : x + 40] -= 60
    line[y + 1 : y + 3, x : x + 14] = 90

    assert not _shows(contest, hair)
    assert _shows(contest, line)


@pytest.mark.parametrize("one_bit", [False, True])
def test_a_dot_between_letters_is_seen(contests: Sequence[Unmarked], *, one_bit: bool) -> None:
    contest = _senate(contests, one_bit=one_bit)
    grey = contest.image.grey.copy()
    cv2.circle(grey, _letters(contest), 4 if one_bit else 3, 0 if one_bit else 40, cv2.FILLED)

    assert _shows(contest, grey)


def test_pencil_that_a_black_and_white_scan_broke_into_far_pixels_is_one_stroke(
    contests: Sequence[Unmarked],
) -> None:
    contest = _senate(contests, one_bit=True)
    x, y = _empty_spot(contest.image, contest, width=64, height=6)
    grey = contest.image.grey.copy()
    grey[y : y + 5, [x, x + 16, x + 32, x + 48]] = 0

    assert _shows(contest, grey)
    grey[y : y + 5, [x + 16, x + 48]] = 255
    assert not _shows(contest, grey)
