"""Unmarked contests of our own printed ballots, scanned as grey JPEG and as 1-bit TIFF."""

from collections.abc import Iterator

import numpy as np

from adjudicator.domain import layouts
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.printing import geometry
from adjudicator.imaging.printing.scan import (
    BILEVEL_SCANNER,
    GREY_SCANNER,
    STILL_SCANNER,
    scan_page,
)
from adjudicator.imaging.registration import locate, prepare
from tests.imaging.acceptance.drawn_trials import Unmarked
from tests.imaging.printing.ballots import ballot
from tests.imaging.real.placing import reference_of


def printed_contests(sheets: int) -> Iterator[Unmarked]:
    """Every contest of so many blank sheets, half of them grey, located on a scan of a blank."""
    side = ballot().front
    for scanner in (GREY_SCANNER, BILEVEL_SCANNER):
        rng = np.random.default_rng(77)
        blank = scan_page(side.image, side.layout, STILL_SCANNER, rng)
        plain = reference_of("7", "front", plain_layout(blank.layout), read_page(blank.data))
        reference = prepare(plain.reference, plain.image)
        for number in range(sheets // 2):
            scan = scan_page(side.image, side.layout, scanner, np.random.default_rng(number))
            image = read_page(scan.data)
            places = locate(image, [reference], style=None)
            for place in places.contests:
                if place.box is not None:
                    name = f"{scanner.format.value} sheet {number} {place.contest}"
                    yield Unmarked(name, image, places, place, reference)


def plain_layout(layout: geometry.PageLayout) -> layouts.PageLayout:
    """The layout of a printed page as a record keeps it."""
    return layouts.PageLayout(
        layout.width,
        layout.height,
        tuple(layouts.ContestBox(c.contest, _box(c.box)) for c in layout.contests),
        tuple(
            layouts.TargetBox(c.contest, t.choice, _box(t.target))
            for c in layout.contests
            for t in c.targets
        ),
    )


def _box(box: geometry.Box) -> layouts.Box:
    return layouts.Box(box.left, box.top, box.width, box.height)
