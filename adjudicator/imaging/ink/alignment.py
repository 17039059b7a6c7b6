"""Lays the reference's print exactly over one contest of a page.

The fit of the whole page brings a contest within a few pixels; paper stretches, so each contest is
fitted once more by its own print: tiles are sought nearby, and one affine map is drawn through what
they say.  A tile with rules in one direction only says nothing about the other, and is not asked.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

Floats = NDArray[np.float64]
_TILE = 32
"""Pixels along a tile's side, at half size: 8 mm of paper."""
_FAINTEST = 10.0
"""Standard deviation of darkness below which a tile holds too little print to be sought."""
_LEAST = 0.55
"""Correlation below which a tile was not found."""
_ROUNDS = 4
_OUTLIER = 0.6
"""Half-size pixels off the common map at which a tile counts half."""
_PULL = 40.0
"""How strongly the map is held to a mere shift where too little speaks for more."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How well the print lies after the fit."""

    matrix: Floats
    """2 x 3: pixels of the unfitted print to pixels of the page's crop."""
    tiles: int
    """Tiles that were found."""
    residual: float
    """Median distance of these from the common map, in pixels."""


def lay(print_dark: Grey, page_dark: Grey, reach: int) -> Laid:
    """The map from the roughly placed print to the page, both crops of one size.

    :param reach: pixels the print may be off.
    """
    half = (page_dark.shape[1] // 2, page_dark.shape[0] // 2)
    ours = np.asarray(cv2.resize(print_dark, half, interpolation=cv2.INTER_AREA), np.uint8)
    theirs = np.asarray(cv2.resize(page_dark, half, interpolation=cv2.INTER_AREA), np.uint8)
    found = _tiles(ours, theirs, max(2, -(-reach // 2)))
    if not found:
        return Laid(np.array([[1.0, 0, 0], [0, 1.0, 0]]), 0, 0.0)
    return _fitted(np.array(found), half)


def _tiles(
    ours: Grey, theirs: Grey, reach: int
) -> list[tuple[float, float, float, float, float, float, float]]:
    """Centre, shift and the structure (xx, xy, yy) of the print of every tile that was found."""
    height, width = ours.shape
    gx = cv2.Sobel(ours, cv2.CV_32F, 1, 0, scale=0.125)
    gy = cv2.Sobel(ours, cv2.CV_32F, 0, 1, scale=0.125)
    found = []
    for y in _starts(height, reach):
        for x in _starts(width, reach):
            tile = ours[y : y + _TILE, x : x + _TILE]
            if cv2.meanStdDev(tile)[1][0, 0] < _FAINTEST:
                continue
            around = theirs[y - reach : y + _TILE + reach, x - reach : x + _TILE + reach]
            score = cv2.matchTemplate(around, tile, cv2.TM_CCOEFF_NORMED)
            _, best, _, (px, py) = cv2.minMaxLoc(score)
            if best < _LEAST:
                continue
            part = np.s_[y : y + _TILE, x : x + _TILE]
            a, b = gx[part].ravel(), gy[part].ravel()
            dx = px + _between(score[py], px) - reach
            dy = py + _between(score[:, px], py) - reach
            found.append(
                (
                    x + _TILE / 2,
                    y + _TILE / 2,
                    dx,
                    dy,
                    float(a @ a),
                    float(a @ b),
                    float(b @ b),
                )
            )
    return found


def _starts(length: int, reach: int) -> range:
    return range(reach, length - _TILE - reach + 1, _TILE)


def _between(line: NDArray[Any], at: int) -> float:
    """Where a parabola through the best and its neighbours has its top, -0.5 to 0.5."""
    if not 0 < at < len(line) - 1:
        return 0.0
    before, peak, after = float(line[at - 1]), float(line[at]), float(line[at + 1])
    bend = before - 2 * peak + after
    return 0.0 if bend >= 0 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))


def _fitted(found: Floats, half: tuple[int, int]) -> Laid:
    x, y, dx, dy, xx, xy, yy = found.T
    middle = np.array(half) / 2
    size = max(half) / 2
    u, v = (x - middle[0]) / size, (y - middle[1]) / size
    whole = np.median(xx + yy) + 1e-9
    xx, xy, yy = xx / whole, xy / whole, yy / whole
    basis = np.stack([np.ones_like(u), u, v], axis=1)
    weight: Floats = np.ones_like(u)
    held = np.diag([1e-6, 1.0, 1.0, 1e-6, 1.0, 1.0]) * _PULL / 100
    px: Floats = np.zeros(3)
    py: Floats = np.zeros(3)
    off: Floats = np.zeros_like(u)
    for _ in range(_ROUNDS):
        normal, right = held.copy(), np.zeros(6)
        for gain, rows, columns in ((xx, 0, 0), (xy, 0, 3), (xy, 3, 0), (yy, 3, 3)):
            part = basis.T * (weight * gain)
            normal[rows : rows + 3, columns : columns + 3] += part @ basis
            right[rows : rows + 3] += part @ (dx if columns == 0 else dy)
        solved = np.linalg.solve(normal, right)
        px, py = np.split(solved, 2)
        ex, ey = dx - basis @ px, dy - basis @ py
        # Measured along the directions in which the tile's print says where it is.
        off = np.sqrt(np.maximum(ex * ex * xx + 2 * ex * ey * xy + ey * ey * yy, 0) / (xx + yy))
        weight = np.asarray(1 / (1 + (off / _OUTLIER) ** 2) ** 2, dtype=np.float64)
    return Laid(_full_size(px, py, middle, size), len(found), float(np.median(off)) * 2)


def _full_size(px: Floats, py: Floats, middle: Floats, size: float) -> Floats:
    """The shift field of the half-size picture as a matrix between full-size pixel indices."""
    rows = []
    for index, (shift, by_x, by_y) in enumerate((px, py)):
        line = np.array([by_x, by_y]) / size
        # Half-size pixel index h stands for full-size index 2h + 0.5, and a shift of s for 2s.
        constant = 2 * (shift - line @ middle) - line @ np.array([0.5, 0.5])
        unit = np.eye(2)[index]
        rows.append([*(unit + line), constant])
    return np.array(rows)
