"""Small labels: plain text of the tokens, text that is cut with dots, key caps and chips."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from adjudicator.desktop.kit.theme import Theme, theme, theme_keeper

TONES = {
    "neutral": "raised",
    "chosen": "chosen",
    "accent": "accent",
    "warning": "warning",
    "bad": "bad",
    "good": "good",
}
"""Tones of chips and banners, and the pair each stands for.  A tone never stands without a word."""


def label(
    text: str = "", *, size: str = "", tone: str = "", bold: bool = False, wrap: bool = False
) -> QLabel:
    """A plain label in a size and tone of the style sheet.

    Tone ``surface_muted`` is quiet text; the others are the pairs of the tokens.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if size:
        made.setProperty("letters", size)
    if tone:
        made.setProperty("tone", tone)
    if bold:
        made.setProperty("bold", "true")
    made.setWordWrap(wrap)
    return made


class CutLabel(QLabel):
    """Lines that are cut with dots where the room ends; the whole text is the tool tip."""

    def __init__(self, text: str = "", *, size: str = "body", bold: bool = False) -> None:
        super().__init__()
        self._size, self._bold, self._whole = size, bold, ""
        self._lines: tuple[str, ...] = ()
        self.setProperty("letters", size)
        if bold:
            self.setProperty("bold", "true")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str, lines: Sequence[str] = ()) -> None:
        """Show a text.

        :param lines: the same broken into lines; by default it is one.
        """
        self._whole, self._lines = text, tuple(lines) or (text,)
        self.setAccessibleName(text)
        super().setText(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, cut to the room there is."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect().width()
        cut = [
            self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
            for line in self._lines
        ]
        self.setToolTip(self._whole if tuple(cut) != self._lines else "")
        painter.drawText(self.contentsRect(), self.alignment(), "\n".join(cut))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        wide = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(wide, super().sizeHint().height())


class KeyCap(QWidget):
    """A key as it stands on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"key {key}")
        theme_keeper().changed.connect(self.updateGeometry)

    @property
    def key(self) -> str:
        """The words on the cap."""
        return self._key

    def sizeHint(self) -> QSize:
        """Square for one letter, wider for a word."""
        return key_cap_size(theme(), self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        draw_key_cap(painter, QRectF(self.rect()), self._key)


def key_cap_size(look: Theme, key: str) -> QSize:
    """How large the cap of a key is."""
    high = look.line("small") + 6
    wide = look.metrics("small", bold=True).horizontalAdvance(key) + look.scaled(12)
    return QSize(max(high, wide), high)


def draw_key_cap(painter: QPainter, rect: QRectF, key: str, *, pair: str = "surface") -> None:
    """Draw a key cap into a rectangle: a frame with a thicker lower edge, as a key has."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = rect.adjusted(0.5, 0.5, -0.5, -1.5)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.ground_of(pair))
    painter.drawRoundedRect(body, look.radius("control"), look.radius("control"))
    low = body.bottom() + 1
    painter.drawLine(QPointF(body.left() + 3, low), QPointF(body.right() - 3, low))
    painter.setFont(look.font("small", bold=True))
    painter.setPen(look.text_on(pair))
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class Chip(QLabel):
    """A word in a frame: a state such as ``CLOSED`` or ``OVERVOTE``.  Never colour alone."""

    def __init__(self, text: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text, tone)
        theme_keeper().changed.connect(self.updateGeometry)

    def set_text(self, text: str, tone: str = "") -> None:
        """Show a word, in another tone if one is given.

        :raises KeyError: the tone is not one of :data:`TONES`.
        """
        if tone:
            self._tone = tone
        self._pair = TONES[self._tone]
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def tone(self) -> str:
        """The tone in force."""
        return self._tone

    def sizeHint(self) -> QSize:
        """The word with a little room around it."""
        look = theme()
        wide = look.metrics("small", bold=True).horizontalAdvance(self.text())
        return QSize(wide + look.scaled(16), look.line("small") + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame and word."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.text_on(self._pair), 1))
        painter.setBrush(look.ground_of(self._pair))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
        painter.setFont(look.font("small", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
