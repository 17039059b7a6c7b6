"""What the window itself does for orders: incidents anywhere, and the notice at a sign-in."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.orders.incident_form import ask_for_incident
from adjudicator.desktop.wording import name_of
from adjudicator.services.reopening import ReopeningNotice, untold_notices
from adjudicator.services.seating import Seat

Say = Callable[[str], None]


def note_incident(desk: Desk | None, parent: QWidget, said: Say, refused: Say) -> None:
    """Open the form of an incident, from any screen of an open recount."""
    if desk is not None:
        ask_for_incident(desk, parent, said, refused)


def tell_reopenings(desk: Desk, seat: Seat, warn: Say) -> None:
    """Tell somebody who signs in of cases reopened since they were last here.

    :param warn: says it across the top of the screen, until somebody has understood it.
    """
    person = seat.person.id

    def told(notices: list[ReopeningNotice]) -> None:
        if notices:
            words = " ".join(notice.sentence for notice in notices)
            warn(f"{name_of(seat.person)}: {words}")

    desk.ask(lambda recount: untold_notices(recount, person), told, urgent=False)
