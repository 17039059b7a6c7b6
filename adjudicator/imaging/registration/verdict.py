"""What the figures of a contest say: located, check the location, or not located."""

from adjudicator.domain.finding.place import ContestPlace, Doubt, Standing
from adjudicator.domain.layouts import TargetBox
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.contests import ContestFinding
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.working import WorkingPage

_LOCATED_PRINT, _CHECK_PRINT = 0.97, 0.90
_LOCATED_TILE = 0.5
_MOST_MISSING = 20
"""Pixels of print lacking in one place from which a letter or more of it is not there."""
_MOST_REPLACED = 20
"""Pixels of print with other ink in their place: a scan has 18 at most, turned names 28 or more."""
_LOCATED_LIKENESS, _CHECK_LIKENESS = 0.6, 0.45
_MOST_INK = 1.6
"""As a multiple of the print: above, a stain may explain any print, and likeness is asked."""
_FEW_LANDMARKS = 0.4
"""Share of the landmarks below which people are asked to look."""
_MOST_SPREAD = 1.2
_LEAST_PATCHES = 1
_DIGITS = 4


def standing_of(finding: ContestFinding, fit: Fit) -> tuple[Standing, Doubt | None]:
    """How sure the place of a contest is, by its own print."""
    seen = finding.seen
    if (
        seen.found < _CHECK_PRINT
        or seen.likeness < _CHECK_LIKENESS
        or finding.shifts.found < _LEAST_PATCHES
    ):
        return Standing.NOT_LOCATED, Doubt.PRINT_MISSING
    sure = (
        seen.found >= _LOCATED_PRINT
        and seen.worst_tile >= _LOCATED_TILE
        and seen.most_missing <= _MOST_MISSING
        and seen.replaced <= _MOST_REPLACED
        and not seen.added
        and (seen.likeness >= _LOCATED_LIKENESS or seen.ink_ratio <= _MOST_INK)
        and fit.found >= _FEW_LANDMARKS * fit.looked_for
        and finding.shifts.spread <= _MOST_SPREAD
    )
    return (Standing.LOCATED, None) if sure else (Standing.CHECK, Doubt.UNCERTAIN)


def place_of(
    finding: ContestFinding, page: WorkingPage, standing: Standing, doubt: Doubt | None
) -> ContestPlace:
    """The contest's place in pixels of the page as it was decoded."""
    contest, seen = finding.contest, finding.seen
    found, likeness = round(seen.found, _DIGITS), round(seen.likeness, _DIGITS)
    if standing is Standing.NOT_LOCATED:
        return ContestPlace(contest.contest, standing, doubt, None, (), found, likeness)
    targets = tuple(
        TargetBox(target.contest, target.choice, affine.box_moved(page.to_page, box))
        for target, box in zip(contest.targets, finding.target_boxes(), strict=True)
    )
    box = affine.box_moved(page.to_page, finding.box())
    return ContestPlace(contest.contest, standing, doubt, box, targets, found, likeness)


def unplaced(contest: str, doubt: Doubt) -> ContestPlace:
    """A contest that was not found at all."""
    return ContestPlace(contest, Standing.NOT_LOCATED, doubt, None, (), 0.0, 0.0)
