"""Whether the page is really before people: on top, in the window they work in."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

_EVERY_MS = 50


class Seen(QObject):
    """Watches whether anything covers a page.

    Qt tells of no menu or key card that opens over a widget, so this looks again and again while
    the page stands in its window.

    :param page: holds the ballots; what lies within it covers nothing.
    """

    changed = Signal(bool)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.now = False
        """As it was when this last looked."""
        self._page = page
        self._tick = QTimer(self, interval=_EVERY_MS)
        self._tick.timeout.connect(self.look)

    def look(self) -> None:
        """Look now, and tell if it is otherwise than it was."""
        page = self._page
        if page.isVisible() != self._tick.isActive():
            # Beneath another screen nothing has to be watched.
            (self._tick.start if page.isVisible() else self._tick.stop)()
        seen = is_on_top(page)
        if seen != self.now:
            self.now = seen
            self.changed.emit(seen)


def is_on_top(page: QWidget) -> bool:
    """Whether people see the page: no dialog, menu, card or other window before it."""
    window = page.window()
    if not page.isVisible() or not window.isActiveWindow():
        return False
    if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
        return False
    ballots = page.findChildren(QWidget)
    centres = [b.mapTo(window, b.rect().center()) for b in ballots if b.isVisible()]
    centres += [page.mapTo(window, page.rect().center())]
    on_top = (window.childAt(centre) for centre in centres)
    return all(w is not None and (w is page or page.isAncestorOf(w)) for w in on_top)
