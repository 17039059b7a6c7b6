"""The same contest on another ballot style's page, found by its print.

Another style may set the contest in another column or half a page further down, so the whole page
is searched for its picture, a little smaller and larger too.  What is found is held against the
print the way every page is; people confirm it on an overlay.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix
from adjudicator.imaging.registration.bending import SmoothMap, bent
from adjudicator.imaging.registration.contests import ContestFinding, look_at
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.patches import find_all
from adjudicator.imaging.registration.prepared import ContestPrint, PreparedReference
from adjudicator.imaging.registration.working import WorkingPage, working_page

_SCALES = tuple(round(0.95 + 0.01 * step, 2) for step in range(11))
_SMALLER = 4
_GUESSES = 5
_LEAST_LIKE = 0.25
"""Of a guess at a quarter of the size, where voters' marks and other names make a difference."""
_LEAST_SIDE = 8
_REACH = 12
_AGREE = 3.0
_PATCH_LIKE = 0.5
_MOST_TURNED = 0.03
"""About two degrees, and 3 per cent of the size beyond the guess."""
_LEAST = (0.98, 0.5, 0.5)
"""Of the print found in all, of that found where most is missing (as of another name), and of the
likeness.  Below, nothing is proposed: a box in a wrong place is worse than one drawn by hand."""


@dataclass(frozen=True, slots=True)
class ContestProposal:
    """A contest on another page, to be confirmed by people."""

    contest: str
    box: Box
    targets: tuple[TargetBox, ...]
    """In paper order; like the box in pixels of the other page."""
    print_found: float
    """Share of the contest's print that the other page shows there: 0..1."""
    likeness: float
    """Normalised correlation of the print, -1..1."""


@dataclass(frozen=True, slots=True)
class _Guess:
    likeness: float
    matrix: Matrix


def propose_contest(
    reference: PreparedReference, contest: str, other: PageImage
) -> ContestProposal | None:
    """Look for a contest of one page on another one.

    :returns: ``None`` where its print is not there, or the reference has no such contest.
    """
    known = next((c for c in reference.contests if c.contest == contest), None)
    if known is None or known.amount == 0:
        return None
    page = working_page(other)
    best: ContestFinding | None = None
    for guess in _guesses(known, page):
        smooth = _refined(known, page, guess.matrix)
        fit = Fit(smooth.near(known.box), smooth, 0, 0, 0.0, upside_down=False)
        finding = look_at(known, page, fit)
        if best is None or _print_of(finding) > _print_of(best):
            best = finding
    if best is None:
        return None
    shares = (best.seen.found, best.seen.worst_tile, best.seen.likeness)
    if any(share < least for share, least in zip(shares, _LEAST, strict=True)):
        return None
    return _proposal(best, page)


def _print_of(finding: ContestFinding) -> tuple[float, float]:
    return finding.seen.found, finding.seen.likeness


def _proposal(finding: ContestFinding, page: WorkingPage) -> ContestProposal:
    known = finding.contest
    return ContestProposal(
        known.contest,
        affine.box_moved(page.to_page, finding.box()),
        tuple(
            TargetBox(target.contest, target.choice, affine.box_moved(page.to_page, box))
            for target, box in zip(known.targets, finding.target_boxes(), strict=True)
        ),
        round(finding.seen.found, 4),
        round(finding.seen.likeness, 4),
    )


def _guesses(known: ContestPrint, page: WorkingPage) -> list[_Guess]:
    """The likeliest places on the page, the best first."""
    found = [guess for scale in _SCALES for guess in _at_scale(known, page, scale)]
    return sorted(found, key=lambda guess: -guess.likeness)[:_GUESSES]


def _at_scale(known: ContestPrint, page: WorkingPage, scale: float) -> Iterator[_Guess]:
    picture = _smaller(known, scale)
    where = page.quarter
    if min(picture.shape) < _LEAST_SIDE or any(
        one > other for one, other in zip(picture.shape, where.shape, strict=True)
    ):
        return
    surface = np.asarray(cv2.matchTemplate(where, picture, cv2.TM_CCOEFF_NORMED))
    high, wide = picture.shape
    for _ in range(2):
        _, likeness, _, (x, y) = cv2.minMaxLoc(surface)
        if likeness < _LEAST_LIKE:
            return
        here = affine.shifting(-known.left, -known.top)
        there = affine.after(
            affine.shifting(_SMALLER * x, _SMALLER * y), affine.scaling(scale, scale)
        )
        yield _Guess(float(likeness), affine.after(there, here))
        surface[max(0, y - high // 2) : y + high // 2, max(0, x - wide // 2) : x + wide // 2] = -1


def _smaller(known: ContestPrint, scale: float) -> Grey:
    """The contest's picture at a quarter of its size, its targets left out."""
    paper = int(np.median(known.grey))
    blank = np.where(known.free > 0, known.grey, paper).astype(np.uint8)
    height, width = blank.shape
    size = (
        max(1, round(width * scale / _SMALLER)),
        max(1, round(height * scale / _SMALLER)),
    )
    return np.asarray(cv2.resize(blank, size, interpolation=cv2.INTER_AREA), np.uint8)


def _refined(known: ContestPrint, page: WorkingPage, matrix: Matrix) -> SmoothMap:
    """The map that the contest's patches of print agree on near a guess."""
    height, width = known.grey.shape
    origin = (known.left - _REACH, known.top - _REACH)
    here = affine.after(matrix, affine.shifting(*origin))
    laid = np.asarray(
        cv2.warpAffine(
            page.grey,
            affine.for_pixels(here),
            (width + 2 * _REACH, height + 2 * _REACH),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=page.tones.paper,
        ),
        np.uint8,
    )
    sure = [
        (patch.centre, (found.dx, found.dy))
        for patch, found in zip(
            known.patches, find_all(known.patches, laid, _REACH - 1, origin), strict=True
        )
        if found is not None and found.likeness >= _PATCH_LIKE
    ]
    size = (known.left + width, known.top + height)
    if not sure:
        return _straight(matrix, size)
    origins = np.array([centre for centre, _ in sure])
    moved = origins + np.array([shift for _, shift in sure])
    places = affine.apply(matrix, moved)
    fit = affine.fit_robustly(origins, places, _AGREE)
    if fit is not None and _near(fit[0], matrix):
        return _straight(fit[0], size)
    dx, dy = np.median(moved - origins, axis=0)
    return _straight(affine.after(matrix, affine.shifting(float(dx), float(dy))), size)


def _near(fit: Matrix, guess: Matrix) -> bool:
    """Whether a fit over few patches of one contest is still one of paper."""
    return bool(np.abs(fit[:, :2] - guess[:, :2]).max() < _MOST_TURNED)


def _straight(matrix: Matrix, size: tuple[int, int]) -> SmoothMap:
    no_pairs = np.empty((0, 2))
    return bent(matrix, no_pairs, no_pairs, 0.0, size)[0]
