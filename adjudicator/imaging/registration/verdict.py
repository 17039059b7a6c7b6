"""What the figures of a contest say: located, check the location, or not located."""

from adjudicator.domain.finding.place import ContestPlace, Doubt, Standing
from adjudicator.domain.layouts import TargetBox
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.contests import ContestFinding
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.working import WorkingPage

_LOCATED_PRINT, _CHECK_PRINT = 0.97, 0.90
_LOCATED_TILE = 0.5
_LOCATED_LIKENESS, _CHECK_LIKENESS = 0.6, 0.45
_MOST_INK = 1.6
"""As a multiple of the print: above, a stain may explain any print, and likeness is asked."""
_FEW_LANDMARKS = 0.4
"""Share of the landmarks below which people are asked to look."""
_MOST_SPREAD = 2.0
_DIGITS = 4


def standing_of(finding: ContestFinding, fit: Fit) -> tuple[Standing, Doubt | None]:
    """How sure the place of a contest is, by its own print."""
    share, likeness = finding.print_found, finding.likeness
    if share < _CHECK_PRINT or likeness < _CHECK_LIKENESS or finding.patches_found == 0:
        return Standing.NOT_LOCATED, Doubt.PRINT_MISSING
    sure = (
        share >= _LOCATED_PRINT
        and finding.worst_tile >= _LOCATED_TILE
        and (likeness >= _LOCATED_LIKENESS or finding.ink_ratio <= _MOST_INK)
        and fit.found >= _FEW_LANDMARKS * fit.looked_for
        and finding.spread <= _MOST_SPREAD
    )
    return (Standing.LOCATED, None) if sure else (Standing.CHECK, Doubt.UNCERTAIN)


def place_of(
    finding: ContestFinding,
    page: WorkingPage,
    fit: Fit,
    standing: Standing,
    doubt: Doubt | None,
) -> ContestPlace:
    """The contest's place in pixels of the page as it was decoded."""
    contest = finding.contest
    share, likeness = round(finding.print_found, _DIGITS), round(finding.likeness, _DIGITS)
    if standing is Standing.NOT_LOCATED:
        return ContestPlace(contest.contest, standing, doubt, None, (), share, likeness)
    there = affine.after(page.to_page, fit.smooth.near(contest.box))
    box = affine.box_around(affine.after(there, affine.shifting(*finding.shift)), contest.box)
    targets = tuple(
        TargetBox(
            target.contest,
            target.choice,
            affine.box_moved(affine.after(there, affine.shifting(*shift)), target.box),
        )
        for target, shift in zip(contest.targets, finding.target_shifts, strict=True)
    )
    return ContestPlace(contest.contest, standing, doubt, box, targets, share, likeness)


def unplaced(contest: str, doubt: Doubt) -> ContestPlace:
    """A contest that was not found at all."""
    return ContestPlace(contest, Standing.NOT_LOCATED, doubt, None, (), 0.0, 0.0)
