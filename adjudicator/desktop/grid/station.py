"""The record as the blank grid uses it: one batch at one station, over the services."""

from collections.abc import Collection, Mapping, Sequence

from adjudicator.desktop.review_desk import StationReview
from adjudicator.services.grid.blanks import BlankCase, BlankGrid, blank_grid
from adjudicator.services.grid.looking import PageLook
from adjudicator.services.grid.recording import RecordedPage, record_page


class StationGrid(StationReview):
    """The pages of one batch at this station."""

    def grid(self, apart: frozenset[str]) -> BlankGrid:
        """The blank ballots of the batch, those taken out before left out, by seal."""
        return blank_grid(self._recount, self._batch, apart)

    def record_page(
        self, page: Sequence[BlankCase], look: PageLook, members: tuple[str, str]
    ) -> RecordedPage:
        """Record a page both members have looked at."""
        seats = [self._seating.seat(person) for person in members]
        return record_page(self._recount, page, look, seats)

    def standing(self, seals: Collection[str]) -> Mapping[str, int | None]:
        """The entry of the ruling that stands on each of these cases, if one does, by seal."""
        current = {seal: self._recount.state.data.cases[seal].current for seal in seals}
        return {seal: None if at is None else at[0] for seal, at in current.items()}
