"""How much of a contest's print a page shows: share found, where it is worst, and likeness."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import lettering
from adjudicator.imaging.registration.prepared import TILE, ContestPrint
from adjudicator.imaging.registration.working import Tones, darker

TOLERANCE = 2
"""Pixels by which print may lie elsewhere and still be found."""
_NEAR = np.ones((2 * TOLERANCE + 1,) * 2, np.uint8)
_CLOSE = np.ones((3, 3), np.uint8)
"""By half of that print may lie elsewhere where other ink is looked for in its place."""
_LEAST_TILE_INK = 40
"""Pixels of print in a tile below which it tells nothing by itself."""


@dataclass(frozen=True, slots=True)
class PrintSeen:
    """What a page shows of a contest's print, targets left out."""

    found: float
    """Share of the reference's print that is there."""
    worst_tile: float
    """The same in the tile where most is missing."""
    likeness: float
    """Normalised correlation, which a stain that explains any print does not raise."""
    ink_ratio: float
    """All ink of the page in the contest, as a multiple of the reference's."""
    most_missing: int = 0
    """The most pixels of print that are lacking in one tile's size, wherever it lies."""
    replaced: int = 0
    """The most pixels of print that are lacking where other ink stands."""
    added: bool = False
    """Whether letters stand in a line of print where the reference has none."""


def check(contest: ContestPrint, rimmed: Grey, tones: Tones) -> PrintSeen:
    """Hold a page's pixels, laid over the contest's, against its print.

    :param rimmed: with a rim of :data:`TOLERANCE` pixels, where print may lie too.
    """
    if contest.amount == 0:
        return PrintSeen(0.0, 0.0, 0.0, 1.0)
    inside = np.s_[TOLERANCE:-TOLERANCE, TOLERANCE:-TOLERANCE]
    crop = rimmed[inside]
    close = cv2.dilate(darker(rimmed, tones.faint), _CLOSE)
    lacking = _without(contest.ink, np.asarray(close, np.uint8)[inside])
    dark = np.asarray(cv2.bitwise_and(darker(crop, tones.ink), contest.free), np.uint8)
    found, worst, most_missing, replaced = 1.0, 1.0, 0, 0
    if cv2.countNonZero(lacking):
        near = np.asarray(cv2.dilate(close, _CLOSE), np.uint8)
        missing = _without(contest.ink, near[inside])
        found, worst = _found(contest, missing)
        most_missing = lettering.most(missing, TILE)
        if contest.voted:
            lacking = np.asarray(
                cv2.bitwise_and(lacking, lettering.in_lines(contest.ink)), np.uint8
            )
        replaced = lettering.replaced(lacking, _strange(contest, dark, _CLOSE))
    # Of a voted reference it is not known which of its own ink is print.
    added = not contest.voted and lettering.added(
        contest.ink, dark, _strange(contest, dark, _NEAR), contest.free
    )
    return PrintSeen(
        found,
        worst,
        contest.half.likeness(crop),
        cv2.countNonZero(dark) / contest.amount,
        most_missing,
        replaced,
        added,
    )


def _found(contest: ContestPrint, missing: Grey) -> tuple[float, float]:
    """The share of the print that is not missing: of all, and in the worst tile."""
    whole, lost = tiles(contest.ink), tiles(missing)
    found = 1 - float(lost.sum()) / max(1.0, float(whole.sum()))
    telling = whole >= _LEAST_TILE_INK
    worst = float(1 - np.max(lost[telling] / whole[telling])) if telling.any() else 1.0
    return found, worst


def _strange(contest: ContestPrint, dark: Grey, near: NDArray[np.uint8]) -> Grey:
    """Ink of the page that lies farther from all of the reference's than so."""
    return _without(dark, np.asarray(cv2.dilate(contest.own, near), np.uint8))


def _without(mask: Grey, other: Grey) -> Grey:
    return np.asarray(cv2.bitwise_and(mask, cv2.bitwise_not(other)), np.uint8)


def tiles(mask: Grey) -> NDArray[np.intp]:
    """How many pixels are set in each tile of a mask of 0 and 255.

    Eight pixels are counted at once, each in a byte of its own, which no tile can fill.
    """
    size = (-(-mask.shape[1] // TILE), -(-mask.shape[0] // TILE))
    below, right = size[1] * TILE - mask.shape[0], size[0] * TILE - mask.shape[1]
    padded = np.asarray(
        cv2.copyMakeBorder(mask, 0, below, 0, right, cv2.BORDER_CONSTANT, value=0), np.uint8
    )
    eights = (padded & 1).view(np.uint64).reshape(size[1], TILE, size[0], TILE // 8)
    counts = eights.sum(axis=1).sum(axis=2)
    return np.asarray(counts[..., None].view(np.uint8).sum(axis=2, dtype=np.intp))
