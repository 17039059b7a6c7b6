"""Everything found on one page: the places of its contests and the ink in those located."""

from dataclasses import dataclass

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import PagePlaces


@dataclass(frozen=True, slots=True)
class PageFinding:
    """What was found on one page of one image."""

    image: str
    """SHA-256 of the image file."""
    page: int
    """Page within that file, from 1."""
    width: int
    height: int
    """Size in pixels."""
    dpi: float
    """Pixels per inch of paper."""
    places: PagePlaces
    ink: tuple[ContestInk, ...]
    """Of the contests that were located, or are to be checked."""

    def contest_ink(self, contest_id: str) -> ContestInk | None:
        """The ink of that contest, if it was measured."""
        return next((c for c in self.ink if c.contest == contest_id), None)
