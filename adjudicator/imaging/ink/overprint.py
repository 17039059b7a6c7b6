"""Ink over and between letters, against rules and outlines.

Next to print any pixel may be print, so a mark in the middle of a name leaves few pixels that must
be ink.  But where it lies the paper as a whole is darker than letters make it: over a spot of half
a millimetre, edges that lie half a pixel off take away here what they add there.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey

_PARTLY = (30, 230)
"""Mean darkness of spots that tell how strong this print came out beside the reference's."""
_LEAST_GAIN = 0.7
_STEP = 3
_FULL = 255.0
_NEAR = np.ones((3, 3), np.uint8)
_LOOSE = 0.75
"""Share of a pixel by which print may lie elsewhere: a solid bar is wider than a spot, so that what
one of its edges adds no other takes away."""


@dataclass(frozen=True, slots=True)
class _Spots:
    """How large the spots are that are held against each other, and when one is too dark."""

    side: float
    """Millimetres."""
    more: float
    """Square millimetres of full black by which a spot must be darker than the print makes it."""
    seen: int
    """Darkness above the print's, of 255, from which on a pixel there shows ink."""


_GREY = _Spots(side=0.64, more=0.08, seen=36)
_BLACK_AND_WHITE = _Spots(side=0.88, more=0.19, seen=127)
"""Where an edge falls is decided pixel by pixel, and rough: only larger spots are even."""


def over_print(dark: Grey, print_dark: Grey, mm: float, *, one_bit: bool) -> Grey | None:
    """1 where ink lies over print; ``None`` if there is none, as nearly everywhere.

    :param dark: darkness of the frame.
    :param print_dark: darkness of the print as it lies on the frame.
    :param mm: pixels per millimetre.
    """
    how = _BLACK_AND_WHITE if one_bit else _GREY
    side = 2 * max(1, round(how.side * mm / 2 - 0.5)) + 1
    ours, theirs = (
        np.asarray(cv2.blur(each, (side, side)), dtype=np.uint8) for each in (print_dark, dark)
    )
    gain = _gain(ours, theirs)
    near = cv2.dilate(ours, _NEAR)
    most = cv2.addWeighted(ours, (1 - _LOOSE) * gain, near, _LOOSE * gain, 0.0)
    limit = how.more * mm * mm / side**2 * _FULL
    darker = cv2.subtract(theirs, most) > limit
    if not darker.any():
        return None
    spots = cv2.dilate(darker.astype(np.uint8), np.ones((side, side), np.uint8))
    ink = (cv2.subtract(dark, print_dark) > how.seen).astype(np.uint8)
    return np.asarray(cv2.bitwise_and(ink, spots), dtype=np.uint8)


def _gain(ours: Grey, theirs: Grey) -> float:
    """How much stronger the print is here than on the reference."""
    here, there = ours[::_STEP, ::_STEP], theirs[::_STEP, ::_STEP]
    telling = (here > _PARTLY[0]) & (here < _PARTLY[1])
    if not telling.any():
        return 1.0
    return max(float(np.median(there[telling] / here[telling])), _LEAST_GAIN)
