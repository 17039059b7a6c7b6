"""What print does not explain: the darkness of a page beyond that of its reference.

Two prints and two scans of one ballot never agree to the pixel: edges lie half a pixel off, lines
come out thicker or thinner, JPEG rings around them.  All of that stays within a pixel of the print,
so print explains any darkness next to it, and nothing farther away.
"""

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey

SEEN = 50
"""Darkness beyond the print, of 255, from which on a pixel shows ink: faint pencil on white."""
_FAINT = 20
"""Darkness of the print up to which it is the paper's own grain."""
_THIN_GAIN = 2.2
"""Thin print comes out this much darker on one scan than on another."""
_GAIN = 1.5
"""And solid print."""
_SOLID = 180
"""Darkness that print reaches somewhere near where it is not thin; black-and-white scans make
every line solid, and tell nothing of how thick it was."""
_NEAR = np.ones((3, 3), np.uint8)
_GROWN = np.ones((5, 5), np.uint8)
_MISSING = 90
_OWN = 8
"""Pixels of print missing in one place from which on it was a mark on the reference."""
_OWN_KEPT = 0.6
"""Share of a stroke that must be found again for it to be print."""
_LEVELS = np.arange(256)


def _curve(gain: float) -> Grey:
    risen = _FAINT + (_LEVELS - _FAINT) * gain
    return np.clip(np.where(_LEVELS < _FAINT, _LEVELS, risen), 0, 255).astype(np.uint8)


_THIN_CURVE, _CURVE = _curve(_THIN_GAIN), _curve(_GAIN)


def explained_by(print_dark: Grey, *, one_bit: bool) -> Grey:
    """The most darkness that print accounts for, pixel by pixel.

    :param one_bit: whether the page it is held against is black and white.
    """
    near = cv2.dilate(print_dark, _NEAR)
    thin = np.asarray(cv2.LUT(near, _THIN_CURVE), dtype=np.uint8)
    if one_bit:
        return thin
    solid = cv2.dilate(near, _NEAR) >= _SOLID
    return np.where(solid, np.asarray(cv2.LUT(near, _CURVE), dtype=np.uint8), thin)


def without_own_marks(print_dark: Grey, page_dark: Grey) -> Grey:
    """The print, less strokes of which the page shows no trace: the reference's own marks.

    Print is on every page; a stroke that is not was drawn by the voter of the reference, and must
    not explain ink that stands in the same place here.
    """
    lost = cv2.subtract(print_dark, cv2.dilate(page_dark, _GROWN)) > _MISSING
    if np.count_nonzero(lost) < _OWN:
        return print_dark
    strong = (print_dark > _MISSING).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strong, connectivity=8)
    missing = np.bincount(labels[lost], minlength=count)
    area = stats[:, cv2.CC_STAT_AREA]
    own = (missing >= _OWN) & (missing > (1 - _OWN_KEPT) * area)
    own[0] = False
    # A mark that touches print is one piece with it: then only what is lost itself is taken away.
    partly = (missing >= _OWN) & ~own
    partly[0] = False
    away = own[labels]
    if partly.any():
        touched = (lost & partly[labels]).astype(np.uint8)
        away |= cv2.morphologyEx(touched, cv2.MORPH_OPEN, _NEAR[:2, :2]) > 0
    kept = print_dark.copy()
    kept[cv2.dilate(away.astype(np.uint8), _GROWN) > 0] = 0
    return kept
