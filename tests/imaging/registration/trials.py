"""Locates warped pages and holds every box against the truth."""

from dataclasses import dataclass

import numpy as np

from adjudicator.domain.finding.place import ContestPlace, Doubt, PagePlaces, Standing
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.registration import PreparedReference
from tests.imaging.registration.warps import Warped

TRUSTED = 4.0
"""Pixels off above which a box must never be shown as located."""


@dataclass(frozen=True, slots=True)
class BoxTrial:
    """One contest of one page: what was said, and how far off its targets are."""

    page: str
    contest: str
    standing: Standing
    doubt: Doubt | None
    shown: bool
    """Whether the contest can be seen in the picture at all."""
    errors: tuple[float, ...]
    print_found: float
    likeness: float

    @property
    def worst(self) -> float:
        """How far off the target farthest from its place is."""
        return max(self.errors, default=0.0)

    @property
    def silent(self) -> bool:
        """Whether it is said to be located where it is not."""
        return self.standing is Standing.LOCATED and self.worst > TRUSTED


def middles(layout: PageLayout, contest: str) -> np.ndarray:
    return np.array([_middle(t.box) for t in layout.targets if t.contest == contest])


def judged(
    places: PagePlaces, reference: PreparedReference, warped: Warped, page: str = ""
) -> tuple[BoxTrial, ...]:
    """Every contest of the reference against where the warp put it."""
    layout = reference.reference.layout
    trials = []
    for contest in layout.contests:
        place = places.contest(contest.contest)
        truth = warped.where(middles(layout, contest.contest))
        shown = warped.shows(contest.box)
        trials.append(_trial(page, contest.contest, place, truth, shown=shown))
    return tuple(trials)


def _trial(
    page: str, contest: str, place: ContestPlace | None, truth: np.ndarray, *, shown: bool
) -> BoxTrial:
    if place is None or place.standing is Standing.NOT_LOCATED:
        doubt = place.doubt if place else None
        found = (place.print_found, place.likeness) if place else (0.0, 0.0)
        return BoxTrial(page, contest, Standing.NOT_LOCATED, doubt, shown, (), *found)
    errors = [
        float(np.hypot(*(np.array(_middle(target.box)) - middle)))
        for target, middle in zip(place.targets, truth, strict=True)
    ]
    return BoxTrial(
        page,
        contest,
        place.standing,
        place.doubt,
        shown,
        tuple(errors),
        place.print_found,
        place.likeness,
    )


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
