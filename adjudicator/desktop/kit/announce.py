"""What a screen reader hears: names of things, and announcements of what happened."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcer(QObject):
    """Says sentences through the accessibility interface, and keeps the last one.

    :param source: the widget that speaks.
    """

    said = Signal(str)
    """Every sentence, also where no screen reader listens."""

    def __init__(self, source: QWidget) -> None:
        super().__init__(source)
        self._source = source
        self.last = ""

    def say(self, sentence: str, *, urgent: bool = False) -> None:
        """Announce a sentence; an urgent one interrupts what is being read."""
        if not sentence:
            return
        self.last = sentence
        event = QAccessibleAnnouncementEvent(self._source, sentence)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self.said.emit(sentence)


def name(widget: QWidget, words: str, description: str = "") -> QWidget:
    """Give a widget its accessible name (and description); returns the widget."""
    widget.setAccessibleName(words)
    if description:
        widget.setAccessibleDescription(description)
    return widget
