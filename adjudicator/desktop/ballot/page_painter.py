"""Draws the visible part of a page, scaled once and kept until something about it changes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.ballot.render import Look, prepared, scaled
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey


@dataclass(frozen=True, slots=True)
class _Drawn:
    source: tuple[int, int, int, int]
    size: tuple[int, int]
    fine: bool
    image: QImage


class PagePainter:
    """One page with a look.  A repaint of the same view costs one blit."""

    def __init__(self) -> None:
        self._grey: Grey | None = None
        self._look = Look()
        self._prepared: Grey | None = None
        self._drawn: _Drawn | None = None

    def show(self, grey: Grey | None, look: Look) -> None:
        """Take another page or look."""
        self._grey, self._look = grey, look
        self._prepared = self._drawn = None

    def draw(
        self, painter: QPainter, camera: Camera, seen: Box, ratio: float, *, fine: bool
    ) -> None:
        """Draw what is seen of the page.

        :param seen: the visible part, in pixels of the turned image.
        :param ratio: device pixels per logical pixel.
        :param fine: with the better filter; a fine picture is not replaced by a coarse one.
        """
        source = (int(seen.x), int(seen.y), _up(seen.right), _up(seen.bottom))
        place = camera.to_screen(
            Box(source[0], source[1], source[2] - source[0], source[3] - source[1])
        )
        left, top = round(place.x), round(place.y)
        size = (max(1, round(place.right) - left), max(1, round(place.bottom) - top))
        image = self._image(source, size, fine=fine)
        if image is not None:
            target = logical(Box(left, top, size[0], size[1]), ratio)
            painter.drawImage(target, image, QRectF(image.rect()))

    def _image(
        self, source: tuple[int, int, int, int], size: tuple[int, int], *, fine: bool
    ) -> QImage | None:
        drawn = self._drawn
        same = drawn is not None and (drawn.source, drawn.size) == (source, size)
        if drawn is not None and same and (drawn.fine or not fine):
            return drawn.image
        if self._grey is None or source[0] >= source[2] or source[1] >= source[3]:
            return None
        if self._prepared is None:
            self._prepared = prepared(self._grey, self._look)
        image = scaled(self._prepared, source, size, fine=fine)
        self._drawn = _Drawn(source, size, fine, image)
        return image


def logical(box: Box, ratio: float) -> QRectF:
    """A box in device pixels as a rectangle in logical pixels."""
    return QRectF(box.x / ratio, box.y / ratio, box.width / ratio, box.height / ratio)


def _up(value: float) -> int:
    return -int(-value // 1)
