"""The watermark of demonstrations and rehearsals: on every screen, never in the way of reading."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.kit.theme import theme, theme_keeper


class Watermark(QWidget):
    """A thin frame around the whole window with the words in its corner.

    It lies above everything, takes no mouse and no focus, and covers no content: the frame is three
    pixels wide, and the words stand on the lower edge of the header where screens leave room, or
    wherever :meth:`place` puts them.

    :param host: the widget it lies over; it follows its size.
    :param words: such as ``REHEARSAL · not a recount``.
    """

    def __init__(self, host: QWidget, words: str) -> None:
        super().__init__(host)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words)
        host.installEventFilter(self)
        theme_keeper().changed.connect(self.update)
        self.setGeometry(host.rect())
        self.setVisible(bool(words))
        self.raise_()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size and stay on top."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.ChildAdded}:
            host = self.parentWidget()
            if host is not None and watched is host:
                self.setGeometry(host.rect())
                self.raise_()
        return False

    def tab_rect(self) -> QRectF:
        """Where the words stand: the middle of the lower edge, as small as they can be read."""
        look = theme()
        wide = look.metrics("small", bold=True).horizontalAdvance(self._words) + 24
        high = look.line("small") + 2
        return QRectF((self.width() - wide) / 2, self.height() - high, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        look = theme()
        painter = QPainter(self)
        painter.setPen(QPen(look.text_on("warning"), 3, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        tab = self.tab_rect()
        painter.fillRect(tab, look.ground_of("warning"))
        painter.setPen(QPen(look.text_on("warning"), 1))
        painter.drawRect(tab.adjusted(0, 0, -1, -1))
        painter.setFont(look.font("small", bold=True))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, self._words)
