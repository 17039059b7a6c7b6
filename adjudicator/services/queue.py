"""The work before a table: a batch in shuffled order, any case by its number, answers due."""

from collections.abc import Iterable
from dataclasses import dataclass

from adjudicator.domain.ballots import Lot
from adjudicator.domain.rulings import Tier
from adjudicator.ledger.casenumbers import case_number, parse_case_number
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.model import Answer as RecordedAnswer
from adjudicator.ledger.state.model import CaseState
from adjudicator.services.duplicates import LinkedSheet, linked_sheet
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.findings import CaseFinding, case_finding
from adjudicator.services.locating.outlines import with_found_places
from adjudicator.services.locating.telling import located_words
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.telling import docket_words
from adjudicator.services.veil import as_shown, is_blind
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import RulingRecord, ruling_at
from adjudicator.storage.queries.cases import (
    CaseFilter,
    CaseRecord,
    PageRecord,
    case_by_number,
    case_by_seal,
    list_batches,
    list_cases,
    pages_of_sheet,
    seals_of_batch,
)

_SIDES = ("Front", "Back")


@dataclass(frozen=True, slots=True)
class WorkCase:
    """One case with everything a screen shows beside it."""

    case: CaseRecord
    pages: tuple[PageRecord, ...]
    captions: tuple[str, ...]
    """``Front``, ``Back``, ``Sheet 2 front`` and so on, one per page."""
    place: int
    """Place in its batch's order of work, from 1."""
    of: int
    last: RulingRecord | None
    """The ruling it has; ``None`` without one, and for a reopened case until it has a new one."""
    note: str
    barred: str
    """Why nothing can be ruled on here now; empty if it can."""
    located: str = ""
    """Such as ``located 40/40, residual 0.4 px, print 99.9 %``."""
    linked: LinkedSheet | None = None
    """The original this sheet is the duplicate of, or the duplicate made of it."""
    finding: CaseFinding | None = None
    """Where the contest stands and what ink is in it; ``None`` while nobody has looked."""


def batch_work(recount: Recount, batch: int) -> list[CaseRecord]:
    """The cases of a batch in the order of work, those of lots not released left out."""
    with recount.reading() as connection:
        found = list_cases(connection, CaseFilter(batch=batch))
    return [case for case in found if case.released]


def form_order(cases: Iterable[CaseRecord]) -> list[CaseRecord]:
    """The order the paper lies in a container: that of the forms, and of entry from them."""
    return sorted(cases, key=lambda case: (case.row.position, case.place))


def batch_title(recount: Recount, batch: int) -> str:
    """``State House 26 · Precinct 214 · VBM batch 31``.

    :raises Refusal: no such batch.
    """
    with recount.reading() as connection:
        found = list_batches(connection, numbers=[batch])
    if not found:
        raise Refusal(f"There is no batch {batch}. Choose one from the list.")
    record = found[0]
    contest = recount.election.contest(record.contest).title
    precinct = recount.election.precinct(record.precinct).name
    return f"{contest} · Precinct {precinct} · batch {batch}"


def case_work(recount: Recount, number: str) -> WorkCase:
    """A case by its number, as typed; a reopened one without what was ruled on it before.

    :raises Refusal: not a case number, or none of this recount.
    """
    with recount.reading() as connection:
        case = case_called(connection, number)
        pages, note = pages_of_sheet(connection, case.row)
        pages = _shown_pages(pages, case.row.images)
        blind = is_blind(recount.state, case.seal)
        last = None if case.ruling is None or blind else ruling_at(connection, *case.ruling)
        # Seals alone: this is asked for every ballot, and a batch may hold a thousand.
        order = seals_of_batch(connection, case.batch)
    place = order.index(case.seal) + 1 if case.released else 0
    finding = case_finding(recount, case)
    pages = with_found_places(pages, case.row.contest, finding)
    return WorkCase(
        case=as_shown(case),
        pages=pages,
        captions=tuple(_caption(n) for n in range(len(pages))),
        place=place,
        of=len(order),
        last=last,
        note=note or "",
        barred=_barred(recount, case),
        linked=linked_sheet(recount, str(case.row.sheet)),
        located=located_words(finding),
        finding=finding,
    )


def case_called(connection: Connection, number: str) -> CaseRecord:
    """The case of a number, as typed or scanned.

    :raises Refusal: not a case number, or none of this recount.
    """
    try:
        wanted = case_number(parse_case_number(number))
    except ValueError as error:
        raise Refusal(str(error)) from error
    case = case_by_number(connection, wanted)
    if case is None:
        raise Refusal(f"This recount has no case {' '.join(wanted)}. Read it again.")
    return case


def current_ruling(recount: Recount, seal: str) -> RulingRecord | None:
    """The ruling a case has now."""
    with recount.reading() as connection:
        case = case_by_seal(connection, seal)
        if case is None or case.ruling is None:
            return None
        return ruling_at(connection, *case.ruling)


def count_unanswered(state: RecordState, person: str, batch: int) -> int:
    """How many current rulings of a batch wait for an answer of this observer.

    As many as :func:`~adjudicator.services.attesting.unanswered` gives, counted in memory: every
    ruling asks this for every observer.
    """
    data = state.data
    current = (data.cases[seal].current for seal in data.batches[batch].cases)
    return sum(
        person in (act := data.rulings[entry]).present
        and not any(answer_stands(state, answer, person, item) for answer in act.answers)
        for entry, item in filter(None, current)
    )


def answer_stands(state: RecordState, answer: RecordedAnswer, person: str, item: int) -> bool:
    """Whether this is the person's answer to that ruling, and not an objection taken back."""
    if answer.person != person or not (answer.items is None or item in answer.items):
        return False
    objection = state.data.objections.get(answer.index)
    return objection is None or objection.withdrawn is None


def _caption(page: int) -> str:
    sheet, side = divmod(page, 2)
    return _SIDES[side] if sheet == 0 else f"Sheet {sheet + 1} {_SIDES[side].lower()}"


def _barred(recount: Recount, case: CaseRecord) -> str:
    """Why a team can rule nothing here now, the strongest reason first."""
    if locked := lock_sentence(recount, case.seal):
        return locked
    if not case.released:
        lot = Lot(case.row.lot).label.lower()
        return f"This ballot stands in a lot the board has not released: {lot}."
    state = recount.state.data.cases[case.seal]
    if state.closed is not None:
        return "This batch is closed. Closed work is reopened by two different officers."
    return _barred_by_ruling(recount, state)


def _barred_by_ruling(recount: Recount, state: CaseState) -> str:
    """Why the board alone rules on a case now; empty if a team can."""
    if looked := docket_words(recount.state, state.seal):
        return f"{looked} The board rules on this case."
    if state.tier == Tier.BOARD and state.reopened is not None:
        return "Reopened. The board ruled on this case, so the board rules on it again."
    if state.tier == Tier.BOARD:
        return "The board ruled on this case. An objection, or a reopening, brings it back to it."
    return ""


def _shown_pages(pages: tuple[PageRecord, ...], images: tuple[str, ...]) -> tuple[PageRecord, ...]:
    """The pages of the import, or those of a newer scan: only its images are shown then."""
    if {page.image for page in pages} == set(images):
        return pages
    return tuple(PageRecord(image, 1, None) for image in images)
