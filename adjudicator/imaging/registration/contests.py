"""Where one contest is on a page: its own small shift, and that of each of its targets."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.patches import Found, Patch, find
from adjudicator.imaging.registration.prepared import ContestPrint
from adjudicator.imaging.registration.print_check import TOLERANCE, PrintSeen, check
from adjudicator.imaging.registration.working import WorkingPage

_REACH, _LONG_REACH = 6, 10
"""Pixels a contest may be shifted against the page's fit; the longer where the fit is loose."""
_LOOSE = 0.45
"""Pixels of residual from which a fit is loose."""
_LEAST_LIKE = 0.6
_STRIP_RESIDUAL = 0.6
"""Pixels: where patches disagree by more, each target is sought by its own label."""
_STRIP_APART = 3.0
_APART = 4.0
"""Pixels by which a row of patches may be off the contest's own shift."""
_BAND = 16
"""Rows of a contest that are moved together."""


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """How a contest lies against the page's fit, by how far down it is."""

    rows: tuple[float, ...]
    """Working rows of the reference, growing; at least one."""
    values: Points
    """The shift at each of them, in working pixels of the reference."""
    found: int
    """Patches found."""
    spread: float
    """How far the patches are off these shifts, in pixels."""

    def at(self, row: float) -> tuple[float, float]:
        """The shift at a row."""
        return (
            float(np.interp(row, self.rows, self.values[:, 0])),
            float(np.interp(row, self.rows, self.values[:, 1])),
        )


@dataclass(frozen=True, slots=True, eq=False)
class ContestFinding:
    """What was seen of one contest."""

    contest: ContestPrint
    matrix: Matrix
    """The page's fit near the contest, working pixels of the reference to those of the page."""
    shifts: Shifts
    target_shifts: tuple[tuple[float, float], ...]
    seen: PrintSeen

    def box(self) -> Box:
        """Its area in working pixels of the page."""
        box = self.contest.box
        corners = np.array(
            [
                (x + dx, y + dy)
                for y in (box.y, box.bottom)
                for dx, dy in (self.shifts.at(y),)
                for x in (box.x, box.right)
            ]
        )
        places = affine.apply(self.matrix, corners)
        (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
        return Box(float(left), float(top), float(right - left), float(bottom - top))

    def target_boxes(self) -> tuple[Box, ...]:
        """Its targets in working pixels of the page."""
        return tuple(
            affine.box_moved(affine.after(self.matrix, affine.shifting(*shift)), target.box)
            for target, shift in zip(self.contest.targets, self.target_shifts, strict=True)
        )


def look_at(contest: ContestPrint, page: WorkingPage, fit: Fit) -> ContestFinding:
    """Find a contest near where the page's fit puts it."""
    reach = _LONG_REACH if fit.residual > _LOOSE else _REACH
    matrix = fit.smooth.near(contest.box)
    laid = _laid(contest, page, matrix, reach)
    origin = (contest.left - reach, contest.top - reach)
    found = [find(patch, laid, reach - 1, origin) for patch in contest.patches]
    shifts = _agreed(contest, found)
    targets = tuple(shifts.at(t.box.y + t.box.height / 2) for t in contest.targets)
    if max(shifts.spread, fit.residual) > _STRIP_RESIDUAL:
        targets = tuple(
            _by_label(label, laid, origin, reach, shift)
            for label, shift in zip(contest.labels, targets, strict=True)
        )
    seen = check(contest, _level(contest, laid, reach, shifts), page.tones)
    return ContestFinding(contest, matrix, shifts, targets, seen)


def _laid(contest: ContestPrint, page: WorkingPage, matrix: Matrix, reach: int) -> Grey:
    """The page's pixels where the contest should be, with a rim, laid over the reference."""
    height, width = contest.grey.shape
    here = affine.shifting(contest.left - reach, contest.top - reach)
    return np.asarray(
        cv2.warpAffine(
            page.grey,
            affine.for_pixels(affine.after(matrix, here)),
            (width + 2 * reach, height + 2 * reach),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=page.tones.paper,
        ),
        np.uint8,
    )


def _agreed(contest: ContestPrint, found: Sequence[Found | None]) -> Shifts:
    """The shift of each row of patches, as far as they are near one another."""
    sure = np.array(
        [
            (patch.centre[1], f.dx, f.dy)
            for patch, f in zip(contest.patches, found, strict=True)
            if f is not None and f.likeness >= _LEAST_LIKE
        ]
    )
    if len(sure) == 0:
        return Shifts((contest.box.y,), np.zeros((1, 2)), 0, 0.0)
    middle = np.median(sure[:, 1:], axis=0)
    near = sure[np.linalg.norm(sure[:, 1:] - middle, axis=1) <= _APART]
    if len(near) == 0:
        return Shifts((contest.box.y,), middle[None], len(sure), _APART)
    rows, values = [], []
    for part in _rows_of(near):
        rows.append(float(part[:, 0].mean()))
        values.append(np.median(part[:, 1:], axis=0))
    shifts = Shifts(tuple(rows), np.array(values), len(sure), 0.0)
    there = np.stack([np.interp(sure[:, 0], rows, shifts.values[:, n]) for n in (0, 1)], axis=1)
    off = np.sort(np.linalg.norm(sure[:, 1:] - there, axis=1))
    return Shifts(shifts.rows, shifts.values, len(sure), float(off[len(off) * 3 // 4]))


def _rows_of(sure: Points) -> list[Points]:
    """Patches that stand beside one another, from the top."""
    ordered = sure[np.argsort(sure[:, 0], kind="stable")]
    breaks = np.flatnonzero(np.diff(ordered[:, 0]) > _BAND * 2) + 1
    return list(np.split(ordered, breaks))


def _by_label(
    label: Patch | None,
    laid: Grey,
    origin: tuple[int, int],
    reach: int,
    shift: tuple[float, float],
) -> tuple[float, float]:
    """A target's shift by the print beside it; the contest's where that is not found."""
    found = find(label, laid, reach - 1, origin) if label is not None else None
    if found is None or found.likeness < _LEAST_LIKE:
        return shift
    if np.hypot(found.dx - shift[0], found.dy - shift[1]) > _STRIP_APART:
        return shift
    return found.dx, found.dy


def _level(contest: ContestPrint, laid: Grey, reach: int, shifts: Shifts) -> Grey:
    """The page's pixels over the contest's, with the rim the check wants, band by band."""
    height, width = (side + 2 * TOLERANCE for side in contest.grey.shape)
    rim = limit = reach - TOLERANCE
    ends = {(_whole(dx, limit), _whole(dy, limit)) for dx, dy in shifts.values}
    if len(ends) == 1:
        ((dx, dy),) = ends
        return laid[rim + dy : rim + dy + height, rim + dx : rim + dx + width]
    bands = []
    for top in range(0, height, _BAND):
        tall = min(_BAND, height - top)
        x, y = (_whole(v, limit) for v in shifts.at(contest.top - TOLERANCE + top + tall / 2))
        start = rim + top + y
        bands.append(laid[start : start + tall, rim + x : rim + x + width])
    return np.vstack(bands)


def _whole(shift: float, limit: int) -> int:
    """A shift in whole pixels, no farther than there are pixels."""
    return max(-limit, min(limit, round(shift)))
