"""What tells two references apart, and whether a page is dark at given points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.registration.affine import Points
from adjudicator.imaging.registration.bending import SmoothMap
from adjudicator.imaging.registration.working import WorkingPage

_LEAST_POINTS = 12
"""With fewer points of difference two styles look the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """What tells two references apart, in working pixels of the first."""

    only_first: Points
    only_second: Points
    close: bool = False
    """Whether they lie so close to print of both that a page must be looked at just there."""

    @property
    def tells(self) -> bool:
        """Whether they can be told apart at all."""
        return len(self.only_first) + len(self.only_second) >= _LEAST_POINTS

    def share_of_first(self, page: WorkingPage, smooth: SmoothMap) -> float:
        """Share of the points of difference where the page looks like the first: 0..1.

        :param smooth: the first's pixels to the page's.
        """
        first = is_dark(page, smooth.apply(self.only_first), just_there=self.close).sum()
        second = is_dark(page, smooth.apply(self.only_second), just_there=self.close).sum()
        total = len(self.only_first) + len(self.only_second)
        return float(first + len(self.only_second) - second) / total


def is_dark(page: WorkingPage, points: Points, *, just_there: bool = False) -> NDArray[np.bool_]:
    """Whether there is ink at or right beside each point; nothing off the page is dark.

    :param just_there: not beside it.
    """
    tones = page.tones
    picture, level = (page.grey, tones.ink) if just_there else (page.half_darkest, tones.faint)
    height, width = picture.shape
    places = np.floor(points if just_there else points / 2).astype(np.intp)
    inside = (places >= 0).all(axis=1) & (places[:, 0] < width) & (places[:, 1] < height)
    dark = np.zeros(len(points), bool)
    dark[inside] = picture[places[inside, 1], places[inside, 0]] <= level
    return dark
