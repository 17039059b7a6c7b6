"""The page on which policies are fixed: all of it in sight, each with its usual answer."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from tests.desktop.support import press

_POLICY = 4


def test_every_policy_its_meaning_and_its_usual_answer_is_in_sight(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1366, 768)
    press(window, "Ctrl+N")
    wizard = window.stack.currentWidget()
    assert isinstance(wizard, WizardScreen)
    wizard.show_step(_POLICY)
    step = wizard.steps[_POLICY]
    qtbot.waitUntil(step.isVisible)
    said = [words.text() for words in step.findChildren(QLabel) if "sual: " in words.text()]
    assert len(said) == 8
    qtbot.waitUntil(lambda: step.area.needed <= step.area.height())
    window.resize(1093, 614)
    qtbot.waitUntil(lambda: step.area.needed > step.area.height())
    assert step.area.horizontalScrollBar().maximum() == 0, "in one column it is moved up and down"
