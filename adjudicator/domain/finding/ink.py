"""What ink is in a contest: in its targets, and anywhere else that is not print."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.layouts import Box, TargetBox

LEAST_TOLD = 0.1
"""Square millimetres of a piece of ink that is told of in words; smaller ones are outlined only."""
INKED = 20
"""Fill, per mille, of a target from which on there is ink in it.

No empty one comes near it; ink that fills less is told of as a piece of ink of its own.
"""


class Quality(StrEnum):
    """What is wrong with an image, or its reference, where the contest stands."""

    CUT_OFF = "cut_off"
    TARGET_UNSEEN = "target_unseen"
    """Something covers, or has taken away, a place in which people mark."""
    FOLD = "fold"
    STREAK = "streak"
    SHADED = "shaded"
    """A part of the contest lies under a wide shade: pencil, highlighter, stain or shadow."""
    TOO_DARK = "too_dark"
    TOO_PALE = "too_pale"
    """The print itself is grey, so faint marks are lost."""
    REFERENCE_FILLED = "reference_filled"
    """No target tells how an empty one looks: a mark may pass for print."""
    ONE_BIT = "one_bit"
    """Black and white only: faint marks may be lost."""

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]

    @property
    def brief(self) -> str:
        """The same in the few words a line of facts has room for."""
        return _BRIEF[self]


_LABELS = {
    Quality.CUT_OFF: "The contest is cut off at the edge of the image.",
    Quality.TARGET_UNSEEN: "An oval or box of the contest is not seen whole.",
    Quality.FOLD: "A fold runs through the contest.",
    Quality.STREAK: "A streak runs through the contest.",
    Quality.SHADED: "A wide shade lies over a part of the contest.",
    Quality.TOO_DARK: "The image is too dark to see faint marks.",
    Quality.TOO_PALE: "The image is too pale to see faint marks.",
    Quality.REFERENCE_FILLED: (
        "No empty oval or box on the reference page shows what is print: a mark may pass for it."
    ),
    Quality.ONE_BIT: "The image is black and white only: faint marks may be lost.",
}
_BRIEF = {
    Quality.CUT_OFF: "contest cut off",
    Quality.TARGET_UNSEEN: "an oval is not seen whole",
    Quality.FOLD: "fold through it",
    Quality.STREAK: "streak through it",
    Quality.SHADED: "shade over it",
    Quality.TOO_DARK: "image too dark",
    Quality.TOO_PALE: "image too pale",
    Quality.REFERENCE_FILLED: "reference page filled",
    Quality.ONE_BIT: "black and white",
}


def short_fill(per_mille: int) -> str:
    """``.46``; a whole one is ``1.00``."""
    return f"{per_mille / 1000:.2f}".removeprefix("0")


@dataclass(frozen=True, slots=True)
class TargetInk:
    """Ink in one target."""

    choice: str
    fill: int
    """Per mille of the target's interior that is dark."""
    darkness: int
    """Mean darkness of the interior in per mille: 0 is the paper's white, 1000 black."""

    @property
    def inked(self) -> bool:
        """Whether there is ink in it, if only a dot: whether it is a mark is for people to say."""
        return self.fill >= INKED


@dataclass(frozen=True, slots=True)
class InkPiece:
    """One piece of ink in the contest that is not print, outside the targets' interiors."""

    box: Box
    """In pixels of the page."""
    area: float
    """Square millimetres of ink."""
    contour: tuple[tuple[int, int], ...]
    """Its outline in pixels of the page, closed."""
    near: str | None
    """The choice whose row it lies in, if it lies in one."""
    crosses: tuple[str, ...] = ()
    """Choices whose target it crosses or touches."""


@dataclass(frozen=True, slots=True)
class ContestInk:
    """All ink of one contest."""

    contest: str
    targets: tuple[TargetInk, ...]
    """In paper order, one per target; two of one choice stand twice."""
    pieces: tuple[InkPiece, ...]
    """The largest first."""
    quality: tuple[Quality, ...] = ()
    plain: bool = False
    """Whether nothing but the print is seen here: no ink in a target, no other ink, image good
    enough to tell.  Only such a contest may stand on a page of blanks."""

    @property
    def telling(self) -> tuple[InkPiece, ...]:
        """The pieces large enough to be told of in words: a stroke of a pen, not a speck."""
        return tuple(piece for piece in self.pieces if piece.area >= LEAST_TOLD)

    @property
    def in_target(self) -> bool:
        """Whether there is ink in any target."""
        return any(target.inked for target in self.targets)

    def of_targets(self, targets: Sequence[TargetBox]) -> tuple[TargetInk | None, ...]:
        """The ink of each target of the contest as it was placed; two of one choice in order."""
        used: Counter[str] = Counter()
        found: list[TargetInk | None] = []
        for target in targets:
            own = [each for each in self.targets if each.choice == target.choice]
            place = used[target.choice]
            used[target.choice] += 1
            found.append(own[place] if place < len(own) else None)
        return tuple(found)

    def inked_boxes(self, targets: Sequence[TargetBox]) -> tuple[Box, ...]:
        """Those of these targets that have ink in them."""
        inks = zip(targets, self.of_targets(targets), strict=True)
        return tuple(target.box for target, ink in inks if ink is not None and ink.inked)
