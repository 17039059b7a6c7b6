"""Where things stand on an image: contest boxes and targets, in pixels of that image.

A layout helps people see; it counts for nothing and is no part of what is signed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_LEAST = 4.0
"""Pixels across, of any box."""
_BEYOND = 0.02
"""Of the page's width and height, by which a box may reach over its edge."""
_UNLIKE = 0.02
"""By how much a page may be higher or wider than the one the boxes were measured on."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels of the image, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def moved(self, x: float, y: float) -> "Box":
        """The box so many pixels further to the right and down."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def grown(self, share: float) -> "Box":
        """The box with a margin of that share of its width and height on every side."""
        dx, dy = self.width * share, self.height * share
        return Box(self.x - dx, self.y - dy, self.width + 2 * dx, self.height + 2 * dy)


@dataclass(frozen=True, slots=True)
class TargetBox:
    """One target (the oval) and the choice it stands for."""

    contest: str
    choice: str
    box: Box


@dataclass(frozen=True, slots=True)
class ContestBox:
    """The area of one contest."""

    contest: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageLayout:
    """All boxes of one image, whose size in pixels they were measured on."""

    width: int
    height: int
    contests: tuple[ContestBox, ...]
    targets: tuple[TargetBox, ...]

    def contest_box(self, contest_id: str) -> Box | None:
        """The area of that contest, if it stands on this image."""
        return next((c.box for c in self.contests if c.contest == contest_id), None)

    def problem(self) -> str:
        """Why these cannot be the boxes of a page, as a clause; empty where they can."""
        return next(self._problems(), "")

    def _problems(self) -> Iterator[str]:
        if self.width < 1 or self.height < 1:
            yield f"its page is {self.width} x {self.height} pixels"
            return
        boxes = [(c.contest, c.box) for c in self.contests]
        boxes += [(f"target {t.choice} of {t.contest}", t.box) for t in self.targets]
        for name, box in boxes:
            numbers = (box.x, box.y, box.width, box.height)
            if not all(math.isfinite(number) for number in numbers):
                yield f"the box of {name} is not four numbers"
            elif min(box.width, box.height) < _LEAST:
                yield f"the box of {name} is {box.width:g} x {box.height:g} pixels"
            elif not self._has(box):
                yield f"the box of {name} does not lie on the page"

    def _has(self, box: Box) -> bool:
        over = Box(0, 0, self.width, self.height).grown(_BEYOND)
        return (
            over.x <= box.x
            and over.y <= box.y
            and box.right <= over.right
            and box.bottom <= over.bottom
        )

    def fits(self, width: int, height: int) -> bool:
        """Whether a page of that size may be the page, in whatever resolution."""
        across, down = width / self.width, height / self.height
        return abs(across / down - 1) <= _UNLIKE

    def scaled_to(self, width: int, height: int) -> "PageLayout":
        """The same boxes on the same page in another resolution."""
        if (width, height) == (self.width, self.height) or not (self.width and self.height):
            return self
        x, y = width / self.width, height / self.height

        def scaled(box: Box) -> Box:
            return Box(box.x * x, box.y * y, box.width * x, box.height * y)

        return PageLayout(
            width,
            height,
            tuple(replace(c, box=scaled(c.box)) for c in self.contests),
            tuple(replace(t, box=scaled(t.box)) for t in self.targets),
        )

    def as_value(self) -> dict[str, Any]:
        """Plain JSON values; boxes as ``[x, y, width, height]`` to a tenth of a pixel."""
        return {
            "width": self.width,
            "height": self.height,
            "contests": [[c.contest, *_numbers(c.box)] for c in self.contests],
            "targets": [[t.contest, t.choice, *_numbers(t.box)] for t in self.targets],
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "PageLayout":
        """Read :meth:`as_value` back.

        :raises KeyError, TypeError, ValueError: not the value of a layout.
        """
        return cls(
            width=value["width"],
            height=value["height"],
            contests=tuple(ContestBox(c, Box(*box)) for c, *box in value["contests"]),
            targets=tuple(TargetBox(c, o, Box(*box)) for c, o, *box in value["targets"]),
        )


def _numbers(box: Box) -> list[float]:
    return [round(v, 1) for v in (box.x, box.y, box.width, box.height)]
