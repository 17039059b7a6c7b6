"""How large the contests of a page are shown: whole, all at one scale, never below 100 dpi."""

from dataclasses import dataclass
from math import ceil, floor

LEAST_DPI = 100.0
"""Pixels of the screen for an inch of paper: smaller, a faint mark could not be told from dust."""
LARGEST_DPI = 200.0
"""Larger, there is nothing more to see: ballots are scanned at 200 dpi."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a ballot on a page takes besides its contest, in pixels of the screen."""

    edge: int
    """Around the contest on each side."""
    above: int
    """The height of its words, where they stand above the contest."""
    beside: int
    """The width of its words, where they stand beside the contest."""
    gap: int
    """Between two ballots."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A page's columns and rows, and the scale of every contest on it."""

    columns: int
    rows: int
    dpi: float
    """Pixels of the screen for an inch of paper."""
    words_beside: bool
    """Whether the words stand beside the contest instead of above it."""
    width: int
    height: int
    """Of one ballot's place on the page."""

    @property
    def room(self) -> int:
        """How many ballots have room."""
        return self.columns * self.rows


def fit(contest: tuple[float, float], view: tuple[int, int], frame: Frame, most: int) -> Fit | None:
    """As many contests as fit into a view, then as large as that many can be.

    :param contest: width and height on paper, in inches, of the largest one.
    :param view: width and height in pixels of the screen.
    :param most: more are not wanted: what a page may have, or what waits.
    :returns: ``None`` where not even one has room at :data:`LEAST_DPI`.
    """
    found = [_fit(contest, view, frame, most, beside=beside) for beside in (False, True)]
    return max(
        (each for each in found if each is not None),
        key=lambda each: (min(each.room, most), each.dpi),
        default=None,
    )


def _fit(
    contest: tuple[float, float], view: tuple[int, int], frame: Frame, most: int, *, beside: bool
) -> Fit | None:
    extra = (
        2 * frame.edge + (frame.beside if beside else 0),
        2 * frame.edge + (0 if beside else frame.above),
    )
    columns, rows = (
        floor((room + frame.gap) / (ceil(inches * LEAST_DPI) + more + frame.gap))
        for room, inches, more in zip(view, contest, extra, strict=True)
    )
    if columns < 1 or rows < 1:
        return None
    wanted = min(most, columns * rows)
    # The one that was counted at the least scale is among them, so that one of them has room.
    arrangements = {(n, ceil(wanted / n)) for n in range(1, wanted + 1)} | {(columns, rows)}
    scale, best = max(
        (_scale(contest, view, frame.gap, extra, arrangement), arrangement)
        for arrangement in arrangements
    )
    dpi = min(LARGEST_DPI, max(LEAST_DPI, scale))
    size = [ceil(inches * dpi) + more for inches, more in zip(contest, extra, strict=True)]
    return Fit(*best, dpi, beside, *size)


def _scale(
    contest: tuple[float, float],
    view: tuple[int, int],
    gap: int,
    extra: tuple[int, int],
    arrangement: tuple[int, int],
) -> float:
    """Pixels for an inch at which so many columns and rows have room, to a hundredth."""
    exact = min(
        (floor((room + gap) / n) - gap - more) / inches
        for room, inches, more, n in zip(view, contest, extra, arrangement, strict=True)
    )
    return floor(100 * exact) / 100
