"""Gathers the pixels that show ink into strokes, and leaves dust and grain behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

Integers = NDArray[np.integer[Any]]


_EDGE = 0.36
"""Square millimetres up to which what never leaves the edge of print is print."""
_BESIDE = 0.25
"""Millimetres from print that count as its edge."""
_PRINT = 100
_COARSE = 4
_BRIDGE = 0.45
"""Millimetres of print on either side over which a stroke is followed."""
_DARK = 80


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
_SCATTERED = _Gathering(speck=0, close=1.2, one_spot=0.2, together=0.22)
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


def strokes_in(ink: Grey, dark: Grey, mm: float, *, one_bit: bool) -> tuple[Stroke, ...]:
    """The strokes among pixels that are 1 where ink is seen, the largest first.

    :param dark: darkness of the print.
    :param mm: pixels per millimetre.
    """
    found = []
    for x, y, part in _neighbourhoods(ink, mm):
        firm = _gathered(part, mm, _FIRM)
        if one_bit:
            for stroke in firm:
                part[stroke.window] &= 1 - stroke.pixels
            firm += _gathered(part, mm, _SCATTERED)
        found += [Stroke(s.x + x, s.y + y, s.shape, s.pixels) for s in firm]
    told = [stroke for stroke in found if not _hugs(stroke, dark, mm)]
    return tuple(sorted(told, key=lambda s: (-int(s.pixels.sum()), s.y, s.x)))


def firm_strokes(ink: Grey, mm: float) -> tuple[Stroke, ...]:
    """The strokes among pixels of which it is known that they are no edge of print."""
    return tuple(_gathered(ink, mm, _FIRM))


def _hugs(stroke: Stroke, dark: Grey, mm: float) -> bool:
    """Whether it is but a thin edge along print, which another scan shows a little elsewhere."""
    if cv2.countNonZero(stroke.pixels) >= _EDGE * mm * mm:
        return False
    reach = max(1, round(_BESIDE * mm))
    rows, columns = stroke.window
    around = dark[
        max(0, rows.start - reach) : rows.stop + reach,
        max(0, columns.start - reach) : columns.stop + reach,
    ]
    side = 2 * reach + 1
    near = cv2.dilate((around > _PRINT).astype(np.uint8), np.ones((side, side), np.uint8))
    top, left = min(reach, rows.start), min(reach, columns.start)
    height, width = stroke.pixels.shape
    beside = np.asarray(near)[top : top + height, left : left + width] == 0
    return not np.any(beside & (stroke.pixels > 0))


def joined(strokes: Sequence[Stroke], dark: Grey, mm: float) -> tuple[Stroke, ...]:
    """Strokes that a printed line or letter cuts in two made whole again.

    :param dark: darkness of the frame, print and ink.
    """
    if not strokes:
        return ()
    pixels, shape = np.zeros(dark.shape, np.uint8), np.zeros(dark.shape, np.uint8)
    for stroke in strokes:
        pixels[stroke.window] |= stroke.pixels
        shape[stroke.window] |= stroke.shape
    bridge = cv2.dilate(pixels, _disc(_BRIDGE, mm))
    shape |= (dark > _DARK).astype(np.uint8) & np.asarray(bridge, dtype=np.uint8)
    groups, boxes = _labelled(shape)
    kept = np.unique(groups[pixels > 0])
    found = [_stroke(int(group), groups, pixels, boxes[group]) for group in kept]
    return tuple(sorted(found, key=lambda s: (-int(s.pixels.sum()), s.y, s.x)))


def _disc(reach: float, mm: float) -> Grey:
    side = 2 * max(1, round(reach * mm)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(disc, dtype=np.uint8)


def _neighbourhoods(ink: Grey, mm: float) -> Iterator[tuple[int, int, Grey]]:
    """Parts of the picture so far from each other that no stroke reaches from one to another.

    Nearly all of a contest holds no ink; only what does is looked at pixel by pixel.
    """
    least = min(_FIRM.one_spot, _SCATTERED.one_spot) * mm * mm
    height, width = ink.shape
    if cv2.countNonZero(ink) < least:
        return
    side = max(_COARSE, -(-round(_SCATTERED.close * mm) // 2))
    padded = np.zeros((-(-height // side) * side, -(-width // side) * side), np.uint8)
    padded[:height, :width] = ink
    blocks = padded.reshape(padded.shape[0] // side, side, -1, side).any(axis=(1, 3))
    filled = np.asarray(blocks, dtype=np.uint8)
    coarse = cv2.dilate(filled, np.ones((3, 3), np.uint8))
    labels, stats = _labelled(np.asarray(coarse, dtype=np.uint8))
    for label, (x, y, across, down, _) in enumerate(stats[1:].tolist(), 1):
        ours = labels[y : y + down, x : x + across] == label
        window = padded[y * side : (y + down) * side, x * side : (x + across) * side]
        part = window * ours.astype(np.uint8).repeat(side, 0).repeat(side, 1)
        if cv2.countNonZero(part) >= least:
            yield x * side, y * side, part


def _gathered(ink: Grey, mm: float, how: _Gathering) -> list[Stroke]:
    labels, stats = _labelled(ink)
    area = stats[:, cv2.CC_STAT_AREA]
    kept = area > how.speck
    kept[0] = False
    if not kept.any():
        return []
    spots = np.asarray(kept.astype(np.uint8)[labels], dtype=np.uint8)
    grown = np.asarray(cv2.dilate(spots, _disc(how.close / 2, mm)), dtype=np.uint8)
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
