"""A layout, supplied or confirmed by people, held against what is printed on its page.

A place is believed where a target's outline is printed at every target told of, and none that
nobody told of is in the contest.  The boxes are then moved to the print, for whoever measured them
may have followed a voter's ink.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import numpy as np
import numpy.typing as npt

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.proposing.targets import TargetFinder
from adjudicator.imaging.registration.affine import box_moved, inverse
from adjudicator.imaging.registration.working import DPI, WorkingPage

_NEAR: Final = 8.0
"""Pixels at 200 dots per inch from a target as told to its print."""
_SAME: Final = 1.0
"""Pixels within which both are the same, for neither is told more exactly."""
_AGREE: Final = 2.5
"""The same where ink lies over the print, which moves what is seen of it."""
_SIZE: Final = 0.25
"""Share of its size by which a target as told may be larger or smaller than its print."""
_MOST: Final = 0.9
"""Share of a page's targets that are printed where they are told, or none is believed."""
_LINE: Final = 20.0
"""Pixels at 200 dots per inch within which targets stand in one column, or in one row."""
_FEWEST: Final = 3
"""Targets that make a line others are held against."""
_STRAIGHT: Final = 1.5
"""Pixels at 200 dots per inch by which these may leave the line."""
_RIM, _MARKED = 0.25, 0.1
"""Of a target's size on each side left out, and the share of ink from which it is marked."""


class LayoutUnusable(Exception):  # noqa: N818 - reads as what is the matter
    """The boxes cannot be those of the page; the message says why, as a clause."""


@dataclass(frozen=True, slots=True)
class HeldReference:
    """A reference whose boxes lie on the print, as far as they do."""

    reference: ReferencePage
    """Boxes in pixels of the image."""
    doubtful: frozenset[str]
    """Contests whose boxes do not lie on the print."""
    unseen: tuple[TargetBox, ...] = ()
    """Targets near which no outline is printed, as they were told."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A target as it was told, and the outline printed near it."""

    target: TargetBox
    print: Box | None
    marked: bool

    @property
    def shift(self) -> tuple[float, float]:
        """From where it was told to where it is printed."""
        if self.print is None:
            return 0.0, 0.0
        (x, y), (u, v) = _middle(self.target.box), _middle(self.print)
        return u - x, v - y


def usable_layout(layout: PageLayout, image: PageImage) -> PageLayout:
    """The boxes in pixels of that image.

    :raises LayoutUnusable: they cannot be boxes of this page.
    """
    problem = layout.problem()
    if problem:
        raise LayoutUnusable(problem)
    if not layout.contests:
        raise LayoutUnusable("it has no contest")
    if not layout.fits(image.width, image.height):
        raise LayoutUnusable(
            f"it was measured on a page of {layout.width} x {layout.height} pixels, and this one"
            f" has {image.width} x {image.height}"
        )
    return layout.scaled_to(image.width, image.height)


def hold_against_print(reference: ReferencePage, image: PageImage) -> HeldReference:
    """Look for the printed outline of every target, and move the boxes to it.

    :raises LayoutUnusable: the boxes cannot be those of this page.
    """
    layout = usable_layout(reference.layout, image)
    finder, near = TargetFinder(image), _NEAR * image.dpi / DPI
    doubtful, seen = set(), []
    for contest in layout.contests:
        targets = [t for t in layout.targets if t.contest == contest.contest]
        shapes = finder.inside(_grown(contest.box, near))
        found = _matched(targets, shapes, near, finder.work)
        seen += found
        if not _believed(contest, found, shapes, near):
            doubtful.add(contest.contest)
    printed = [each for each in seen if each.print is not None]
    unseen = tuple(each.target for each in seen if each.print is None)
    if len(printed) < _MOST * len(layout.targets):
        return _nowhere(reference, layout, unseen)
    shift = _common_shift(printed)
    agree = _AGREE * image.dpi / DPI
    told = [_middle(e.print) for e in printed if e.print and not e.marked]
    plain = np.array(told).reshape(-1, 2)
    doubtful |= {
        e.target.contest
        for e in printed
        if e.marked and (_off(e, shift) > agree or _out_of_line(e, shift, plain, agree))
    }
    on_print = _on_print(layout, seen, shift, doubtful, _SAME * image.dpi / DPI)
    return HeldReference(replace(reference, layout=on_print), frozenset(doubtful), unseen)


def _nowhere(
    reference: ReferencePage, layout: PageLayout, unseen: tuple[TargetBox, ...]
) -> HeldReference:
    every = frozenset(contest.contest for contest in layout.contests)
    return HeldReference(replace(reference, layout=layout), every, unseen)


def _matched(
    targets: Sequence[TargetBox], shapes: Sequence[Box], near: float, work: WorkingPage
) -> list[_Seen]:
    """Each target with the printed outline near it; the nearest pairs first, each once."""
    pairs = sorted(
        (math.dist(_middle(target.box), _middle(shape)), t, s)
        for t, target in enumerate(targets)
        for s, shape in enumerate(shapes)
    )
    taken: dict[int, int] = {}
    for apart, t, s in pairs:
        if apart <= near and t not in taken and s not in taken.values():
            taken[t] = s
    found = []
    for t, target in enumerate(targets):
        shape = shapes[taken[t]] if t in taken else None
        found.append(_Seen(target, shape, shape is not None and _is_marked(work, shape)))
    return found


def _believed(
    contest: ContestBox, found: Sequence[_Seen], shapes: Sequence[Box], slack: float
) -> bool:
    """Whether every target told of is printed in the contest, and no other is."""
    if not found or any(each.print is None for each in found):
        return False
    area = _grown(contest.box, slack)
    if not all(_lies_in(each.target.box, area) for each in found):
        return False
    told = {each.print for each in found}
    return not any(s not in told and _has_middle(contest.box, s) for s in shapes)


def _common_shift(printed: Sequence[_Seen]) -> tuple[float, float]:
    """By what the boxes were told beside the print together; unmarked targets tell best."""
    told = [each.shift for each in printed if not each.marked] or [e.shift for e in printed]
    if not told:
        return 0.0, 0.0
    return median(x for x, _ in told), median(y for _, y in told)


def _off(seen: _Seen, shift: tuple[float, float]) -> float:
    return math.dist(seen.shift, shift)


def _out_of_line(
    seen: _Seen, shift: tuple[float, float], plain: npt.NDArray[np.float64], agree: float
) -> bool:
    """Whether a marked target stands beside the column, or the row, of those nobody marked.

    Ink over an outline draws both who measured it and who looks for it to the same wrong place.

    :param plain: the middles of those nobody marked, a row each.
    """
    x, y = (a + b for a, b in zip(_middle(seen.target.box), shift, strict=True))
    scale = agree / _AGREE
    return any(
        abs(where - there) > agree
        for where, there in (
            (x, _on_line(plain[:, ::-1], y, x, scale)),
            (y, _on_line(plain, x, y, scale)),
        )
        if there is not None
    )


def _on_line(
    plain: npt.NDArray[np.float64], along: float, across: float, scale: float
) -> float | None:
    """Where the line of targets near ``across`` crosses ``along``; ``None`` if there is no line."""
    here = plain[np.abs(plain[:, 1] - across) <= _LINE * scale]
    if len(here) < _FEWEST or np.ptp(here[:, 0]) <= _LINE * scale:
        return None
    slope, start = np.polyfit(here[:, 0], here[:, 1], 1)
    off = np.abs(slope * here[:, 0] + start - here[:, 1])
    return float(slope * along + start) if off.max() <= _STRAIGHT * scale else None


def _on_print(
    layout: PageLayout,
    seen: Sequence[_Seen],
    shift: tuple[float, float],
    doubtful: Collection[str],
    same: float,
) -> PageLayout:
    """The boxes of contests that are believed moved to their print; others as they were told."""
    together = shift if math.hypot(*shift) > same else (0.0, 0.0)
    contests = tuple(
        c if c.contest in doubtful else replace(c, box=c.box.moved(*together))
        for c in layout.contests
    )
    believed = {id(e.target): e for e in seen if e.target.contest not in doubtful}
    boxes = {t: _printed_box(each, together, same) for t, each in believed.items()}
    for t, each in believed.items():
        if each.marked:
            beside = [
                boxes[u]
                for u, other in believed.items()
                if not other.marked and other.target.contest == each.target.contest
            ]
            boxes[t] = _sized_as(boxes[t], beside)
    targets = tuple(replace(t, box=boxes.get(id(t), t.box)) for t in layout.targets)
    return replace(layout, contests=contests, targets=targets)


def _sized_as(box: Box, others: Sequence[Box]) -> Box:
    """The box about its middle in the usual size of others of its kind."""
    kind = [o for o in others if not _unlike(box, o)]
    if not kind:
        return box
    width, height = median(o.width for o in kind), median(o.height for o in kind)
    x, y = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    return Box(x, y, width, height)


def _unlike(one: Box, other: Box) -> bool:
    """Whether the first is larger or smaller than the second by more than measuring explains."""
    return max(abs(one.width / other.width - 1), abs(one.height / other.height - 1)) > _SIZE


def _printed_box(seen: _Seen, together: tuple[float, float], same: float) -> Box:
    told, shape = seen.target.box, seen.print
    if shape is None:
        return told
    if seen.marked:
        # What is seen of its outline is not sure to the pixel.
        return told.moved(*together)
    return shape if _unlike(told, shape) or math.hypot(*seen.shift) > same else told


def _is_marked(work: WorkingPage, box: Box) -> bool:
    """Whether there is ink inside a printed outline."""
    here = box_moved(inverse(work.to_page), box)
    dx, dy = here.width * _RIM, here.height * _RIM
    rows = slice(max(0, int(here.y + dy)), int(np.ceil(here.bottom - dy)))
    columns = slice(max(0, int(here.x + dx)), int(np.ceil(here.right - dx)))
    inside = work.grey[rows, columns]
    return bool(inside.size) and float((inside < work.tones.ink).mean()) > _MARKED


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _has_middle(outer: Box, inner: Box) -> bool:
    x, y = _middle(inner)
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _lies_in(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )
