"""What is drawn of each ballot: whole contests, at one scale, never below 100 dpi of paper."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.grid.crops import Crop, CropCache, CropRef, cut
from adjudicator.desktop.grid.page_view import SURROUNDINGS, PageView
from adjudicator.desktop.grid.tile import EDGE, TileFace, TileState
from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.kit.workers import WorkQueue, image_pool
from adjudicator.domain.grid.fitting import LEAST_DPI, Frame, fit
from adjudicator.domain.layouts import Box
from adjudicator.services.grid.blanks import BlankCase
from tests.services.grid.pages import blank_scene, find_all, grid_of

SMALL, LARGE = (1366, 548), (1920, 860)
SHORT, WIDE, TALL = (2.5, 0.9), (6.5, 0.62), (3.7, 2.3)


@pytest.fixture
def pool() -> Iterator[WorkQueue]:
    made = image_pool(1)
    yield made
    made.shutdown()


@pytest.fixture
def ballot(tmp_path: Path) -> Iterator[BlankCase]:
    scene = blank_scene(tmp_path, ballots=1, sit=False)
    find_all(scene)
    yield grid_of(scene).ballots[0]
    scene.recount.close()


def _page(dpi: int, box: Box, *, upside_down: bool = False) -> bytes:
    """A letter page with a frame where the contest stands, and a spot at its upper left corner."""
    page = np.full((11 * dpi, round(8.5 * dpi)), 255, np.uint8)
    left, top, right, bottom = (round(v) for v in (box.x, box.y, box.right, box.bottom))
    page[top:bottom, left] = page[top:bottom, right - 1] = 0
    page[top, left:right] = page[bottom - 1, left:right] = 0
    page[top : top + dpi // 8, left : left + dpi // 8] = 0
    if upside_down:
        page = np.rot90(page, 2)
    out = BytesIO()
    Image.fromarray(page).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


@pytest.mark.parametrize("view_size", [SMALL, LARGE])
@pytest.mark.parametrize("contest", [SHORT, WIDE, TALL])
@pytest.mark.parametrize("dpi", [100, 200, 300])
def test_every_contest_is_drawn_whole_at_100_dpi_of_paper_or_more(
    qtbot: QtBot,
    pool: WorkQueue,
    ballot: BlankCase,
    view_size: tuple[int, int],
    contest: tuple[float, float],
    dpi: int,
) -> None:
    box = Box(0.7 * dpi, 2.0 * dpi, contest[0] * dpi, contest[1] * dpi)
    shown = replace(ballot, box=box, dpi=float(dpi))
    data = _page(dpi, box)
    cache = CropCache(lambda _sha: data, pool)
    view = PageView(cache)
    qtbot.addWidget(view)
    view.resize(*view_size)
    view.set_contests([shown] * 24, 24)
    assert view.fit is not None
    room = view.fit.room
    assert view.fit.dpi >= LEAST_DPI == 100
    view.show_faces([TileFace(shown, n + 1, TileState.BLANK) for n in range(room)], afresh=False)
    wanted = (contest[0] + 2 * SURROUNDINGS) * view.fit.dpi
    for tile in view.tiles:
        assert view.rect().contains(tile.geometry()), "the whole tile lies in the view"
        assert tile.contest_rect.width() >= wanted - 1, "and the whole contest in the tile"
        assert tile.contest_rect.height() >= (contest[1] + 2 * SURROUNDINGS) * view.fit.dpi - 1


def test_as_many_as_the_design_promises_have_room_on_a_small_screen(
    qtbot: QtBot, pool: WorkQueue, ballot: BlankCase
) -> None:
    view = PageView(CropCache(lambda _sha: b"", pool))
    qtbot.addWidget(view)
    view.resize(*SMALL)
    rooms = {}
    for contest in (SHORT, WIDE):
        shown = replace(ballot, box=Box(0, 0, contest[0] * 200, contest[1] * 200), dpi=200.0)
        view.set_contests([shown] * 64, 24)
        assert view.fit is not None
        rooms[contest] = view.fit.room
    assert rooms[SHORT] == 20
    assert rooms[WIDE] >= 10


@pytest.mark.parametrize("upside_down", [False, True])
def test_a_contest_is_cut_out_upright_and_with_a_little_around_it(
    ballot: BlankCase,
    upside_down: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    dpi, box = 200, Box(300, 500, 500, 180)
    data = _page(dpi, box, upside_down=upside_down)
    where = box
    if upside_down:
        where = Box(8.5 * dpi - box.right, 11 * dpi - box.bottom, box.width, box.height)
    around = where.grown(0.1)
    sha = _sha(data)
    crop = cut(CropRef(PageRef(sha), around, 0.5, upside_down), lambda _sha: data)
    assert crop.image is not None
    assert (crop.image.width(), crop.image.height()) == (300, 108)
    # The spot at the upper left corner stands there, whichever way up the page was scanned.
    assert crop.image.pixelColor(25 + 5, 9 + 5).value() < 50
    assert crop.image.pixelColor(275 - 5, 99 - 5).value() > 200
    assert ballot.plain


def test_what_cannot_be_read_says_why_and_is_not_drawn(pool: WorkQueue, qtbot: QtBot) -> None:
    def missing(_sha: str) -> bytes:
        raise OSError

    cache = CropCache(missing, pool)
    ref = CropRef(PageRef("0" * 64), Box(0, 0, 10, 10), 1.0, turned=False)
    told: list[CropRef] = []
    cache.ready.connect(told.append)
    cache.request([ref])
    qtbot.waitUntil(lambda: bool(told))
    crop = cache.get(ref)
    assert isinstance(crop, Crop)
    assert crop.image is None
    assert crop.problem


def test_larger_text_leaves_fewer_ballots_but_no_smaller_contest(
    qtbot: QtBot, pool: WorkQueue, ballot: BlankCase
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    view = PageView(CropCache(lambda _sha: b"", pool))
    qtbot.addWidget(view)
    view.resize(*SMALL)
    shown = replace(ballot, box=Box(0, 0, 500, 180), dpi=200.0)
    view.set_contests([shown] * 64, 24)
    assert view.fit is not None
    usual = view.fit.room
    apply_theme(application, scale=200)
    assert view.fit.room < usual
    assert view.fit.dpi >= LEAST_DPI
    apply_theme(application)


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_the_place_on_the_page_stands_well_apart_from_the_case_number(
    qtbot: QtBot, pool: WorkQueue, ballot: BlankCase
) -> None:
    view = PageView(CropCache(lambda _sha: b"", pool))
    qtbot.addWidget(view)
    view.resize(*SMALL)
    shown = replace(ballot, box=Box(0, 0, 500, 180), dpi=200.0)
    view.set_contests([shown] * 24, 24)
    view.show_faces([TileFace(shown, n, TileState.BLANK) for n in range(5, 15)], afresh=False)
    tile = view.tiles[6]
    line = tile.grab(QRect(8, 4, tile.width() - 16, int(tile.contest_rect.top()) - 6)).toImage()
    grey = [
        min(line.pixelColor(x, y).lightness() for y in range(line.height()))
        for x in range(line.width())
    ]
    inked = [x for x, light in enumerate(grey) if light < 128]
    gaps = [right - left for left, right in pairwise(inked)]
    widest = max(gaps)
    after = gaps[gaps.index(widest) + 1 :]
    assert max(after) > 2, "the digits of the case number stand apart too"
    assert widest > 1.5 * max(after)


def test_six_contests_of_the_demonstration_stand_on_a_page_of_the_smallest_screen() -> None:
    # As they were measured at 1366 x 768, at the text size of 100 %.
    found = fit((3.898, 2.480), (1358, 548), Frame(EDGE, above=20, beside=122, gap=4), 24)
    assert found is not None
    assert found.room == 6
    assert found.dpi >= LEAST_DPI
