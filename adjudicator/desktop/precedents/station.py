"""Earlier rulings of the open recount, as they stand beside the ballot."""

from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.ports import CaseView
from adjudicator.desktop.review_desk import StationReview
from adjudicator.desktop.second_look.blind import kept_here
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.errors import Refusal
from adjudicator.services.precedents import like_so_far, precedents
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal


class StationPrecedents:
    """Asks the services; every method runs on the record's serial queue.

    :param recount: open.
    :param seating: who is signed in here.
    """

    def __init__(self, recount: Recount, seating: Seating) -> None:
        self._recount, self._seating = recount, seating

    def so_far(self, case: CaseView) -> str:
        """How like ballots were ruled on so far, in words."""
        return like_so_far(self._recount, self._record(case)).words

    def precedents(self, case: CaseView, ruling: Ruling | None) -> tuple[PrecedentView, ...]:
        """Rulings made before in like situations: those with like ink first, then the newest."""
        clause = None if ruling is None else ruling.clause
        found = precedents(self._recount, self._record(case), clause=clause)
        kept = kept_here(self._recount, self._seating)
        return tuple(
            PrecedentView(
                each.case.number,
                each.outcome,
                each.tier.value,
                self.view(each.case),
                join_names(each.alike),
            )
            for each in found
            # What waits for a blind look tells nobody who is to look how it was ruled.
            if each.case.seal not in kept
        )

    def view(self, case: CaseRecord) -> CaseView:
        """A case as the screens show it."""
        return StationReview(self._recount, self._seating, case.batch).case(case.number)

    def _record(self, case: CaseView) -> CaseRecord:
        with self._recount.reading() as connection:
            found = case_by_seal(connection, case.seal)
        if found is None:
            raise Refusal(f"Case {spoken(case.number)} is not in this copy of the record.")
        return found
