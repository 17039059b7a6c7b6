"""A button as quiet as the words beside it: one underlined line, no taller than small text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from adjudicator.desktop.kit.theme import theme, theme_keeper

_ROOM = 4


class WordButton(QAbstractButton):
    """Words that can be pressed, where a frame would take height from a ballot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_keeper().changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line of small text."""
        wide = theme().metrics("small").horizontalAdvance(self.text())
        return QSize(wide + 2 * _ROOM, theme().line("small"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Underlined words, with a frame while the focus is on them."""
        look, painter = theme(), QPainter(self)
        letters = look.font("small")
        letters.setUnderline(True)
        painter.setFont(letters)
        painter.setPen(look.text_on("page"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
