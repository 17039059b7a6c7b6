"""Pages begun while contests are still looked for: what is found meanwhile comes onto pages too."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.window import grid_page
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.grid import blanks
from adjudicator.services.locating.findings import CaseFinding, batch_findings
from adjudicator.services.recount import Recount
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    find,
    grid_shown,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.support import settled


def _looked_at(recount: Recount, batch: int) -> Mapping[str, CaseFinding]:
    """As where a reference is drawn: what was not found was not looked at yet."""
    found = batch_findings(recount, batch)
    return {seal: finding for seal, finding in found.items() if finding.located}


@pytest.fixture(autouse=True)
def _still_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blanks, "batch_findings", _looked_at)
    monkeypatch.setattr(grid_page, "MORE_MS", 0)


def test_what_is_found_while_the_pages_are_done_can_be_looked_at_by_the_page_after_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=9, found=2))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    assert "page 1 of 1 \u00b7 2 ballots" in grid.head.words
    keys(qtbot, window, "1", "Space", "Return", "F2")
    assert grid.shows_summary
    assert "9 ballots of this batch come singly. 7 are not looked at yet" in (
        grid.summary.rest.text()
    )
    for case in blanks_of(recount)[2:8]:
        find(recount, case)
    grid.summary.more.setFocus()
    keys(qtbot, window, "Return")
    grid = grid_shown(qtbot, window)
    # All six together, although there was room for two before.
    assert "6 ballots" in grid.head.words
    assert len(grid.view.tiles) == 6
    keys(qtbot, window, "Return", "F2")
    assert grid.shows_summary
    assert "2 pages done: nothing is marked on 7 ballots." in grid.summary.words.text()
    # What was taken out is counted once, however often the pages are read.
    assert "3 ballots of this batch come singly. 1 is not looked at yet" in (
        grid.summary.rest.text()
    )


def test_where_all_was_looked_at_nobody_is_offered_more_pages(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2")
    settled(qtbot, window)
    assert grid.shows_summary
    assert grid.summary.more.isHidden()
    assert "1 ballot of this batch comes singly." in grid.summary.rest.text()


def _come_further(
    qtbot: QtBot, window: MainWindow, recount: Recount, cases: slice, ready: int
) -> GridScreen:
    """More contests are found behind the window, and it is told."""
    for case in blanks_of(recount)[cases]:
        find(recount, case)
    assert window.desk is not None
    window.desk.locating.moved.emit(None)
    grid = grid_shown(qtbot, window)
    qtbot.waitUntil(lambda: len(grid.flow.pages.meanwhile.fresh) == ready)
    return grid


def test_one_key_takes_in_what_has_become_ready_between_two_pages_never_on_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=9, found=3))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    assert "6 not looked at yet" in grid.foot.text
    keys(qtbot, window, "M")
    assert grid.flow.message == "No other ballot has become ready. 6 are not looked at yet."
    page = grid.flow.pages.page
    grid = _come_further(qtbot, window, recount, slice(4, 8), 4)
    assert "4 more are ready: M takes them in \u00b7 2 not looked at yet" in grid.foot.text
    keys(qtbot, window, "Return", "M")
    assert grid.flow.pages.page == page, "nobody's page is changed"
    assert grid.flow.message == "4 more come in after this page."
    assert "4 more come in after this page" in grid.foot.text
    keys(qtbot, window, "F2")
    assert "page 2 of 2 \u00b7 4 ballots" in grid.head.words
    assert "ready" not in grid.foot.text
    keys(qtbot, window, "Return", "F2")
    assert grid.shows_summary
    assert "2 pages done: nothing is marked on 7 ballots." in grid.summary.words.text()


def test_what_becomes_ready_after_the_last_page_is_told_there_and_taken_in_by_the_same_key(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=6, found=2))
    take_next_batch(qtbot, window)
    grid = _come_further(qtbot, window, recount, slice(2, 4), 2)
    keys(qtbot, window, "Return", "F2")
    assert grid.shows_summary, "without the key nothing comes onto a page"
    assert "2 more are ready: M takes them in. " in grid.summary.rest.text()
    assert "2 are not looked at yet" in grid.summary.rest.text()
    grid = _come_further(qtbot, window, recount, slice(4, 5), 3)
    assert "3 more are ready: M takes them in. " in grid.summary.rest.text()
    assert "1 is not looked at yet" in grid.summary.rest.text()
    keys(qtbot, window, "M")
    grid = grid_shown(qtbot, window)
    assert "3 ballots" in grid.head.words


def test_the_page_after_one_that_is_left_to_single_looks_takes_them_in_too(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=6, found=2))
    take_next_batch(qtbot, window)
    grid = _come_further(qtbot, window, recount, slice(2, 5), 3)
    keys(qtbot, window, "M", "Shift+F2", "Shift+F2")
    assert "3 ballots" in grid.head.words
    order = [ballot.case.work for ballot in grid.flow.pages.page]
    assert order == sorted(order)
