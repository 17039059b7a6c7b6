"""Folds: a soft shade that runs straight through the contest and on, beyond it, over the sheet."""

from collections.abc import Sequence

import cv2
import numpy as np

from adjudicator.imaging.ink.frame import Floats, Frame, mapped
from adjudicator.imaging.ink.strokes import Stroke
from adjudicator.imaging.pages import PageImage

_PART = 0.2
"""Share of the contest's width or height from which on a stroke may be part of a fold."""
_BAND = 1.5
"""Millimetres to either side of its line that belong to a fold."""
_THROUGH = 0.7
"""Share of the line within the contest along which it must be seen."""
_SOFT = 150
"""Mean darkness, of 255, that ink exceeds and the shade of a fold does not."""
_STEP = 2.0
_ASIDE = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0)
"""Millimetres across the line at which the sheet is looked at."""
_SHADE = 10
"""Grey levels between one side and the other, or between the line and both."""
_ON = 0.6
"""Share of the line outside the contest on which the shade must go on."""
_DARK = 90
"""Grey up to which there is print, which tells nothing of a shade."""
_SAMPLES = 8
_FEW = 600
"""Pixels of a stroke that are enough to tell its line."""
_LEVEL = 1e-6


def folded(page: PageImage, frame: Frame, strokes: Sequence[Stroke]) -> bool:
    """Whether some of these strokes are the shade of a fold."""
    if frame.one_bit or not strokes:
        return False
    height, width = frame.dark.shape
    parts = [
        stroke
        for stroke in strokes
        if stroke.shape.shape[1] >= _PART * width or stroke.shape.shape[0] >= _PART * height
    ]
    if not parts:
        return False
    spots = np.concatenate([_spots(stroke) for stroke in strokes])
    return any(_is_fold(page, frame, _spots(part), spots) for part in parts)


def _is_fold(page: PageImage, frame: Frame, part: Floats, spots: Floats) -> bool:
    few = part[:: max(1, len(part) // _FEW)].astype(np.float32)
    dx, dy, x, y = (float(v) for v in cv2.fitLine(few, 1, 0, 0.01, 0.01).ravel())
    along, origin = np.array([dx, dy]), np.array([x, y])
    across = np.array([-dy, dx])
    near = spots[np.abs((spots - origin) @ across) <= _BAND * frame.mm]
    columns, rows = near.astype(np.intp).T
    if frame.dark[rows, columns].mean() > _SOFT:
        return False
    start, end = _within(origin, along, frame.dark.shape)
    step = _STEP * frame.mm
    bins = max(1, int((end - start) / step))
    seen = np.unique((((near - origin) @ along - start) / step).astype(np.intp))
    if len(seen) < _THROUGH * bins:
        return False
    return _goes_on(page, frame, origin, along, (start, end))


def _goes_on(
    page: PageImage, frame: Frame, origin: Floats, along: Floats, inside: tuple[float, float]
) -> bool:
    """Whether the shade is there outside the frame as well."""
    begin, direction = mapped(frame.to_page, np.array([origin, origin + along]))
    direction = direction - begin
    mm = page.dpi / 25.4
    scale = float(np.hypot(*direction))
    unit = direction / scale
    start, end = _within(begin, unit, page.grey.shape)
    at = np.arange(start, end, _STEP * mm)
    outside = at[(at < inside[0] * scale) | (at > inside[1] * scale)]
    aside = np.array(_ASIDE) * mm
    across = np.array([-unit[1], unit[0]])
    points = begin + outside[:, None, None] * unit + aside[None, :, None] * across
    columns = np.clip(points[..., 0].astype(np.intp), 0, page.width - 1)
    rows = np.clip(points[..., 1].astype(np.intp), 0, page.height - 1)
    grey = page.grey[rows, columns].astype(float)
    grey = grey[grey.min(axis=1) > _DARK]
    if len(grey) < _SAMPLES:
        return False
    one, other, middle = grey[:, :2].mean(1), grey[:, -2:].mean(1), grey[:, 3:6].min(1)
    shaded = (np.abs(one - other) > _SHADE) | (np.minimum(one, other) - middle > _SHADE)
    return bool(shaded.mean() >= _ON)


def _within(origin: Floats, along: Floats, shape: tuple[int, ...]) -> tuple[float, float]:
    """From where to where, along the line, it is inside the picture."""
    start, end = -np.inf, np.inf
    for spot, step, size in zip(origin, along, (shape[1], shape[0]), strict=True):
        if abs(step) > _LEVEL:
            low, high = sorted(((0 - spot) / step, (size - 1 - spot) / step))
            start, end = max(start, low), min(end, high)
    return float(start), float(end)


def _spots(stroke: Stroke) -> Floats:
    ys, xs = np.nonzero(stroke.pixels)
    return np.column_stack([xs + stroke.x, ys + stroke.y]).astype(np.float64)
