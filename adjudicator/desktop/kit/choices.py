"""Choices and numbers that the mouse wheel passes over: scrolling a form changes nothing in it."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class ChoiceBox(QComboBox):
    """A list to choose from by a click or by the keyboard."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form behind it scrolls; what was chosen stays."""
        event.ignore()


class NumberBox(QSpinBox):
    """A number that is typed or stepped."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form behind it scrolls; the number stays."""
        event.ignore()
