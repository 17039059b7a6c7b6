"""Ink outlined on the canvas: thin lines along it and around the ovals, never anything over it."""

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTransform

from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.geometry import Camera, Size
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.layouts import Box

_LINE = 1.5
"""Pixels of the screen, whatever the zoom."""


@dataclass(frozen=True, slots=True)
class InkDrawn:
    """What is outlined, in pixels of the unturned page."""

    contours: tuple[tuple[tuple[int, int], ...], ...]
    """Of ink that is neither print nor inside an oval."""
    ovals: tuple[Box, ...]

    @classmethod
    def of(cls, found: Found | None) -> Self | None:
        """What of a finding is outlined; ``None`` where there is no ink to be shown."""
        if found is None or found.ink is None:
            return None
        contours = tuple(piece.contour for piece in found.ink.pieces)
        return cls(contours, tuple(target.box for target in found.place.targets))

    def draw(
        self, painter: QPainter, camera: Camera, page: Size, quarters: int, ratio: float
    ) -> None:
        """Draw it over a page.

        :param page: the size of the page as it is turned.
        :param quarters: how often it is turned by a quarter clockwise.
        :param ratio: device pixels per logical pixel.
        """
        scale = camera.scale / ratio
        place = _turned(page, quarters)
        place *= QTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("contour"), _LINE))
        for contour in self.contours:
            painter.drawPolygon(place.map(QPolygonF([QPointF(x, y) for x, y in contour])))
        painter.setPen(QPen(theme().colour("contour"), _LINE, Qt.PenStyle.DotLine))
        for box in self.ovals:
            corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom))
            around = [QPointF(x, y) for x, y in (*corners, (box.x, box.bottom))]
            painter.drawPolygon(place.map(QPolygonF(around)))
        painter.restore()


def _turned(page: Size, quarters: int) -> QTransform:
    """From the unturned page to the turned one, of that size."""
    match quarters % 4:
        case 1:
            return QTransform(0, 1, -1, 0, page.width, 0)
        case 2:
            return QTransform(-1, 0, 0, -1, page.width, page.height)
        case 3:
            return QTransform(0, -1, 1, 0, 0, page.height)
        case _:
            return QTransform()
