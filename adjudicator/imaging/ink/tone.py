"""Darkness: how much ink a pixel shows, whatever the paper's tint and the lamp's brightness."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

FULL = 255
"""Darkness of full black; 0 is the paper, here, as bright as it is around this spot."""
_CELL = 8
"""Pixels along each side of the coarse picture in which the paper's brightness is sought."""
_REACH = 11
"""Cells: a printed bar narrower than this does not pass for dark paper."""
_DARKEST_PAPER = 90
_LEAST_SPAN = 45
"""Grey levels between paper and print at least: where there is no print, grain stays grain."""
_BLACK_SHARE = 0.02
_DARK_PRINT = 80


@dataclass(frozen=True, slots=True, eq=False)
class Tone:
    """How bright the paper and how dark the print of a picture are, in grey levels."""

    paper: Grey
    """Smooth, and blind to print and ink; a coarse picture, one pixel for each cell."""
    print: int
    """Darker than nearly everything, where there is print; light on a washed-out scan."""

    @property
    def black(self) -> int:
        """The same, but dark where there is little print, or pale one."""
        return min(self.print, _DARK_PRINT)


def darkness(grey: Grey, tone: Tone | None) -> Grey:
    """Darkness of every pixel, 0 (paper) to 255 (as black as this picture gets).

    :param tone: ``None`` for black-and-white pictures.
    """
    if tone is None:
        return np.asarray(cv2.bitwise_not(grey), dtype=np.uint8)
    height, width = grey.shape
    paper = cv2.resize(tone.paper, (width, height), interpolation=cv2.INTER_LINEAR)
    least = np.maximum(tone.paper, tone.black + _LEAST_SPAN) - np.uint8(tone.black)
    span = cv2.resize(least, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(cv2.subtract(paper, grey), span, scale=FULL), dtype=np.uint8)


def tone_of(grey: Grey) -> Tone:
    """The brightness of paper and print."""
    return Tone(_paper_level(grey), _print_level(grey))


def paper_at(tone: Tone, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How bright the paper is at these pixels, ``x`` and ``y`` in a row each."""
    height, width = tone.paper.shape
    cells = np.floor((points + 0.5) / _CELL).astype(int)
    across, down = cells[:, 0].clip(0, width - 1), cells[:, 1].clip(0, height - 1)
    return np.asarray(tone.paper[down, across], dtype=np.float64)


def _paper_level(grey: Grey) -> Grey:
    # Whole cells are quick; what is left at the edges is smaller than one.
    down, across = (max(1, length // _CELL) for length in grey.shape)
    whole = grey[: down * _CELL, : across * _CELL]
    small = cv2.resize(whole, (across, down), interpolation=cv2.INTER_AREA)
    level = cv2.morphologyEx(
        cv2.copyMakeBorder(small, _REACH, _REACH, _REACH, _REACH, cv2.BORDER_REPLICATE),
        cv2.MORPH_CLOSE,
        np.ones((_REACH, _REACH), np.uint8),
    )[_REACH:-_REACH, _REACH:-_REACH]
    level = cv2.blur(level, (5, 5), borderType=cv2.BORDER_REPLICATE)
    return np.maximum(np.asarray(level, dtype=np.uint8), np.uint8(_DARKEST_PAPER))


def _print_level(grey: Grey) -> int:
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256)
    return int(np.searchsorted(np.cumsum(counts), _BLACK_SHARE * counts.sum()))
