"""Choices and numbers in forms: what scrolling over them does."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.choices import ChoiceBox, NumberBox


def turn(over: QWidget, notches: int) -> QWheelEvent:
    """Turn the wheel over a field as a mouse does.

    :returns: the event, accepted if the field took it for itself.
    """
    event = QWheelEvent(
        QPointF(over.rect().center()),
        QPointF(over.mapToGlobal(over.rect().center())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place only
    )
    QApplication.sendEvent(over, event)
    return event


@pytest.mark.parametrize("notches", [-1, 1])
def test_the_wheel_over_a_choice_is_left_to_the_form_and_changes_nothing(
    qtbot: QtBot, notches: int
) -> None:
    choice = ChoiceBox()
    qtbot.addWidget(choice)
    choice.addItems(["one", "two", "three"])
    choice.setCurrentIndex(1)
    event = turn(choice, notches)
    assert choice.currentText() == "two"
    assert not event.isAccepted()


@pytest.mark.parametrize("notches", [-1, 1])
def test_the_wheel_over_a_number_is_left_to_the_form_and_changes_nothing(
    qtbot: QtBot, notches: int
) -> None:
    number = NumberBox()
    qtbot.addWidget(number)
    number.setValue(24)
    event = turn(number, notches)
    assert number.value() == 24
    assert not event.isAccepted()
