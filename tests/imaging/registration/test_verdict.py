"""Each figure alone keeps a contest from being called located: none is there for show."""

from dataclasses import replace

import numpy as np
import pytest

from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.imaging.registration.bending import SmoothMap
from adjudicator.imaging.registration.contests import ContestFinding
from adjudicator.imaging.registration.fine import Fit
from adjudicator.imaging.registration.print_check import PrintSeen
from adjudicator.imaging.registration.shifts import Shifts
from adjudicator.imaging.registration.verdict import standing_of
from tests.imaging.registration.printed import printed_reference

SURE = PrintSeen(found=1.0, worst_tile=1.0, likeness=0.95, ink_ratio=1.05)
STILL = np.zeros((0, 2))
UPRIGHT = np.eye(2, 3)


def verdict(
    seen: PrintSeen, *, patches: int = 20, spread: float = 0.2, landmarks: int = 40
) -> tuple[Standing, Doubt | None]:
    contest = printed_reference().contests[0]
    shifts = Shifts(STILL, STILL, patches, spread)
    moved = np.zeros((len(contest.targets), 2))
    smooth = SmoothMap(np.zeros(2), np.ones(2), np.zeros((10, 2)))
    fit = Fit(UPRIGHT, smooth, landmarks, 40, 0.3, upside_down=False)
    return standing_of(ContestFinding(contest, UPRIGHT, shifts, moved, seen), fit)


def test_a_contest_of_which_all_is_as_it_should_be_is_located() -> None:
    assert verdict(SURE) == (Standing.LOCATED, None)


@pytest.mark.parametrize(
    "seen",
    [
        replace(SURE, found=0.96),
        replace(SURE, worst_tile=0.45),
        replace(SURE, most_missing=21),
        replace(SURE, replaced=21),
        replace(SURE, added=True),
        replace(SURE, likeness=0.55, ink_ratio=1.7),
    ],
    ids=["print", "tile", "a letter missing", "a letter replaced", "a line added", "a stain"],
)
def test_print_that_is_not_all_there_is_to_be_checked(seen: PrintSeen) -> None:
    assert verdict(seen) == (Standing.CHECK, Doubt.UNCERTAIN)


def test_a_page_that_lies_doubtfully_is_to_be_checked() -> None:
    assert verdict(SURE, landmarks=15) == (Standing.CHECK, Doubt.UNCERTAIN)
    assert verdict(SURE, spread=1.3) == (Standing.CHECK, Doubt.UNCERTAIN)
    assert verdict(replace(SURE, likeness=0.55)) == (Standing.LOCATED, None), "no stain, no doubt"


def test_a_contest_whose_print_is_not_there_is_not_located() -> None:
    nowhere = Standing.NOT_LOCATED, Doubt.PRINT_MISSING
    assert verdict(replace(SURE, found=0.89)) == nowhere
    assert verdict(replace(SURE, likeness=0.44)) == nowhere
    assert verdict(SURE, patches=0) == nowhere
