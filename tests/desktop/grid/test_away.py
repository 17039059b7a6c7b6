"""Nobody looks at a page that is not on the screen."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.opening import Policy
from tests.desktop.grid.ballots import (
    blank_recount,
    grid_shown,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.support import press, settled


def test_the_least_time_does_not_run_while_the_page_is_not_on_the_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, policy=Policy(grid_ms=300))
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    look, size = grid.flow.looking.look, recount.state.size
    qtbot.waitUntil(lambda: not grid.flow.looking.left)
    # Another screen, and back: the time begins anew.
    window.show_screen("overview")
    settled(qtbot, window)
    assert not look.shows("team1")
    qtbot.waitUntil(_later(0.35))
    window.show_screen("grid")
    grid = grid_shown(qtbot, window)
    assert grid.flow.looking.look is look
    assert 0 < grid.flow.looking.left <= 300
    qtbot.waitUntil(lambda: not grid.flow.looking.left)
    # The whole ballot over the page, the same.
    press(window, "Z")
    settled(qtbot, window)
    assert not look.shows("team1")
    assert "looks at the whole ballot" in grid.bar.seat_words[0], "no key is live over it"
    qtbot.waitUntil(_later(0.35))
    press(window, "Return")
    assert not look.said
    assert "Not yet" in grid.bar.message
    grid = grid_shown(qtbot, window)
    qtbot.waitUntil(lambda: not grid.flow.looking.left)
    keys(qtbot, window, "Return")
    assert [said.person for said in look.said] == ["team1"]
    assert recount.state.size == size


def test_a_page_read_while_another_screen_is_shown_is_not_looked_at_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    window.show_screen("overview")
    settled(qtbot, window)
    grid.flow.read_anew()
    settled(qtbot, window)
    assert not grid.flow.looking.begun
    window.show_screen("grid")
    assert grid_shown(qtbot, window).flow.looking.begun


@pytest.mark.parametrize("key", ["?", "F3"])
def test_the_least_time_does_not_run_beneath_the_key_card_or_a_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, key: str
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, policy=Policy(grid_ms=300)))
    grid = take_next_batch(qtbot, window)
    looking, size = grid.flow.looking, recount.state.size
    press(window, key)
    settled(qtbot, window)
    qtbot.waitUntil(_later(0.35))
    assert not looking.look.shows("team1")
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    press(window, *(["Esc"] if key == "?" else []), "Return")
    assert not looking.look.said
    assert "Not yet" in grid.bar.message
    grid = grid_shown(qtbot, window)
    qtbot.waitUntil(lambda: not looking.left)
    # Nor is it over for good once it has passed.
    press(window, key)
    qtbot.waitUntil(lambda: looking.left > 0)
    assert grid.bar.seat_words[0] == "in 1 s"
    assert recount.state.size == size


def test_the_least_time_does_not_run_beneath_an_open_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, policy=Policy(grid_ms=300)))
    grid = take_next_batch(qtbot, window)
    look = grid.flow.looking.look
    menu = next(m for m in window.menuBar().findChildren(QMenu) if m.actions())
    menu.popup(window.mapToGlobal(QPoint(200, 200)))
    qtbot.waitUntil(lambda: not look.shows("team1"))
    qtbot.waitUntil(_later(0.35))
    assert not look.shows("team1")
    menu.close()
    press(window, "Return")
    assert not look.said
    qtbot.waitUntil(lambda: look.shows("team1"))


def _later(seconds: float) -> Callable[[], bool]:
    """Whether so long has passed since this was made."""
    end = monotonic() + seconds
    return lambda: monotonic() >= end
