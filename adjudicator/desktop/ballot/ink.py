"""Ink outlined on the canvas: thin lines along it and around the ovals, never anything over it.

An oval with ink in it is outlined as ink is, the others in dots.
"""

from collections.abc import Sequence
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
    inked: tuple[Box, ...] = ()
    """Those of the ovals that have ink in them, if only a dot."""

    @classmethod
    def of(cls, found: Found | None) -> Self | None:
        """What of a finding is outlined; ``None`` where there is no ink to be shown."""
        if found is None or found.ink is None:
            return None
        contours = tuple(piece.contour for piece in found.ink.pieces)
        targets = found.place.targets
        return cls(
            contours,
            tuple(target.box for target in targets),
            found.ink.inked_boxes(targets),
        )

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
        for line in (*self.contours, *(box.corners for box in self.inked)):
            painter.drawPolygon(place.map(_polygon(line)))
        painter.setPen(QPen(theme().colour("contour"), _LINE, Qt.PenStyle.DotLine))
        for box in self.ovals:
            if box not in self.inked:
                painter.drawPolygon(place.map(_polygon(box.corners)))
        painter.restore()


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


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
