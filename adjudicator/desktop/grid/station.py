"""The record as the blank grid uses it: one batch at one station, over the services."""

from collections.abc import Mapping, Sequence

from adjudicator.desktop.grid.before import Since
from adjudicator.desktop.review_desk import StationReview
from adjudicator.ledger.state.model import CaseState
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

    def since(self, recorded: Mapping[str, int]) -> Mapping[str, Since]:
        """What became of cases by seal."""
        cases = self._recount.state.data.cases
        return {seal: became(cases[seal], entry) for seal, entry in recorded.items()}


def became(case: CaseState, recorded: int) -> Since:
    """What became of a case whose page was recorded as that entry."""
    if case.current is None or case.reopened is not None or not case.settled:
        return Since.OPEN
    return Since.BLANK if case.current[0] == recorded else Since.RULED
