"""Pages of our own printing are located to a fraction of a pixel, or not at all."""

import numpy as np
import pytest

from adjudicator.domain.finding.place import Doubt, PagePlaces, Standing
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, Scanner, scan_page
from adjudicator.imaging.registration import locate
from tests.imaging.printing.ballots import ballot
from tests.imaging.registration.printed import STYLE, layout_of, page_of, printed_reference


def centre(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def off(places: PagePlaces, truth: PageLayout) -> list[float]:
    """How far each target located lies from where it is."""
    wanted = {(t.contest, t.choice): centre(t.box) for t in truth.targets}
    return [
        float(np.hypot(*np.subtract(centre(t.box), wanted[t.contest, t.choice])))
        for contest in places.contests
        for t in contest.targets
    ]


@pytest.mark.parametrize("scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=["grey", "bilevel"])
@pytest.mark.parametrize("seed", range(3))
def test_a_scan_is_located(scanner: Scanner, seed: int) -> None:
    front = ballot().front
    scan = scan_page(front.image, front.layout, scanner, np.random.default_rng(seed))
    places = locate(read_page(scan.data), [printed_reference()], style=STYLE)
    assert {c.standing for c in places.contests} == {Standing.LOCATED}
    assert places.best_style == STYLE
    errors = off(places, layout_of(scan.layout))
    assert len(errors) == len(printed_reference().reference.layout.targets)
    assert max(errors) < 1.0


def test_an_upside_down_scan_is_located_and_said_to_be_so() -> None:
    front = ballot().front
    places = locate(
        page_of(np.ascontiguousarray(front.image[::-1, ::-1])), [printed_reference()], style=STYLE
    )
    assert places.fit is not None
    assert places.fit.upside_down
    assert {c.standing for c in places.contests} == {Standing.LOCATED}


def test_a_blank_sheet_fits_nothing() -> None:
    blank = np.full_like(ballot().front.image, 250)
    places = locate(page_of(blank), [printed_reference()], style=STYLE)
    assert places.reference is None
    assert {(c.standing, c.doubt, c.box) for c in places.contests} == {
        (Standing.NOT_LOCATED, Doubt.NO_FIT, None)
    }
