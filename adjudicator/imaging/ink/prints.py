"""What is printed on a reference page, its own voters' marks left out as far as one page tells.

The reference may be a voted page.  In its targets the print is what most targets of the page have
in common, so a filled oval does not pass for print; ink elsewhere on it is recognised on the page
that is measured, which lacks it (see :mod:`.residual`).
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Protocol
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.imaging.ink.own_marks import own_marks
from adjudicator.imaging.ink.residual import SEEN, explained_by
from adjudicator.imaging.ink.rows import Rows, rows_of
from adjudicator.imaging.ink.tone import FULL, darkness, tone_of
from adjudicator.imaging.pages import Grey, PageImage

_MANY = 4
"""Targets of one size from which on the print is what a quarter of them fall short of."""
_RIM = 1
"""Pixels around a target that belong to it."""
_MARKED = 6
"""Pixels the common print does not explain from which on a target of the reference is marked."""
_OFF = 4
"""Pixels by which a target's box may lie otherwise about its print than most."""
_LIKE = 0.5
"""Correlation from which on a target says where its print lies: a marked one may not."""
_ROUNDS = 3
_FARTHER = 2.0
"""Pixels of missing print that a place one pixel nearer to its box is worth."""


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
    """Take out of each of these targets what is not in the print they have in common."""
    width, height = size[0] + 2 * _RIM, size[1] + 2 * _RIM
    spots = [(round(box.x) - _RIM, round(box.y) - _RIM) for box in boxes]
    whole = [
        (x, y)
        for x, y in spots
        if x >= _OFF
        and y >= _OFF
        and y + height + _OFF <= dark.shape[0]
        and x + width + _OFF <= dark.shape[1]
    ]
    if not whole:
        return
    lying = _together(dark, whole, (width, height))
    seen = np.sort(np.stack([dark[y : y + height, x : x + width] for x, y in lying]), axis=0)
    common = _common(seen)
    explained = explained_by(common, one_bit=True)
    off = np.rint(np.median(np.subtract(lying, whole), axis=0)).astype(int).tolist()
    for spot, boxed in zip(lying, whole, strict=True):
        if _beyond(dark, spot, explained) < _MARKED:
            continue
        # A filled oval looks much the same a pixel farther on: its box says better where it is.
        x, y = _showing(dark, common, (boxed[0] + off[0], boxed[1] + off[1]))
        patch = dark[y : y + height, x : x + width]
        # Its own outline stays as it lies and as strong as it is.
        np.minimum(patch, explained, out=patch)


def _beyond(dark: Grey, spot: tuple[int, int], explained: Grey) -> int:
    """Pixels there that are no print."""
    height, width = explained.shape
    patch = dark[spot[1] : spot[1] + height, spot[0] : spot[0] + width]
    return int(np.count_nonzero(cv2.subtract(patch, explained) > SEEN))


def _showing(dark: Grey, common: Grey, spot: tuple[int, int]) -> tuple[int, int]:
    """The place near that spot where least of the print is missing, nearer ones before others."""
    height, width = common.shape
    costs = {}
    for down, across in product(range(-_OFF, _OFF + 1), repeat=2):
        x, y = max(0, spot[0] + across), max(0, spot[1] + down)
        patch = dark[y : y + height, x : x + width]
        if patch.shape == common.shape:
            missing = float(cv2.subtract(common, patch).sum(dtype=np.int64)) / FULL
            costs[missing + _FARTHER * float(np.hypot(across, down)), x, y] = (x, y)
    return costs[min(costs)] if costs else spot


def _together(
    dark: Grey, spots: list[tuple[int, int]], size: tuple[int, int]
) -> list[tuple[int, int]]:
    """The spots moved by a pixel or two to where their print agrees with that of most.

    Boxes drawn by hand or carried over from another page are not all off by the same.
    """
    width, height = size
    if len(spots) < _MANY:
        return spots
    for _ in range(_ROUNDS):
        patches = np.stack([dark[y : y + height, x : x + width] for x, y in spots])
        usual = np.median(patches, axis=0).astype(np.uint8)
        moved = []
        for x, y in spots:
            around = dark[max(0, y - _OFF) : y + height + _OFF, max(0, x - _OFF) : x + width + _OFF]
            score = cv2.matchTemplate(around, usual, cv2.TM_CCOEFF_NORMED)
            _, best, _, (across, down) = cv2.minMaxLoc(score)
            found = (max(0, x - _OFF) + across, max(0, y - _OFF) + down)
            moved.append(found if best > _LIKE else (x, y))
        if moved == spots:
            break
        spots = moved
    return spots


def _common(seen: Grey) -> Grey:
    """What nearly all of these have: patches sorted pixel by pixel, the lightest first."""
    return np.asarray(seen[len(seen) // 4] if len(seen) >= _MANY else seen[0], dtype=np.uint8)
