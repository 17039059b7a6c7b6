"""Where one contest is on a page: its own small shift, and that of each of its targets."""

from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.patches import find_in, windows
from adjudicator.imaging.registration.prepared import ContestPrint
from adjudicator.imaging.registration.print_check import TOLERANCE, PrintSeen, check
from adjudicator.imaging.registration.shifts import Shifts, shifts_of
from adjudicator.imaging.registration.working import WorkingPage

_REACH, _LONG_REACH = 3, 9
"""Pixels a contest may be shifted against the page's fit; the longer where the fit is loose."""
_LOOSE = 0.45
"""Pixels of residual from which a fit is loose."""
_FEW, _FAR = 0.75, 1.5
"""Share of the patches found below which, and pixels of shift above which, the longer is tried."""
_BLOCK = (16, 256)
"""Rows and columns of a contest that are moved together."""
_MOST_APART = 8
"""Pixels by which these are moved from one another at most."""


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
    shifts = _sought(contest, page, matrix, reach)
    sought = len(contest.patches) + len(contest.labels)
    if reach == _REACH and (
        shifts.found < _FEW * sought or np.abs(shifts.values).max(initial=0.0) > _FAR
    ):
        shifts = _sought(contest, page, matrix, _LONG_REACH)
    middles = [(t.box.x + t.box.width / 2, t.box.y + t.box.height / 2) for t in contest.targets]
    targets = shifts.at(np.array(middles).reshape(-1, 2))
    seen = check(contest, _level(contest, page, matrix, shifts), page.tones)
    return ContestFinding(contest, matrix, shifts, targets, seen)


def _sought(contest: ContestPrint, page: WorkingPage, matrix: Matrix, reach: int) -> Shifts:
    """The contest's shift by all its patches."""
    patches = (*contest.patches, *contest.labels)
    there = windows(patches, page.grey, matrix, reach, page.tones.paper)
    found = [find_in(window, patch, reach) for window, patch in zip(there, patches, strict=True)]
    return shifts_of(patches, found)


def _level(contest: ContestPrint, page: WorkingPage, matrix: Matrix, shifts: Shifts) -> Grey:
    """The page's pixels over the contest's, with the rim the check wants, block by block."""
    height, width = (side + 2 * TOLERANCE for side in contest.grey.shape)
    rows, columns = range(0, height, _BLOCK[0]), range(0, width, _BLOCK[1])
    middles = [(x + _BLOCK[1] / 2, y + _BLOCK[0] / 2) for y in rows for x in columns]
    start = (contest.left - TOLERANCE, contest.top - TOLERANCE)
    shift = shifts.at(np.array(middles) + start)
    whole = shift.mean(axis=0)
    moves = np.clip(np.rint(shift - whole), -_MOST_APART, _MOST_APART).astype(int)
    rim = int(np.abs(moves).max())
    here = affine.shifting(start[0] - rim + whole[0], start[1] - rim + whole[1])
    laid = _laid(page, affine.after(matrix, here), (width + 2 * rim, height + 2 * rim))
    if not rim:
        return laid
    level = np.empty((height, width), np.uint8)
    places = ((row, column) for row in rows for column in columns)
    for (row, column), (dx, dy) in zip(places, (moves + rim).tolist(), strict=True):
        block = level[row : row + _BLOCK[0], column : column + _BLOCK[1]]
        tall, wide = block.shape
        y, x = row + dy, column + dx
        block[:] = laid[y : y + tall, x : x + wide]
    return level


def _laid(page: WorkingPage, matrix: Matrix, size: tuple[int, int]) -> Grey:
    """A piece of the page, each pixel the nearest there is: print is thick enough for that."""
    return np.asarray(
        cv2.warpAffine(
            page.grey,
            affine.for_pixels(matrix),
            size,
            flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=page.tones.paper,
        ),
        np.uint8,
    )
