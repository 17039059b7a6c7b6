"""Printed outlines that could be targets: closed, thin, of a target's size, and standing alone.

All at 200 dots per inch.  Letters have holes too; what tells a target from an O is the white space
around it, its thin line, and that its like stand on the page again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

_WIDE, _HIGH = (14, 62), (10, 52)
"""Pixels of the hole: targets are 2 to 8 mm wide."""
_FULL = 0.68
"""Of its upright box, a hole that is an oval, a circle or a square fills; an ellipse fills .785."""
_CONVEX = 0.93
_THICKEST = 6
"""Pixels of the line."""
_ALONE = 0.12
"""Ink there may be in the band around it."""
_BAND = 4
_SAME = 3
"""Pixels within which two are of one shape."""
_FEWEST = 2
_PARTS = 12
_PRINTED = 0.5
"""Of the outlines, in which a pixel of the line is printed."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed printed outline, by the upright box of its outer edge."""

    x: int
    y: int
    width: int
    height: int

    def like(self, other: "Outline") -> bool:
        """Whether both have the same size."""
        return abs(self.width - other.width) <= _SAME and abs(self.height - other.height) <= _SAME


@dataclass(frozen=True, eq=False)
class Shape:
    """What the targets of a page look like, made of its empty ones."""

    width: int
    height: int
    """Of the outer edge."""
    ring: NDArray[np.float32]
    """Its line, 1 where there is print and 0 elsewhere; with a margin around the outer edge."""
    around: NDArray[np.float32]
    """The band outside it, likewise."""
    margin: int

    def parts(self) -> NDArray[np.float32]:
        """The line cut into parts by direction from the middle, one plane each."""
        high, wide = self.ring.shape
        y, x = np.mgrid[0:high, 0:wide]
        turn = np.arctan2((y - high / 2 + 0.5) / self.height, (x - wide / 2 + 0.5) / self.width)
        part = np.minimum(((turn + np.pi) / (2 * np.pi) * _PARTS).astype(int), _PARTS - 1)
        return np.asarray([self.ring * (part == n) for n in range(_PARTS)], np.float32)


def outlines(ink: Grey) -> list[Outline]:
    """Every outline of the page that could be an empty target, from top to bottom.

    :param ink: 255 where there is ink.
    """
    found, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    links = [] if tree is None else tree[0]  # type: ignore[redundant-expr]  # None where all is white
    holes = [
        np.asarray(hole, np.int32)
        for hole, (*_, parent) in zip(found, links, strict=True)
        if parent >= 0
    ]
    outlined = [_outlined(ink, hole) for hole in holes]
    return sorted((o for o in outlined if o is not None), key=lambda o: (o.y, o.x))


def _outlined(ink: Grey, hole: NDArray[np.int32]) -> Outline | None:
    """The outline around a hole; ``None`` where it is none of a target."""
    x, y, width, height = cv2.boundingRect(hole)
    # The contour of a hole runs on the ink around it.
    x, y, width, height = x + 1, y + 1, width - 2, height - 2
    if not (_WIDE[0] <= width <= _WIDE[1] and _HIGH[0] <= height <= _HIGH[1]):
        return None
    area = cv2.contourArea(hole)
    if area < _FULL * width * height or area < _CONVEX * cv2.contourArea(cv2.convexHull(hole)):
        return None
    thick = _thickness(ink, x, y, width, height)
    if thick is None:
        return None
    box = Outline(x - thick, y - thick, width + 2 * thick, height + 2 * thick)
    return box if _alone(ink, box) else None


def _thickness(ink: Grey, x: int, y: int, width: int, height: int) -> int | None:
    """Pixels of the line around a hole, the middle of its four sides looked at."""
    rows, columns = ink.shape
    middle, across = y + height // 2, x + width // 2
    runs = (
        ink[middle, max(0, x - 12) : x][::-1],
        ink[middle, x + width : min(columns, x + width + 12)],
        ink[max(0, y - 12) : y, across][::-1],
        ink[y + height : min(rows, y + height + 12), across],
    )
    lengths = sorted(_run(run) for run in runs)
    thick = lengths[1]
    return thick if 1 <= thick <= _THICKEST else None


def _run(line: NDArray[np.uint8]) -> int:
    """How many pixels of ink come first."""
    white = np.flatnonzero(line == 0)
    return int(white[0]) if len(white) else len(line)


def _alone(ink: Grey, box: Outline) -> bool:
    """Whether the band around it is nearly white."""
    grown = ink[
        max(0, box.y - 2 - _BAND) : box.y + box.height + 2 + _BAND,
        max(0, box.x - 2 - _BAND) : box.x + box.width + 2 + _BAND,
    ]
    inner = ink[
        max(0, box.y - 2) : box.y + box.height + 2, max(0, box.x - 2) : box.x + box.width + 2
    ]
    band = grown.size - inner.size
    dark = int(np.count_nonzero(grown)) - int(np.count_nonzero(inner))
    return band > 0 and dark <= _ALONE * band


def families(found: Sequence[Outline]) -> list[list[Outline]]:
    """Outlines of one size together; first those with the most in columns, then the larger.

    Single ones are left out.
    """
    left = list(found)
    groups = []
    while left:
        best = max(left, key=lambda one: (sum(one.like(other) for other in left), -one.y, -one.x))
        group = [other for other in left if best.like(other)]
        left = [other for other in left if not best.like(other)]
        if len(group) >= _FEWEST:
            groups.append(group)
    return sorted(groups, key=lambda g: (-in_columns(g), -g[0].width * g[0].height))


def in_columns(group: Sequence[Outline]) -> int:
    """How many of them stand over or under another: targets do, letters hardly."""
    return sum(
        any(one is not other and abs(one.x - other.x) <= _SAME for other in group) for one in group
    )


def shape_of(ink: Grey, family: Sequence[Outline]) -> Shape:
    """The mean of a family's outlines."""
    width = round(float(np.median([o.width for o in family])))
    height = round(float(np.median([o.height for o in family])))
    margin = _BAND + 2
    size = (height + 2 * margin, width + 2 * margin)
    total, taken = np.zeros(size, np.float32), 0
    for one in family:
        left = one.x + (one.width - width) // 2 - margin
        top = one.y + (one.height - height) // 2 - margin
        patch = ink[max(0, top) : top + size[0], max(0, left) : left + size[1]]
        if patch.shape == size:
            total += patch > 0
            taken += 1
    mean = total / max(1, taken)
    line = np.zeros(size, np.uint8)
    line[margin : margin + height, margin : margin + width] = (
        mean[margin : margin + height, margin : margin + width] >= _PRINTED
    )
    whole = _filled(line)
    near = cv2.dilate(whole, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    far = cv2.dilate(whole, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11)))
    return Shape(width, height, line.astype(np.float32), (far - near).astype(np.float32), margin)


def _filled(line: Grey) -> Grey:
    """The outline with its inside."""
    found, _ = cv2.findContours(line, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = line.copy()
    cv2.drawContours(whole, found, -1, 1, cv2.FILLED)
    return whole
