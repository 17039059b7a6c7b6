"""What it is - recount, rehearsal, demonstration - is asked first, and not answered for anybody."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.wizard.purpose_step import PurposeStep
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.ledger.origin import Purpose
from tests.desktop.wizard.test_wizard import choose, hit


def test_nothing_is_chosen_beforehand_and_each_answer_says_what_it_means(
    qtbot: QtBot, window: MainWindow
) -> None:
    hit(window.start.new)
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), WizardScreen))
    wizard = window.stack.currentWidget()
    assert isinstance(wizard, WizardScreen)
    step = wizard.steps[0]
    assert isinstance(step, PurposeStep)
    hit(wizard.next)
    assert (wizard.place, wizard.problem.text()) == (0, "Choose what it is.")
    said = " ".join(words.text() for words in step.findChildren(QLabel))
    assert "No step can be left out, and heads are always cosigned." in said
    assert "Every screen, paper and file is marked; it can never be filed." in said
    assert "To show the program." in said
    choose(window, wizard, Purpose.RECOUNT)
    assert wizard.draft.purpose is Purpose.RECOUNT
