"""Nobody has pressed a key or the mouse for a while: said once, so that the station can lock."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_PRESSES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_LOOKS_MS = 1000


def seconds_passed() -> float:
    """Seconds that only ever grow, also while the computer sleeps where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Watches the presses in every window of the program that gets the keyboard.

    It looks at the events of windows, not at those of every widget, so that painting a ballot costs
    nothing more.

    :param clock: seconds that only ever grow.
    """

    idle = Signal()
    """So long without a press as :meth:`begin` said; once, until the next press."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = seconds_passed
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self._limit = 0
        self._pressed = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
            self.watch(QGuiApplication.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Hear the presses in a window."""
        if window is not None:
            window.installEventFilter(self)

    def begin(self, seconds: int) -> None:
        """Begin to wait anew; ``seconds`` without a press are too many."""
        self._limit = seconds
        self.press()
        self._timer.start()

    def end(self) -> None:
        """Wait for nothing."""
        self._timer.stop()

    def press(self) -> None:
        """Somebody is there."""
        self._pressed = self.clock()

    def look(self) -> None:
        """Look whether it has been too long."""
        if self._timer.isActive() and self.clock() - self._pressed >= self._limit:
            self.press()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See somebody press a key or the mouse."""
        if event.type() in _PRESSES:
            self.press()
        return False
