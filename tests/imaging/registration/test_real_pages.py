"""Real scans: bent by the feed, hand-marked in every odd way, styles all but alike."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from adjudicator.domain.finding.place import Doubt, PagePlaces, Standing
from adjudicator.domain.layouts import PageLayout, TargetBox
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.registration import PreparedReference, locate
from tests.imaging.real.hampshire import ScoredPage, scored_pages
from tests.imaging.registration.printed import reference_of
from tests.imaging.registration.real_pages import (
    HAMPSHIRE_STYLE,
    boxes_in_order,
    hampshire_references,
    middle,
    oval_pattern,
    printed_oval,
    sample_ballots,
)

LIKE_TWINS = "simple_cedar2008_3templates"
ALL_LOCATED = {(Standing.LOCATED, None)}


@lru_cache(maxsize=1)
def both_sides(shared_data: Path) -> dict[str, PreparedReference]:
    return hampshire_references(shared_data)


def said(places: PagePlaces) -> set[tuple[Standing, Doubt | None]]:
    return {(place.standing, place.doubt) for place in places.contests}


def hampshire_page(shared_data: Path, sheet: str, side: str) -> ScoredPage:
    return next(
        page
        for page in scored_pages(shared_data)
        if page.sheet.startswith(sheet) and page.side == side
    )


@pytest.mark.parametrize(
    ("sheet", "side"),
    [("97af3ccb", "front"), ("0c802ae3", "front"), ("346698d4", "back"), ("72547548", "back")],
)
def test_hand_marked_pages_are_located_on_the_printed_ovals(
    shared_data: Path, sheet: str, side: str
) -> None:
    references = both_sides(shared_data)
    page = hampshire_page(shared_data, sheet, side)
    image = read_page(page.image(shared_data).read_bytes())
    places = locate(image, list(references.values()), style=HAMPSHIRE_STYLE)
    assert said(places) == ALL_LOCATED
    assert places.reference is not None
    assert places.reference[1] == side
    reference, seen = references[side], 0
    own = reference.reference.layout.targets
    for target, plain, box in zip(page.targets, own, boxes_in_order(places, page), strict=True):
        assert box is not None
        pattern, aside = oval_pattern(reference.image.grey, plain.box)
        oval = printed_oval(image.grey, box, pattern)
        if target.score == 0 and oval is not None:
            assert np.hypot(*(np.array(middle(box)) - oval - aside)) < 2.0
            seen += 1
    assert seen > 10


def test_a_scan_at_another_resolution_is_located(shared_data: Path) -> None:
    data = shared_data / "nh-test-ballots" / "scans" / "scan-marked-overvote-front.jpeg"
    image = read_page(data.read_bytes())
    assert image.dpi == 300
    references = list(both_sides(shared_data).values())
    assert said(locate(image, references, style=HAMPSHIRE_STYLE)) == ALL_LOCATED


def test_any_voted_page_serves_as_reference(shared_data: Path) -> None:
    own = hampshire_page(shared_data, "7a5f1429", "front")
    image = read_page(own.image(shared_data).read_bytes())
    targets = tuple(TargetBox(t.contest, t.choice, t.box) for t in own.targets)
    layout = PageLayout(image.width, image.height, own.contests, targets)
    reference = reference_of(image, layout)
    for sheet in ("ee64f4eb", "b57e8748"):
        other = hampshire_page(shared_data, sheet, "front")
        page = read_page(other.image(shared_data).read_bytes())
        places = locate(page, [reference], style=reference.reference.style)
        assert said(places) == ALL_LOCATED


def test_three_styles_that_differ_in_the_head_alone_are_told_apart(shared_data: Path) -> None:
    samples = sample_ballots(shared_data, LIKE_TWINS)
    references = list(samples.references.values())
    for page in samples.pages[:3]:
        own = samples.references[page.template].reference.style
        for reference in references:
            style = reference.reference.style
            places = locate(samples.image(page), references, style=style)
            assert places.best_style == own
            assert max(samples.errors(places, page)) < 2.0
            right = style == own
            doubted = {(Standing.CHECK, Doubt.OTHER_STYLE)}
            assert said(places) == (ALL_LOCATED if right else doubted)


def test_a_page_that_has_no_reference_of_its_own_is_flagged(shared_data: Path) -> None:
    blanks = (f"calhoun2010primary_full/blank/1199_{number}" for number in ("003", "008", "009"))
    samples = sample_ballots(shared_data, *blanks)
    (page,) = (p for p in samples.pages if p.page.endswith("1200_004.tif"))
    named = samples.references[page.template].reference.style
    places = locate(samples.image(page), list(samples.references.values()), style=named)
    assert said(places) == {(Standing.CHECK, Doubt.OTHER_STYLE)}
