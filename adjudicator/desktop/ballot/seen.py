"""Which sides of a ballot were on the screen, each whole."""

from PySide6.QtCore import QObject, Signal


class SeenSides(QObject):
    """Which sides have been on the screen, whole."""

    complete = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen: set[int] = set()
        self._count = 0

    def begin(self, count: int) -> None:
        """Another ballot, of that many sides."""
        self._seen, self._count = set(), count

    @property
    def all(self) -> bool:
        """Whether every side was seen."""
        return 0 < self._count <= len(self._seen)

    def note(self, numbers: set[int]) -> None:
        """Those sides are on the screen, whole."""
        before = self.all
        self._seen |= numbers
        if self.all and not before:
            self.complete.emit()
