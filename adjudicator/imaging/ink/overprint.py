"""Ink over and between letters, on grey images.

Next to print any pixel may be print, so a mark in the middle of a name leaves few pixels that must
be ink.  But where it lies the paper as a whole is darker than letters make it: over a spot of about
a millimetre, edges that lie half a pixel off take away here what they add there.
"""

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey

_SPOT = 0.88
"""Millimetres along each side of the spots that are held against each other."""
_MORE = 0.21
"""Square millimetres of full black by which a spot must be darker than the print makes it: prints
of real ballots differ by 0.18 at most."""
_SEEN = 50
"""Darkness above the print's, of 255, from which on a pixel there shows ink."""
_PARTLY = (30, 230)
"""Mean darkness of spots that tell how strong this print came out beside the reference's."""
_LEAST_GAIN = 0.7
_STEP = 3
_FULL = 255.0


def over_print(dark: Grey, print_dark: Grey, mm: float) -> Grey | None:
    """1 where ink lies over print; ``None`` if there is none, as nearly everywhere.

    :param dark: darkness of the frame.
    :param print_dark: darkness of the print as it lies on the frame.
    :param mm: pixels per millimetre.
    """
    side = 2 * max(1, round(_SPOT * mm / 2 - 0.5)) + 1
    ours, theirs = (
        np.asarray(cv2.blur(each, (side, side)), dtype=np.uint8) for each in (print_dark, dark)
    )
    limit = _MORE * mm * mm / side**2 * _FULL
    darker = cv2.addWeighted(theirs, 1.0, ours, -_gain(ours, theirs), 0.0) > limit
    if not darker.any():
        return None
    spots = cv2.dilate(darker.astype(np.uint8), np.ones((side, side), np.uint8))
    ink = (cv2.subtract(dark, print_dark) > _SEEN).astype(np.uint8)
    return np.asarray(cv2.bitwise_and(ink, spots), dtype=np.uint8)


def _gain(ours: Grey, theirs: Grey) -> float:
    """How much stronger the print is here than on the reference."""
    here, there = ours[::_STEP, ::_STEP], theirs[::_STEP, ::_STEP]
    telling = (here > _PARTLY[0]) & (here < _PARTLY[1])
    if not telling.any():
        return 1.0
    return max(float(np.median(there[telling] / here[telling])), _LEAST_GAIN)
