"""Where things stand on an image: contest boxes and targets, in pixels of that image.

A layout helps people see; it counts for nothing and is no part of what is signed.
"""

from dataclasses import dataclass
from typing import Any


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
