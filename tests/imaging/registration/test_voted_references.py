"""A reference that was voted, or drawn on, asks for its print all the same, and hides no ink."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import Standing
from adjudicator.domain.layouts import PageLayout
from adjudicator.imaging.examine import examine
from adjudicator.imaging.pages import Grey, PageImage, read_page
from adjudicator.imaging.printing.marks import MarkKind
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, Scanner
from adjudicator.imaging.registration import PreparedReference
from tests.imaging.registration.printed import reference_of
from tests.support.printed_pages import CONTEST, STYLE, Printed, scanned

SCANNERS = pytest.mark.parametrize("scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=str)
MARGIN = 4
PEN, DARK, NAME = 20, 140, 300
"""Greys of a pen and of print, and pixels in which a name stands."""


def reference(mark: MarkKind | None, scanner: Scanner) -> PreparedReference:
    data, layout = scanned(Printed(mark), 1, scanner)
    return reference_of(read_page(data), layout)


def without(part: str, scanner: Scanner) -> PageImage:
    """A blank page, a part of its first contest painted over."""
    data, layout = scanned(Printed(), 2, scanner)
    image = read_page(data)
    box = layout.contest_box(CONTEST)
    assert box is not None
    oval = [t.box for t in layout.targets if t.contest == CONTEST][1]
    upper, lower = int(oval.y) - MARGIN, int(oval.bottom) + MARGIN
    left, right = int(oval.x) - MARGIN, int(oval.right) + MARGIN
    spots = {
        "left": np.s_[int(box.y) : int(box.bottom), int(box.x) - 3 : int(box.x + 0.2 * box.width)],
        "right": np.s_[int(box.y) : int(box.bottom), int(box.right - 0.15 * box.width) : -1],
        "name": np.s_[upper:lower, right + MARGIN : int(box.right) - 8],
        "row": np.s_[upper:lower, left : int(box.right) - 8],
        "oval": np.s_[upper:lower, left:right],
    }
    grey = image.grey.copy()
    grey[spots[part]] = int(np.percentile(grey, 90))
    return replace(image, grey=grey)


def found(page: PageImage, held: PreparedReference) -> tuple[Standing, ContestInk | None]:
    finding = examine("0" * 64, 1, page, [held], style=STYLE)
    place = finding.places.contest(CONTEST)
    assert place is not None
    return place.standing, finding.contest_ink(CONTEST)


@SCANNERS
@pytest.mark.parametrize("part", ["left", "right", "name", "row"])
def test_print_that_is_gone_is_missed_by_a_voted_reference_too(part: str, scanner: Scanner) -> None:
    standing, ink = found(without(part, scanner), reference(MarkKind.X, scanner))

    assert standing is not Standing.LOCATED
    assert ink is None or not ink.plain


@SCANNERS
@pytest.mark.parametrize("mark", [None, MarkKind.X])
def test_an_oval_that_is_not_seen_is_told_and_nothing_is_plain(
    mark: MarkKind | None, scanner: Scanner
) -> None:
    standing, ink = found(without("oval", scanner), reference(mark, scanner))

    assert standing is Standing.LOCATED
    assert ink is not None
    assert ink.quality[0] is Quality.TARGET_UNSEEN
    assert not ink.plain


@SCANNERS
@pytest.mark.parametrize(
    "mark",
    [
        MarkKind.CIRCLED_TARGET,
        MarkKind.CIRCLED_PARTY,
        MarkKind.ARROW,
        MarkKind.DASH,
        MarkKind.STRUCK_NAME,
    ],
)
def test_what_is_drawn_on_the_reference_hides_no_like_mark(
    mark: MarkKind, scanner: Scanner
) -> None:
    held = reference(mark, scanner)

    for seed in (2, 3):
        _, ink = found(read_page(scanned(Printed(mark), seed, scanner)[0]), held)
        assert ink is not None
        assert ink.pieces
        assert not ink.plain


@SCANNERS
@pytest.mark.parametrize(
    "mark", [MarkKind.CIRCLED_TARGET, MarkKind.CIRCLED_PARTY, MarkKind.ARROW, MarkKind.DASH]
)
def test_a_blank_page_is_plain_by_a_reference_that_was_drawn_on(
    mark: MarkKind, scanner: Scanner
) -> None:
    standing, ink = found(read_page(scanned(Printed(), 5, scanner)[0]), reference(mark, scanner))

    assert standing is Standing.LOCATED
    assert ink is not None
    assert ink.plain


@pytest.mark.parametrize("kind", ["x", "tick", "dot"])
def test_a_mark_beside_a_name_that_is_circled_on_the_reference_is_ink(kind: str) -> None:
    def circled(grey: Grey, left: int, right: int, middle: int) -> None:
        half = ((right - left) // 2 + 14, 19)
        cv2.ellipse(grey, ((left + right) // 2, middle), half, 3, 0, 360, PEN, 3)

    def marked(grey: Grey, left: int, _right: int, middle: int) -> None:
        end, start, high = left - 4, left - 20, 8
        strokes = {
            "x": [(start, -high, end, high), (start, high, end, -high)],
            "tick": [(start, 0, start + 8, high), (start + 8, high, end, -high)],
        }
        for x, y, to_x, to_y in strokes.get(kind, []):
            cv2.line(grey, (x, middle + y), (to_x, middle + to_y), PEN, 3)
        if kind == "dot":
            cv2.circle(grey, (start + high, middle), high, PEN, -1)

    held = reference_of(*drawn_at_name(1, circled))
    blank = found(drawn_at_name(2, None)[0], held)[1]
    assert blank is not None
    assert blank.plain
    standing, ink = found(drawn_at_name(2, marked)[0], held)
    assert standing is not Standing.LOCATED or (ink is not None and not ink.plain)


def drawn_at_name(
    seed: int, draw: Callable[[Grey, int, int, int], None] | None
) -> tuple[PageImage, PageLayout]:
    """A grey page with something drawn about the second candidate's name."""
    data, layout = scanned(Printed(), seed, GREY_SCANNER)
    image = read_page(data)
    oval = [t.box for t in layout.targets if t.contest == CONTEST][1]
    left = int(oval.right) + 6
    row = image.grey[int(oval.y) : int(oval.bottom), left : left + NAME]
    inked = left + np.flatnonzero((row < DARK).any(axis=0))
    grey = image.grey.copy()
    if draw is not None:
        draw(grey, int(inked[0]), int(inked[-1]), int(oval.y + oval.height / 2))
    return replace(image, grey=grey), layout
