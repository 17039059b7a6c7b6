"""About where a contest of the reference lies on the page, as the places that were found say."""

import numpy as np

from adjudicator.domain.finding.place import ContestPlace, PageFit
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.ink.frame import Floats, mapped

_STIFF = 0.2
"""How strongly the page's own map is kept where the contest's targets do not tell otherwise."""


def rough_matrix(layout: PageLayout, place: ContestPlace, fit: PageFit | None) -> Floats | None:
    """Pixels of the reference to pixels of the page; ``None`` if the contest has no place.

    :param layout: of the reference.
    """
    area, box = layout.contest_box(place.contest), place.box
    if area is None or box is None:
        return None
    pairs = [(_middle(area), _middle(box))]
    targets = [t for t in layout.targets if t.contest == place.contest]
    if len(place.targets) == len(targets):
        pairs += [
            (_middle(ours.box), _middle(theirs.box))
            for ours, theirs in zip(targets, place.targets, strict=True)
        ]
    here, there = (np.array(side) for side in zip(*pairs, strict=True))
    if fit is None:
        across, down = box.width / area.width, box.height / area.height
        matrix = np.array([[across, 0, 0], [0, down, 0]])
    else:
        matrix = np.array(fit.matrix, dtype=np.float64).reshape(2, 3)
    return _through(matrix, here, there)


def _through(matrix: Floats, here: Floats, there: Floats) -> Floats:
    """The matrix bent so that it leads from these spots to those, and elsewhere little changed."""
    middle = here.mean(axis=0)
    size = max(float(np.abs(here - middle).max()), 1.0)
    basis = np.column_stack([np.ones(len(here)), (here - middle) / size])
    off = there - mapped(matrix, here)
    held = np.diag([0.0, _STIFF, _STIFF])
    shift, by_x, by_y = np.linalg.solve(basis.T @ basis + held, basis.T @ off)
    linear = np.column_stack([by_x, by_y]) / size
    return np.asarray(matrix + np.column_stack([linear, shift - linear @ middle]))


def corners_of(box: Box) -> Floats:
    """Top left, top right, bottom left and bottom right."""
    return np.array(
        [[box.x, box.y], [box.right, box.y], [box.x, box.bottom], [box.right, box.bottom]]
    )


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
