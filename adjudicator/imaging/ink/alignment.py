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

from adjudicator.imaging.ink.frame import Floats, chained, mapped
from adjudicator.imaging.pages import Grey

_TILE = 32
"""Pixels along a tile's side, at half size: 8 mm of paper."""
_ALONG = 9
"""Tiles along each side of a contest at most."""
_FAINTEST = 10.0
"""Standard deviation of darkness below which a tile holds too little print to be sought."""
_LEAST = 0.55
"""Correlation below which a tile was not found."""
_ROUNDS = 4
_OUTLIER = 1.2
"""Pixels off the common map at which a tile counts a quarter."""
_PULL = 0.4
"""How strongly the map is held to a mere shift where too little speaks for more."""
_BEND_PULL = 0.6
"""And how strongly to an affine map."""
_BENT = 0.25
_CELL = 32
"""Pixels between the spots at which a bent map is worked out."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Where the print lies on the page, and how well it fits there."""

    rough: Floats
    """2 x 3: pixels of the reference to pixels of the frame, before this fit."""
    shifts: Floats
    """6 x 2: by how much each spot of the frame moves, over 1, u, v, u2, uv, v2."""
    middle: tuple[float, float]
    size: float
    """``u`` and ``v`` are pixels of the frame from the middle, over this."""
    tiles: int
    """Tiles that were found."""
    residual: float
    """Median distance of these from the common map, in pixels."""

    def to_frame(self, points: Floats) -> Floats:
        """Pixels of the reference as pixels of the frame."""
        there = mapped(self.rough, points)
        return there + self._shift(there)

    def to_reference(self, points: Floats) -> Floats:
        """Pixels of the frame as pixels of the reference: shifts are small, and nearly even."""
        back = np.asarray(cv2.invertAffineTransform(self.rough), dtype=np.float64)
        return mapped(back, points - self._shift(points))

    def warped(self, dark: Grey, shape: tuple[int, ...]) -> Grey:
        """The reference's darkness in pixels of a frame of that shape."""
        height, width = shape[:2]
        if not self.bent(shape):
            return _straight(dark, self._matrix(), width, height)
        down, across = (np.arange(-1, length // _CELL + 2) for length in (height, width))
        grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        spots = ((grid + 0.5) * _CELL - 0.5).astype(np.float64)
        coarse = self.to_reference(spots).reshape(len(down), len(across), 2).astype(np.float32)
        dense = cv2.resize(coarse, None, fx=_CELL, fy=_CELL, interpolation=cv2.INTER_LINEAR)
        maps = np.ascontiguousarray(dense[_CELL : _CELL + height, _CELL : _CELL + width])
        across_map, down_map = cv2.split(maps)
        return np.asarray(cv2.remap(dark, across_map, down_map, cv2.INTER_LINEAR), dtype=np.uint8)

    def bent(self, shape: tuple[int, ...]) -> bool:
        """Whether one affine map would miss some spot by more than a quarter of a pixel."""
        reach = np.array([shape[1], shape[0]]) / 2 / self.size
        terms = np.array([reach[0] ** 2, reach[0] * reach[1], reach[1] ** 2])
        return bool((terms @ np.abs(self.shifts[3:])).max() > _BENT)

    def _shift(self, points: Floats) -> Floats:
        return _basis(*((points - self.middle) / self.size).T) @ self.shifts

    def _matrix(self) -> Floats:
        linear = self.shifts[1:3].T / self.size
        constant = self.shifts[0] - linear @ np.array(self.middle)
        return chained(np.column_stack([np.eye(2) + linear, constant]), self.rough)


def lay(dark: Grey, rough: Floats, page_dark: Grey, reach: int) -> Laid:
    """Fit the print to the page.

    :param dark: darkness of the whole reference.
    :param rough: pixels of the reference to pixels of the frame.
    :param reach: pixels the print may be off.
    """
    height, width = page_dark.shape
    ours, theirs = _half(_straight(dark, rough, width, height)), _half(page_dark)
    found = _tiles(ours, theirs, max(2, -(-reach // 2)))
    middle, size = (width / 2 - 0.5, height / 2 - 0.5), max(width, height) / 2
    if not found:
        return Laid(rough, np.zeros((6, 2)), middle, size, 0, 0.0)
    shifts, residual = _fitted(np.array(found), middle, size)
    return Laid(rough, shifts, middle, size, len(found), residual)


def _straight(dark: Grey, matrix: Floats, width: int, height: int) -> Grey:
    return np.asarray(
        cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_LINEAR), dtype=np.uint8
    )


def _half(dark: Grey) -> Grey:
    """At half size: an odd last row or column is left out, for means of exactly four are quick."""
    height, width = (length // 2 for length in dark.shape)
    even = dark[: 2 * height, : 2 * width]
    return np.asarray(
        cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


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


def _starts(length: int, reach: int) -> list[int]:
    """Where tiles begin, so that they cover all but the outermost pixels."""
    room = length - _TILE - 2 * reach
    if room < 0:
        return []
    count = min(-(-room // _TILE) + 1, _ALONG)
    return [reach + round(i * room / max(count - 1, 1)) for i in range(count)]


def _between(line: NDArray[Any], at: int) -> float:
    """Where a parabola through the best and its neighbours has its top, -0.5 to 0.5."""
    if not 0 < at < len(line) - 1:
        return 0.0
    before, peak, after = float(line[at - 1]), float(line[at]), float(line[at + 1])
    bend = before - 2 * peak + after
    return 0.0 if bend >= 0 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))


def _fitted(found: Floats, middle: tuple[float, float], size: float) -> tuple[Floats, float]:
    """The smooth field of shifts the tiles agree on, in full-size pixels."""
    x, y, dx, dy, xx, xy, yy = found.T
    # Half-size pixel index h stands for full-size index 2h + 0.5, and a shift of s for 2s.
    u, v = (2 * x + 0.5 - middle[0]) / size, (2 * y + 0.5 - middle[1]) / size
    dx, dy = 2 * dx, 2 * dy
    whole = np.median(xx + yy) + 1e-9
    xx, xy, yy = xx / whole, xy / whole, yy / whole
    basis = _basis(u, v)
    count = basis.shape[1]
    held = np.diag(np.tile([1e-6, _PULL, _PULL, _BEND_PULL, _BEND_PULL, _BEND_PULL], 2))
    weight: Floats = np.ones_like(u)
    off: Floats = np.zeros_like(u)
    shifts: Floats = np.zeros((count, 2))
    for _ in range(_ROUNDS):
        normal, right = held.copy(), np.zeros(2 * count)
        for gain, row, column in ((xx, 0, 0), (xy, 0, 1), (xy, 1, 0), (yy, 1, 1)):
            part = basis.T * (weight * gain)
            rows = slice(row * count, (row + 1) * count)
            normal[rows, column * count : (column + 1) * count] += part @ basis
            right[rows] += part @ (dy if column else dx)
        shifts = np.asarray(np.linalg.solve(normal, right), dtype=np.float64).reshape(2, count).T
        ex, ey = np.column_stack([dx, dy]).T - (basis @ shifts).T
        # Measured along the directions in which the tile's print says where it is.
        square = (ex * ex * xx + 2 * ex * ey * xy + ey * ey * yy) / (xx + yy)
        off = np.sqrt(np.maximum(square, 0))
        weight = np.asarray(1 / (1 + (off / _OUTLIER) ** 2) ** 2, dtype=np.float64)
    return shifts, float(np.median(off))


def _basis(u: Floats, v: Floats) -> Floats:
    return np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], axis=1)
