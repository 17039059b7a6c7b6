"""References somebody voted on: what fills their ovals must not pass for print."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import pytest

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import ReferencePage, Standing
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.examine import examine
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, Scanner
from adjudicator.imaging.proposing import hold_against_print
from adjudicator.imaging.registration import PreparedReference, prepare
from tests.imaging.printing.ballots import MEASURE
from tests.support.printed_pages import BLANK, CONTEST, moved_right, scanned

BOTH = pytest.mark.parametrize("scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=["grey", "one-bit"])


@lru_cache
def sheet(seed: int, scanner: Scanner) -> tuple[PageImage, PageLayout]:
    data, layout = scanned(BLANK, seed, scanner)
    return read_page(data), layout


def filled(
    image: PageImage, layout: PageLayout, contest: str, numbers: Collection[int]
) -> PageImage:
    """The page with these ovals of the contest filled."""
    grey = image.grey.copy()
    boxes = [t.box for t in layout.targets if t.contest == contest]
    for number in numbers:
        box = boxes[number]
        middle = (round(box.x + box.width / 2), round(box.y + box.height / 2))
        half = (round(box.width * 0.43), round(box.height * 0.42))
        cv2.ellipse(grey, middle, half, 0, 0, 360, 0, cv2.FILLED)
    return replace(image, grey=grey)


def dashed(image: PageImage, layout: PageLayout, contest: str, number: int) -> PageImage:
    grey = image.grey.copy()
    box = [t.box for t in layout.targets if t.contest == contest][number]
    y = round(box.y + box.height / 2)
    cv2.line(grey, (round(box.x) + 6, y), (round(box.right) - 6, y), 0, 3)
    return replace(image, grey=grey)


def reference(image: PageImage, layout: PageLayout) -> PreparedReference:
    return prepare(ReferencePage("7", "front", "a" * 64, 1, layout, "b" * 64), image)


def alone(layout: PageLayout, contest: str) -> PageLayout:
    """Only this contest drawn."""
    contests = tuple(c for c in layout.contests if c.contest == contest)
    return replace(
        layout,
        contests=contests,
        targets=tuple(t for t in layout.targets if t.contest == contest),
    )


def first_larger(layout: PageLayout) -> PageLayout:
    """The first oval of the contest drawn a pixel larger than the others."""
    first = next(t for t in layout.targets if t.contest == CONTEST)
    box = first.box
    larger = Box(box.x - 0.5, box.y - 0.5, box.width + 1, box.height + 1)
    targets = tuple(replace(t, box=larger) if t is first else t for t in layout.targets)
    return replace(layout, targets=targets)


def ink_of(page: PageImage, held: PreparedReference, contest: str) -> ContestInk:
    found = examine("c" * 64, 1, page, [held], style="7")
    place, ink = found.places.contest(contest), found.contest_ink(contest)
    assert place is not None
    assert place.standing is Standing.LOCATED
    assert ink is not None
    return ink


@BOTH
def test_a_vote_in_an_oval_drawn_a_pixel_larger_than_the_others_is_no_print(
    scanner: Scanner,
) -> None:
    image, layout = sheet(1, scanner)
    page, places = sheet(2, scanner)
    held = reference(filled(image, layout, CONTEST, [0]), first_larger(layout))

    assert ink_of(page, held, CONTEST).plain
    for marked in (filled(page, places, CONTEST, [0]), dashed(page, places, CONTEST, 0)):
        assert not ink_of(marked, held, CONTEST).plain


def test_a_layout_moved_to_the_print_of_a_voted_page_keeps_its_ovals_of_one_size() -> None:
    image, layout = sheet(1, GREY_SCANNER)
    voted = filled(image, layout, CONTEST, [0])
    told = ReferencePage("7", "front", "a" * 64, 1, moved_right(layout, 3), "b" * 64)
    held = hold_against_print(told, voted)

    assert held.doubtful == set()
    sizes = {
        (round(t.box.width, 3), round(t.box.height, 3))
        for t in held.reference.layout.targets
        if t.contest == CONTEST
    }
    width, height = (max(s[n] for s in sizes) - min(s[n] for s in sizes) for n in (0, 1))
    assert max(width, height) < 1


def with_large_oval(image: PageImage, layout: PageLayout) -> tuple[PageImage, PageLayout]:
    """The first oval of the contest printed a ninth larger than the others."""
    first = next(t for t in layout.targets if t.contest == CONTEST)
    box = first.box
    wide, high = round(box.width / 9), round(box.height / 9)
    x, y = round(box.x) - 2, round(box.y) - 2
    width, height = round(box.width) + 4, round(box.height) + 4
    grey = image.grey.copy()
    oval = cv2.resize(grey[y : y + height, x : x + width], (width + wide, height + high))
    if image.one_bit:
        oval = np.where(oval < 128, 0, 255).astype(np.uint8)
    grey[y - high // 2 :, x - wide // 2 :][: height + high, : width + wide] = oval
    larger = Box(box.x - wide / 2, box.y - high / 2, box.width + wide, box.height + high)
    targets = tuple(replace(t, box=larger) if t is first else t for t in layout.targets)
    return replace(image, grey=grey), replace(layout, targets=targets)


@BOTH
def test_a_contest_whose_ovals_are_printed_in_two_sizes_is_plain_where_it_is_blank(
    scanner: Scanner,
) -> None:
    held = reference(*with_large_oval(*sheet(1, scanner)))
    page, _ = with_large_oval(*sheet(2, scanner))
    assert ink_of(page, held, CONTEST).pieces == ()
    marked, _ = with_large_oval(*sheet(3, scanner))
    assert ink_of(dashed(marked, sheet(3, scanner)[1], CONTEST, 0), held, CONTEST).in_target


@BOTH
@pytest.mark.parametrize(("contest", "count"), [(CONTEST, 3), (MEASURE.id, 1)])
def test_one_empty_oval_tells_what_is_print_in_the_filled_ones(
    scanner: Scanner, contest: str, count: int
) -> None:
    image, layout = sheet(1, scanner)
    page, places = sheet(2, scanner)
    voted = filled(image, layout, contest, range(count))
    held = reference(voted, alone(layout, contest))

    assert ink_of(page, held, contest).plain
    told = ink_of(filled(page, places, contest, range(count)), held, contest)
    assert min(target.fill for target in told.targets[:count]) > 700
    assert not ink_of(dashed(page, places, contest, 0), held, contest).plain


@pytest.mark.parametrize(("contest", "count"), [(CONTEST, 4), (MEASURE.id, 2)])
def test_where_no_oval_of_the_reference_is_empty_no_page_is_plain_and_it_says_why(
    contest: str, count: int
) -> None:
    image, layout = sheet(1, GREY_SCANNER)
    page, places = sheet(2, GREY_SCANNER)
    held = reference(filled(image, layout, contest, range(count)), alone(layout, contest))

    told = ink_of(filled(page, places, contest, range(count)), held, contest)
    assert not told.plain
    assert Quality.REFERENCE_FILLED in told.quality
    assert not ink_of(page, held, contest).plain


def test_other_contests_of_such_a_reference_stay_plain() -> None:
    image, layout = sheet(1, GREY_SCANNER)
    page, _ = sheet(2, GREY_SCANNER)
    held = reference(filled(image, layout, MEASURE.id, range(2)), layout)

    assert ink_of(page, held, CONTEST).plain
    assert ink_of(page, held, MEASURE.id).plain


@pytest.mark.parametrize(("contrast", "told"), [(0.35, True), (0.8, False)])
def test_a_washed_out_scan_is_not_plain_for_faint_marks_are_lost_in_it(
    contrast: float, *, told: bool
) -> None:
    image, layout = sheet(1, GREY_SCANNER)
    page, _ = sheet(2, GREY_SCANNER)
    pale = 252 - np.clip(252 - page.grey.astype(np.float64), 0, None) * contrast
    ink = ink_of(
        replace(page, grey=np.rint(pale).astype(np.uint8)), reference(image, layout), CONTEST
    )

    assert (Quality.TOO_PALE in ink.quality) == told
    assert ink.plain != told
