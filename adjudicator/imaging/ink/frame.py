"""One contest of a page, cut out and brought to a size at which strokes are a few pixels wide."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.ink.tone import Tone, darkness, tone_of
from adjudicator.imaging.pages import Grey, PageImage

Floats = NDArray[np.float64]
WORKING_DPI = 200.0
_FINEST = 235.0
"""Pages finer than this are brought down to the working resolution."""
_MARGIN = 2.0
"""Millimetres around the contest that are looked at with it."""
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Frame:
    """A contest's surroundings, in pixels of the frame."""

    dark: Grey
    tone: Tone | None
    """``None`` where the image is black and white."""
    mm: float
    """Pixels per millimetre."""
    from_page: Floats
    """2 x 3: pixels of the page to pixels of the frame."""
    cut_off: float
    """Millimetres by which the contest reaches beyond the image."""

    @property
    def one_bit(self) -> bool:
        """Whether it is black and white."""
        return self.tone is None

    @property
    def to_page(self) -> Floats:
        """2 x 3: pixels of the frame to pixels of the page."""
        return np.asarray(cv2.invertAffineTransform(self.from_page), dtype=np.float64)


def cut(page: PageImage, corners: Floats) -> Frame | None:
    """The frame around a contest whose corners these are; ``None`` if it is not on the image."""
    mm = page.dpi / _INCH
    low, high = corners.min(axis=0), corners.max(axis=0)
    outside = max(-low.min(), high[0] - page.width, high[1] - page.height, 0.0) / mm
    x, y = (max(0, int(v)) for v in np.floor(low - _MARGIN * mm))
    right, bottom = (int(v) for v in np.ceil(high + _MARGIN * mm))
    right, bottom = min(right, page.width), min(bottom, page.height)
    if right - x < _MARGIN * 2 * mm or bottom - y < _MARGIN * 2 * mm:
        return None
    grey = page.grey[y:bottom, x:right]
    scale = 1.0 if page.dpi <= _FINEST else WORKING_DPI / page.dpi
    one_bit = page.one_bit
    if scale != 1.0:
        grey = np.asarray(
            cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
        one_bit = False
    edge = 0.5 * scale - 0.5
    matrix = np.array([[scale, 0, edge - x * scale], [0, scale, edge - y * scale]])
    tone = None if one_bit else tone_of(grey)
    return Frame(darkness(grey, tone), tone, mm * scale, matrix, outside)


def mapped(matrix: Floats, points: Floats) -> Floats:
    """Points under a 2 x 3 matrix."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def chained(outer: Floats, inner: Floats) -> Floats:
    """The 2 x 3 matrix that does the inner map first."""
    linear = outer[:, :2] @ inner[:, :2]
    shift = outer[:, :2] @ inner[:, 2] + outer[:, 2]
    return np.column_stack([linear, shift])
