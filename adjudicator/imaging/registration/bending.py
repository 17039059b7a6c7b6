"""A smooth map between two pages: affine, and the little bending of a sheet fed unevenly.

A sheet that turns or slips while it is drawn through a scanner does not lie affinely over another:
real pages differ by a dozen pixels.  Third-order polynomials follow that, held near the affine map
where few patches speak.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points

_AFFINE_TERMS = 3
_STIFFNESS = np.array([0.0, 0, 0, 2e-3, 2e-3, 2e-3, 1e-2, 1e-2, 1e-2, 1e-2])
"""How much each term is held back, as multiples of a patch's weight."""
_NARROWING = (4.0, 2.0, 1.0, 1.0)

_OF_NINE = (
    np.array([[-3.0, 0, 3, -3, 0, 3, -3, 0, 3], [-3.0, -3, -3, 0, 0, 0, 3, 3, 3], [1.0] * 9]) / 9
)
"""Of three by three points: how far it is across, how far down, and the middle."""


@dataclass(frozen=True, slots=True, eq=False)
class SmoothMap:
    """Reference pixels to page pixels."""

    middle: Points
    half_size: Points
    terms: NDArray[np.float64]
    """Ten rows (1, u, v, uu, uv, vv, uuu, uuv, uvv, vvv), two columns."""

    def apply(self, points: Points) -> Points:
        """Where points go."""
        return np.asarray(_terms((points - self.middle) / self.half_size) @ self.terms)

    def back(self, points: Points) -> Points:
        """Where points come from, to a small fraction of a pixel."""
        whole = self.near(Box(0, 0, *(2 * self.half_size)))
        inverse = affine.inverse(whole)
        origins = affine.apply(inverse, points)
        for _ in range(2):
            origins += (points - self.apply(origins)) @ inverse[:, :2].T
        return origins

    def near(self, box: Box) -> Matrix:
        """The affine map that is nearest to it within a box, by least squares on three by three."""
        xs = (box.x, box.x + box.width / 2, box.right)
        ys = (box.y, box.y + box.height / 2, box.bottom)
        grid = self.apply(np.array([(x, y) for y in ys for x in xs]))
        across, down, middle = _OF_NINE @ grid
        across, down = across / box.width, down / box.height
        return np.stack([across, down, middle - across * xs[1] - down * ys[1]], axis=1)


def bent(
    matrix: Matrix, origins: Points, places: Points, reach: float, size: tuple[int, int]
) -> tuple[SmoothMap, NDArray[np.bool_]]:
    """The smooth map near an affine one that most of the pairs agree on, and which do.

    :param reach: how far off a pair that agrees may be in the end.
    :param size: width and height of the reference.
    """
    half_size = np.array(size, float) / 2
    terms = _terms((origins - half_size) / half_size)
    straight = affine.apply(matrix, origins)
    off = np.linalg.norm(straight - places, axis=1)
    solution = _straight(matrix, half_size)
    agree = off <= _NARROWING[0] * reach
    stiff = np.diag(_STIFFNESS * len(origins))
    for narrowing in _NARROWING:
        agree = off <= narrowing * reach
        if agree.sum() <= _AFFINE_TERMS:
            break
        used = terms[agree]
        change = np.linalg.solve(
            used.T @ used + stiff + 1e-9 * np.eye(len(stiff)),
            used.T @ (places[agree] - straight[agree]),
        )
        solution = _straight(matrix, half_size) + change
        off = np.linalg.norm(terms @ solution - places, axis=1)
    return SmoothMap(half_size, half_size, solution), off <= reach


def _straight(matrix: Matrix, half_size: Points) -> NDArray[np.float64]:
    """The terms of an affine map."""
    terms = np.zeros((len(_STIFFNESS), 2))
    terms[0] = affine.apply(matrix, half_size[None])[0]
    terms[1] = matrix[:, 0] * half_size[0]
    terms[2] = matrix[:, 1] * half_size[1]
    return terms


def _terms(places: Points) -> NDArray[np.float64]:
    u, v = places[:, 0], places[:, 1]
    one = np.ones_like(u)
    columns = (one, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v)
    return np.stack(columns, axis=1)
