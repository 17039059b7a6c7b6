"""Seconds counted down on the screen; what is left is asked for, never kept here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_INTERVAL_MS = 200


class Countdown(QObject):
    """Tells every second that is left, until none is.

    The clock is that of whoever is asked, so that two places that show one wait agree.
    """

    counted = Signal(int)
    """Whole seconds left, whenever they change; 0 once it is over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: Callable[[], int] | None = None
        self._told = -1
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, left: Callable[[], int]) -> None:
        """Count down what ``left`` gives, beginning now."""
        self._left, self._told = left, -1
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Tell nothing more."""
        self._left = None
        self._timer.stop()

    def tick(self) -> None:
        """Ask how much is left, and tell it if it changed."""
        if self._left is None:
            return
        seconds = max(0, self._left())
        if not seconds:
            self.stop()
        if seconds != self._told:
            self._told = seconds
            self.counted.emit(seconds)
