"""Lines the scanner drew: dust on the glass darkens one column of every page from edge to edge."""

import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.ink.frame import Frame
from adjudicator.imaging.pages import Grey, PageImage

_STEP = 16
"""One row in so many is looked at."""
_ASIDE = 5
"""Pixels to either side with which a column is compared."""
_DARKER = 12
_BELOW_PAPER = 40
_WHOLE = 0.85
"""Share of the rows where there is paper in which a column must be darker."""
_EDGE = 20
"""Columns at the edges of the image that no contest stands in."""
_WIDE = 2
"""Columns on each side that belong to a streak."""
_THROUGH = 0.25
"""Share of the contest's rows that show it from which on it runs through the contest."""


def streaked_columns(page: PageImage) -> tuple[int, ...]:
    """Columns of the page that are darker than their surroundings from top to bottom."""
    rows = page.grey[_STEP // 2 :: _STEP].astype(np.int16)
    beside = np.minimum(np.roll(rows, _ASIDE, axis=1), np.roll(rows, -_ASIDE, axis=1))
    paper = beside > int(np.median(rows[:, ::_STEP])) - _BELOW_PAPER
    darker = paper & (beside - rows > _DARKER)
    share = darker.sum(axis=0) / np.maximum(paper.sum(axis=0), len(rows) // 2)
    found = np.flatnonzero(share[_EDGE:-_EDGE] > _WHOLE) + _EDGE
    return tuple(int(x) for x in found)


def without_streaks(
    beyond: Grey, frame: Frame, columns: tuple[int, ...], seen: int
) -> tuple[Grey, bool]:
    """What is beyond the print less the streaks, and whether one runs through here."""
    if not columns:
        return beyond, False
    # The page's pixels are upright in the frame: only its scale and origin differ.
    scale, origin = frame.from_page[0, 0], frame.from_page[0, 2]
    places = {round(x * scale + origin) + aside for x in columns for aside in range(-_WIDE, 3)}
    inside = np.array(sorted(x for x in places if 0 <= x < beyond.shape[1]), dtype=np.intp)
    if not len(inside):
        return beyond, False
    strip: NDArray[np.uint8] = beyond[:, inside]
    through = bool((strip > seen).mean(axis=0).max() >= _THROUGH)
    if not through:
        return beyond, False
    usual = np.percentile(strip, 75, axis=0)
    cleaned = beyond.copy()
    cleaned[:, inside] = np.clip(strip - 1.5 * usual - seen / 2, 0, 255).astype(np.uint8)
    return cleaned, True
