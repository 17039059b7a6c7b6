"""How a contest lies against the page's fit, from the few patches of it that were found.

A sheet is fed downwards: its shift changes quickly with the row and slowly, nearly evenly, across.
So each place takes the shifts of the patches about its own height, on a line across.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.registration.affine import Points
from adjudicator.imaging.registration.patches import Found, Patch

_LEAST_LIKE = 0.6
_APART = 4.0
"""Pixels by which a patch may be off the contest's own shift."""
_ACROSS, _DOWN = 600.0, 70.0
"""Pixels over which a patch speaks."""
_LEVEL = 22_500.0
"""How strongly the line across is held level, in square pixels: 0.3 px against 2 in 1,000."""
_FLOOR = 1e-3
"""Weight of a patch however far away, for places that none is near."""


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """The shift at every place of a contest, in working pixels of the reference."""

    places: Points
    """Middles of the patches that were found and agree."""
    values: Points
    """Their shifts."""
    found: int
    """Patches found, agreeing or not."""
    spread: float
    """How far patches are off what the others say of them, in pixels."""

    def at(self, points: Points) -> Points:
        """The shift at points."""
        if not len(self.places):
            return np.zeros_like(points)
        return _told(points, self.places, self.values, _weights(points, self.places))


def shifts_of(patches: Sequence[Patch], found: Sequence[Found | None]) -> Shifts:
    """The shifts that the patches found agree on."""
    sure = [
        (*patch.centre, seen.dx, seen.dy)
        for patch, seen in zip(patches, found, strict=True)
        if seen is not None and seen.likeness >= _LEAST_LIKE
    ]
    if not sure:
        return Shifts(np.zeros((0, 2)), np.zeros((0, 2)), 0, 0.0)
    told = np.array(sure, dtype=np.float64)
    places, values = told[:, :2], told[:, 2:]
    near = np.linalg.norm(values - np.median(values, axis=0), axis=1) <= _APART
    if not near.any():
        return Shifts(places[:1], np.median(values, axis=0)[None], len(told), _APART)
    return Shifts(places[near], values[near], len(told), _spread(places, values))


def _spread(places: Points, values: Points) -> float:
    """How far three quarters of the patches at most are off what the others say."""
    if len(places) == 1:
        return 0.0
    weights = _weights(places, places)
    np.fill_diagonal(weights, 0.0)
    off = np.sort(np.linalg.norm(_told(places, places, values, weights) - values, axis=1))
    return float(off[len(off) * 3 // 4])


def _weights(points: Points, places: Points) -> NDArray[np.float64]:
    across = (points[:, None, 0] - places[None, :, 0]) / _ACROSS
    down = (points[:, None, 1] - places[None, :, 1]) / _DOWN
    return np.asarray(np.exp(-(across * across) - down * down) + _FLOOR)


def _told(points: Points, places: Points, values: Points, weights: NDArray[np.float64]) -> Points:
    """For each point a line across, fitted by weight, where it passes the point."""
    away = places[None, :, 0] - points[:, None, 0]
    turned = weights * away
    total, first = weights.sum(axis=1), turned.sum(axis=1)
    second = (turned * away).sum(axis=1) + _LEVEL * total
    whole, aside = weights @ values, turned @ values
    return np.asarray(
        (whole * second[:, None] - aside * first[:, None])
        / (total * second - first * first)[:, None]
    )
