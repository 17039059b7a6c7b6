"""What of a reference's ink is print that every page must show, and what its own voter drew."""

from collections.abc import Sequence

import cv2
import numpy as np

from adjudicator.domain.layouts import Box
from adjudicator.imaging.handwriting import A_PICTURE
from adjudicator.imaging.pages import Grey

_ROW, _LEAST = 0.35, 120
"""Print that must be left in a row, as a multiple of what is left out, and in pixels: the print of
a candidate is asked for, come what may."""
_ABOVE = 0.8
"""Of a target's height above and below it that belong to its row."""
_LINE = 1.8
"""And below it in which there may be a line to write a name on."""
_RUN = np.ones((1, 80), np.uint8)
_FRAME = 8
"""Pixels at the lower edge of a contest in which its own frame is."""
_REACH = 260
"""Pixels on either side of a target in which the print of its row stands."""
_STREAK = 2
"""Pixels on either side of a streak's column that are dark with it."""
_AROUND = np.ones((3, 3), np.uint8)


def without_columns(ink: Grey, columns: Sequence[float], left: int) -> Grey:
    """The ink without lines that the scanner drew in these columns, of which the first is left."""
    found = ink.copy()
    for column in columns:
        at = round(column) - left
        found[:, max(0, at - _STREAK) : max(0, at + _STREAK + 1)] = 0
    return found


def own_print(
    ink: Grey,
    drawn: Grey,
    targets: Sequence[Box],
    origin: tuple[int, int],
) -> Grey:
    """The ink without what a hand has drawn; with it where too little print would be left.

    Whatever is left must be seen on a page.  So nothing is left out that may be the print of a
    candidate, even if every page is then to be checked by people.

    :param ink: 255 where there is ink outside the targets.
    :param drawn: 255 where a hand may have drawn it.
    :param targets: of the contest.
    :param origin: where the pictures' first pixel lies in the pixels of the targets.
    """
    drawn = np.asarray(cv2.bitwise_and(ink, cv2.dilate(drawn, _AROUND)), np.uint8)
    for box in targets:
        row = _row(box, origin, -_ABOVE, _ABOVE)
        less = cv2.countNonZero(drawn[row])
        left = cv2.countNonZero(ink[row]) - less
        if less and left < max(_ROW * less, _LEAST) and not _line_below(ink, box, origin):
            drawn[row] = 0
    if cv2.countNonZero(drawn) > A_PICTURE * cv2.countNonZero(ink):
        return ink
    return np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(drawn)), np.uint8)


def _line_below(ink: Grey, box: Box, origin: tuple[int, int]) -> bool:
    """Whether a line to write on stands below a target: then what stands on it is no print."""
    rows, columns = _row(box, origin, 1.0, _LINE)
    part = ink[rows.start : min(rows.stop, ink.shape[0] - _FRAME), columns]
    return bool(part.size) and bool(np.any(cv2.morphologyEx(part, cv2.MORPH_OPEN, _RUN)))


def _row(box: Box, origin: tuple[int, int], start: float, end: float) -> tuple[slice, slice]:
    """Where the print of a target's row stands: so many heights from its top and bottom on."""
    top = int(box.y + box.height * start) - origin[1]
    bottom = int(box.bottom + box.height * end) - origin[1]
    left, right = int(box.x) - origin[0] - _REACH, int(box.right) - origin[0] + _REACH
    return slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))
