"""Where something may be written over a page: on no print, on no target, and where it is seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.imaging.pages import Grey

Places = NDArray[np.float64]
"""One coordinate of many places."""
_Answers = NDArray[np.bool_]

_DARK = 150
_SPECK = 0.004
"""Share of what is covered that may be dark: dust, and no letter."""
_RULE = 0.85
"""Share of a column that is dark where a rule is printed: no letter is as high as a target."""


class PageInk:
    """How much of any part of a page is dark, told at once.

    :param grey: the page.
    """

    def __init__(self, grey: Grey) -> None:
        high, wide = grey.shape
        self._sum = np.zeros((high + 1, wide + 1), np.int32)
        np.cumsum(grey < _DARK, axis=0, dtype=np.int32, out=self._sum[1:, 1:])
        np.cumsum(self._sum[1:, 1:], axis=1, out=self._sum[1:, 1:])

    def share(self, left: Places, top: Places, right: Places, bottom: Places) -> Places:
        """The dark share of each rectangle, in pixels of the page; around the page it is light."""
        high, wide = self._sum.shape[0] - 1, self._sum.shape[1] - 1
        x0, x1 = (np.clip(np.rint(x), 0, wide).astype(int) for x in (left, right))
        y0, y1 = (np.clip(np.rint(y), 0, high).astype(int) for y in (top, bottom))
        x1, y1 = np.maximum(x0, x1), np.maximum(y0, y1)
        of = self._sum
        dark = of[y1, x1] - of[y0, x1] - of[y1, x0] + of[y0, x0]
        shares: Places = dark / np.maximum(1, (x1 - x0) * (y1 - y0))
        return shares


class Room:
    """What is free of a page as a camera shows it; everything in pixels of the screen.

    :param ratio: device pixels per logical pixel.
    :param view: what is seen.
    """

    def __init__(self, ink: PageInk, camera: Camera, ratio: float, view: QRectF) -> None:
        self._ink, self._camera, self._ratio, self._view = ink, camera, ratio, view
        self.taken: list[QRectF] = []
        """What must not be covered."""

    def free(
        self, x: Places, y: Places, wide: float, high: float, *, apart: float = 0.0
    ) -> tuple[Places, Places]:
        """Those of the places where something of that size may stand.

        :param apart: how far left and right of it nothing may be printed.
        """
        view = self._view
        there = (x >= view.left()) & (x + wide <= view.right())
        there &= (y >= view.top()) & (y + high <= view.bottom())
        x, y = x[there], y[there]
        bare = self.bare(x - apart, y, x + wide + apart, y + high)
        x, y = x[bare], y[bare]
        for other in self.taken:
            if not x.size:
                break
            beside = (x >= other.right()) | (x + wide <= other.left())
            beside |= (y >= other.bottom()) | (y + high <= other.top())
            x, y = x[beside], y[beside]
        return x, y

    def dark(self, left: Places, top: Places, right: Places, bottom: Places) -> Places:
        """The dark share of each rectangle."""
        scale = self._ratio / self._camera.scale
        x, y = self._camera.x, self._camera.y
        return self._ink.share(
            x + left * scale, y + top * scale, x + right * scale, y + bottom * scale
        )

    def bare(self, left: Places, top: Places, right: Places, bottom: Places) -> _Answers:
        """Whether nothing is printed in each rectangle."""
        return self.dark(left, top, right, bottom) <= _SPECK

    def rules_beside(self, place: QRectF) -> tuple[float, float]:
        """Where the nearest upright rules stand, left and right of a target."""
        step = min(1.0, self._camera.scale / self._ratio)
        x = np.arange(self._view.left(), self._view.right(), step)
        half = 0.8 * place.height()
        top = np.full_like(x, place.center().y() - half)
        dark = self.dark(x, top, x + step, top + 2 * half) >= _RULE
        left = x[dark & (x < place.left())]
        right = x[dark & (x > place.right())]
        return (
            float(left[-1]) if left.size else self._view.left(),
            float(right[0]) if right.size else self._view.right(),
        )


def gaps(x: Places, y: Places, wide: float, high: float, place: QRectF) -> Places:
    """How far rectangles of that size stand from a place."""
    dx = np.maximum(0, np.maximum(x - place.right(), place.left() - x - wide))
    dy = np.maximum(0, np.maximum(y - place.bottom(), place.top() - y - high))
    far: Places = np.hypot(dx, dy)
    return far


def nearest(x: Places, y: Places, wide: float, high: float, others: Sequence[QRectF]) -> Places:
    """How far each stands from the nearest of the others."""
    least = np.full_like(x, np.inf)
    for other in others:
        np.minimum(least, gaps(x, y, wide, high, other), out=least)
    return least
