"""The few things a printed page is made of: text, rectangles and ovals."""

from dataclasses import dataclass, replace
from typing import Literal, Self, TypeAlias

from adjudicator.imaging.printing.geometry import Box


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on a baseline."""

    text: str
    x: float
    baseline: float
    size: float
    """Pixels per em."""
    bold: bool = False
    align: Literal["l", "m", "r"] = "l"
    """Whether ``x`` is the left end, the middle or the right end."""
    grey: int = 0

    def moved(self, dx: float, dy: float) -> Self:
        """The same text elsewhere."""
        return replace(self, x=self.x + dx, baseline=self.baseline + dy)


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle: rules, frames, tints and timing marks."""

    box: Box
    grey: int = 0

    def moved(self, dx: float, dy: float) -> Self:
        """The same rectangle elsewhere."""
        return replace(self, box=self.box.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Oval:
    """A target: a box with round ends, outlined or, in the instructions, filled."""

    box: Box
    outline: float
    """Width of the outline in pixels, inside the box."""
    filled: bool = False

    def moved(self, dx: float, dy: float) -> Self:
        """The same oval elsewhere."""
        return replace(self, box=self.box.moved(dx, dy))


Item: TypeAlias = Text | Rect | Oval
