"""What the blank grid needs of the record; everything runs on the record's serial queue."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from adjudicator.desktop.grid.before import Since
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

    def since(self, recorded: Mapping[str, int]) -> Mapping[str, Since]:
        """What became of cases by seal.

        :param recorded: the entry of the page on which each was recorded blank.
        """
        ...
