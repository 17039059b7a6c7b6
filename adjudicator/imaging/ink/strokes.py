"""Gathers the pixels that show ink into strokes, and leaves dust and grain behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.ink.residual import SEEN
from adjudicator.imaging.pages import Grey

Integers = NDArray[np.integer[Any]]


_GRAIN = 0.1
"""Millimetres over which darkness is smoothed before it is judged, on grey images."""
_FAINT = 35
"""Smooth darkness beyond the print, of 255, from which on a pixel may be a part of a stroke."""
_DARK_ENOUGH = 0.14
"""Square millimetres of a stroke that must be so much darker than the print."""
_LONG = 1.0
"""Square millimetres from which on a stroke is told of however thin it is."""
_WIDE = 0.64
_FULL_ENOUGH = 41
"""Mean darkness that a spot of so many millimetres must reach somewhere in a stroke."""
_EDGE = 0.36
"""Square millimetres up to which what never leaves the edge of print is print; and a line one pixel
thin is, however long it runs beside it."""
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


_FIRM = _Gathering(speck=2, close=0.5, one_spot=0.2, together=0.22)
_SCATTERED = _Gathering(speck=0, close=2.5, one_spot=0.2, together=0.2)
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


def strokes_in(
    beyond: Grey, above: Grey, inside: Grey, dark: Grey, mm: float, *, one_bit: bool
) -> tuple[Stroke, ...]:
    """The strokes of the ink in a contest, the largest first.

    :param beyond: darkness beyond what print may explain.
    :param above: darkness above the print's as it lies: wider where a stroke runs along print.
    :param inside: 1 in the contest.
    :param dark: darkness of the print.
    :param mm: pixels per millimetre.
    """
    # The grain of pencil and paper is finer than any pen: smoothed, the one fills, the other fades.
    side = 2 * max(1, round(2.5 * _GRAIN * mm)) + 1
    smooth = beyond if one_bit else cv2.GaussianBlur(beyond, (side, side), _GRAIN * mm)
    ink = (smooth > (SEEN if one_bit else _FAINT)).astype(np.uint8) & inside
    found = []
    for x, y, part in _neighbourhoods(ink, mm):
        firm = _gathered(part, mm, _FIRM)
        if one_bit:
            for stroke in firm:
                part[stroke.window] &= 1 - stroke.pixels
            firm += _gathered(part, mm, _SCATTERED)
        found += [Stroke(s.x + x, s.y + y, s.shape, s.pixels) for s in firm]
    told = [s for s in found if (one_bit or _drawn(s, above, mm)) and not _hugs(s, dark, mm)]
    if not one_bit:
        told = [_sharp(stroke, beyond, mm) for stroke in told]
    return tuple(sorted(told, key=lambda s: (-int(s.pixels.sum()), s.y, s.x)))


def firm_strokes(ink: Grey, mm: float) -> tuple[Stroke, ...]:
    """The strokes among pixels of which it is known that they are no edge of print."""
    return tuple(_gathered(ink, mm, _FIRM))


def _drawn(stroke: Stroke, above: Grey, mm: float) -> bool:
    """Whether it is as dark as ink somewhere, and as wide or as dark as a pen draws.

    Hairs on the glass are lighter than what thin pens draw, and thinner than what pencils draw.
    """
    dark = (above[stroke.window] > SEEN) & (stroke.pixels > 0)
    if np.count_nonzero(dark) < _DARK_ENOUGH * mm * mm:
        return False
    if np.count_nonzero(stroke.pixels) >= _LONG * mm * mm:
        return True
    reach = max(1, round(_WIDE * mm / 2 - 0.5))
    side = 2 * reach + 1
    mean = cv2.blur(_around(above, stroke, reach), (side, side), borderType=cv2.BORDER_CONSTANT)
    return bool((mean >= _FULL_ENOUGH).any())


def _sharp(stroke: Stroke, beyond: Grey, mm: float) -> Stroke:
    """The stroke without the rim that smoothing gave it, where enough of it is dark by itself."""
    dark = stroke.pixels & (beyond[stroke.window] > _FAINT)
    if cv2.countNonZero(dark) < _FIRM.one_spot * mm * mm:
        return stroke
    return replace(stroke, pixels=dark)


def _around(picture: Grey, stroke: Stroke, reach: int) -> Grey:
    rows, columns = stroke.window
    return picture[
        max(0, rows.start - reach) : rows.stop + reach,
        max(0, columns.start - reach) : columns.stop + reach,
    ]


def _hugs(stroke: Stroke, dark: Grey, mm: float) -> bool:
    """Whether it is but a thin edge along print, which another scan shows a little elsewhere."""
    thick = cv2.erode(stroke.pixels, np.ones((2, 2), np.uint8))
    if cv2.countNonZero(stroke.pixels) >= _EDGE * mm * mm and cv2.countNonZero(thick):
        return False
    reach = max(1, round(_BESIDE * mm))
    around = _around(dark, stroke, reach)
    side = 2 * reach + 1
    near = cv2.dilate((around > _PRINT).astype(np.uint8), np.ones((side, side), np.uint8))
    top, left = min(reach, stroke.y), min(reach, stroke.x)
    height, width = stroke.pixels.shape
    beside = np.asarray(near)[top : top + height, left : left + width] == 0
    return not np.any(beside & (stroke.pixels > 0))


def joined(strokes: Sequence[Stroke], dark: Grey, mm: float) -> tuple[Stroke, ...]:
    """Strokes that a printed line or letter cuts in two made whole again.

    :param dark: darkness of the frame, print and ink.
    """
    if not strokes:
        return ()
    # Only the part of the contest that holds strokes is looked at.
    margin = max(1, round(_BRIDGE * mm)) + 1
    left, top = (max(0, min(v) - margin) for v in zip(*((s.x, s.y) for s in strokes), strict=True))
    bottom = max(stroke.window[0].stop for stroke in strokes) + margin
    right = max(stroke.window[1].stop for stroke in strokes) + margin
    dark = dark[top:bottom, left:right]
    pixels, shape = np.zeros(dark.shape, np.uint8), np.zeros(dark.shape, np.uint8)
    for stroke in strokes:
        rows, columns = stroke.window
        window = np.s_[
            rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
        ]
        pixels[window] |= stroke.pixels
        shape[window] |= stroke.shape
    bridge = cv2.dilate(pixels, _disc(_BRIDGE, mm))
    shape |= (dark > _DARK).astype(np.uint8) & np.asarray(bridge, dtype=np.uint8)
    groups, boxes = _labelled(shape)
    kept = np.unique(groups[pixels > 0])
    whole = [_stroke(int(group), groups, pixels, boxes[group]) for group in kept]
    found = [Stroke(s.x + left, s.y + top, s.shape, s.pixels) for s in whole]
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
