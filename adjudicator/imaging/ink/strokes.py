"""Gathers the pixels that show ink into strokes, and leaves dust and grain behind."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class _Gathering:
    """When spots are one stroke, and when a stroke is ink."""

    speck: int
    """Pixels up to which a spot is the grain of the paper, and no part of a mark."""
    close: float
    """Millimetres within which spots are parts of one stroke."""
    one_spot: float
    """Square millimetres from which on one unbroken spot is ink."""
    together: float
    """Square millimetres from which on the spots of a stroke are ink."""


_FIRM = _Gathering(speck=2, close=0.3, one_spot=0.2, together=0.22)
_SCATTERED = _Gathering(speck=0, close=1.0, one_spot=0.2, together=0.25)
"""Pencil that a black-and-white scan has broken into single pixels."""


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


def strokes_in(ink: Grey, mm: float, *, one_bit: bool) -> tuple[Stroke, ...]:
    """The strokes among pixels that are 1 where ink is seen, the largest first.

    :param mm: pixels per millimetre.
    """
    if cv2.countNonZero(ink) < _SCATTERED.one_spot * mm * mm:
        return ()
    found = _gathered(ink, mm, _FIRM)
    if one_bit:
        rest = ink.copy()
        for stroke in found:
            rest[stroke.window] &= 1 - stroke.pixels
        found += _gathered(rest, mm, _SCATTERED)
    return tuple(sorted(found, key=lambda s: (-int(s.pixels.sum()), s.y, s.x)))


def _gathered(ink: Grey, mm: float, how: _Gathering) -> list[Stroke]:
    labels, stats = _labelled(ink)
    area = stats[:, cv2.CC_STAT_AREA]
    kept = area > how.speck
    kept[0] = False
    if not kept.any():
        return []
    spots = np.asarray(kept.astype(np.uint8)[labels], dtype=np.uint8)
    side = 2 * max(1, round(how.close * mm / 2)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    grown = np.asarray(cv2.dilate(spots, disc), dtype=np.uint8)
    groups, boxes = _labelled(grown)
    inside = spots > 0
    together = np.bincount(groups[inside], minlength=len(boxes))
    largest = np.zeros(len(boxes), area.dtype)
    np.maximum.at(largest, groups[inside], area[labels[inside]])
    enough = (largest >= how.one_spot * mm * mm) | (together >= how.together * mm * mm)
    enough[0] = False
    return [_stroke(int(g), groups, spots, boxes[g]) for g in np.flatnonzero(enough)]


def _labelled(mask: Grey) -> tuple[Integers, Integers]:
    """The connected part every pixel belongs to, and each part's box and area."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels), np.asarray(stats)


def _stroke(group: int, groups: Integers, spots: Grey, box: Integers) -> Stroke:
    x, y, width, height = (int(v) for v in box[:4])
    window = np.s_[y : y + height, x : x + width]
    shape = (groups[window] == group).astype(np.uint8)
    return Stroke(x, y, shape, shape & spots[window])
