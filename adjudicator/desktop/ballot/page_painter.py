"""Draws the visible part of a page, scaled once and kept until something about it changes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from adjudicator.desktop.ballot.ahead import PicturesAhead, Wanted
from adjudicator.desktop.ballot.geometry import Placed
from adjudicator.desktop.ballot.render import Look, Sight, prepared, scaled
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey


@dataclass(frozen=True, slots=True)
class _Drawn:
    sight: Sight
    fine: bool
    image: QImage


class PagePainter:
    """One page with a look.  A repaint of the same view costs one blit.

    :param ahead: pictures that were made before the page came, so that it costs one blit, too.
    """

    def __init__(self, ahead: PicturesAhead | None = None) -> None:
        self._ahead = ahead
        self._grey: Grey | None = None
        self._look = Look()
        self._prepared: Grey | None = None
        self._drawn: _Drawn | None = None

    def show(self, grey: Grey | None, look: Look) -> None:
        """Take another page or look."""
        self._grey, self._look = grey, look
        self._prepared = self._drawn = None

    def draw(self, painter: QPainter, placed: Placed, ratio: float, *, fine: bool) -> None:
        """Draw a part of the page.

        :param placed: the part, of the turned image, and where it goes.
        :param ratio: device pixels per logical pixel.
        :param fine: with the better filter; a fine picture is not replaced by a coarse one.
        """
        image = self._image(Sight(self._look, placed.source, placed.size), fine=fine)
        if image is not None:
            target = logical(Box(placed.left, placed.top, *placed.size), ratio)
            painter.drawImage(target, image, QRectF(image.rect()))

    def _image(self, sight: Sight, *, fine: bool) -> QImage | None:
        drawn = self._drawn
        if drawn is not None and drawn.sight == sight and (drawn.fine or not fine):
            return drawn.image
        left, top, right, bottom = sight.source
        if self._grey is None or left >= right or top >= bottom:
            return None
        made = None if self._ahead is None else self._ahead.find(Wanted(self._grey, sight))
        if made is not None:
            self._prepared = made.prepared
            self._drawn = _Drawn(sight, fine=True, image=made.image)
            return made.image
        if self._prepared is None:
            self._prepared = prepared(self._grey, self._look)
        image = scaled(self._prepared, sight.source, sight.size, fine=fine)
        self._drawn = _Drawn(sight, fine, image)
        return image


def logical(box: Box, ratio: float) -> QRectF:
    """A box in device pixels as a rectangle in logical pixels."""
    return QRectF(box.x / ratio, box.y / ratio, box.width / ratio, box.height / ratio)
