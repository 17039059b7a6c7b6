"""One contest on a page: its own small shift, its targets, and how much of its print is there."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.patches import Found, Patch, find_all
from adjudicator.imaging.registration.prepared import TILE, ContestPrint
from adjudicator.imaging.registration.working import WorkingPage, darker

REACH = 7
"""Pixels a contest may be shifted against the page's fit."""
TOLERANCE = 2
"""Pixels by which print may lie elsewhere and still be found."""
_LEAST_LIKE = 0.6
_LEAST_TILE_INK = 40
"""Pixels of print in a tile below which it tells nothing by itself."""
_STRIP_RESIDUAL = 1.0
"""Pixels: where patches disagree by more, each target is sought by its own label."""
_STRIP_APART = 5.0

Shift = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class ContestFinding:
    """What was seen of one contest."""

    contest: ContestPrint
    shift: Shift
    target_shifts: tuple[Shift, ...]
    """Of each target, in working pixels of the reference, on top of the page's fit."""
    patches_found: int
    patches_sought: int
    spread: float
    """How far the patches disagree on the shift, in pixels."""
    print_found: float
    worst_tile: float
    """Share of print found in the tile where most is missing."""
    likeness: float
    ink_ratio: float
    """The page's ink in the contest, targets left out, as a multiple of the reference's."""


def look_at(contest: ContestPrint, page: WorkingPage, fit: Fit) -> ContestFinding:
    """Find a contest near where the page's fit puts it."""
    laid = _laid(contest, page, fit.smooth.near(contest.box))
    origin = (contest.left - REACH, contest.top - REACH)
    found = find_all(contest.patches, laid, REACH - 1, origin)
    shift, spread, count = _agreed(found)
    if spread > _STRIP_RESIDUAL or fit.residual > _STRIP_RESIDUAL:
        targets = _by_labels(contest, laid, origin, shift)
    else:
        targets = (shift,) * len(contest.targets)
    dx, dy = round(shift[0]), round(shift[1])
    height, width = contest.grey.shape
    crop = laid[REACH + dy : REACH + dy + height, REACH + dx : REACH + dx + width]
    share, worst, ratio = _print_found(contest, crop, page)
    return ContestFinding(
        contest,
        shift,
        targets,
        count,
        len(contest.patches),
        spread,
        share,
        worst,
        _likeness(contest, crop),
        ratio,
    )


def _laid(contest: ContestPrint, page: WorkingPage, matrix: Matrix) -> Grey:
    """The page's pixels where the contest should be, with a rim, laid over the reference."""
    height, width = contest.grey.shape
    here = affine.shifting(contest.left - REACH, contest.top - REACH)
    return np.asarray(
        cv2.warpAffine(
            page.grey,
            affine.for_pixels(affine.after(matrix, here)),
            (width + 2 * REACH, height + 2 * REACH),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=page.tones.paper,
        ),
        np.uint8,
    )


def _agreed(found: Sequence[Found | None]) -> tuple[Shift, float, int]:
    """The median shift of the patches found, how far they are from it, and how many."""
    sure = np.array([(f.dx, f.dy) for f in found if f is not None and f.likeness >= _LEAST_LIKE])
    if len(sure) == 0:
        return (0.0, 0.0), 0.0, 0
    middle = np.median(sure, axis=0)
    spread = float(np.quantile(np.linalg.norm(sure - middle, axis=1), 0.75))
    return (float(middle[0]), float(middle[1])), spread, len(sure)


def _by_labels(
    contest: ContestPrint, laid: Grey, origin: tuple[int, int], shift: Shift
) -> tuple[Shift, ...]:
    """Each target's shift by the print beside it; the contest's where that is not found."""
    shifts = []
    for label in contest.labels:
        found = _one(label, laid, origin)
        if found is None or np.hypot(found.dx - shift[0], found.dy - shift[1]) > _STRIP_APART:
            shifts.append(shift)
        else:
            shifts.append((found.dx, found.dy))
    return tuple(shifts)


def _one(label: Patch | None, laid: Grey, origin: tuple[int, int]) -> Found | None:
    if label is None:
        return None
    (found,) = find_all((label,), laid, REACH - 1, origin)
    return found if found is not None and found.likeness >= _LEAST_LIKE else None


def _print_found(
    contest: ContestPrint, crop: Grey, page: WorkingPage
) -> tuple[float, float, float]:
    """Share of the print found, the same where it is worst, and the page's ink to the print's."""
    if contest.amount == 0:
        return 0.0, 0.0, 1.0
    faint = darker(crop, page.tones.faint)
    near = cv2.dilate(faint, np.ones((2 * TOLERANCE + 1,) * 2, np.uint8))
    missing = np.asarray(cv2.bitwise_and(contest.ink, cv2.bitwise_not(near)), np.uint8)
    share = 1 - cv2.countNonZero(missing) / contest.amount
    dark = cv2.bitwise_and(darker(crop, page.tones.ink), contest.free)
    ratio = cv2.countNonZero(dark) / contest.amount
    return share, _worst_tile(contest.ink, missing), ratio


def _worst_tile(ink: Grey, missing: Grey) -> float:
    size = (-(-ink.shape[1] // TILE), -(-ink.shape[0] // TILE))
    counts = []
    for part in (ink, missing):
        padded = cv2.copyMakeBorder(
            part,
            0,
            size[1] * TILE - part.shape[0],
            0,
            size[0] * TILE - part.shape[1],
            cv2.BORDER_CONSTANT,
            value=0,
        )
        tiles = cv2.resize(padded.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        counts.append(np.asarray(tiles) * (TILE * TILE / 255))
    whole, lost = counts
    telling = whole >= _LEAST_TILE_INK
    if not telling.any():
        return 1.0
    return float(1 - np.max(lost[telling] / whole[telling]))


def _likeness(contest: ContestPrint, crop: Grey) -> float:
    """Normalised correlation outside the targets, at half size, for print is thin."""
    size = (max(1, contest.grey.shape[1] // 2), max(1, contest.grey.shape[0] // 2))
    first, second, free = (
        cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        for part in (contest.grey, crop, contest.free)
    )
    weight = (free == np.iinfo(np.uint8).max).astype(np.float32)
    total = float(weight.sum())
    if total == 0:
        return 0.0
    one, two = first.astype(np.float32), second.astype(np.float32)
    one -= float((one * weight).sum()) / total
    two -= float((two * weight).sum()) / total
    one *= weight
    two *= weight
    size_of_both = float(np.sqrt((one * one).sum() * (two * two).sum()))
    return float((one * two).sum()) / size_of_both if size_of_both else 0.0
