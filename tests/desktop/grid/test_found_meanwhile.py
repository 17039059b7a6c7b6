"""Pages begun while contests are still looked for: what is found meanwhile comes onto pages too."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
