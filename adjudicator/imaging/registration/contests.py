"""Where one contest is on a page: its own small shift, and that of each of its targets."""

from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.patches import find_all
from adjudicator.imaging.registration.prepared import ContestPrint
from adjudicator.imaging.registration.print_check import TOLERANCE, PrintSeen, check
from adjudicator.imaging.registration.shifts import Shifts, shifts_of
from adjudicator.imaging.registration.working import WorkingPage

_REACH, _LONG_REACH = 6, 10
"""Pixels a contest may be shifted against the page's fit; the longer where the fit is loose."""
_LOOSE = 0.45
"""Pixels of residual from which a fit is loose."""
_FEW, _FAR = 0.75, 3.0
"""Share of the patches found below which, and pixels of shift above which, the longer is tried."""
_BLOCK = (16, 256)
"""Rows and columns of a contest that are moved together."""


@dataclass(frozen=True, slots=True, eq=False)
class ContestFinding:
    """What was seen of one contest."""

    contest: ContestPrint
    matrix: Matrix
    """The page's fit near the contest, working pixels of the reference to those of the page."""
    shifts: Shifts
    target_shifts: Points
    """Of each target."""
    seen: PrintSeen

    def box(self) -> Box:
        """Its area in working pixels of the page."""
        box = self.contest.box
        corners = np.array([(x, y) for y in (box.y, box.bottom) for x in (box.x, box.right)])
        places = affine.apply(self.matrix, corners + self.shifts.at(corners))
        (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
        return Box(float(left), float(top), float(right - left), float(bottom - top))

    def target_boxes(self) -> tuple[Box, ...]:
        """Its targets in working pixels of the page."""
        return tuple(
            affine.box_moved(affine.after(self.matrix, affine.shifting(dx, dy)), target.box)
            for target, (dx, dy) in zip(self.contest.targets, self.target_shifts, strict=True)
        )


def look_at(contest: ContestPrint, page: WorkingPage, fit: Fit) -> ContestFinding:
    """Find a contest near where the page's fit puts it; farther around where that is not clear."""
    matrix = fit.smooth.near(contest.box)
    reach = _LONG_REACH if fit.residual > _LOOSE else _REACH
    laid, shifts = _sought(contest, page, matrix, reach)
    sought = len(contest.patches) + len(contest.labels)
    if reach == _REACH and (
        shifts.found < _FEW * sought or np.abs(shifts.values).max(initial=0.0) > _FAR
    ):
        reach = _LONG_REACH
        laid, shifts = _sought(contest, page, matrix, reach)
    middles = [(t.box.x + t.box.width / 2, t.box.y + t.box.height / 2) for t in contest.targets]
    targets = shifts.at(np.array(middles).reshape(-1, 2))
    seen = check(contest, _level(contest, laid, reach, shifts), page.tones)
    return ContestFinding(contest, matrix, shifts, targets, seen)


def _sought(
    contest: ContestPrint, page: WorkingPage, matrix: Matrix, reach: int
) -> tuple[Grey, Shifts]:
    """The page's pixels about the contest, and its shift by all its patches."""
    laid = _laid(contest, page, matrix, reach)
    patches = (*contest.patches, *contest.labels)
    origin = (contest.left - reach, contest.top - reach)
    return laid, shifts_of(patches, find_all(patches, laid, reach - 1, origin))


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


def _level(contest: ContestPrint, laid: Grey, reach: int, shifts: Shifts) -> Grey:
    """The page's pixels over the contest's, with the rim the check wants, block by block."""
    height, width = (side + 2 * TOLERANCE for side in contest.grey.shape)
    rows, columns = range(0, height, _BLOCK[0]), range(0, width, _BLOCK[1])
    middles = [(x + _BLOCK[1] / 2, y + _BLOCK[0] / 2) for y in rows for x in columns]
    start = (contest.left - TOLERANCE, contest.top - TOLERANCE)
    rim = reach - TOLERANCE
    moves = np.clip(np.rint(shifts.at(np.array(middles) + start)), -rim, rim).astype(int)
    if (moves == moves[0]).all():
        x, y = moves[0] + rim
        return laid[y : y + height, x : x + width]
    level = np.empty((height, width), np.uint8)
    places = ((row, column) for row in rows for column in columns)
    for (row, column), (dx, dy) in zip(places, moves + rim, strict=True):
        block = level[row : row + _BLOCK[0], column : column + _BLOCK[1]]
        tall, wide = block.shape
        y, x = row + dy, column + dx
        block[:] = laid[y : y + tall, x : x + wide]
    return level
