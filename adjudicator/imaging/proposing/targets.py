"""Where the targets of a contest stand, whether voters marked them or not."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.proposing.shapes import (
    Outline,
    Shape,
    families,
    in_columns,
    outlines,
    shape_of,
)
from adjudicator.imaging.registration.affine import box_around, inverse
from adjudicator.imaging.registration.working import working_page

_SEEN = 0.86
"""Of a target's line, what the page has to show, a pixel off allowed."""
_EXACT = 0.55
"""The same, to the pixel."""
_WHOLE, _CLEAR = 0.75, 0.3
"""The same of the line and of the band, where only an empty target beside it speaks for it."""
_SURE, _WHITE = 0.9, 0.2
"""Where nothing else does."""
_EVERY = 0.95
"""In both cases, of every part of the line."""
_PART = 0.72
"""Of every part of the line, a pixel off allowed."""
_AROUND = 0.55
"""Of the band around it, what may be ink: a voter's mark spills, a bar is black all around."""
_COLUMN, _TURN = 4.0, 0.01
"""Pixels off its column, and how much more for every pixel further down the page."""
_ROW = 0.6
"""Of a target's height, within which targets stand in one row."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the line of a target seems to be printed."""

    box: Box
    line: float
    around: float
    weakest: float

    @property
    def whole(self) -> bool:
        return self.line >= _WHOLE and self.around <= _CLEAR and self.weakest >= _EVERY

    @property
    def sure(self) -> bool:
        return self.line >= _SURE and self.around <= _WHITE and self.weakest >= _EVERY


def propose_targets(image: PageImage, box: Box) -> tuple[Box, ...]:
    """The targets inside a contest's box, in paper order: by rows, and in a row from the left.

    :param image: a blank page or one that a voter marked.
    :param box: the contest, in pixels of the page.
    :returns: the outer edges of the targets, in pixels of the page; empty where none was found.
    """
    return TargetFinder(image).inside(box)


class TargetFinder:
    """Finds the targets of one page, contest by contest.

    :param image: a blank page or one that a voter marked.
    """

    def __init__(self, image: PageImage) -> None:
        self.work = working_page(image)
        self._ink = np.asarray((self.work.grey < self.work.tones.faint) * np.uint8(255), np.uint8)
        self._outlines = outlines(self._ink)

    def inside(self, box: Box) -> tuple[Box, ...]:
        """The outer edges of the targets in a contest's box; see :func:`propose_targets`."""
        inside = box_around(inverse(self.work.to_page), box)
        family = _family_for(self._outlines, inside)
        if not family:
            return ()
        found = [
            place.box
            for place in _standing(self._ink, shape_of(self._ink, family), inside)
            if place.sure
            or _in_column(place.box, family)
            or (place.whole and _in_row(place.box, family, inside))
        ]
        return tuple(box_around(self.work.to_page, one) for one in in_paper_order(found))


def _family_for(found: Sequence[Outline], box: Box) -> Sequence[Outline]:
    """The empty targets of the page: of the outlines in columns the most, if any are in the box.

    A page with one contest may have a single empty target left, and then that one is taken.
    """
    groups = [group for group in families(found) if in_columns(group)]
    here = [[o for o in group if _inside(o, box)] for group in groups]
    if here and here[0]:
        return groups[0]
    others = (g for g, inside in zip(groups, here, strict=True) if in_columns(inside))
    chosen = next(others, groups[0] if groups else None)
    if chosen is not None:
        return chosen
    single = [o for o in found if _inside(o, box)]
    return sorted(single, key=lambda o: -o.width * o.height)[:1]


def _in_column(one: Box, family: Sequence[Outline]) -> bool:
    """Whether it stands over or under an empty target of the page, which may lie turned."""
    x, y = one.x + one.width / 2, one.y + one.height / 2
    return any(
        abs(x - o.x - o.width / 2) <= _COLUMN + _TURN * abs(y - o.y - o.height / 2) for o in family
    )


def _in_row(one: Box, family: Sequence[Outline], box: Box) -> bool:
    """Whether it stands beside an empty target of the same contest."""
    x, y = one.x + one.width / 2, one.y + one.height / 2
    return any(
        abs(y - o.y - o.height / 2) <= _COLUMN + _TURN * abs(x - o.x - o.width / 2)
        for o in family
        if _inside(o, box)
    )


def _inside(one: Outline, box: Box) -> bool:
    return (
        one.x >= box.x
        and one.y >= box.y
        and one.x + one.width <= box.right
        and one.y + one.height <= box.bottom
    )


def _standing(ink: Grey, shape: Shape, box: Box) -> list[_Place]:
    """Every place in the box where the line of the shape is printed."""
    left, top = max(0, int(box.x) - shape.margin), max(0, int(box.y) - shape.margin)
    area = ink[top : int(box.bottom) + shape.margin, left : int(box.right) + shape.margin]
    if area.shape[0] < shape.ring.shape[0] or area.shape[1] < shape.ring.shape[1]:
        return []
    tolerant = np.asarray(cv2.dilate(area, np.ones((3, 3), np.uint8)), np.uint8)
    seen = _share(tolerant, shape.ring)
    exact = _share(area, shape.ring)
    around = _share(area, shape.around)
    score = seen + 0.5 * exact - 0.5 * around
    score[(seen < _SEEN) | (exact < _EXACT) | (around > _AROUND)] = -1
    closed = _Closed(tolerant, shape)
    for y, x in np.argwhere(score > 0):
        if closed.weakest(y, x) < _PART:
            score[y, x] = -1
    found = []
    for y, x in _peaks(score, shape):
        x0, y0 = left + x + shape.margin, top + y + shape.margin
        at = Box(float(x0), float(y0), float(shape.width), float(shape.height))
        place = _Place(at, float(exact[y, x]), float(around[y, x]), closed.weakest(y, x))
        found.append(place)
    return found


class _Closed:
    """How whole the line is in every direction: letters close no outline.

    :param ink: with a pixel's tolerance.
    """

    def __init__(self, ink: Grey, shape: Shape) -> None:
        self._ink = ink
        self._parts = shape.parts()
        self._sizes = np.maximum(1, self._parts.sum(axis=(1, 2)))

    def weakest(self, y: int, x: int) -> float:
        """The share printed of the part of which least is."""
        high, wide = self._parts.shape[1:]
        dark = self._ink[y : y + high, x : x + wide] > 0
        return float(((self._parts * dark).sum(axis=(1, 2)) / self._sizes).min())


def _share(area: Grey, mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """At every place of the mask, the share of it that is ink."""
    dark = (area > 0).astype(np.float32)
    total = cv2.matchTemplate(dark, mask, cv2.TM_CCORR)
    return np.asarray(total / max(1.0, float(mask.sum())), np.float32)


def _peaks(score: NDArray[np.float32], shape: Shape) -> list[tuple[int, int]]:
    """The best places, none nearer to another than half a target."""
    left = score.copy()
    found: list[tuple[int, int]] = []
    while True:
        y, x = np.unravel_index(int(np.argmax(left)), left.shape)
        if left[y, x] <= 0:
            return found
        found.append((int(y), int(x)))
        top, side = max(0, y - shape.height // 2), max(0, x - shape.width // 2)
        left[top : y + shape.height // 2 + 1, side : x + shape.width // 2 + 1] = -1


def in_paper_order(boxes: Sequence[Box]) -> list[Box]:
    """From the top by rows, and in a row from the left; a page may lie a little turned."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (b.y, b.x)):
        near = next((r for r in rows if abs(r[-1].y - box.y) < _ROW * box.height), None)
        if near is None:
            rows.append([box])
        else:
            near.append(box)
    return [box for row in rows for box in sorted(row, key=lambda b: b.x)]
