"""What is planned is found again, wherever people go meanwhile, and given up only when asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.wizard.place import GiveUpDialog
from adjudicator.desktop.wizard.purpose_step import PurposeStep
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.ledger.origin import Purpose
from tests.desktop.recounts import make_recount
from tests.desktop.support import dialog, no_dialog, press, settled


@pytest.fixture
def wizard(qtbot: QtBot, window: MainWindow) -> WizardScreen:
    """A wizard in which one question was answered, on its second page."""
    press(window, "Ctrl+N")
    settled(qtbot, window)
    shown = wizard_shown(window)
    step = shown.steps[0]
    assert isinstance(step, PurposeStep)
    step.purpose.buttons[Purpose.REHEARSAL.value].setFocus()
    press(window, "Space")
    QTest.keyClick(shown.next, Qt.Key.Key_Space)
    assert shown.place == 1
    return shown


def wizard_shown(window: MainWindow) -> WizardScreen:
    shown = window.stack.currentWidget()
    assert isinstance(shown, WizardScreen)
    return shown


def test_from_start_the_way_leads_back_to_what_was_filled_in(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen
) -> None:
    window.show_screen("start")
    assert window.start.new.text() == "Go on with the &new recount\u2026"
    QTest.keyClick(window.start.new, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert wizard_shown(window) is wizard
    assert (wizard.place, wizard.draft.purpose) == (1, Purpose.REHEARSAL)


def test_another_recount_may_be_opened_meanwhile(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, tmp_path: Path
) -> None:
    make_recount(tmp_path / "recount").close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), OverviewScreen)
    press(window, "Ctrl+N")
    settled(qtbot, window)
    assert wizard_shown(window) is wizard
    assert window.desk is None


def test_practice_leaves_it_as_it_was(
    window: MainWindow, wizard: WizardScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As far as the window is concerned: Start is shown while practice is prepared.
    monkeypatch.setattr(window.record, "submit", lambda *_said, **_how: None)
    window.practices.begin()
    window.practices.leave()
    assert window.stack.currentWidget() is window.start
    assert window.start.new.text().startswith("Go on")
    monkeypatch.undo()
    window.start.end_progress()
    press(window, "Ctrl+N")
    assert wizard_shown(window) is wizard


def test_giving_up_asks_once_something_was_filled_in(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen
) -> None:
    wizard.leave.click()
    press(dialog(qtbot, window, GiveUpDialog), "Return")
    settled(qtbot, window)
    assert wizard_shown(window) is wizard, "Return keeps it"
    wizard.leave.click()
    dialog(qtbot, window, GiveUpDialog).go.click()
    settled(qtbot, window)
    assert window.stack.currentWidget() is window.start
    assert window.start.new.text() == "&New recount\u2026"
    press(window, "Ctrl+N")
    assert wizard_shown(window) is not wizard
    wizard_shown(window).leave.click()
    assert no_dialog(window), "nothing was filled in"
    assert window.stack.currentWidget() is window.start


def test_the_window_asks_before_it_closes_on_it(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen
) -> None:
    window.close()
    asked = dialog(qtbot, window, GiveUpDialog)
    assert window.isVisible()
    asked.keep.click()
    assert wizard_shown(window) is wizard
