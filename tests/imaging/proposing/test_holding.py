"""A layout nobody has confirmed is believed where targets are printed, and moved to the print."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import dist
from pathlib import Path

import cv2
import pytest

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, PageLayout, TargetBox
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.printing.marks import MarkKind
from adjudicator.imaging.proposing import HeldReference, LayoutUnusable, hold_against_print
from tests.imaging.real import hampshire
from tests.support.printed_pages import CONTEST, Printed, moved_right, scanned

_WAYS = ((6.0, 0.0), (0.0, -6.0), (-4.0, 4.0), (0.0, 0.0))


@lru_cache
def printed(mark: MarkKind | None = None) -> tuple[PageImage, PageLayout]:
    data, layout = scanned(Printed(mark), 1)
    return read_page(data), layout


def held(layout: PageLayout, image: PageImage) -> HeldReference:
    return hold_against_print(ReferencePage("7", "front", "a" * 64, 1, layout, "b" * 64), image)


def every_contest(layout: PageLayout) -> set[str]:
    return {contest.contest for contest in layout.contests}


def beside(layout: PageLayout, way: Callable[[int], tuple[float, float]]) -> PageLayout:
    """Each target told beside its print."""
    targets = (replace(t, box=t.box.moved(*way(n))) for n, t in enumerate(layout.targets))
    return replace(layout, targets=tuple(targets))


def farthest(one: PageLayout, other: PageLayout) -> float:
    pairs = zip(one.targets, other.targets, strict=True)
    return max(dist(middle(a), middle(b)) for a, b in pairs)


def middle(target: TargetBox) -> tuple[float, float]:
    box = target.box
    return box.x + box.width / 2, box.y + box.height / 2


@pytest.mark.parametrize("mark", [None, MarkKind.X])
def test_what_lies_on_the_print_is_believed_and_stays(mark: MarkKind | None) -> None:
    image, layout = printed(mark)
    found = held(layout, image)
    assert found.doubtful == set()
    assert farthest(found.reference.layout, layout) <= 1.5
    assert [(t.contest, t.choice) for t in found.reference.layout.targets] == [
        (t.contest, t.choice) for t in layout.targets
    ]


def test_what_was_measured_a_few_pixels_beside_is_moved_to_the_print() -> None:
    image, layout = printed()
    found = held(beside(layout, lambda n: _WAYS[n % 4]), image)
    assert found.doubtful == set()
    assert farthest(found.reference.layout, layout) <= 1.5
    together = held(moved_right(layout, 6), image)
    assert together.doubtful == set()
    assert abs(together.reference.layout.contests[0].box.x - layout.contests[0].box.x) <= 1.5


@pytest.mark.parametrize("by", [12, 40, 700])
def test_what_lies_beside_the_print_is_not_believed(by: int) -> None:
    image, layout = printed()
    try:
        found = held(moved_right(layout, by), image)
    except LayoutUnusable:
        assert by == 700
    else:
        assert found.doubtful == every_contest(layout)


def test_a_contest_whose_targets_slip_by_a_row_is_not_believed() -> None:
    image, layout = printed()
    own = [t for t in layout.targets if t.contest == CONTEST]
    below = dict(zip([t.choice for t in own], [t.box for t in own[1:]], strict=False))
    told = tuple(
        replace(t, box=below.get(t.choice, t.box.moved(0, 60))) if t.contest == CONTEST else t
        for t in layout.targets
    )
    assert CONTEST in held(replace(layout, targets=told), image).doubtful
    # The last one left out, so that each lies on a target: the first is printed and not told of.
    short = tuple(t for t in told if t.contest != CONTEST or t.choice in below)
    assert held(replace(layout, targets=short), image).doubtful == {CONTEST}


def test_where_most_of_a_page_lies_beside_its_print_no_part_of_it_is_believed() -> None:
    image, layout = printed()
    aside = (
        t if t.contest == CONTEST else replace(t, box=t.box.moved(12, 0)) for t in layout.targets
    )
    found = held(replace(layout, targets=tuple(aside)), image)
    assert found.doubtful == every_contest(layout)
    assert {t.contest for t in found.unseen} == every_contest(layout) - {CONTEST}


def test_a_layout_in_another_resolution_is_the_same() -> None:
    image, layout = printed()
    half = layout.scaled_to(layout.width // 2, layout.height // 2)
    found = held(half, image)
    assert found.doubtful == set()
    assert farthest(found.reference.layout, layout) <= 1.5


@pytest.mark.parametrize(
    ("box", "why"),
    [
        (Box(9000, 9000, 100, 100), "does not lie on the page"),
        (Box(300, 300, -100, -50), "is -100 x -50 pixels"),
        (Box(float("nan"), 1, 20, 20), "is not four numbers"),
    ],
)
def test_boxes_that_can_be_none_of_the_page_are_refused(box: Box, why: str) -> None:
    image, layout = printed()
    first, *others = layout.contests
    with pytest.raises(LayoutUnusable, match=why):
        held(replace(layout, contests=(replace(first, box=box), *others)), image)
    targets = (replace(layout.targets[0], box=box), *layout.targets[1:])
    with pytest.raises(LayoutUnusable, match=why):
        held(replace(layout, targets=targets), image)


def test_a_layout_of_a_page_of_another_shape_is_refused() -> None:
    image, layout = printed()
    with pytest.raises(LayoutUnusable, match="was measured on a page of"):
        held(replace(layout, height=layout.height // 2 * 3), image)


@pytest.mark.parametrize("side", hampshire.SIDES)
def test_the_scanners_boxes_of_a_real_ballot_are_believed(shared_data: Path, side: str) -> None:
    pages = hampshire.scored_pages(shared_data)
    page = next(p for p in pages if p.side == side)
    image = read_page(page.image(shared_data).read_bytes())
    boxes = tuple(TargetBox(t.contest, t.choice, t.box) for t in page.targets)
    layout = PageLayout(image.width, image.height, page.contests, boxes)
    found = held(layout, image)
    assert found.doubtful == set()
    jittered = held(beside(layout, lambda n: _WAYS[n % 4]), image)
    # Where a voter's ink lies over the print, what is told elsewhere than its like is doubted.
    assert jittered.doubtful <= {t.contest for t in page.targets if t.score > 0}
    pairs = zip(jittered.reference.layout.targets, layout.targets, strict=True)
    off = [dist(middle(a), middle(b)) for a, b in pairs if a.contest not in jittered.doubtful]
    assert len(off) >= len(layout.targets) // 2
    assert max(off) <= 2


def test_ink_that_draws_the_scanners_box_off_its_column_is_doubted(shared_data: Path) -> None:
    pages = hampshire.scored_pages(shared_data)
    page = next(p for p in pages if p.sheet.startswith("72547548") and p.side == "front")
    image = read_page(page.image(shared_data).read_bytes())
    boxes = tuple(TargetBox(t.contest, t.choice, t.box) for t in page.targets)
    found = held(PageLayout(image.width, image.height, page.contests, boxes), image)
    assert {name.split("-")[0] for name in found.doubtful} == {"Executive"}


def test_a_scribble_measured_in_place_of_its_oval_is_doubted() -> None:
    image, layout = printed()
    own = [n for n, t in enumerate(layout.targets) if t.contest == CONTEST]
    marked, grey = layout.targets[own[1]], image.grey.copy()
    box = marked.box.moved(5, 0)
    x, y, right, bottom = (round(v) for v in (box.x, box.y, box.right, box.bottom))
    grey[y - 1 : bottom + 1, x - 7 : right] = 255
    centre, axes = ((x + right) // 2, (y + bottom) // 2), ((right - x) // 2, (bottom - y) // 2)
    cv2.ellipse(grey, centre, axes, 0, 0, 360, 0, -1)
    told = (*layout.targets[: own[1]], replace(marked, box=box), *layout.targets[own[1] + 1 :])
    found = held(replace(layout, targets=told), replace(image, grey=grey))
    assert found.doubtful == {CONTEST}


def test_where_more_than_a_tenth_of_a_page_is_printed_elsewhere_none_of_it_is_believed() -> None:
    image, layout = printed()
    told = tuple(
        replace(t, box=t.box.moved(40, 0)) if t.contest == CONTEST else t for t in layout.targets
    )
    assert len(every_contest(layout)) > 1
    assert held(replace(layout, targets=told), image).doubtful == every_contest(layout)
