"""A few of the seeded warps of the acceptance table, on our own printing and on real blanks."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from adjudicator.domain.finding.place import Standing
from adjudicator.imaging.registration import PreparedReference, locate
from tests.imaging.registration.printed import printed_reference
from tests.imaging.registration.real_pages import hampshire_references, sample_ballots
from tests.imaging.registration.trials import BoxTrial, judged
from tests.imaging.registration.warps import HARSH, MILD, WAVY, Roughness, warp

SHEETS = 3


@lru_cache(maxsize=1)
def real_sheets(shared_data: Path) -> tuple[PreparedReference, ...]:
    samples = sample_ballots(shared_data, "simple_durant", "cedar2012_primary")
    return (*list(samples.references.values())[-2:], hampshire_references(shared_data)["front"])


def trials(reference: PreparedReference, rough: Roughness, seed: int) -> tuple[BoxTrial, ...]:
    page = warp(reference.image.grey, rough, seed, reference.image.dpi)
    places = locate(page.page, [reference], style=reference.reference.style)
    return judged(places, reference, page)


def check(found: tuple[BoxTrial, ...], most: float) -> None:
    """Everything in the picture is located, and nothing is shown where it is not."""
    assert {t.standing for t in found if t.shown} <= {Standing.LOCATED}
    assert max((t.worst for t in found), default=0.0) < most


@pytest.mark.parametrize("seed", range(5))
def test_mild_warps_of_our_own_print_are_located_within_a_pixel(seed: int) -> None:
    check(trials(printed_reference(), MILD, seed), 1.0)


@pytest.mark.parametrize("seed", range(8))
def test_harsh_warps_of_our_own_print_are_located_within_two(seed: int) -> None:
    check(trials(printed_reference(), HARSH, seed), 2.0)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("sheet", range(SHEETS))
@pytest.mark.parametrize(("rough", "most"), [(MILD, 1.0), (HARSH, 2.0)], ids=["mild", "harsh"])
def test_warps_of_real_blanks_are_located(
    shared_data: Path, sheet: int, rough: Roughness, most: float, seed: int
) -> None:
    check(trials(real_sheets(shared_data)[sheet], rough, 100 * sheet + seed), most)


def test_a_feed_that_runs_ahead_and_behind_is_followed() -> None:
    errors = [
        error
        for seed in range(6)
        for trial in trials(printed_reference(), WAVY, seed)
        for error in trial.errors
    ]
    assert len(errors) > 40
    assert np.quantile(errors, 0.95) <= 1.5
    assert max(errors) < 4.0
