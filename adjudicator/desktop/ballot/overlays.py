"""What is drawn over the print: an outline outside it, and the rest of the page a little darker."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from adjudicator.desktop.kit.theme import theme

DIMMED = 0.25
"""How much darker the rest of the page is."""
OUTSIDE = 5.0
"""Distance of the outline from the contest's print, in pixels of the screen."""


def draw_outline(painter: QPainter, page: QRectF, contest: QRectF) -> None:
    """Outline a contest and dim the rest of the page.

    :param page: where the page lies on the canvas.
    :param contest: where the contest lies on the canvas.
    """
    clear = contest.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
    rest = QPainterPath()
    rest.addRect(page)
    hole = QPainterPath()
    hole.addRect(clear)
    painter.fillPath(rest.subtracted(hole), QColor.fromRgbF(0.0, 0.0, 0.0, DIMMED))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("outline"), 2))
    painter.drawRect(clear)


def draw_notice(painter: QPainter, rect: QRect, words: str) -> None:
    """Say in the middle of the canvas why there is no page."""
    look = theme()
    painter.setPen(look.text_on("canvas"))
    painter.setFont(look.font("strong"))
    wide = min(rect.width() - 32, look.scaled(520))
    box = QRect(0, 0, wide, rect.height())
    box.moveCenter(rect.center())
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(box, flags, words)
