"""Ink on our own printed pages: what a reference's own voter drew, folds, edges and dark scans."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import Standing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.ink import measure
from adjudicator.imaging.pages import Grey, PageImage
from tests.imaging.acceptance.drawn_trials import Unmarked, shows_ink
from tests.imaging.acceptance.printed import printed_contests
from tests.imaging.real.placing import PlainReference


@pytest.fixture(scope="module")
def contests() -> Sequence[Unmarked]:
    """The contests of one grey and one black-and-white sheet."""
    return list(printed_contests(2))


def _grey(contests: Sequence[Unmarked]) -> Unmarked:
    return next(c for c in contests if not c.image.one_bit and c.place.contest == "senate")


def _drawn_on(image: PageImage, points: Sequence[tuple[float, float]], ink: int = 60) -> PageImage:
    grey: Grey = image.grey.copy()
    line = [np.array(points, np.int32).reshape(-1, 1, 2)]
    cv2.polylines(grey, line, isClosed=False, color=ink, thickness=3)
    return replace(image, grey=grey)


def _ring(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    turns = np.linspace(0, 2 * np.pi, 40)
    return [(x + radius * np.cos(t), y + radius * np.sin(t) * 0.6) for t in turns]


def _measured(contest: Unmarked, image: PageImage, reference: PlainReference) -> ContestInk:
    alone = replace(contest.places, contests=(contest.place,))
    return measure(image, alone, reference)[0]


def test_blank_sheets_are_plain_grey_and_black_and_white(contests: Sequence[Unmarked]) -> None:
    found = {contest.image.one_bit: contest.measured(contest.image) for contest in contests}

    assert found[False].plain
    assert found[False].quality == ()
    assert found[True].plain
    assert found[True].quality == (Quality.ONE_BIT,)


def test_a_contest_only_to_be_checked_is_never_plain(contests: Sequence[Unmarked]) -> None:
    contest = _grey(contests)
    doubtful = replace(contest, place=replace(contest.place, standing=Standing.CHECK))

    assert not doubtful.measured(doubtful.image).plain


def test_marks_on_the_reference_are_neither_print_nor_missing(
    contests: Sequence[Unmarked],
) -> None:
    contest = _grey(contests)
    layout = contest.reference.reference.layout
    target = next(t for t in layout.targets if t.contest == "senate").box
    x, y = target.x + target.width + 120, target.y + target.height / 2
    voted = _drawn_on(contest.reference.image, _ring(x, y, 60))
    voted.grey[
        round(target.y) + 4 : round(target.bottom) - 4, round(target.x) : round(target.right)
    ] = 30
    reference = PlainReference(contest.reference.reference, voted)
    here = contest.place.targets[0].box

    blank = _measured(contest, contest.image, reference)
    ring = _drawn_on(
        contest.image, _ring(here.x + here.width + 130, here.y + here.height / 2 + 6, 66)
    )
    filled = contest.image.grey.copy()
    filled[
        round(here.y) + 3 : round(here.bottom) - 3, round(here.x) + 3 : round(here.right) - 3
    ] = 30

    assert blank.plain
    # Much the same ring, and the same filling, on another page are not hidden by these.
    assert sum(p.area for p in _measured(contest, ring, reference).pieces) > 1
    full = _measured(contest, replace(contest.image, grey=filled), reference)
    assert full.targets[0].fill > 700


def test_a_line_along_a_name_belongs_to_its_row_and_crosses_its_oval(
    contests: Sequence[Unmarked],
) -> None:
    contest = _grey(contests)
    second = contest.place.targets[1]
    y = second.box.y + second.box.height / 2
    struck = _drawn_on(contest.image, [(second.box.x - 15, y), (second.box.right + 200, y + 4)])

    ink = contest.measured(struck)

    assert ink.pieces[0].near == second.choice
    assert any(second.choice in piece.crosses for piece in ink.pieces)
    assert ink.targets[1].fill > 50


def test_a_fold_over_the_whole_sheet_is_noted_and_a_line_in_the_contest_is_not_one(
    contests: Sequence[Unmarked],
) -> None:
    contest = _grey(contests)
    box, image = contest.place.box, contest.image
    assert box is not None
    y = box.y + box.height * 0.55
    rows = np.arange(image.height)[:, None] - y - 0.02 * np.arange(image.width)[None, :]
    shade = 75 * np.exp(-((rows / 4) ** 2))
    creased = np.clip(image.grey - shade, 0, 255).astype(np.uint8)
    line = _drawn_on(image, [(box.x + 5, y), (box.right - 5, y + 3)], ink=150)

    assert Quality.FOLD in contest.measured(replace(image, grey=creased)).quality
    drawn = contest.measured(line)
    assert Quality.FOLD not in drawn.quality
    assert shows_ink(drawn)


def test_a_contest_cut_off_at_the_edge_and_a_dark_scan_are_told(
    contests: Sequence[Unmarked],
) -> None:
    contest = _grey(contests)
    box, image = contest.place.box, contest.image
    assert box is not None
    cut = replace(image, grey=np.ascontiguousarray(image.grey[: round(box.y + box.height * 0.7)]))
    dark = replace(image, grey=(image.grey * 0.35).astype(np.uint8))

    assert Quality.CUT_OFF in contest.measured(cut).quality
    assert Quality.TOO_DARK in contest.measured(dark).quality
    assert not contest.measured(cut).plain
    assert not contest.measured(dark).plain


def test_an_oval_of_which_one_side_is_gone_is_not_seen(contests: Sequence[Unmarked]) -> None:
    for contest in contests:
        box, gone = contest.place.targets[0].box, contest.image.grey.copy()
        middle = round(box.x + box.width * 0.4)
        gone[round(box.y) - 4 : round(box.bottom) + 4, round(box.x) - 4 : middle] = 255

        ink = contest.measured(replace(contest.image, grey=gone))
        assert Quality.TARGET_UNSEEN in ink.quality
        assert not ink.plain


def test_a_shade_over_two_rows_is_told_unless_it_is_printed(contests: Sequence[Unmarked]) -> None:
    contest = _grey(contests)
    shaded = replace(contest.image, grey=_shaded(contest.image.grey, contest.place.box))
    layout = contest.reference.reference.layout
    grey = replace(contest.reference.image, one_bit=False)
    tinted = replace(grey, grey=_shaded(grey.grey, layout.contest_box("senate")))

    ink = contest.measured(shaded)
    assert Quality.SHADED in ink.quality
    assert not ink.plain
    reference = PlainReference(contest.reference.reference, tinted)
    assert Quality.SHADED not in _measured(contest, shaded, reference).quality


def _shaded(grey: Grey, box: Box | None) -> Grey:
    """With the lower half of the contest a third as dark as black, softly."""
    assert box is not None
    cover = np.zeros(grey.shape, np.float32)
    half = round(box.y + box.height / 2)
    cover[half : round(box.bottom) - 4, round(box.x) + 4 : round(box.right) - 4] = 0.33
    soft = cv2.GaussianBlur(cover, (0, 0), 6)
    return np.asarray(np.rint(grey * (1 - soft)), dtype=np.uint8)
