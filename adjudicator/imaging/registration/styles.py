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

import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.registration.affine import Points
from adjudicator.imaging.registration.contrasts import Contrast, is_dark
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.laying import Laid, Laying
from adjudicator.imaging.registration.prepared import PreparedReference

_CELL = 16
"""Working pixels of the squares in which differences are gathered."""
_QUICK, _CLOSE = (12, 2), (2, 5)
"""Every how many points of ink are held against the other reference, and by how many a square must
differ: fewer are dust and blur."""
_PLENTY = 200
"""Points of difference with which no closer look is needed."""
_MOST_POINTS = 400
_EVEN, _SURE = 0.5, 0.75
"""Share of the points of difference below which a page is of the other style, and from which it is
surely of its own."""
_MUCH_WORSE = 0.1
"""By how much less of its print may be found for another style still to be the page's."""
_ROUNDS = 4


def contrast(first: PreparedReference, second: PreparedReference, fit: Fit) -> Contrast:
    """What tells two references apart: a quick look, and a close one where that shows little.

    :param fit: of the second, as a page, over the first.
    """
    quick = _contrast(first, second, fit, _QUICK)
    if len(quick.only_first) + len(quick.only_second) >= _PLENTY:
        return quick
    return _contrast(first, second, fit, _CLOSE)


def _contrast(
    first: PreparedReference, second: PreparedReference, fit: Fit, look: tuple[int, int]
) -> Contrast:
    thin, together = look
    ours, theirs = first.ink_points[::thin], second.ink_points[::thin]
    there = fit.smooth.apply(ours)
    lacking = ours[~is_dark(second.work, there) & ~_marked(second, there)]
    here = fit.smooth.back(theirs)
    more = here[~is_dark(first.work, here) & ~_marked(first, here)]
    return Contrast(_gathered(lacking, together), _gathered(more, together))


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
