"""What the blank grid needs of the record; everything runs on the record's serial queue."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from adjudicator.desktop.review.ports import ObserversDesk
from adjudicator.services.grid.blanks import BlankCase, BlankGrid
from adjudicator.services.grid.looking import PageLook
from adjudicator.services.grid.recording import RecordedPage


class GridDesk(ObserversDesk, Protocol):
    """The record, as the grid uses it; what cannot be done is refused with a sentence."""

    def grid(self, apart: frozenset[str]) -> BlankGrid:
        """The blank ballots of the batch, those taken out before left out, by seal."""
        ...

    def record_page(
        self, page: Sequence[BlankCase], look: PageLook, members: tuple[str, str]
    ) -> RecordedPage:
        """Record a page both members have looked at."""
        ...

    def standing(self, seals: Collection[str]) -> Mapping[str, int | None]:
        """The entry of the ruling that stands on each of these cases, if one does, by seal."""
        ...
