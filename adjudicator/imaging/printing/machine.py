"""What a simple tabulator would read from a scan: how full each oval is, and what that counts as.

This simulates the machine whose reading is under review, so that the cast vote records of a
demonstration come from its images.  It is never asked what a voter meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from adjudicator.imaging.printing.geometry import Box, Grey, PageLayout
from adjudicator.imaging.printing.render import oval_depth, patch_at

MARK_THRESHOLD = 320
"""Fill in per mille from which the machine takes a target for marked."""
DARK = 160
"""Grey below this is ink."""
INSIDE = 0.018
"""Inches of the oval's edge that are left out: the printed outline and a little slack."""


@dataclass(frozen=True, slots=True)
class TargetReading:
    """One target as the machine read it."""

    contest: str
    choice: str
    density: int
    """Ink inside the oval, in per mille of its inside."""
    marked: bool


@dataclass(frozen=True, slots=True)
class ContestReading:
    """One contest as the machine counted it."""

    contest: str
    seats: int
    targets: tuple[TargetReading, ...]

    @property
    def marked(self) -> tuple[str, ...]:
        """The choices the machine took for marked, in ballot order."""
        return tuple(target.choice for target in self.targets if target.marked)

    @property
    def overvoted(self) -> bool:
        """Whether more are marked than there are votes."""
        return len(self.marked) > self.seats

    @property
    def votes(self) -> tuple[str, ...]:
        """The choices that got a vote: none in an overvoted contest."""
        return () if self.overvoted else self.marked

    @property
    def overvotes(self) -> int:
        """Votes lost because too many are marked."""
        return self.seats if self.overvoted else 0

    @property
    def undervotes(self) -> int:
        """Votes not used."""
        return 0 if self.overvoted else self.seats - len(self.marked)


def fill(picture: Grey, target: Box, dpi: float, *, dark: int = DARK) -> int:
    """How much of an oval's inside is ink, in per mille.

    :param picture: grey scan.
    :param target: the oval's outer edge, in pixels of the scan.
    """
    left, top, patch = patch_at(picture, target)
    inside = oval_depth(target, left, top, patch.shape) > INSIDE * dpi
    total = int(inside.sum())
    return round(1000 * int(np.count_nonzero(patch[inside] < dark)) / total) if total else 0


def read_page(
    picture: Grey,
    layout: PageLayout,
    seats: Mapping[str, int],
    *,
    threshold: int = MARK_THRESHOLD,
) -> tuple[ContestReading, ...]:
    """Read every contest of a scanned side.

    :param layout: of the scan, as :func:`~adjudicator.imaging.printing.scan.scan_page` gives it.
    :param seats: votes allowed, by contest id.
    :raises KeyError: a contest of the page is not among ``seats``.
    """
    readings = []
    for box in layout.contests:
        densities = [
            (place.choice, fill(picture, place.target, layout.dpi)) for place in box.targets
        ]
        targets = tuple(
            TargetReading(box.contest, choice, density, density >= threshold)
            for choice, density in densities
        )
        readings.append(ContestReading(box.contest, seats[box.contest], targets))
    return tuple(readings)
