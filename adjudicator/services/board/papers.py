"""The board sends for a paper: by the presiding member, or the clerk who sits with them.

Whoever presses the key at the board's station, the act is one of theirs, and the words say whose.
"""

from adjudicator.domain.people import Role
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.fetching import Fetched, fetch_paper
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat, Seating


def send_for_paper(recount: Recount, seating: Seating, seal: str) -> tuple[str, Fetched]:
    """Send for the paper of a case.

    :returns: who did, as ``Judge Kelly, who presides,``, and what came of it.
    :raises Refusal: neither of them is signed in at this station, or the step cannot be taken;
        nothing was recorded.
    """
    seat, office = _sender(recount, seating)
    fetched = fetch_paper(recount, seal, seat)
    return f"{seat.person.name or seat.person.id}, {office},", fetched


def _sender(recount: Recount, seating: Seating) -> tuple[Seat, str]:
    head = recount.state.data.presiding()
    if head is not None:
        for seat in seating.seats:
            if seat.person.id == head.id:
                return seat, "who presides"
    for seat in seating.seats:
        if seat.person.role is Role.CLERK:
            return seat, "the clerk"
    raise Refusal(
        "Not sent for: the presiding member or the clerk sends for the paper, and neither is "
        "signed in at this station. Nothing was recorded. Sign in (F3)."
    )
