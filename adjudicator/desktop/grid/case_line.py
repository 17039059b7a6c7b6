"""A line for a case number, or for what a scanner types from the cover of a batch."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_OWN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


class CaseLine(QLineEdit):
    """Hidden until somebody begins to type a number.

    While it has the keyboard its digits and its Return mean nothing to the page: what a scanner
    types confirms no ballot.
    """

    asked = Signal(str)
    """What was typed, after Return."""
    left = Signal()
    """The keyboard goes back to where it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Case number")
        self.setAccessibleName("Case number")
        self.hide()

    def begin(self) -> None:
        """Take the keyboard."""
        self.clear()
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Return and Escape are this line's, before they are any command's."""
        own = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _OWN
        if own and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return asks, Escape puts the line away."""
        if Qt.Key(event.key()) not in _OWN:
            super().keyPressEvent(event)
            return
        typed = self.text().strip(" /")
        self.hide()
        self.left.emit()
        if typed and Qt.Key(event.key()) is not Qt.Key.Key_Escape:
            self.asked.emit(typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere types no number."""
        super().focusOutEvent(event)
        self.hide()
