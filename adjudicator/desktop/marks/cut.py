"""A part of a page cut out at a scale, kept until another is asked for."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from adjudicator.desktop.ballot.decode import DecodedPage, PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.render import Look, prepared, scaled
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.layouts import Box


@dataclass(slots=True)
class Cut:
    """One part of one page."""

    ref: PageRef
    box: Box
    upside_down: bool = False
    """Whether the page went through the scanner head first: it is shown the right way up."""
    _image: QImage | None = None
    _of: tuple[object, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels of the page."""
        return max(1.0, self.box.width), max(1.0, self.box.height)

    def draw(self, painter: QPainter, cache: ImageCache, place: QRectF, look: Look) -> None:
        """Draw it, or say why it is not there."""
        page = cache.get(self.ref)
        ratio = painter.device().devicePixelRatio()
        size = (max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        if page is None or page.grey is None:
            painter.setPen(theme().text_on("canvas"))
            words = page.problem if page is not None else "Opening \u2026"
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        else:
            # Turning the page is for looking at it whole; here rows are read.
            plain = Look(inverted=look.inverted, contrast=look.contrast)
            if self._of != (page.ref, size, plain):
                self._image, self._of = self._made(page, size, plain), (page.ref, size, plain)
            if self._image is not None:
                painter.drawImage(place, self._image, QRectF(self._image.rect()))
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _made(self, page: DecodedPage, size: tuple[int, int], look: Look) -> QImage | None:
        grey = page.grey
        if grey is None:
            return None
        rows, columns = grey.shape
        left, top = max(0, round(self.box.x)), max(0, round(self.box.y))
        right, bottom = min(columns, round(self.box.right)), min(rows, round(self.box.bottom))
        if left >= right or top >= bottom:
            return None
        part = grey[top:bottom, left:right]
        if self.upside_down:
            part = np.ascontiguousarray(np.rot90(part, 2))
        part = prepared(part, look)
        return scaled(part, (0, 0, part.shape[1], part.shape[0]), size, fine=True)
