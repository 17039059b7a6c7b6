"""Darkness: how much ink a pixel shows, whatever the paper's tint and the lamp's brightness."""

import cv2
import numpy as np

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
_USUAL_BLACK = 40


def darkness(grey: Grey, *, one_bit: bool) -> Grey:
    """Darkness of every pixel, 0 (paper) to 255 (as black as this picture gets)."""
    if one_bit:
        return np.asarray(cv2.bitwise_not(grey), dtype=np.uint8)
    paper = paper_level(grey)
    black = black_level(grey)
    span = np.maximum(paper, black + _LEAST_SPAN) - np.uint8(black)
    above = cv2.subtract(paper, grey)
    return np.asarray(cv2.divide(above, span, scale=FULL), dtype=np.uint8)


def paper_level(grey: Grey) -> Grey:
    """The brightness of the paper under every pixel: smooth, and blind to print and ink."""
    height, width = grey.shape
    small = cv2.resize(
        grey,
        (max(1, width // _CELL), max(1, height // _CELL)),
        interpolation=cv2.INTER_AREA,
    )
    level = cv2.morphologyEx(
        cv2.copyMakeBorder(small, _REACH, _REACH, _REACH, _REACH, cv2.BORDER_REPLICATE),
        cv2.MORPH_CLOSE,
        np.ones((_REACH, _REACH), np.uint8),
    )[_REACH:-_REACH, _REACH:-_REACH]
    level = cv2.blur(level, (5, 5), borderType=cv2.BORDER_REPLICATE)
    level = np.maximum(level, _DARKEST_PAPER)
    return np.asarray(
        cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )


def black_level(grey: Grey) -> int:
    """The grey that print comes out as: darker than nearly everything, where there is print."""
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256)
    found = int(np.searchsorted(np.cumsum(counts), _BLACK_SHARE * counts.sum()))
    return min(found, _USUAL_BLACK * 2)
