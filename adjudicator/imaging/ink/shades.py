"""Shades over a part of a contest: what is wider than any printed bar passes for darker paper.

A voter may have shaded two rows with the flat of a pencil, or a highlighter; a stain or the shadow
of a fold look the same.  What is printed so dark lies on the reference, too.
"""

import numpy as np

from adjudicator.domain.layouts import Box
from adjudicator.imaging.ink.alignment import Laid
from adjudicator.imaging.ink.frame import Floats, Frame, mapped
from adjudicator.imaging.ink.tone import Tone, paper_at

_SPAN = 40.0
"""Grey levels by which the paper of a contest may be lighter in one place than in another."""
_UNTOLD = 20.0
"""As many more where the reference is black and white, and tells of no tint that is printed."""
_STEP = 2.0
"""Millimetres between the spots that are looked at, and from the contest's edge to the first."""
_ENDS = (2, 98)
"""Per cent of the spots that are lighter than what counts as the lightest, and as the darkest."""


def shaded(frame: Frame, laid: Laid, area: Box, reference: Frame | None) -> bool:
    """Whether a part of the contest is darker than the rest and not so on the reference.

    :param laid: how the reference lies on the frame.
    :param area: of the contest on the reference page.
    :param reference: the same contest there.
    """
    if frame.tone is None or reference is None:
        return False
    step = _STEP * reference.mm / float(np.hypot(*reference.from_page[0, :2]))
    spots = np.meshgrid(
        np.arange(area.x + step, area.right - step, step),
        np.arange(area.y + step, area.bottom - step, step),
    )
    points = np.column_stack([each.ravel() for each in spots])
    if not len(points):
        return False
    lost = _levels(reference.tone, mapped(reference.from_page, points)) - _levels(
        frame.tone, laid.to_frame(points)
    )
    light, dark = np.percentile(lost, _ENDS)
    return bool(dark - light > _SPAN + (_UNTOLD if reference.tone is None else 0.0))


def _levels(tone: Tone | None, points: Floats) -> Floats:
    """How bright the paper is at each of these."""
    return np.zeros(len(points)) if tone is None else paper_at(tone, points)
