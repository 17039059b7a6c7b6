"""What print does not explain: the darkness of a page beyond that of its reference.

Two prints and two scans of one ballot never agree to the pixel: edges lie half a pixel off, lines
come out thicker or thinner, JPEG rings around them.  All of that stays within a pixel of the print,
so print explains any darkness next to it, and nothing farther away.
"""

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey

SEEN = 40
"""Darkness beyond the print, of 255, from which on a pixel shows ink: faint pencil on white."""
_FAINT = 20
"""Darkness of the print up to which it is the paper's own grain."""
_GAIN = 2.2
"""Thin print comes out this much darker on one scan than on another."""
_NEAR = np.ones((3, 3), np.uint8)
_GROWN = np.ones((5, 5), np.uint8)
_MISSING = 90
_OWN = 8
"""Pixels of print missing in one place from which on it was a mark on the reference."""
_OWN_KEPT = 0.6
"""Share of a stroke that must be found again for it to be print."""
_CURVE = np.clip(
    np.where(np.arange(256) < _FAINT, np.arange(256), _FAINT + (np.arange(256) - _FAINT) * _GAIN),
    0,
    255,
).astype(np.uint8)


def explained_by(print_dark: Grey) -> Grey:
    """The most darkness that print accounts for, pixel by pixel."""
    return np.asarray(cv2.LUT(cv2.dilate(print_dark, _NEAR), _CURVE), dtype=np.uint8)


def beyond_print(page_dark: Grey, print_dark: Grey) -> Grey:
    """Darkness of the page that the print does not account for."""
    return np.asarray(cv2.subtract(page_dark, explained_by(print_dark)), dtype=np.uint8)


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
