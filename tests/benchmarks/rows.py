"""One measured figure, as a benchmark returns it and ``make bench`` prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, what it should be, and how it compares with a named reference.

    Less is better throughout.  ``goal`` is absolute and holds for one machine, so missing it is
    only shown.  ``at_most`` bounds the *ratio* to the reference, which holds on any machine: a row
    above it fails the run.
    """

    name: str
    figure: float
    unit: str
    goal: float | None = None
    reference: str = ""
    """What the figure is compared with, in words: "the same append without signatures"."""
    reference_figure: float | None = None
    """The reference, measured in the same run and in the same unit."""
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """The figure over its reference; ``None`` without one."""
        return self.figure / self.reference_figure if self.reference_figure else None

    @property
    def meets_goal(self) -> bool | None:
        """Whether the figure is within its goal; ``None`` without one."""
        return None if self.goal is None else self.figure <= self.goal

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its bound.  A bound without a reference cannot hold."""
        if self.at_most is None:
            return True
        return self.ratio is not None and self.ratio <= self.at_most
