"""Affine maps as 2 x 3 matrices between continuous pixels, and a robust fit of one."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box

Matrix = NDArray[np.float64]
"""``[[a, b, c], [d, e, f]]``: ``x' = a x + b y + c``, ``y' = d x + e y + f``."""
Points = NDArray[np.float64]
"""``(n, 2)``, columns x and y."""

_TRIPLES = 160
_MIN_POINTS = 4
_ON_A_LINE = 1e-9
"""How narrowly points may lie about a line, as a share of their spread squared."""


def scaling(x: float, y: float) -> Matrix:
    """The map that multiplies x and y."""
    return np.array([[x, 0.0, 0.0], [0.0, y, 0.0]])


def shifting(x: float, y: float) -> Matrix:
    """The map that moves everything by the same way."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y]])


def turning(radians: float, scale: float, centre: tuple[float, float]) -> Matrix:
    """The map that turns and scales about a point."""
    a, b = scale * np.cos(radians), scale * np.sin(radians)
    x, y = centre
    return np.array([[a, -b, x - a * x + b * y], [b, a, y - b * x - a * y]])


def after(second: Matrix, first: Matrix) -> Matrix:
    """The map that does ``first`` and then ``second``."""
    whole = second[:, :2] @ first
    whole[:, 2] += second[:, 2]
    return whole


def inverse(matrix: Matrix) -> Matrix:
    """The map back."""
    back = np.linalg.inv(matrix[:, :2])
    return np.hstack([back, -back @ matrix[:, 2:]])


def apply(matrix: Matrix, points: Points) -> Points:
    """Where points go."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def for_pixels(matrix: Matrix) -> Matrix:
    """The same map between pixel indices, whose origin is the first pixel's centre, for OpenCV."""
    return after(shifting(-0.5, -0.5), after(matrix, shifting(0.5, 0.5)))


def box_around(matrix: Matrix, box: Box) -> Box:
    """The smallest upright box around the mapped corners: for large boxes."""
    corners = np.array([(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)])
    places = apply(matrix, corners)
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    return Box(float(left), float(top), float(right - left), float(bottom - top))


def box_moved(matrix: Matrix, box: Box) -> Box:
    """Centre and side lengths mapped, upright: for small boxes such as targets."""
    (a, b, c), (d, e, f) = matrix.tolist()
    x, y = box.x + box.width / 2, box.y + box.height / 2
    x, y = a * x + b * y + c, d * x + e * y + f
    width, height = box.width * math.hypot(a, d), box.height * math.hypot(b, e)
    return Box(x - width / 2, y - height / 2, width, height)


def fit_robustly(
    origins: Points, places: Points, reach: float
) -> tuple[Matrix, NDArray[np.bool_]] | None:
    """The affine map most of the pairs agree on, and which of them do.

    :param reach: how far off a pair that agrees may be.
    """
    count = len(origins)
    if count < _MIN_POINTS:
        return None
    triples = _triples(count)
    first, second = (origins[triples[:, n]] - origins[triples[:, 0]] for n in (1, 2))
    spread = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    wide = np.abs(spread) > 0.01 * np.prod(np.ptp(origins, axis=0)) + 1e-9
    if not wide.any():
        return None
    maps = _through(triples[wide], first[wide], second[wide], spread[wide], places)
    start = places[triples[wide, 0]] - np.einsum("tij,tj->ti", maps, origins[triples[wide, 0]])
    away = origins @ maps.transpose(0, 2, 1) + start[:, None] - places
    off = np.einsum("tni,tni->tn", away, away)
    # A truncated sum of squares tells better than a bare count of those within reach.
    best = int(np.argmin(np.minimum(off, reach * reach).sum(axis=1)))
    return _refined(origins, places, off[best] <= reach * reach, reach)


def _through(
    triples: NDArray[np.int64],
    first: Points,
    second: Points,
    spread: NDArray[np.float64],
    places: Points,
) -> NDArray[np.float64]:
    """The two by two part of the map through each triple, from what spans its origins."""
    one, two = (places[triples[:, n]] - places[triples[:, 0]] for n in (1, 2))
    x = one * second[:, 1:] - two * first[:, 1:]
    y = two * first[:, :1] - one * second[:, :1]
    return np.asarray(np.stack([x, y], axis=2) / spread[:, None, None])


def _refined(
    origins: Points, places: Points, agree: NDArray[np.bool_], reach: float
) -> tuple[Matrix, NDArray[np.bool_]] | None:
    """Least squares over those that agree, twice, for the fit changes who agrees."""
    matrix = scaling(1, 1)
    for _ in range(3):
        fitted = _least_squares(origins[agree], places[agree])
        if fitted is None:
            return None
        matrix, before = fitted, agree
        off = apply(matrix, origins) - places
        agree = np.einsum("ni,ni->n", off, off) <= reach * reach
        if (agree == before).all():
            break
    return matrix, agree


def _least_squares(origins: Points, places: Points) -> Matrix | None:
    """The affine map nearest to pairs; ``None`` for too few, or along a line."""
    count = len(origins)
    if count < _MIN_POINTS:
        return None
    middle, moved = origins.sum(axis=0) / count, places.sum(axis=0) / count
    here = origins - middle
    (xx, xy), (_, yy) = squares = here.T @ here
    if xx * yy - xy * xy <= _ON_A_LINE * (xx + yy) ** 2:
        return None
    across = np.linalg.solve(squares, here.T @ (places - moved)).T
    return np.column_stack([across, moved - across @ middle])


@lru_cache(maxsize=128)
def _triples(count: int) -> NDArray[np.int64]:
    """The same well mixed triples of indices for the same count, none with a point twice."""
    rng = np.random.default_rng(count)
    return np.argsort(rng.random((_TRIPLES, count)), axis=1)[:, :3]
