"""A page two people have looked at becomes one act with one ruling for each ballot."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.grid.page import split
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import Refusal
from adjudicator.services.grid.blanks import BlankCase, found_otherwise, grid_allowed
from adjudicator.services.grid.looking import PageLook
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seat
from adjudicator.services.shown import ChangedMeanwhile, as_it_stands, check_unchanged
from adjudicator.storage.record import Appended

BLANK = Ruling(Disposition.NOTHING_MARKED)
"""What is recorded for each ballot of a page, from its image."""
_TEAM = 2
_LEFT_OUT = "Nothing was lost. It is left out of the page now."


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """What became of a page."""

    entry: int | None
    """The act; ``None`` where no ballot was left to be recorded."""
    blank: tuple[str, ...]
    """The seals ruled on: nothing is marked."""
    singly: tuple[str, ...]
    """Those to be opened one by one."""


def record_page(
    recount: Recount, page: Sequence[BlankCase], look: PageLook, members: Sequence[Seat]
) -> RecordedPage:
    """Record that nothing is marked on those ballots of a page that neither member took out.

    :param look: what each of the two said of this page, on their own, after the least time.
    :raises Refusal: there are no pages here, the two have not both looked, or the record or the
        standards do not allow it; nothing was recorded.
    :raises ChangedMeanwhile: a ballot of the page stands differently by now, or something else was
        found of it; nothing was recorded.
    """
    if not grid_allowed(recount):
        raise Refusal(
            "Not recorded: in this recount every ballot is looked at alone, as its opening fixed. "
            "Nothing was lost. Go on singly."
        )
    _check_looks(page, look, members)
    parted = split(page, *(said.pulled for said in look.said))
    blank = [ballot for ballot in page if ballot.seal in parted.blank]
    state = recount.state
    for ballot in blank:
        _check_untouched(state, ballot)
    _check_still_blank(recount, blank)
    made: Appended | None = None
    if blank:
        made = record_rulings(recount, [(ballot.case, BLANK) for ballot in blank], members)
    return RecordedPage(None if made is None else made.index, parted.blank, parted.singly)


def _check_untouched(state: RecordState, ballot: BlankCase) -> None:
    """Nobody has ruled on it, objected to it or had it scanned again since it was shown."""
    try:
        check_unchanged(state, ballot.shown)
    except ChangedMeanwhile as changed:
        if as_it_stands(state.data, ballot.seal).row != ballot.shown.row:
            raise
        raise ChangedMeanwhile(changed.what, _LEFT_OUT) from changed


def _check_still_blank(recount: Recount, blank: Sequence[BlankCase]) -> None:
    """What was found of these ballots is still what their page was made of."""
    ballot = found_otherwise(recount, blank)
    if ballot is not None:
        raise ChangedMeanwhile(
            f"Case {spoken(ballot.case.number)}: its contest is not known to stand there, plainly "
            "blank, any more."
        )


def _check_looks(page: Sequence[BlankCase], look: PageLook, members: Sequence[Seat]) -> None:
    """Both members have looked at these very ballots, each on their own."""
    if look.seals != tuple(ballot.seal for ballot in page):
        raise Refusal(
            "Not recorded: these are not the ballots both looked at. Nothing was lost. Let both "
            "look at this page."
        )
    looked = {said.person for said in look.said}
    sitting = {seat.person.id for seat in members}
    if len(sitting) != _TEAM or looked != sitting:
        raise Refusal(
            "Not recorded: both members of the team look at a page, each on their own. "
            "Nothing was lost. Let both look at it again."
        )
