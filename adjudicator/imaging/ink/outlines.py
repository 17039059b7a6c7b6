"""Whether the printed outline of every target is seen on the page.

Where it is not, something covers or has taken away the place in which people mark: correction
fluid, tape, a hole, a torn edge.  Nothing seen there does not mean that nothing was marked.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from adjudicator.domain.layouts import TargetBox
from adjudicator.imaging.ink.alignment import Laid
from adjudicator.imaging.ink.rough import corners_of
from adjudicator.imaging.pages import Grey

_RIM = 2
"""Pixels around a target's box in which its outline lies."""
_LINE = 60
"""Darkness of the reference from which on it is the outline."""
_LEAST = 20
"""Pixels of outline below which the reference itself shows too little of it to tell."""
_FAINT = 0.5
"""Share of the reference's darkness from which on the page shows the outline."""
_SEEN = 0.6
"""Share of the outline that the page must show in each quarter of it."""
_NEAR = np.ones((5, 5), np.uint8)
"""As far as an outline may lie elsewhere."""


def all_seen(targets: Sequence[TargetBox], laid: Laid, print_dark: Grey, dark: Grey) -> bool:
    """Whether the page shows the outline of every target.

    :param print_dark: darkness of the reference's print, in pixels of the frame.
    :param dark: darkness of the frame.
    """
    near = np.asarray(cv2.dilate(dark, _NEAR), np.uint8)
    return all(_is_seen(target, laid, print_dark, near) for target in targets)


def _is_seen(target: TargetBox, laid: Laid, print_dark: Grey, near: Grey) -> bool:
    corners = laid.to_frame(corners_of(target.box))
    left, top = (round(float(v)) - _RIM for v in corners.min(axis=0))
    right, bottom = (round(float(v)) + _RIM for v in corners.max(axis=0))
    window = np.s_[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    printed, found = print_dark[window], near[window]
    outline = printed > _LINE
    if np.count_nonzero(outline) < _LEAST:
        return True
    shown = outline & (found >= _FAINT * printed)
    return all(
        np.count_nonzero(shown[part]) >= _SEEN * np.count_nonzero(outline[part])
        for part in _quarters(*outline.shape)
    )


def _quarters(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    """A hole over half an oval leaves more than half of its outline."""
    for rows in (slice(0, height // 2), slice(height // 2, height)):
        for columns in (slice(0, width // 2), slice(width // 2, width)):
            yield rows, columns
