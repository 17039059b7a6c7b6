"""Gathers the pixels that show ink into strokes, and leaves dust and grain behind."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

Integers = NDArray[np.integer[Any]]

_SPECK = 2
"""Pixels up to which a spot is the grain of the paper or of the threshold, never part of a mark."""
_ONE_SPOT = 0.14
"""Square millimetres from which on one unbroken spot is ink."""
_TOGETHER = 0.22
"""Square millimetres from which on spots close to each other are ink."""
_CLOSE = 0.3
"""Millimetres within which spots are parts of one stroke."""


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """One piece of ink, in pixels of the frame."""

    x: int
    y: int
    shape: Grey
    """1 where there is ink or it is close by, from the corner on."""
    pixels: Grey
    """1 where there is ink."""

    @property
    def window(self) -> tuple[slice, slice]:
        """The part of the frame it is in."""
        height, width = self.shape.shape
        return slice(self.y, self.y + height), slice(self.x, self.x + width)


def strokes_in(ink: Grey, mm: float) -> tuple[Stroke, ...]:
    """The strokes among pixels that are 1 where ink is seen, the largest first.

    :param mm: pixels per millimetre.
    """
    labels, stats = _labelled(ink)
    area = stats[:, cv2.CC_STAT_AREA]
    kept = area > _SPECK
    kept[0] = False
    if not kept.any():
        return ()
    spots = np.asarray(kept.astype(np.uint8)[labels], dtype=np.uint8)
    side = 2 * max(1, round(_CLOSE * mm / 2)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    grown = np.asarray(cv2.dilate(spots, disc), dtype=np.uint8)
    groups, boxes = _labelled(grown)
    together = np.bincount(groups[spots > 0], minlength=len(boxes))
    largest = _largest(labels, groups, np.where(kept, area, 0), len(boxes))
    enough = (largest >= _ONE_SPOT * mm * mm) | (together >= _TOGETHER * mm * mm)
    enough[0] = False
    found = [_stroke(int(group), groups, spots, boxes[group]) for group in np.flatnonzero(enough)]
    return tuple(sorted(found, key=lambda s: (-int(s.pixels.sum()), s.y, s.x)))


def _labelled(mask: Grey) -> tuple[Integers, Integers]:
    """The connected part every pixel belongs to, and each part's box and area."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels), np.asarray(stats)


def _largest(labels: Integers, groups: Integers, area: Integers, count: int) -> Integers:
    """Pixels of the largest spot of every group."""
    inside = labels > 0
    largest = np.zeros(count, np.int32)
    np.maximum.at(largest, groups[inside], area[labels[inside]])
    return largest


def _stroke(group: int, groups: Integers, spots: Grey, box: Integers) -> Stroke:
    x, y, width, height = (int(v) for v in box[:4])
    window = np.s_[y : y + height, x : x + width]
    shape = (groups[window] == group).astype(np.uint8)
    return Stroke(x, y, shape, shape & spots[window])
