"""Which ballot style's print a page shows.

Geometry is not identity: the styles of a county share frame and timing marks, and a page lies over
the reference of another style as well as over its own.  Three things are asked instead:

- Two references are laid over each other once; what only one of them prints is what tells them
  apart, and a page is looked at just there.
- Print outside the contests that the page lacks, such as the precinct in the head.
- Print that the page has where the reference has none, such as a contest more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration.affine import Points
from adjudicator.imaging.registration.bending import SmoothMap
from adjudicator.imaging.registration.contrasts import Contrast, is_dark
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.laying import Laid, Laying
from adjudicator.imaging.registration.prepared import PreparedReference
from adjudicator.imaging.registration.working import WorkingPage

_CELL = 16
"""Working pixels of the squares in which differences are gathered."""
_LOOKS = ((5, 3, 150), (1, 5, 12))
"""Every how many of the points of ink are held against the other reference, by how many a square
must differ, and with how many points of difference that look is enough."""
_MANY = 8
"""By how many it must at a close look: fewer are dust and blur."""
_GRID = 32
"""Pixels between the knots at which the bending is worked out."""
_MOST_POINTS = 400
_EVEN, _SURE = 0.5, 0.75
"""Share of the points of difference below which a page is of the other style, and from which it is
surely of its own."""
_MUCH_WORSE = 0.1
"""By how much less of its print may be found for another style still to be the page's."""
_ROUNDS = 4


def contrast(first: PreparedReference, second: PreparedReference, fit: Fit) -> Contrast:
    """What tells two references apart, looked at more closely the less that is.

    :param fit: of the second, as a page, over the first.
    """
    for thin, together, enough in _LOOKS:
        found = _contrast_of_ink(first, second, fit, thin, together)
        if len(found.only_first) + len(found.only_second) >= enough:
            return found
    return _close_contrast(first, second, fit)


def _contrast_of_ink(
    first: PreparedReference, second: PreparedReference, fit: Fit, thin: int, together: int
) -> Contrast:
    """Some of the ink of each that has none of the other's at or beside it."""
    ours, theirs = first.ink_points[::thin], second.ink_points[::thin]
    there = fit.smooth.apply(ours)
    lacking = ours[~is_dark(second.work, there) & ~_marked(second, there)]
    here = fit.smooth.back(theirs)
    more = here[~is_dark(first.work, here) & ~_marked(first, here)]
    return Contrast(_gathered(lacking, together), _gathered(more, together))


def _close_contrast(first: PreparedReference, second: PreparedReference, fit: Fit) -> Contrast:
    """Every blot of one that is not in the other, such as what makes a six of a five."""
    laid = laid_over(second.work, fit.smooth, first.work.grey.shape)
    allowed = first.allowed > 0
    ours, theirs = first.work.tones, second.work.tones
    lacking = (first.work.grey < ours.ink) & (laid > theirs.faint) & allowed
    more = (laid < theirs.ink) & (first.work.grey > ours.faint) & allowed
    return Contrast(_blots(lacking), _blots(more), close=True)


def laid_over(page: WorkingPage, smooth: SmoothMap, shape: tuple[int, ...]) -> Grey:
    """A whole page's pixels laid over a reference's, following the bending."""
    height, width = shape
    xs, ys = (np.arange(0, side + _GRID, _GRID) + 0.5 for side in (width, height))
    points = np.stack(np.meshgrid(xs, ys), axis=-1)
    places = smooth.apply(points.reshape(-1, 2)).reshape(points.shape) - 0.5
    size = (len(xs) * _GRID, len(ys) * _GRID)
    # Knots stand at the first pixel of each square, so the enlarging is by hand, not by resize.
    into = np.array([[_GRID, 0.0, 0.0], [0.0, _GRID, 0.0]])
    maps = cv2.warpAffine(places.astype(np.float32), into, size, flags=cv2.INTER_LINEAR)
    across, down = (np.ascontiguousarray(maps[:height, :width, n]) for n in (0, 1))
    paper = page.tones.paper
    return np.asarray(
        cv2.remap(page.grey, across, down, cv2.INTER_LINEAR, borderValue=paper), np.uint8
    )


def _blots(mask: NDArray[np.bool_]) -> Points:
    """Middles of the pixels that stand at least two by two, and many together."""
    opened = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    rows, columns = np.nonzero(opened)
    return _gathered(np.stack([columns, rows], axis=1).astype(np.float64) + 0.5, _MANY)


def _marked(prepared: PreparedReference, points: Points) -> NDArray[np.bool_]:
    """Whether points lie at a target, where voters mark, or beside the sheet."""
    height, width = prepared.allowed.shape
    places = np.floor(points).astype(np.intp)
    inside = (places >= 0).all(axis=1) & (places[:, 0] < width) & (places[:, 1] < height)
    marked = np.ones(len(points), bool)
    marked[inside] = prepared.allowed[places[inside, 1], places[inside, 0]] == 0
    return marked


def _gathered(points: Points, least: int) -> Points:
    """Those that stand together, thinned evenly to a bearable number."""
    if not len(points):
        return points
    cells = np.floor(points / _CELL).astype(np.int64) @ np.array([1 << 20, 1])
    _, place, counts = np.unique(cells, return_inverse=True, return_counts=True)
    together = points[counts[place] >= least]
    step = max(1, -(-len(together) // _MOST_POINTS))
    return together[::step]


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """The style whose print a page shows best."""

    laid: Laid
    sure: bool
    """Whether the page looks like it wherever the others differ."""


def style_shown(laying: Laying, laid: Laid, references: Sequence[PreparedReference]) -> Style:
    """Which style's print the page shows, beginning with one that it fits.

    :param references: all there are, in an order that is always the same.
    """
    for _ in range(_ROUNDS):
        share, rival = _strongest_rival(laying, laid, references)
        if rival is None or share >= _EVEN:
            return Style(laid, share >= _SURE)
        challenger = laying.over(rival)
        if challenger is None or challenger.print_found < laid.print_found - _MUCH_WORSE:
            return Style(laid, sure=False)
        laid = challenger
    return Style(laid, sure=False)


def _strongest_rival(
    laying: Laying, laid: Laid, references: Sequence[PreparedReference]
) -> tuple[float, PreparedReference | None]:
    """The reference of another style that the page looks like most where the two differ."""
    strongest: tuple[float, PreparedReference | None] = (1.0, None)
    for other in references:
        if other.reference.style == laid.prepared.reference.style:
            continue
        told_apart = _contrast_between(laid.prepared, other)
        if told_apart is None or not told_apart.tells:
            continue
        share = told_apart.share_of_first(laying.page, laid.fit.smooth)
        if share < strongest[0]:
            strongest = share, other
    return strongest


def _contrast_between(first: PreparedReference, second: PreparedReference) -> Contrast | None:
    """What tells two references apart, worked out once; ``None`` if neither fits the other."""
    if second not in first.contrasts:
        fit = Laying(second.work).fit(first)
        first.contrasts[second] = contrast(first, second, fit) if fit else None
    return first.contrasts[second]
