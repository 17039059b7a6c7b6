"""The key card lies over a screen, and gives the keys back when it goes."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.window.foot import RecordFoot
from adjudicator.desktop.window.main_window import MainWindow
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, press, settled, write


def _overview(qtbot: QtBot, window: MainWindow, folder: Path) -> OverviewScreen:
    ready_recount(folder).close()
    window.open_folder(folder / "recount")
    settled(qtbot, window)
    screen = window.stack.currentWidget()
    assert isinstance(screen, OverviewScreen)
    window.activateWindow()
    QApplication.processEvents()
    next(iter(screen.next.buttons.values())).setFocus()
    return screen


def test_the_card_gives_the_keys_back_to_what_had_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    screen = _overview(qtbot, window, tmp_path)
    had = QApplication.focusWidget()
    press(window, "?")
    assert QApplication.focusWidget() is not had
    press(window, "Escape")
    assert QApplication.focusWidget() is had
    assert had in screen.next.buttons.values()


def test_a_screen_read_anew_beneath_the_card_keeps_what_had_the_keys(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    screen = _overview(qtbot, window, tmp_path)
    had = QApplication.focusWidget()
    press(window, "?")
    press(window, "Ctrl+R")
    settled(qtbot, window)
    press(window, "Escape")
    assert had in screen.next.buttons.values()
    assert QApplication.focusWidget() is had


def test_a_card_gone_with_its_screen_is_made_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    _overview(qtbot, window, tmp_path)
    press(window, "?", "Escape")
    window.leave()
    settled(qtbot, window)
    press(window, "?")
    card = window.stack.card
    assert card is not None
    assert card.parent() is window.stack.currentWidget()
    assert card.isVisible()
    press(window, "Escape")
    assert not card.isVisible()


def test_a_sign_in_that_is_left_while_the_passphrase_is_tried_still_tells_the_screens(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    _overview(qtbot, window, tmp_path)
    assert window.desk is not None
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, "Ada")
    press(asked, "Return")
    write(asked, PASSPHRASES["team1"])
    press(asked, "Return")
    asked.reject()
    settled(qtbot, window)
    assert [seat.person.id for seat in window.desk.seats] == ["team1"]
    foot = window.findChild(RecordFoot)
    assert foot is not None
    assert foot.right == "Signed in here: Ada Reyes"
