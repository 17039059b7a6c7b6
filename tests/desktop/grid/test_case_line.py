"""A slash on pages of blanks: a case number, or a scanner's code, which confirms no ballot."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.grid.pages import Turn
from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    grid_shown,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.support import press, settled, write


def typed(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """As a scanner or a person types it, with Return."""
    press(window, "/")
    write(window, text)
    press(window, "Return")
    settled(qtbot, window)


def turn(grid: GridScreen) -> Turn:
    return grid.flow.pages.turn


def test_a_case_opens_in_review_by_its_number_and_what_was_taken_out_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path))
    wanted = blanks_of(recount)[3].number
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "2", "Space")
    typed(qtbot, window, wanted)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    flow = page.review.flow
    qtbot.waitUntil(lambda: flow.case is not None and flow.case.number == wanted)
    window.show_screen("grid")
    assert grid_shown(qtbot, window) is grid
    assert len(grid.flow.pages.pulled) == 1
    assert grid.flow.pages.turn is Turn.FIRST


@pytest.mark.parametrize("text", ["9999", "/B999", "12"])
def test_what_is_no_case_leads_nowhere_and_confirms_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, text: str
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    typed(qtbot, window, text)
    assert grid_shown(qtbot, window) is grid
    assert grid.flow.message
    assert turn(grid) is Turn.FIRST
    assert grid.head.line.isHidden()
    keys(qtbot, window, "Return")
    assert turn(grid) is Turn.SECOND, "the keys are the page's again"


def test_escape_puts_the_line_away(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return")
    press(window, "/")
    assert grid.head.line.hasFocus()
    write(window, "1")
    press(window, "Esc")
    assert grid.head.line.isHidden()
    assert grid.flow.pages.turn is Turn.SECOND, "Escape was the line's alone"
    assert grid.view.current == 0
