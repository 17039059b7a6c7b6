"""Layouts that came with the images, held against the print like any other."""

import math
from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from typing import Final

from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import ContestPlace, Doubt, Standing
from adjudicator.domain.layouts import Box, PageLayout, TargetBox

_FAR: Final = 4.0
"""Pixels by which the targets of a contest may lie elsewhere together.  A single box may follow
the voter's ink, up to 6 pixels off the print, and says nothing about the others."""


def page_against_supplied(finding: PageFinding, layout: PageLayout | None) -> PageFinding:
    """A page with each of its contests held against the layout that came with its image."""
    if layout is None:
        return finding
    contests = tuple(against_supplied(c, finding, layout) for c in finding.places.contests)
    sure = {c.contest for c in contests if c.standing is Standing.LOCATED}
    ink = tuple(replace(i, plain=i.plain and i.contest in sure) for i in finding.ink)
    return replace(finding, places=replace(finding.places, contests=contests), ink=ink)


def against_supplied(
    place: ContestPlace, finding: PageFinding, layout: PageLayout | None
) -> ContestPlace:
    """The place as it was found; to be checked where the supplied layout puts it elsewhere."""
    if layout is None or place.standing is not Standing.LOCATED or not place.targets:
        return place
    supplied = _scaled(layout, place.contest, finding)
    if not supplied or not _differ(place.targets, supplied):
        return place
    return replace(place, standing=Standing.CHECK, doubt=Doubt.LAYOUT_DIFFERS)


def _scaled(layout: PageLayout, contest: str, finding: PageFinding) -> tuple[TargetBox, ...]:
    """The contest's supplied targets in pixels of the page as it was opened."""
    told = layout.scaled_to(finding.width, finding.height)
    return tuple(t for t in told.targets if t.contest == contest)


def _differ(found: Iterable[TargetBox], supplied: Iterable[TargetBox]) -> bool:
    """Whether the targets lie elsewhere together, or one of them where another should be."""
    told = list(supplied)
    pairs = [(t.box, [s.box for s in told if s.choice == t.choice]) for t in found]
    # One candidate may have two targets in a contest: the nearer one is meant.
    apart = [min(_apart(box, other) for other in others) for box, others in pairs if others]
    if not apart:
        return True
    size = max(max(box.width, box.height) for box, _ in pairs)
    return median(apart) > _FAR or max(apart) > max(size, _FAR)


def _apart(one: Box, other: Box) -> float:
    """How far apart the middles of two boxes are."""
    x = (one.x + one.right - other.x - other.right) / 2
    y = (one.y + one.bottom - other.y - other.bottom) / 2
    return math.hypot(x, y)
