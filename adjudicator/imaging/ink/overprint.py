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
_LIGHTER = 0.5
"""Square millimetres of a contest's lightest spots that tell how far its print differs from the
reference's by itself: it differs to either side alike, and ink never makes a spot lighter."""


@dataclass(frozen=True, slots=True)
class _Spots:
    """How large the spots are that are held against each other, and when one is too dark."""

    side: float
    """Millimetres."""
    more: float
    """Square millimetres of full black by which a spot darker than the print makes it is ink."""
    least: float
    """And by which it must be darker yet than the spots of this contest differ by themselves."""
    seen: int
    """Darkness above the print's, of 255, from which on a pixel there shows ink."""
    loose: float
    """Share of a pixel by which print may lie elsewhere: a solid bar is wider than a spot, so that
    what one of its edges adds no other takes away."""

    def across(self, mm: float) -> int:
        """Pixels along the side of a spot."""
        return 2 * max(1, round(self.side * mm / 2 - 0.5)) + 1


_GREY = _Spots(side=0.64, more=0.08, least=0.049, seen=36, loose=0.75)
_BLACK_AND_WHITE = _Spots(side=0.88, more=0.19, least=0.19, seen=127, loose=0.25)
"""Where an edge falls is decided pixel by pixel, and rough: only larger spots are even."""
_TONE = _Spots(side=1.14, more=0.23, least=0.23, seen=127, loose=0.0)
"""A printed shade comes out as dots that lie elsewhere on every scan, but as many of them."""
_SHADED = 150
"""Mean darkness from which on there is so little white left that only this tells."""
_EVEN = 60
"""By how much it may differ a pixel farther on: more is an edge."""
_ABOUT = np.ones((5, 5), np.uint8)


def over_print(
    dark: Grey, print_dark: Grey, inside: Grey, mm: float, *, one_bit: bool
) -> Grey | None:
    """1 where ink lies over print; ``None`` if there is none, as nearly everywhere.

    :param dark: darkness of the frame.
    :param print_dark: darkness of the print as it lies on the frame.
    :param inside: 1 in the contest.
    :param mm: pixels per millimetre.
    """
    how = _BLACK_AND_WHITE if one_bit else _GREY
    side = how.across(mm)
    ours, theirs = _meant(print_dark, side), _meant(dark, side)
    gain = _gain(ours, theirs)
    near = cv2.dilate(ours, _NEAR)
    most = cv2.addWeighted(ours, (1 - how.loose) * gain, near, how.loose * gain, 0.0)
    more = np.asarray(cv2.subtract(theirs, most), dtype=np.uint8)
    full = mm * mm / side**2 * _FULL
    limit, darkest = how.least * full, int(more.max())
    if not one_bit and darkest > limit:
        far = cv2.erode(ours, _NEAR)
        fewest = cv2.addWeighted(ours, (1 - how.loose) * gain, far, how.loose * gain, 0.0)
        lighter = np.asarray(cv2.subtract(fewest, theirs), dtype=np.uint8)
        # Print much stronger or weaker than the reference's is known the less well for it.
        unsure = max(_usual(lighter, inside, mm), abs(1 - gain) * _FULL / 2)
        limit = min(limit + unsure, how.more * full)
    found = _over_shade(dark, print_dark, mm) if one_bit else None
    if darkest > limit:
        darker = more > limit
        spots = cv2.dilate(darker.astype(np.uint8), np.ones((side, side), np.uint8))
        ink = (cv2.subtract(dark, print_dark) > how.seen).astype(np.uint8)
        over = cv2.bitwise_and(ink, spots)
        found = np.asarray(over if found is None else cv2.bitwise_or(over, found), dtype=np.uint8)
    return None if found is None else np.asarray(cv2.bitwise_and(found, inside), dtype=np.uint8)


def _over_shade(dark: Grey, print_dark: Grey, mm: float) -> Grey | None:
    """1 where white that a printed shade leaves is gone."""
    side = _TONE.across(mm)
    ours = _meant(print_dark, side)
    more = cv2.subtract(_meant(dark, side), ours)
    limit = _TONE.more * mm * mm / side**2 * _FULL
    # Spots as dark stand in many places: nearly always none of them near a shade.
    coarse = cv2.dilate((ours[::_STEP, ::_STEP] > _SHADED).astype(np.uint8), _NEAR)
    about = cv2.resize(coarse, ours.shape[::-1], interpolation=cv2.INTER_NEAREST)
    if cv2.minMaxLoc(more, about)[1] <= limit:
        return None
    uneven = cv2.subtract(cv2.dilate(ours, _NEAR), cv2.erode(ours, _NEAR))
    shaded = cv2.erode(ours, _ABOUT) > _SHADED
    darker = (more > limit) & shaded & (uneven < _EVEN)
    if not darker.any():
        return None
    spots = np.asarray(cv2.dilate(darker.astype(np.uint8), _ABOUT), dtype=np.uint8)
    return np.asarray(spots & (dark > _TONE.seen), dtype=np.uint8)


def _meant(dark: Grey, side: int) -> Grey:
    return np.asarray(cv2.blur(dark, (side, side)), dtype=np.uint8)


def _usual(lighter: Grey, inside: Grey, mm: float) -> int:
    """By how much the lightest spots of the contest are lighter than print makes them."""
    counts = cv2.calcHist([lighter], [0], inside, [256], [0, 256]).ravel()[::-1]
    enough = np.cumsum(counts) >= _LIGHTER * mm * mm
    return 255 - int(np.argmax(enough)) if enough.any() else 0


def _gain(ours: Grey, theirs: Grey) -> float:
    """How much stronger the print is here than on the reference."""
    here, there = ours[::_STEP, ::_STEP], theirs[::_STEP, ::_STEP]
    telling = (here > _PARTLY[0]) & (here < _PARTLY[1])
    if not telling.any():
        return 1.0
    return max(float(np.median(there[telling] / here[telling])), _LEAST_GAIN)
