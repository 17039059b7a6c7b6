"""Pixels for the screen: turned, inverted, stretched, thickened, and scaled with OpenCV.

The image itself is never changed; each step makes a new array.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtGui import QImage

from adjudicator.imaging.pages import Grey

PLAIN, STRETCHED, THICKENED = 0, 1, 2
"""Steps of contrast, each with those before it."""
_STEPS = 3
_LOW, _HIGH = 1.0, 90.0
"""Percentiles taken as black and white when contrast is stretched: little of a page is ink."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the page is shown."""

    quarters: int = 0
    """Quarter turns clockwise."""
    inverted: bool = False
    contrast: int = PLAIN

    def next_contrast(self) -> int:
        """The step after this one."""
        return (self.contrast + 1) % _STEPS

    @property
    def words(self) -> str:
        """What is different from the plain image; empty if nothing is."""
        parts = []
        if self.quarters:
            parts.append(f"turned {90 * self.quarters}\u00b0")
        if self.inverted:
            parts.append("dark for light")
        if self.contrast:
            parts.append(("", "more contrast", "more contrast, thicker strokes")[self.contrast])
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a picture depends on beside the pixels of its page."""

    look: Look
    source: tuple[int, int, int, int]
    """Left, top, right and bottom in whole pixels of the page as the look turns it."""
    size: tuple[int, int]
    """Width and height on the screen, in its pixels."""


def prepared(grey: Grey, look: Look) -> Grey:
    """The whole page with a look applied; the same array where the look is plain."""
    result = grey
    if look.quarters:
        result = np.ascontiguousarray(np.rot90(result, -look.quarters))
    if look.contrast >= STRETCHED:
        result = _stretched(result)
    if look.contrast >= THICKENED:
        # The darkest of each three by three: every stroke grows by a pixel on each side.
        kernel = np.ones((3, 3), np.uint8)
        result = np.asarray(cv2.erode(result, kernel), dtype=np.uint8)
    if look.inverted:
        result = np.asarray(cv2.bitwise_not(result), dtype=np.uint8)
    return result


def _stretched(grey: Grey) -> Grey:
    sample = grey[::4, ::4]
    low, high = np.percentile(sample, (_LOW, _HIGH))
    if high <= low:
        return grey
    table = np.clip((np.arange(256) - low) * (255.0 / (high - low)), 0, 255)
    # A curve that darkens the middle: a pale pencil line shows, the paper stays white.
    table = 255.0 * (table / 255.0) ** 1.6
    return np.asarray(cv2.LUT(grey, table.astype(np.uint8)), dtype=np.uint8)


def scaled(
    grey: Grey, source: tuple[int, int, int, int], size: tuple[int, int], *, fine: bool
) -> QImage:
    """A part of a page at a size on the screen.

    :param source: left, top, right, bottom in whole pixels of the array.
    :param size: width and height wanted, at least 1.
    :param fine: by area or cubic; otherwise linear, for while the picture moves.
    """
    left, top, right, bottom = source
    part = grey[top:bottom, left:right]
    smaller = size[0] < right - left
    best = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    method = best if fine else cv2.INTER_LINEAR
    result = np.ascontiguousarray(cv2.resize(part, size, interpolation=method))
    return to_image(np.asarray(result, dtype=np.uint8))


def to_image(grey: Grey) -> QImage:
    """A grey array as a ``QImage`` that owns its pixels."""
    height, width = grey.shape
    whole = np.ascontiguousarray(grey)
    return QImage(whole.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
