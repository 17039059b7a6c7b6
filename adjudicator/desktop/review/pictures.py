"""The drawings of clauses, made in the pool of images and kept."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import NORMAL, WorkQueue
from adjudicator.imaging.printing.clauses import clause_drawing, clause_words

Drawer = Callable[[str, bool, tuple[int, int]], NDArray[np.uint8]]
"""Draws a sketch, of what counts or of what does not, at a size: RGB, height by width by 3.

:raises KeyError: there is no sketch of that id.
"""


def draw_clause(sketch: str, counts: bool, size: tuple[int, int]) -> NDArray[np.uint8]:  # noqa: FBT001 - the shape of Drawer
    """The product's own drawing of a clause."""
    return clause_drawing(sketch, counts=counts, size=size)


def picture_words(sketch: str) -> str:
    """What both pictures of a clause show, for people who cannot see them; empty without any."""
    try:
        counts, does_not = (clause_words(sketch, counts=counts) for counts in (True, False))
    except KeyError:
        return ""
    return f"Pictures: counts: {counts} Does not count: {does_not}"


class ClausePictures(QObject):
    """Pictures by sketch, kind and size; what is not drawn yet is ordered and announced later."""

    drawn = Signal()
    """At least one more picture can be shown."""

    def __init__(
        self, pool: WorkQueue, drawer: Drawer = draw_clause, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pool, self._drawer = pool, drawer
        self._images: dict[tuple[str, bool, tuple[int, int]], QImage | None] = {}

    def picture(self, sketch: str, *, counts: bool, size: tuple[int, int]) -> QImage | None:
        """The picture, or ``None`` while it is being drawn or where there is none."""
        key = (sketch, counts, size)
        if key in self._images or not sketch:
            return self._images.get(key)
        self._images[key] = None

        def draw() -> QImage:
            pixels = np.ascontiguousarray(self._drawer(sketch, counts, size))
            high, wide, _ = pixels.shape
            return QImage(pixels.data, wide, high, 3 * wide, QImage.Format.Format_RGB888).copy()

        def keep(image: QImage) -> None:
            self._images[key] = image
            self.drawn.emit()

        self._pool.submit(draw, keep, _without, priority=NORMAL)
        return None


def _without(_failure: Failure) -> None:
    """A clause without a drawing shows its words alone."""
