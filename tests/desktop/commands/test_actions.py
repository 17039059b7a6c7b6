import logging
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.keycard import KeyCard
from adjudicator.desktop.kit.theme import apply_theme
from tests.desktop.support import hold, let_go, press, write


class Screen(QWidget):
    """A screen with a place that can have the focus, a text field and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line, self.button = QLineEdit(), QPushButton("Press")
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.button)
        self.acts: list[str] = []
        self.maker = ActionMaker(default_table(), self)

    def record(self, name: str) -> Callable[[], None]:
        return lambda: self.acts.append(name)


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    made = Screen()
    qtbot.addWidget(made)
    for name in (
        "review.propose", "review.agree", "review.digit_1", "review.observer_6_sign",
        "review.observer_6_object", "review.no_count", "review.search", "app.keys",
    ):  # fmt: skip
        made.maker.make(name, made.record(name))
    made.show()
    qtbot.waitActive(made)
    made.setFocus()
    return made


def test_return_and_the_keypads_enter_are_two_commands(screen: Screen) -> None:
    press(screen, "Return")
    press(screen, "Enter")
    QTest.keyClick(screen, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert screen.acts == ["review.propose", "review.agree", "review.digit_1"]


def test_f10_and_shift_f10_are_the_sixth_observers(screen: Screen) -> None:
    press(screen, "F10")
    press(screen, "Shift+F10")
    assert screen.acts == ["review.observer_6_sign", "review.observer_6_object"]


def test_a_key_held_down_acts_once(screen: Screen) -> None:
    for repeat in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "", repeat
        )
        QApplication.sendEvent(screen.windowHandle(), event)
    assert not screen.maker["review.agree"].autoRepeat()
    assert len([a for a in screen.acts if a == "review.agree"]) <= 1


def test_letters_typed_into_a_field_are_no_commands(screen: Screen) -> None:
    screen.line.setFocus()
    write(screen, "n1/?")
    assert screen.line.text() == "n1/?"
    assert screen.acts == []
    press(screen, "F2")
    assert screen.acts == ["review.agree"]


def test_an_act_is_logged_by_its_name(screen: Screen, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        press(screen, "N")
    assert ("adjudicator.acts", logging.INFO, "review.no_count") in caplog.record_tuples


def test_a_held_key_lasts_until_it_comes_up(screen: Screen) -> None:
    screen.maker.make_hold("ballot.hide_overlays", screen.record("hidden"), screen.record("back"))
    hold(screen, "H")
    assert screen.acts == ["hidden"]
    let_go(screen, "H")
    assert screen.acts == ["hidden", "back"]


def test_a_held_space_leaves_the_space_to_buttons(screen: Screen) -> None:
    screen.maker.make_hold("ballot.pan", screen.record("pan"), screen.record("stop"), on=screen)
    screen.button.clicked.connect(screen.record("clicked"))
    screen.button.setFocus()
    press(screen, "Space")
    assert screen.acts == ["clicked"]
    screen.setFocus()
    press(screen, "Space")
    assert screen.acts == ["clicked", "pan", "stop"]


def test_menus_are_made_of_the_same_actions(screen: Screen) -> None:
    menu = screen.maker.menu("Review", ["review.propose", "-", "review.agree"], screen)
    texts = [a.text() for a in menu.actions()]
    assert texts == ["Propose this ruling (first member)", "", "Agree, and record (second member)"]


def test_the_key_card_shows_every_key_heard_here_and_goes_away(screen: Screen) -> None:
    card = KeyCard(screen, default_table(), Context.REVIEW)
    shown = {c.id for commands in card.groups().values() for c in commands}
    assert {"review.propose", "ballot.flip", "app.keys", "review.observer_1_object"} <= shown
    card.toggle()
    assert card.isVisible()
    assert card.hasFocus()
    press(card, "Esc")
    assert not card.isVisible()
    assert screen.hasFocus()


def test_the_whole_key_card_is_seen_at_once(screen: Screen) -> None:
    screen.resize(1366, 697)
    card = KeyCard(screen, default_table(), Context.REVIEW)
    card.toggle()
    QApplication.processEvents()
    area = card.findChildren(QScrollArea)[-1]
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(("wide", "scale"), [(1093, 100), (1366, 200)])
def test_a_key_card_without_room_is_moved_up_and_down_only(
    screen: Screen, qapp: QApplication, wide: int, scale: int
) -> None:
    screen.resize(1366, 697)
    card = KeyCard(screen, default_table(), Context.REVIEW)
    card.toggle()
    apply_theme(qapp, scale=scale)
    screen.resize(wide, 540)
    try:
        qapp.processEvents()
        area = card.findChildren(QScrollArea)[-1]
        assert area.horizontalScrollBar().maximum() == 0
        assert area.verticalScrollBar().maximum() > 0
        press(card, "PgDown")
        assert area.verticalScrollBar().value() > 0
        press(card, "Home")
        assert area.verticalScrollBar().value() == 0
    finally:
        apply_theme(qapp)
