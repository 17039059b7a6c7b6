"""How full the targets are: the ink inside the printed oval, the oval itself left out."""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from adjudicator.domain.finding.ink import TargetInk
from adjudicator.domain.layouts import TargetBox
from adjudicator.imaging.ink.alignment import Laid
from adjudicator.imaging.pages import Grey

_INK = 64
"""Darkness beyond the print from which on a pixel counts as filled."""
_PRINT = 150
"""Darkness explained by print from which on a pixel tells nothing of ink."""
_RIM = 0.3
"""Millimetres inside the target's box that belong to the printed outline."""
_LEAST = 12


def fill_targets(
    targets: Sequence[TargetBox],
    laid: Laid,
    dark: Grey,
    beyond: Grey,
    explained: Grey,
    mm: float,
) -> tuple[TargetInk, ...]:
    """The ink in each target, in their order.

    :param laid: how the reference, in whose pixels the targets' boxes are, lies on the frame.
    """
    found = []
    for target in targets:
        box = target.box
        corners = laid.to_frame(np.array([[box.x, box.y], [box.right, box.bottom]]))
        x, y = (round(float(v)) for v in corners.min(axis=0))
        right, bottom = (round(float(v)) for v in corners.max(axis=0))
        inside = _interior(right - x, bottom - y, max(1, round(_RIM * mm)))
        if x < 0 or y < 0 or right > dark.shape[1] or bottom > dark.shape[0]:
            found.append(TargetInk(target.choice, 0, 0))
            continue
        window = np.s_[y:bottom, x:right]
        seen = (inside > 0) & (explained[window] < _PRINT)
        total = max(int(np.count_nonzero(seen)), _LEAST)
        filled = int(np.count_nonzero(beyond[window][seen] > _INK))
        darkness = float(dark[window][seen].sum()) / 255
        found.append(
            TargetInk(target.choice, round(1000 * filled / total), round(1000 * darkness / total))
        )
    return tuple(found)


@lru_cache(maxsize=256)
def _interior(width: int, height: int, rim: int) -> Grey:
    """1 inside the outline of an oval of that size."""
    mask = np.zeros((max(height, 1), max(width, 1)), np.uint8)
    left, top, right, bottom = rim, rim, width - 1 - rim, height - 1 - rim
    if right <= left or bottom <= top:
        return mask
    radius = (bottom - top) // 2
    cv2.rectangle(mask, (left + radius, top), (right - radius, bottom), 1, cv2.FILLED)
    for x in (left + radius, right - radius):
        cv2.circle(mask, (x, (top + bottom) // 2), radius, 1, cv2.FILLED)
    return mask
