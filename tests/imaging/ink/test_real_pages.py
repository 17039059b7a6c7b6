"""What is measured on real ballots is what people see on them."""

from pathlib import Path

import pytest

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.imaging.ink import measure
from tests.imaging.acceptance.drawn_trials import shows_ink, trials
from tests.imaging.acceptance.rows_ink import (
    durant_totals,
    noted_ink,
    published_totals,
    unmarked_contest,
)
from tests.imaging.ink.conftest import Pages

_AMENDMENT = "Shall-there-be-a-convention-to-amend-or-revise-the-constitution--15e8b5bc"


def _sheets(*names: str) -> list[str]:
    return [f"{name}-{side}" for name in names for side in ("front", "back")]


def test_durant_adds_up_to_its_published_totals(pages: Pages, shared_data: Path) -> None:
    durant = [pages.page("durant", name) for name in pages.names("durant")]

    assert durant_totals(durant) == published_totals(shared_data)


def test_marked_and_empty_targets_stand_far_apart(pages: Pages) -> None:
    names = [("durant", name) for name in pages.names("durant")]
    names += [("cedar3", name) for name in pages.names("cedar3")[:3]]
    names += [("cedar12", name) for name in pages.names("cedar12")[:3]]
    names += [("calhoun", name) for name in pages.names("calhoun")[::9]]
    fills: dict[bool, list[int]] = {True: [], False: []}
    for election, name in names:
        page = pages.page(election, name)
        for ink in page.ink:
            for number, target in enumerate(ink.targets):
                if (ink.contest, number) in page.page.marked:
                    fills[page.page.marked[ink.contest, number]].append(target.fill)

    assert max(fills[False]) < 50
    assert min(fills[True]) > 250


def test_every_noted_circle_word_and_check_is_outlined_in_its_row(
    pages: Pages, shared_data: Path
) -> None:
    # The sheets whose ink the scanner scored 0, and the underlined ones.
    names = _sheets("4f054d5a", "786f4868", "b57e8748", "46f9490e", "a7cbd4bb", "7a5f1429")
    names += _sheets("32e0764e")
    found = {name: pages.page("hampshire", name) for name in names}
    sheets = {name.split("-")[0] for name in names}

    outlined = {
        (sheet, side, contest, choice): pieces
        for sheet, side, contest, choice, pieces in noted_ink(shared_data, found)
        if sheet in sheets
    }

    assert len(outlined) >= 28
    assert [key for key, pieces in outlined.items() if not pieces] == []


@pytest.mark.parametrize(
    ("page", "contest"),
    [
        ("4f054d5a-back", "Sheriff"),
        ("786f4868-back", "County-Treasurer"),
        ("b57e8748-back", "Register-of-Deeds"),
        ("46f9490e-back", "County-Treasurer"),
        ("a7cbd4bb-front", "Representative-in-Congress"),
        ("7a5f1429-back", "County-Commissioner"),
    ],
)
def test_ink_the_scanner_scored_zero_is_seen_and_never_plain(
    pages: Pages, page: str, contest: str
) -> None:
    ink = pages.page("hampshire", page).contest(contest)

    assert all(target.fill == 0 for target in ink.targets)
    assert ink.pieces[0].area > 7
    assert not ink.plain


def test_a_circle_around_name_and_oval_is_one_closed_outline_around_both(pages: Pages) -> None:
    ink = pages.page("hampshire", "b57e8748-front").contest("State-Senator")

    (piece,) = ink.pieces
    assert piece.crosses == ("Matthew-Thornton-f66fec5e",)
    assert piece.box.width > 60
    assert piece.box.height > 60
    assert len(piece.contour) > 20


def test_a_streak_of_the_scanner_is_noted_and_is_no_ink(pages: Pages) -> None:
    ink = pages.page("hampshire", "22c0ab78-front").contest("State-Senator")

    assert ink.pieces == ()
    assert Quality.STREAK in ink.quality
    assert not ink.plain


def test_unmarked_contests_are_plain(pages: Pages) -> None:
    found = [
        ink
        for name in ("8978016e-front", "50d8aa5e-back", "786f4868-back")
        for ink in pages.page("hampshire", name).unmarked
    ]

    assert len(found) >= 14
    assert [ink.contest for ink in found if not ink.plain] == []


# One with bars through its ovals, one with filled ones, one whose ovals lie off their boxes.
# Where their own ink cannot be told from print, what lacks it is only to be checked.
@pytest.mark.parametrize(
    ("voted", "doubted"),
    [
        ("0c802ae3-back", {"Sheriff-4243fe0b", "County-Treasurer-87d25a31"}),
        ("346698d4-back", {_AMENDMENT}),
        ("50d8aa5e-back", set()),
    ],
)
def test_a_voted_reference_leaves_empty_contests_plain_and_marks_seen(
    pages: Pages, voted: str, doubted: set[str]
) -> None:
    blank = pages.beside_voted("05b4f778-back", voted)
    marked = pages.beside_voted("d24bf705-back", voted)

    assert {ink.contest for ink in blank.ink if not ink.plain} <= doubted
    assert all(not ink.pieces for ink in blank.ink)
    assert len(blank.ink) == 7
    told = {key for key, seen in marked.page.marked.items() if seen}
    fills = {(ink.contest, n): t.fill for ink in marked.ink for n, t in enumerate(ink.targets)}
    assert min(fills[key] for key in told) > 100
    assert max(fill for key, fill in fills.items() if key not in told) < 20


def test_no_piece_is_smaller_than_dust(pages: Pages) -> None:
    found = [
        piece.area
        for name in ("0c802ae3-back", "22c0ab78-back", "7cd12878-back", "d24bf705-front")
        for ink in pages.page("hampshire", name).ink
        for piece in ink.pieces
    ]

    assert len(found) > 20
    assert min(found) >= 0.2


def test_small_drawn_marks_are_seen(pages: Pages) -> None:
    names = [("hampshire", "8978016e-back"), ("calhoun", "1200_039.tif"), ("durant", "11.tif")]
    contests = [
        unmarked_contest(page, ink)
        for page in (pages.page(*name) for name in names)
        for ink in page.unmarked
        if not shows_ink(ink)
    ]

    drawn = [trial for trial in trials(contests, 70, seed=5) if trial.clear]

    assert len(drawn) > 50
    assert [trial for trial in drawn if not trial.seen] == []


def test_the_same_page_gives_the_same_figures(pages: Pages) -> None:
    page = pages.page("hampshire", "b57e8748-front")

    again: tuple[ContestInk, ...] = measure(page.page.image(), page.places, page.reference)

    assert again == page.ink


def test_a_folded_sheet_is_told(pages: Pages) -> None:
    folded = pages.page("hampshire", "62385dba-back").contest("Register-of-Probate")
    flat = pages.page("hampshire", "4f054d5a-back").contest("Sheriff")

    assert Quality.FOLD in folded.quality
    assert Quality.FOLD not in flat.quality
