"""The watermark of demonstrations and rehearsals: on every screen, never in the way of reading."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from adjudicator.desktop.kit.theme import theme, theme_keeper


class Watermark(QWidget):
    """A thin frame around the whole window with the words in its corner.

    It lies above everything, takes no mouse and no focus, and covers no content: the frame is three
    pixels wide, and the words stand in the lower left corner, where the foot line of every screen
    leaves room for them (see :class:`~adjudicator.desktop.kit.frame.FootLine`).

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
        """Where the words stand: the lower left corner, as small as they can be read."""
        wide, high = _tab_size(self._words)
        return QRectF(0, self.height() - high, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        look = theme()
        painter = QPainter(self)
        painter.setPen(QPen(look.text_on("warning"), 3, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        _draw_tab(painter, self.tab_rect(), self._words)


class WatermarkLine(QWidget):
    """The words as a line of their own, at the head of a dialog."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_keeper().changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """One small line."""
        wide, high = _tab_size(self._words)
        return QSize(wide, high + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        _draw_tab(QPainter(self), QRectF(self.rect()), self._words)


def mark_dialog(dialog: QDialog, words: str | None) -> None:
    """Give a dialog that has its layout its margins, and put the words across its head.

    :param words: ``None`` for a recount that counts: nothing is put there.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.setContentsMargins(*[theme().space("large")] * 4)
    if words and layout is not None:
        # Where a menu bar would stand: outside the margins, whatever the layout is.
        layout.setMenuBar(WatermarkLine(words))


def _tab_size(words: str) -> tuple[int, int]:
    look = theme()
    wide = look.metrics("small", bold=True).horizontalAdvance(words) + 24
    return wide, look.line("small") + 2


def _draw_tab(painter: QPainter, tab: QRectF, words: str) -> None:
    look = theme()
    painter.fillRect(tab, look.ground_of("warning"))
    painter.setPen(QPen(look.text_on("warning"), 1))
    painter.drawRect(tab.adjusted(0, 0, -1, -1))
    painter.setFont(look.font("small", bold=True))
    painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, words)
