"""Where things stand on a page: boxes, affine maps and the layout of one side.

Coordinates are continuous pixels: the pixel in row 0 and column 0 covers the square from (0, 0) to
(1, 1), so its centre is (0.5, 0.5).  x grows to the right and y downwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]
"""A picture: ``(height, width)`` grey or ``(height, width, 3)`` RGB, 0 black to 255 white."""
Points: TypeAlias = NDArray[np.float64]
"""Points of a path: shape ``(n, 2)``, columns x and y."""


_GREY_DIMENSIONS = 2


def is_grey(picture: Grey) -> bool:
    """Whether a picture is grey, not RGB."""
    return picture.ndim == _GREY_DIMENSIONS


@dataclass(frozen=True, slots=True)
class Affine:
    """The map ``x' = a x + b y + c``, ``y' = d x + e y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    @classmethod
    def about(
        cls,
        centre: tuple[float, float],
        *,
        degrees: float,
        scale: tuple[float, float],
        shift: tuple[float, float],
    ) -> "Affine":
        """Scale and turn about a point, then shift."""
        turn, (sx, sy), (cx, cy) = radians(degrees), scale, centre
        a, b, d, e = sx * cos(turn), -sy * sin(turn), sx * sin(turn), sy * cos(turn)
        return cls(a, b, cx - a * cx - b * cy + shift[0], d, e, cy - d * cx - e * cy + shift[1])

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The image of one point."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    @property
    def scale(self) -> tuple[float, float]:
        """How much lengths along x and along y grow."""
        return hypot(self.a, self.d), hypot(self.b, self.e)

    def between_pixel_centres(self) -> Points:
        """The same map as a 2 x 3 matrix between pixel indices, as OpenCV wants it."""
        x, y = self.apply(0.5, 0.5)
        return np.array([[self.a, self.b, x - 0.5], [self.d, self.e, y - 0.5]], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.left + dx, self.top + dy, self.width, self.height)

    def grown(self, by: float) -> "Box":
        """The box with ``by`` pixels more on each side (fewer when negative)."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def joined(self, other: "Box") -> "Box":
        """The smallest box around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Box(left, top, right - left, bottom - top)

    def touches(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def turned(self, affine: Affine) -> "Box":
        """Centre and side lengths under the map, upright: right for small boxes like targets."""
        (x, y), (sx, sy) = affine.apply(*self.centre), affine.scale
        width, height = self.width * sx, self.height * sy
        return Box(x - width / 2, y - height / 2, width, height)

    def around(self, affine: Affine) -> "Box":
        """The smallest upright box around the four mapped corners: right for large boxes."""
        corners = [
            affine.apply(x, y) for x in (self.left, self.right) for y in (self.top, self.bottom)
        ]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return Box(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


@dataclass(frozen=True, slots=True)
class TargetBox:
    """One place to mark: the printed oval of one choice and what stands beside it."""

    contest: str
    choice: str
    target: Box
    """The oval, to the outer edge of its outline."""
    label: Box
    """The printed name, or the ruled line of a write-in."""
    row: Box
    """The strip of the contest box that belongs to this choice."""
    party: Box | None = None
    """The printed party abbreviation, where there is one."""
    write_in: bool = False

    def moved(self, dx: float, dy: float) -> "TargetBox":
        """The same place elsewhere on the page."""
        return replace(
            self,
            target=self.target.moved(dx, dy),
            label=self.label.moved(dx, dy),
            row=self.row.moved(dx, dy),
            party=self.party.moved(dx, dy) if self.party else None,
        )

    def under(self, affine: Affine) -> "TargetBox":
        """The same place on the scanned page."""
        return replace(
            self,
            target=self.target.turned(affine),
            label=self.label.around(affine),
            row=self.row.around(affine),
            party=self.party.around(affine) if self.party else None,
        )


@dataclass(frozen=True, slots=True)
class ContestBox:
    """One contest on one side of a ballot."""

    contest: str
    box: Box
    title: Box
    """The part of the box that holds title and instruction."""
    targets: tuple[TargetBox, ...]

    def target(self, choice: str) -> TargetBox:
        """The place to mark for one choice.

        :raises KeyError: the choice is not printed in this contest.
        """
        for target in self.targets:
            if target.choice == choice:
                return target
        raise KeyError(choice)

    def moved(self, dx: float, dy: float) -> "ContestBox":
        """The same contest elsewhere on the page."""
        return ContestBox(
            self.contest,
            self.box.moved(dx, dy),
            self.title.moved(dx, dy),
            tuple(target.moved(dx, dy) for target in self.targets),
        )

    def under(self, affine: Affine) -> "ContestBox":
        """The same contest on the scanned page."""
        return ContestBox(
            self.contest,
            self.box.around(affine),
            self.title.around(affine),
            tuple(target.under(affine) for target in self.targets),
        )


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Every contest and target of one side, in pixels of that side's picture."""

    side: int
    """1 for the front, 2 for the back."""
    width: int
    height: int
    dpi: float
    contests: tuple[ContestBox, ...]

    def contest(self, contest: str) -> ContestBox:
        """Where one contest stands.

        :raises KeyError: the contest is not on this side.
        """
        for box in self.contests:
            if box.contest == contest:
                return box
        raise KeyError(contest)

    def has_contest(self, contest: str) -> bool:
        """Whether the contest is printed on this side."""
        return any(box.contest == contest for box in self.contests)

    @property
    def targets(self) -> Iterator[TargetBox]:
        """All places to mark, in ballot order."""
        return (target for box in self.contests for target in box.targets)

    def under(self, affine: Affine, *, width: int, height: int) -> "PageLayout":
        """The layout of the scanned picture of this page."""
        return replace(
            self,
            width=width,
            height=height,
            contests=tuple(box.under(affine) for box in self.contests),
        )
