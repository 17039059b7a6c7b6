"""People say that the outline of a contest is in the wrong place, and it is honoured.

What they say is a note in the record, in words anybody can read; it is read back from there, so
every station that has the record shows the whole page from then on, and so does a folder that was
restored.  It holds until the sheet is scanned again.
"""

from collections.abc import Sequence

from adjudicator.domain.people import Role
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.services.locating.said_wrong import HEAD, is_said_wrong
from adjudicator.services.notes import Category, record_note
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended


def say_wrong_place(
    recount: Recount, case: CaseRecord, found: CaseFinding | None, seats: Sequence[Seat]
) -> Appended:
    """Note that the outline shown for a case is in the wrong place.

    :param found: what was outlined; ``None``: a layout that came with the image.
    :param seats: those who say so; one is enough.
    :raises Refusal: nobody who may say so, or it was said before; nothing was recorded.
    """
    if not seats or any(seat.person.role is Role.OBSERVER for seat in seats):
        raise Refusal(
            "Not noted: a member of the team or an officer says so, signed in here (F3). The page "
            "is shown whole meanwhile, and nothing was lost."
        )
    if is_said_wrong(recount, case.seal, case.row.images):
        raise Refusal(
            "This was noted before: every station shows the whole page. Nothing was recorded twice."
        )
    return record_note(
        recount,
        Category.INCIDENT,
        _words(recount, case, found),
        people=[],
        signers=[seat.signer for seat in seats],
        session=True,
    )


def _words(recount: Recount, case: CaseRecord, found: CaseFinding | None) -> str:
    title = recount.election.contest(case.row.contest).title
    image, page, drawn = case.row.images[0], 1, "the layout that came with it"
    if found is not None:
        image, page = found.page.image, found.page.page
        if found.finding.places.reference is not None:
            style, side, key = found.finding.places.reference
            drawn = f"the reference {style}, {side}, layout {key[:16]}"
    head = HEAD.format(number=case.number, page=page, image=image)
    return f"{head}from {drawn}. From now on its page is shown whole. Contest: {title}."
