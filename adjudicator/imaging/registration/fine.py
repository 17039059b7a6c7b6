"""From a guess to the affine map that many patches of print agree on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points
from adjudicator.imaging.registration.bending import SmoothMap, bent
from adjudicator.imaging.registration.coarse import Guess
from adjudicator.imaging.registration.patches import Patch, find_in, windows
from adjudicator.imaging.registration.prepared import PreparedReference
from adjudicator.imaging.registration.working import WorkingPage

_LEAST_LIKE = 0.5
"""Normalised correlation below which a patch was not found."""
_ROUGH_REACH, _FINE_REACH = 10, 8
"""How far around, in pixels of the smaller picture, patches are looked for."""
_ROUGH_AGREE, _FINE_AGREE, _BENT_AGREE = 16.0, 12.0, 2.5
"""How far off, in working pixels, a patch that agrees with the affine maps and the bent may be."""
_LEAST_SHARE = 0.25
"""Of the patches: with fewer agreeing there is no fit."""
_LEAST_PATCHES = 6
_SCALES = (0.9, 1.1)
_MOST_SHEAR = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """How the page lies over the reference, in working pixels of both."""

    matrix: Matrix
    """The affine map nearest to it."""
    smooth: SmoothMap
    found: int
    looked_for: int
    residual: float
    upside_down: bool


def refine(prepared: PreparedReference, page: WorkingPage, guess: Guess) -> Fit | None:
    """The fit near a guess, if there is one."""
    rough = _pairs(guess.matrix, prepared.quarter_patches, page.quarter, 4, _ROUGH_REACH)
    if rough is None:
        return None
    affine_fit = affine.fit_robustly(*rough, _ROUGH_AGREE)
    if affine_fit is None or not _enough(affine_fit[1], prepared.quarter_patches):
        return None
    fine = _pairs(affine_fit[0], prepared.half_patches, page.half, 2, _FINE_REACH)
    if fine is None:
        return None
    origins, places = fine
    affine_fit = affine.fit_robustly(origins, places, _FINE_AGREE)
    if affine_fit is None or not _plausible(affine_fit[0]):
        return None
    height, width = prepared.work.grey.shape
    smooth, agree = bent(affine_fit[0], origins, places, _BENT_AGREE, (width, height))
    if not _enough(agree, prepared.half_patches):
        return None
    off = np.linalg.norm(smooth.apply(origins[agree]) - places[agree], axis=1)
    return Fit(
        smooth.near(Box(0, 0, width, height)),
        smooth,
        int(agree.sum()),
        len(prepared.half_patches),
        float(np.median(off)),
        guess.upside_down,
    )


def _enough(agree: NDArray[np.bool_], patches: Sequence[Patch]) -> bool:
    return int(agree.sum()) >= max(_LEAST_PATCHES, _LEAST_SHARE * len(patches))


def _pairs(
    matrix: Matrix, patches: Sequence[Patch], picture: Grey, shrink: int, reach: int
) -> tuple[Points, Points] | None:
    """Patches found with the page laid over the reference: where they are here and there."""
    # The rims where sheets begin are often cut: marks there are found nearly, not where they are.
    patches = [patch for patch in patches if min(patch.x, patch.y) >= reach]
    if len(patches) < _LEAST_PATCHES:
        return None
    smaller = affine.scaling(1 / shrink, 1 / shrink)
    there = affine.after(affine.after(smaller, matrix), affine.scaling(shrink, shrink))
    origins, moved = [], []
    for patch, window in zip(patches, windows(patches, picture, there, reach, None), strict=True):
        found = find_in(window, patch, reach)
        if found is not None and found.likeness >= _LEAST_LIKE:
            x, y = patch.centre
            origins.append((x * shrink, y * shrink))
            moved.append(((x + found.dx) * shrink, (y + found.dy) * shrink))
    if len(origins) < _LEAST_PATCHES:
        return None
    return np.array(origins), affine.apply(matrix, np.array(moved))


def _plausible(matrix: Matrix) -> bool:
    """Whether paper can lie so: hardly stretched, hardly sheared, never mirrored."""
    across, down = matrix[:, 0], matrix[:, 1]
    sx, sy = float(np.hypot(*across)), float(np.hypot(*down))
    if not (_SCALES[0] <= sx <= _SCALES[1] and _SCALES[0] <= sy <= _SCALES[1]):
        return False
    return (
        abs(float(across @ down)) / (sx * sy) <= _MOST_SHEAR
        and float(np.linalg.det(matrix[:, :2])) > 0
    )
