"""Review as those who are still to look at a drawn ballot have it: without that ballot."""

from collections.abc import Collection
from dataclasses import replace

from adjudicator.desktop.review.ports import CaseView, Worklist
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.review_desk import StationReview
from adjudicator.ledger.casenumbers import case_number
from adjudicator.services.errors import Refusal
from adjudicator.services.queue import case_called
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from adjudicator.services.second_look.looking import kept_from, kept_sentence


def kept_here(
    recount: Recount, seating: Seating, only: Collection[int] | None = None
) -> dict[str, tuple[str, ...]]:
    """Seals of the cases that those signed in here are kept from, with whom; on the record's queue.

    Only until they have taken their second look, and nothing is kept from the board.

    :param only: of these batches alone.
    """
    return kept_from(recount, [seat.person for seat in seating.seats], only)


def kept_numbers(
    recount: Recount, seating: Seating, only: Collection[int] | None = None
) -> frozenset[str]:
    """The numbers of the same cases."""
    cases = recount.state.data.cases
    return frozenset(case_number(cases[seal].number) for seal in kept_here(recount, seating, only))


def openable(recount: Recount, seating: Seating, number: str) -> str:
    """The number of a case those signed in here may open in Review, as it was typed.

    :raises Refusal: there is no such case, or somebody who sits here is to look at it blind.
    """
    with recount.reading() as connection:
        case = case_called(connection, number)
    names = kept_here(recount, seating, [case.batch]).get(case.seal)
    if names:
        raise Refusal(kept_sentence(case.number, names))
    return case.number


def put_away(review: ReviewScreen, numbers: Collection[str]) -> None:
    """Somebody sits here who is to look at these cases blind: none of them stays at hand."""
    case = review.flow.case
    if case is not None and case.number in numbers:
        review.controller.read_anew()
    elif numbers:
        review.controller.navigator.forget_all()


class BlindReview(StationReview):
    """Review at a station at which a second look may be taken."""

    def worklist(self) -> Worklist:
        """The batch, without what waits for a blind look: whoever walks through passes over it."""
        found = super().worklist()
        kept = kept_numbers(self._recount, self._seating, [self._batch])
        return replace(
            found,
            items=tuple(item for item in found.items if item.number not in kept),
            on_forms=tuple(number for number in found.on_forms if number not in kept),
        )

    def case(self, number: str) -> CaseView:
        """A case by its number, anywhere in the recount.

        :raises Refusal: somebody who sits here is to look at it blind.
        """
        if self._recount.state.data.samples:
            openable(self._recount, self._seating, number)
        return super().case(number)
