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

    Print is on every page; what is not was drawn by the voter of the reference, and must not
    explain ink that stands near it here.
    """
    lost = cv2.subtract(print_dark, cv2.dilate(page_dark, _GROWN)) > _MISSING
    if np.count_nonzero(lost) < _OWN:
        return print_dark
    firm = cv2.morphologyEx(lost.astype(np.uint8), cv2.MORPH_OPEN, _NEAR[:2, :2])
    found = (print_dark > _MISSING) & (cv2.dilate(page_dark, _NEAR) > _MISSING)
    away = (cv2.dilate(firm, _GROWN) > 0) & (cv2.dilate(found.astype(np.uint8), _NEAR) == 0)
    kept = print_dark.copy()
    kept[away] = 0
    return kept
