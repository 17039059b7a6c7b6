"""What is printed on a reference page, its own voters' marks left out as far as one page tells.

The reference may be a voted page.  In its targets the print is what they have in common (see
:mod:`.emptied`); ink elsewhere on it is recognised on the page that is measured, which lacks it
(see :mod:`.residual`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box
from adjudicator.imaging.ink.emptied import empty_targets
from adjudicator.imaging.ink.frame import Frame, cut
from adjudicator.imaging.ink.own_marks import own_marks
from adjudicator.imaging.ink.rough import corners_of
from adjudicator.imaging.ink.rows import Rows, rows_of
from adjudicator.imaging.ink.tone import darkness, tone_of
from adjudicator.imaging.pages import Grey, PageImage


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
        """Darkness of the print, every target empty, and nothing drawn beside them."""
        if self.own_marks is None:
            return self.with_marks
        return np.where(self.own_marks > 0, 0, self.with_marks).astype(np.uint8)

    @cached_property
    def own_marks(self) -> Grey | None:
        """255 where its own voter drew outside the targets; ``None`` if nowhere."""
        return own_marks(self.with_marks, self.reference.layout, self.image.dpi)

    def is_marked(self, area: Box) -> bool:
        """Whether its own voter drew there, outside the targets."""
        if self.own_marks is None:
            return False
        rows = slice(max(0, round(area.y)), max(0, round(area.bottom)))
        columns = slice(max(0, round(area.x)), max(0, round(area.right)))
        return bool(self.own_marks[rows, columns].any())

    @cached_property
    def with_marks(self) -> Grey:
        """Darkness of the page, every target empty; with what its own voter drew."""
        return self._emptied[0]

    @cached_property
    def unsure(self) -> frozenset[str]:
        """Contests with a target in which its own voter's mark may pass for print."""
        return self._emptied[1]

    @cached_property
    def _emptied(self) -> tuple[Grey, frozenset[str]]:
        grey = self.image.grey
        dark = darkness(grey, None if self.image.one_bit else tone_of(grey))
        unsure = empty_targets(dark, self.reference.layout.targets)
        return dark, unsure

    @cached_property
    def _frames(self) -> dict[Box, Frame | None]:
        return {}

    def frame(self, area: Box) -> Frame | None:
        """A contest of this page, cut out as from any other."""
        if area not in self._frames:
            self._frames[area] = cut(self.image, corners_of(area))
        return self._frames[area]

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
