"""Every screen and every form of the board's evening, with large text and in a small window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.orders.incident_form import IncidentForm
from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.services.recount import Recount
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, enlarge, no_dialog, press, settled

BOARD = ("chair1", "member1", "member2", "clerk1", "obs1", "obs2")
ROOMS = ((1366, 768, 200), (1093, 614, 100))
FORMS: tuple[tuple[str, str, type[QDialog]], ...] = (
    ("orders", "Ctrl+M", OrderForm),
    ("overview", "Ctrl+I", IncidentForm),
    ("docket", "Ctrl+Shift+E", RecessForm),
)
"""The screen they are asked for on, and the key."""
Small = Callable[[int, int, int], None]


@pytest.fixture
def small(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Small:
    """Opens a recount with the board in the room, and gives the window that size and text."""
    recount: Recount = ready_recount(tmp_path)
    window.adopt(recount, "overview")
    settled(qtbot, window)
    assert window.desk is not None
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])

    def make(wide: int, high: int, scale: int) -> None:
        enlarge(window, scale)
        window.resize(wide, high)
        settled(qtbot, window)

    return make


@pytest.mark.parametrize(("wide", "high", "scale"), ROOMS)
def test_no_screen_is_larger_than_the_window(
    qtbot: QtBot, window: MainWindow, small: Small, wide: int, high: int, scale: int
) -> None:
    window.resize(1920, 1080)
    settled(qtbot, window)
    for name in SCREENS:
        window.show_screen(name)
        settled(qtbot, window)
    small(wide, high, scale)
    for name in SCREENS:
        window.show_screen(name)
        settled(qtbot, window)
        window.resize(wide, high)
        assert (window.width(), window.height()) == (wide, high), name


@pytest.mark.parametrize(("wide", "high", "scale"), ROOMS)
def test_no_form_is_larger_than_the_window(
    qtbot: QtBot,
    window: MainWindow,
    small: Small,
    wide: int,
    high: int,
    scale: int,
) -> None:
    small(wide, high, scale)
    for screen, key, kind in FORMS:
        window.show_screen(screen)
        settled(qtbot, window)
        press(window, key)
        form = dialog(qtbot, window, kind)
        assert form.width() <= wide, kind
        assert form.height() <= high, kind
        press(form, "Escape")
        assert no_dialog(window), "Escape leaves"
