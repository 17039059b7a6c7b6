"""Other print in a contest: a name in another's place, or letters after one that has none there.

Nearly all the print of two candidates in turned order is found, for their letters lie on each
other's, and two names are little beside twenty.  A voter only adds ink.  So what tells another
printing is print that is lacking just where other ink stands, and ink that stands in a line with
the print as letters do.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

_WINDOW = 24
"""Pixels of the square within which other ink stands in the place of print that is lacking."""
_BLOT = np.ones((2, 2), np.uint8)
"""Less than this is the edge of a letter that a scanner has drawn a little elsewhere."""
_LEAST_INK = 25
"""Pixels of ink in the smallest letter."""
_TALL, _WIDE = (8, 40), 40
"""Pixels of height, and of width at most, of a letter."""
_ITS_OWN = 0.5
"""Share of a letter's ink that stands where the reference has none."""
_WORD = 24
"""Pixels at most from a letter to the next, of the next word even."""
_LINE = 240
"""Pixels along a line within which letters of the same height are looked for."""
_LEVEL = 2
"""Pixels by which letters of a line stand higher or lower."""
_COMPANY = 2
"""Other letters as high, by which a line of print is known."""


def most(mask: Grey, window: int) -> int:
    """The most pixels of a mask that any square of that side holds."""
    return int(_held(mask, window).max(initial=0))


def replaced(missing: Grey, strange: Grey) -> int:
    """The most pixels of print that other ink replaces in one square.

    :param missing: print of the reference that the page has not got.
    :param strange: ink of the page that the reference has not got.
    """
    lacking = cv2.morphologyEx(missing, cv2.MORPH_OPEN, _BLOT)
    if not cv2.countNonZero(lacking):
        return 0
    other = cv2.morphologyEx(strange, cv2.MORPH_OPEN, _BLOT)
    held = (_held(np.asarray(mask, np.uint8), _WINDOW) for mask in (lacking, other))
    return int(np.minimum(*held).max(initial=0))


def added(ink: Grey, dark: Grey, strange: Grey, free: Grey) -> bool:
    """Whether letters stand in a line of print where the reference has none.

    :param ink: the print of the reference.
    :param dark: the ink of the page.
    :param strange: what of it stands where the reference has no print.
    :param free: 255 outside the targets; what touches one is part of a mark in it.
    """
    if cv2.countNonZero(strange) < _LEAST_INK:
        return False
    labels, blots = _blots(dark)
    own = np.bincount(labels[strange > 0], minlength=len(blots) + 1)[1:]
    marks = np.unique(labels[(cv2.erode(free, np.ones((3, 3), np.uint8)) == 0) & (dark > 0)])
    new = (own >= _ITS_OWN * blots[:, cv2.CC_STAT_AREA]) & _like_letters(blots)
    new[marks[marks > 0] - 1] = False
    if not new.any():
        return False
    printed = _blots(ink)[1]
    apart, level = _lines(blots[new], printed[_like_letters(printed)])
    beside = ((apart <= _WORD) & level.feet).any(axis=1)
    return bool((beside & ((apart <= _LINE) & level.feet & level.tops).any(axis=1)).any())


def in_lines(ink: Grey) -> Grey:
    """What of a page's ink is letters in a line, as print is and handwriting hardly ever."""
    labels, blots = _blots(ink)
    letters = np.flatnonzero(_like_letters(blots))
    apart, level = _lines(blots[letters], blots[letters])
    kept = np.zeros(len(blots) + 1, np.uint8)
    # Each stands in a line with itself, too.
    together = ((apart <= _LINE) & level.feet & level.tops).sum(axis=1) > _COMPANY
    kept[letters[together] + 1] = 255
    return np.asarray(kept[labels], np.uint8)


@dataclass(frozen=True, slots=True)
class _Level:
    """Whether letters stand as high, and end as high, as others: a row for each."""

    feet: NDArray[np.bool_]
    tops: NDArray[np.bool_]


def _lines(first: NDArray[np.int32], second: NDArray[np.int32]) -> tuple[NDArray[np.int32], _Level]:
    """How far along the line blots are apart from others, and whether they are level."""
    left, top, width, height = (first[:, None, n] for n in range(4))
    left2, top2, width2, height2 = (second[None, :, n] for n in range(4))
    apart = np.maximum(left2 - left - width, left - left2 - width2)
    feet = np.abs(top2 + height2 - top - height) <= _LEVEL
    return apart, _Level(feet, np.abs(top2 - top) <= _LEVEL)


def _held(mask: Grey, window: int) -> NDArray[np.float32]:
    """How many pixels of a mask the square around each holds."""
    ones = cv2.threshold(mask, 0, 1.0, cv2.THRESH_BINARY)[1]
    held = cv2.boxFilter(
        ones, cv2.CV_32F, (window, window), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return np.asarray(held, np.float32)


def _blots(mask: Grey) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Which blot each pixel is of, and left, top, width, height and area of each blot."""
    _, labels, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels, np.int32), np.asarray(found[1:], np.int32)


def _like_letters(blots: NDArray[np.int32]) -> NDArray[np.bool_]:
    height = blots[:, cv2.CC_STAT_HEIGHT]
    return np.asarray(
        (height >= _TALL[0])
        & (height <= _TALL[1])
        & (blots[:, cv2.CC_STAT_WIDTH] <= _WIDE)
        & (blots[:, cv2.CC_STAT_AREA] >= _LEAST_INK)
    )
