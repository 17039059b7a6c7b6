"""A page that is moved up and down where large text leaves no room for all of it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_BESIDE = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
_NONE = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class ScrolledPage(QScrollArea):
    """Moves its content up and down, never sideways; the bar stands beside it, never on it.

    Qt shows and hides a bar some time after it has laid the content out, so that for a moment the
    bar covers the edge of what stands there.  Here both happen in one step.

    :param content: as wide as the room there is, and as high as it takes.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_NONE)
        self.setVerticalScrollBarPolicy(_NONE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content, self._least = content, 0
        self._laid_out = False
        self.setWidget(content)

    def keep(self, least: int) -> None:
        """Never be lower than that, in pixels, unless the content is."""
        self._least = least
        self._stand_bar()

    @property
    def needed(self) -> int:
        """How high it is with all of its content, without a bar."""
        frame = 2 * self.frameWidth()
        # Before it has a width of its own: as its content would have it.
        wide = self.width() - frame if self._laid_out else self._content.sizeHint().width()
        return self._content_height(wide) + frame

    def _content_height(self, wide: int) -> int:
        content = self._content
        if content.hasHeightForWidth():
            return content.heightForWidth(wide)
        return max(content.minimumSizeHint().height(), content.minimumHeight())

    def _stand_bar(self) -> None:
        wanted = _BESIDE if self.needed > self.height() else _NONE
        if self.verticalScrollBarPolicy() is not wanted:
            self.setVerticalScrollBarPolicy(wanted)
        least = min(self._least, self.needed)
        if self._least and least != self.minimumHeight():
            self.setMinimumHeight(least)

    def sizeHint(self) -> QSize:
        """Room for all of the content."""
        return QSize(super().sizeHint().width(), self.needed)

    def event(self, event: QEvent) -> bool:
        """More or less of the content has room: settled before Qt lays it out."""
        if event.type() is QEvent.Type.Resize:
            self._laid_out = True
            self._stand_bar()
            if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
                # In another width the content has another height.
                self.updateGeometry()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content became higher or lower."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self._stand_bar()
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(content: QWidget, *, by_keys: bool = False) -> ScrolledPage:
    """Put a page into an area that scrolls only where the page's least height asks for it.

    :param by_keys: where nothing on the page takes the focus: while there is something to scroll
        the area takes it itself, to be moved by keyboard.
    """
    area = ScrolledPage(content)
    if by_keys:

        def follow(_least: int, most: int) -> None:
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

        area.verticalScrollBar().rangeChanged.connect(follow)
    return area
