"""What is printed on a reference page, its own voters' marks left out as far as one page tells.

The reference may be a voted page.  In its targets the print is what most targets of the page have
in common, so a filled oval does not pass for print; ink elsewhere on it is recognised on the page
that is measured, which lacks it (see :mod:`.residual`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.imaging.ink.residual import SEEN, explained_by
from adjudicator.imaging.ink.rows import Rows, rows_of
from adjudicator.imaging.ink.tone import darkness, tone_of
from adjudicator.imaging.pages import Grey, PageImage

_MANY = 4
"""Targets of one size from which on the print is what a quarter of them fall short of."""
_RIM = 1
"""Pixels around a target that belong to it."""
_MARKED = 6
"""Pixels the common print does not explain from which on a target of the reference is marked."""


class KnownReference(Protocol):
    """A reference page with its image: what :func:`~..registration.prepare` gives, and more."""

    @property
    def reference(self) -> ReferencePage:
        """The page and its boxes."""

    @property
    def image(self) -> PageImage:
        """Its pixels."""


@dataclass(frozen=True, eq=False)
class Print:
    """The print of one reference page."""

    reference: ReferencePage
    image: PageImage

    @cached_property
    def dark(self) -> Grey:
        """Darkness of the print, every target empty."""
        grey = self.image.grey
        dark = darkness(grey, None if self.image.one_bit else tone_of(grey))
        by_size: dict[tuple[int, int], list[TargetBox]] = {}
        for target in self.reference.layout.targets:
            size = (round(target.box.width), round(target.box.height))
            by_size.setdefault(size, []).append(target)
        for size, targets in by_size.items():
            _emptied(dark, [target.box for target in targets], size)
        return dark

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        return {}

    def rows(self, contest: str) -> Rows:
        """Whose row a spot of the contest lies in."""
        if contest not in self._rows:
            self._rows[contest] = rows_of(self.reference.layout, contest, self.dark)
        return self._rows[contest]


_prints: WeakKeyDictionary[KnownReference, Print] = WeakKeyDictionary()


def print_of(reference: KnownReference) -> Print:
    """The print of a reference, worked out once while the reference is kept."""
    found = _prints.get(reference)
    if found is None:
        found = _prints[reference] = Print(reference.reference, reference.image)
    return found


def _emptied(dark: Grey, boxes: list[Box], size: tuple[int, int]) -> None:
    """Put the common print of these targets into each of them."""
    width, height = size[0] + 2 * _RIM, size[1] + 2 * _RIM
    spots = [(round(box.x) - _RIM, round(box.y) - _RIM) for box in boxes]
    whole = [
        (x, y)
        for x, y in spots
        if x >= 0 and y >= 0 and y + height <= dark.shape[0] and x + width <= dark.shape[1]
    ]
    if not whole:
        return
    seen = np.sort(np.stack([dark[y : y + height, x : x + width] for x, y in whole]), axis=0)
    common = seen[len(whole) // 4] if len(whole) >= _MANY else seen[0]
    explained = explained_by(common, one_bit=True)
    for x, y in whole:
        patch = dark[y : y + height, x : x + width]
        if np.count_nonzero(cv2.subtract(patch, explained) > SEEN) >= _MARKED:
            patch[:] = common
