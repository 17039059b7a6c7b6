"""Small squares of print that are found again on a page, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration.affine import Matrix, for_pixels
from adjudicator.imaging.registration.coarse import parabola

_LEAST_TEXTURE = 2e-5
"""Below, a square has too little print in two directions to say where it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A square of a picture."""

    x: int
    y: int
    """Its top left pixel."""
    grey: Grey

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle in continuous pixels."""
        height, width = self.grey.shape
        return self.x + width / 2, self.y + height / 2


@dataclass(frozen=True, slots=True)
class Found:
    """Where a patch was found: by how much off, and how alike."""

    dx: float
    dy: float
    likeness: float


def texture(grey: Grey, side: int) -> NDArray[np.float32]:
    """How surely a square of that side around each pixel can be told from its neighbours."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    return np.asarray(cv2.cornerMinEigenVal(smooth, side), np.float32)


def choose(
    grey: Grey,
    strength: NDArray[np.float32],
    area: tuple[int, int, int, int],
    *,
    cells: tuple[int, int],
    side: int,
) -> list[Patch]:
    """The most telling square of each cell of an area (left, top, right, bottom).

    :param strength: :func:`texture`, nought where no patch may lie.
    :param cells: how many across and down.
    """
    height, width = grey.shape
    half = side // 2
    left, top = max(area[0], half), max(area[1], half)
    right, bottom = min(area[2], width - half), min(area[3], height - half)
    chosen: list[Patch] = []
    if right - left < cells[0] or bottom - top < cells[1]:
        return chosen
    columns = np.linspace(left, right, cells[0] + 1).astype(int)
    rows = np.linspace(top, bottom, cells[1] + 1).astype(int)
    for y0, y1 in pairwise(rows):
        for x0, x1 in pairwise(columns):
            cell = strength[y0:y1, x0:x1]
            y, x = np.unravel_index(int(np.argmax(cell)), cell.shape)
            if cell[y, x] < _LEAST_TEXTURE:
                continue
            px, py = int(x0 + x) - half, int(y0 + y) - half
            chosen.append(Patch(px, py, grey[py : py + side, px : px + side].copy()))
    return chosen


def windows(
    patches: Sequence[Patch], picture: Grey, matrix: Matrix, reach: int, beside: float | None
) -> list[Grey]:
    """A picture's pixels about where a map puts each patch, turned as the patches are.

    :param patches: all of one size.
    :param matrix: the patches' pixels to the picture's.
    :param beside: the grey beside the picture; by default that of its edge.
    """
    if not patches:
        return []
    height, width = (side + 2 * reach for side in patches[0].grey.shape)
    x, y = np.array([(patch.x - reach, patch.y - reach) for patch in patches], np.float64).T
    down, across = np.arange(height)[:, None], np.arange(width)[None, :]
    xs, ys = (
        (p * across + q * down).astype(np.float32)
        + (p * x + q * y + r).astype(np.float32)[:, None, None]
        for p, q, r in for_pixels(matrix)
    )
    laid = cv2.remap(
        picture,
        xs.reshape(-1, width),
        ys.reshape(-1, width),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE if beside is None else cv2.BORDER_CONSTANT,
        borderValue=beside or 0.0,
    )
    return list(np.asarray(laid, np.uint8).reshape(-1, height, width))


def find(patch: Patch, picture: Grey, reach: int, origin: tuple[int, int] = (0, 0)) -> Found | None:
    """Look for a patch around its own place; ``None`` where the picture ends or at the reach's rim.

    :param origin: where the picture's first pixel lies in the patch's coordinates.
    """
    side_y, side_x = patch.grey.shape
    x, y = patch.x - reach - origin[0], patch.y - reach - origin[1]
    window = picture[max(y, 0) : y + side_y + 2 * reach, max(x, 0) : x + side_x + 2 * reach]
    if window.shape != (side_y + 2 * reach, side_x + 2 * reach):
        return None
    return find_in(window, patch, reach)


def find_in(window: Grey, patch: Patch, reach: int) -> Found | None:
    """Look for a patch in a window that is larger by the reach on each side."""
    surface = cv2.matchTemplate(window, patch.grey, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, row) = cv2.minMaxLoc(surface)
    if not (0 < column < 2 * reach and 0 < row < 2 * reach):
        return None
    above, beside, below = surface[row - 1 : row + 2, column - 1 : column + 2].tolist()
    dx, dy = parabola(*beside), parabola(above[1], best, below[1])
    return Found(column + dx - reach, row + dy - reach, best)


def find_all(
    patches: Sequence[Patch], picture: Grey, reach: int, origin: tuple[int, int] = (0, 0)
) -> list[Found | None]:
    """Look for each."""
    return [find(patch, picture, reach, origin) for patch in patches]
