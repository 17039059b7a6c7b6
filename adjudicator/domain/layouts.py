"""Where things stand on an image: contest boxes and targets, in pixels of that image.

A layout helps people see; it counts for nothing and is no part of what is signed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_LEAST = 4.0
"""Pixels across, of any box."""
_LARGEST = 100_000
"""Pixels a page may be wide or high; a 22-inch page at 600 dots per inch has 13,200."""
_SAME_PLACE = 0.5
"""Share of the smaller of two targets from which they are one printed target told twice."""
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

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Its four corners, clockwise from the top left."""
        right, bottom = self.right, self.bottom
        return (self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)

    def moved(self, x: float, y: float) -> "Box":
        """The box so many pixels further to the right and down."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def grown(self, share: float) -> "Box":
        """The box with a margin of that share of its width and height on every side."""
        dx, dy = self.width * share, self.height * share
        return Box(self.x - dx, self.y - dy, self.width + 2 * dx, self.height + 2 * dy)

    def shared(self, other: "Box") -> float:
        """The share of the smaller of two boxes that the other covers."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        smaller = min(self.width * self.height, other.width * other.height)
        return across * down / smaller if across > 0 and down > 0 and smaller > 0 else 0.0

    def has_middle_of(self, inner: "Box") -> bool:
        """Whether the middle of that box lies in this one."""
        x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
        return self.x <= x <= self.right and self.y <= y <= self.bottom


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
        if not (1 <= self.width <= _LARGEST and 1 <= self.height <= _LARGEST):
            yield f"its page is {self.width:g} x {self.height:g} pixels"
            return
        boxes = [(c.contest, c.box) for c in self.contests]
        boxes += [(_named(t), t.box) for t in self.targets]
        for name, box in boxes:
            numbers = (box.x, box.y, box.width, box.height)
            if not all(math.isfinite(number) for number in numbers):
                told = ", ".join(f"{number:g}" for number in numbers)
                yield f"the box of {name} is not four numbers but {told}"
            elif min(box.width, box.height) < _LEAST:
                yield f"the box of {name} is {box.width:g} x {box.height:g} pixels"
            elif not self._has(box):
                told = f"{box.width:g} x {box.height:g} pixels at {box.x:g}, {box.y:g}"
                yield (
                    f"the box of {name} ({told}) does not lie on the page of "
                    f"{self.width} x {self.height}"
                )

    def contradiction(self) -> str:
        """Where these boxes speak against one another, as a clause; empty where they do not.

        Which choice a target stands for is then not to be known from them.  One choice may have
        several targets, as where a candidate stands on the lines of two parties.
        """
        return next(self._contradictions(), "")

    def _contradictions(self) -> Iterator[str]:
        areas: dict[str, Box] = {}
        for contest in self.contests:
            if contest.contest in areas:
                yield f"{contest.contest} has two boxes"
            areas[contest.contest] = contest.box
        told: dict[str, list[TargetBox]] = {}
        for target in self.targets:
            area = areas.get(target.contest)
            if area is None:
                yield f"{_named(target)} stands in no contest, for {target.contest} has no box"
                continue
            if not area.has_middle_of(target.box):
                yield f"{_named(target)} lies outside the box of its contest"
            here = told.setdefault(target.contest, [])
            for other in here:
                if target.box.shared(other.box) >= _SAME_PLACE:
                    yield f"{_named(other)} and {_named(target)} lie in one place"
            here.append(target)

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


def _named(target: TargetBox) -> str:
    return f"target {target.choice} of {target.contest}"


def _numbers(box: Box) -> list[float]:
    return [round(v, 1) for v in (box.x, box.y, box.width, box.height)]
