"""Torn, folded, upside down, mirrored, blank, foreign: no box ever stands in a wrong place."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from adjudicator.domain.finding.place import Doubt, PagePlaces, Standing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.scan import GREY_SCANNER, scan_page
from adjudicator.imaging.registration import PreparedReference, locate
from tests.imaging.printing.ballots import ballot
from tests.imaging.registration.printed import (
    STYLE,
    layout_of,
    page_of,
    printed_reference,
    reference_of,
)
from tests.imaging.registration.real_pages import sample_ballots
from tests.imaging.registration.trials import BoxTrial, judged
from tests.imaging.registration.warps import MILD, Warped, warp

NOWHERE = {(Standing.NOT_LOCATED, Doubt.NO_FIT)}


def located(page: PageImage, reference: PreparedReference | None = None) -> PagePlaces:
    reference = reference or printed_reference()
    return locate(page, [reference], style=reference.reference.style)


def said(places: PagePlaces) -> set[tuple[Standing, Doubt | None]]:
    assert all((place.box is None) == (not place.targets) for place in places.contests)
    return {(place.standing, place.doubt) for place in places.contests}


def trials(page: Warped, grey: Grey | None = None) -> dict[str, BoxTrial]:
    image = page.page if grey is None else page_of(grey)
    found = judged(located(image), printed_reference(), page)
    assert all(trial.worst < 2.0 for trial in found)
    return {trial.contest: trial for trial in found}


def _foot(box: Box) -> np.ndarray:
    return np.array([(box.x + box.width / 2, box.bottom)])


def lowest_contest() -> str:
    return max(printed_reference().contests, key=lambda c: c.box.bottom).contest


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("behind", [8, 245], ids=["dark", "light"])
def test_a_contest_torn_off_is_not_located_and_the_rest_stands_right(
    seed: int, behind: int
) -> None:
    page = warp(printed_reference().image.grey, MILD, seed)
    box = printed_reference().reference.layout.contest_box(lowest_contest())
    assert box is not None
    torn = page.page.grey.copy()
    torn[int(box.y + 0.3 * box.height) :] = behind
    found = trials(page, torn)
    lost = found.pop(lowest_contest())
    assert (lost.standing, lost.doubt) == (Standing.NOT_LOCATED, Doubt.PRINT_MISSING)
    assert {trial.standing for trial in found.values()} == {Standing.LOCATED}


def test_a_sheet_folded_over_hides_what_lies_below() -> None:
    page = warp(printed_reference().image.grey, MILD, 5)
    folded = page.page.grey.copy()
    edge = int(folded.shape[0] * 0.55)
    folded[2 * edge - folded.shape[0] : edge] = np.flipud(folded[edge:])
    folded[edge:] = 30
    found = trials(page, folded)
    covered = 2 * edge - folded.shape[0]
    boxes = {c.contest: c.box for c in printed_reference().reference.layout.contests}
    reached = {name for name, box in boxes.items() if page.where(_foot(box))[0, 1] > covered}
    assert reached
    assert {found[name].standing for name in reached} == {Standing.NOT_LOCATED}
    assert {found[name].standing for name in boxes.keys() - reached} <= {Standing.LOCATED}


@pytest.mark.parametrize("seed", range(3))
def test_upside_down_is_located_right_and_said(seed: int) -> None:
    page = warp(printed_reference().image.grey, MILD, seed)
    height, width = page.page.grey.shape
    turned = Warped(
        page_of(np.ascontiguousarray(page.page.grey[::-1, ::-1])),
        np.array([[-1.0, 0, width], [0, -1.0, height]]) @ np.vstack([page.matrix, [0, 0, 1]]),
        page.wave,
        np.ascontiguousarray(page.hidden[::-1, ::-1]),
    )
    assert {trial.standing for trial in trials(turned).values()} == {Standing.LOCATED}
    fit = located(turned.page).fit
    assert fit is not None
    assert fit.upside_down


def test_mirrored_blank_and_black_pages_fit_nothing() -> None:
    grey = printed_reference().image.grey
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 255, grey.shape).astype(np.uint8)
    for picture in (grey[:, ::-1], grey[::-1], np.full_like(grey, 250), grey * 0, noise):
        places = located(page_of(np.ascontiguousarray(picture)))
        assert places.reference is None
        assert said(places) == NOWHERE


def test_small_and_odd_pictures_fit_nothing() -> None:
    for shape in ((40, 30), (3, 2000), (2200, 4)):
        page = PageImage(np.full(shape, 255, np.uint8), one_bit=False, dpi=shape[1] / 8.5)
        assert said(located(page)) == NOWHERE


def test_a_foreign_page_shows_no_box(shared_data: Path) -> None:
    samples = sample_ballots(shared_data, "simple_durant")
    (durant,) = samples.references.values()
    for page, reference in (
        (durant.image, printed_reference()),
        (printed_reference().image, durant),
    ):
        places = located(page, reference)
        assert {standing for standing, _ in said(places)} == {Standing.NOT_LOCATED}
        assert all(place.box is None for place in places.contests)


def test_a_black_stain_that_explains_any_print_does_not_locate() -> None:
    page = warp(printed_reference().image.grey, MILD, 7)
    box = printed_reference().reference.layout.contest_box("senate")
    assert box is not None
    left, top = page.where(np.array([(box.x, box.y)]))[0].astype(int)
    stained = page.page.grey.copy()
    stained[top - 40 : top + int(box.height) + 40, left - 40 : left + int(box.width) + 40] = 15
    senate = trials(page, stained)["senate"]
    assert senate.standing is not Standing.LOCATED


def test_voters_marks_take_nothing_from_the_print() -> None:
    front = ballot().front
    marks = [
        MarkSpec("senate", "reed", MarkKind.FILLED),
        MarkSpec("senate", "cole", MarkKind.CIRCLED_NAME),
        MarkSpec("board", "lund", MarkKind.X),
        MarkSpec("measure", "yes", MarkKind.STRUCK_NAME),
    ]
    marked = apply_marks(front.image, front.layout, marks, np.random.default_rng(1))
    places = located(page_of(marked))
    assert said(places) == {(Standing.LOCATED, None)}
    assert min(place.print_found for place in places.contests) > 0.999


def test_a_voted_page_serves_as_reference() -> None:
    front = ballot().front
    marks = [
        MarkSpec("senate", "reed", MarkKind.SLOPPY_FILL),
        MarkSpec("board", "lund", MarkKind.X),
        MarkSpec("board", "moor", MarkKind.CIRCLED_TARGET),
        MarkSpec("measure", "no", MarkKind.CHECK),
    ]
    marked = apply_marks(front.image, front.layout, marks, np.random.default_rng(2))
    reference = reference_of(page_of(marked), layout_of(front.layout))
    scan = scan_page(front.image, front.layout, GREY_SCANNER, np.random.default_rng(3))
    places = locate(page_of(scan.pixels), [reference], style=STYLE)
    assert said(places) == {(Standing.LOCATED, None)}


def test_letters_that_may_be_print_are_asked_for_though_a_voter_wrote_them() -> None:
    front = ballot().front
    written = [MarkSpec("senate", "line-1", MarkKind.WRITE_IN, "Jo March")]
    marked = apply_marks(front.image, front.layout, written, np.random.default_rng(2))
    reference = reference_of(page_of(marked), layout_of(front.layout))
    scan = scan_page(front.image, front.layout, GREY_SCANNER, np.random.default_rng(3))
    senate = locate(page_of(scan.pixels), [reference], style=STYLE).contest("senate")
    assert senate is not None
    assert (senate.standing, senate.doubt) == (Standing.CHECK, Doubt.UNCERTAIN)


def test_one_word_missing_is_seen() -> None:
    reference = printed_reference()
    reed = next(t for t in ballot().front.layout.targets if t.choice == "reed")
    page = reference.image.grey.copy()
    label = reed.label
    page[round(label.top) : round(label.bottom), round(label.left) : round(label.right)] = 255
    places = located(page_of(page))
    senate = places.contest("senate")
    assert senate is not None
    assert (senate.standing, senate.doubt) == (Standing.CHECK, Doubt.UNCERTAIN)


def test_other_resolutions_are_located_in_their_own_pixels() -> None:
    grey = printed_reference().image.grey
    wanted = printed_reference().reference.layout.targets
    for dpi in (120, 150, 300, 400):
        scale = dpi / 200
        kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        page = page_of(np.asarray(cv2.resize(grey, size, interpolation=kind), np.uint8), dpi)
        places = located(page)
        assert said(places) == {(Standing.LOCATED, None)}
        targets = [target for place in places.contests for target in place.targets]
        for target, own in zip(targets, wanted, strict=True):
            assert target.box.x == pytest.approx(own.box.x * scale, abs=1.0)
            assert target.box.width == pytest.approx(own.box.width * scale, abs=1.0)
