"""The motion that gives a seat of the board to another person.

Readings chosen where the format leaves a choice:

* ``alternate`` is an enrolled alternate without a seat, or a chair or member whose seat another
  holds, coming back; ``for`` holds a seat, or is a removed person whose seat nobody holds;
* an alternate who was removed from a seat and enrolled again comes back to that seat as long as it
  is empty, and to no other: or one seat would be taken twice and another lost;
* from the motion on the one holds the seat and the other does not: no vote, no majority, no
  officer.  So the number of seats never changes by it;
* an alternate in the chair's seat does not preside by role: the first on the roster who is here
  does.  The roster stays in the order of person ids;
* who is removed and enrolled again finds their seat as it is: taken, if a motion gave it away, or
  if somebody enrolled since has filled it;
* a chair or member enrolled after the constitution fills an empty seat if there is one (their own
  first, else the first by id), so that enrolling never adds a seat while one is empty;
* whenever another person holds a seat (a motion, an enrolment, a removal), votes cast before in
  the sitting make no majority any more; they stay listed in it.  So no two officers turn a vote
  that was cast by changing who sits.
"""

from typing import Final

from adjudicator.domain.people import SEATS, Role, with_seat, without_seat
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.state.data import Effect, RecordData, refuse


def _check_seat(data: RecordData, target: Body) -> None:
    comes, goes = data.active(target["alternate"]), target["for"]
    if comes is None:
        named = by_id(target["alternate"])
        refuse("person", f"{named} is not enrolled", "Choose people from the list.")
    person = comes.person
    free = person.role is Role.ALTERNATE and not person.seated
    if not free and not (person.role in SEATS and person.displaced):
        refuse(
            "seat",
            f"{by_id(person.id)} is neither an alternate without a seat nor a member whose seat "
            "another holds",
            "Choose an alternate, or the member who comes back.",
        )
    if person.id in data.vacant and goes != person.id:
        refuse(
            "seat",
            f"{by_id(person.id)} left a seat of the board empty, and comes back to that one",
            f"Seat {by_id(person.id)} for {by_id(person.id)}.",
        )
    holder = data.active(goes)
    if goes not in data.vacant and (holder is None or not holder.person.on_board):
        refuse(
            "seat",
            f"{by_id(goes)} holds no seat of the board, and left none empty",
            "Choose a person who holds a seat.",
        )


def _seat(data: RecordData, index: int, target: Body) -> None:
    comes, goes = data.people[target["alternate"]], data.people[target["for"]]
    goes.person = without_seat(goes.person)
    data.seated.pop(goes.person.id, None)
    data.vacant.discard(goes.person.id)
    comes.person = with_seat(comes.person)
    if comes.person.seated:
        data.seated[comes.person.id] = goes.person.id
    data.seats_changed(index)


def seat_filled(data: RecordData, body: Body) -> str | None:
    """Whose empty seat the person of an ``enrol`` takes; ``None`` if they take no such seat."""
    person, known = body["person"], data.people.get(body["person"])
    if data.constituted is None or Role(body["role"]) not in SEATS:
        return None
    if known is not None and known.person.displaced:
        return None
    return person if person in data.vacant else min(data.vacant, default=None)


def fill_seat(data: RecordData, owner: str, person: str) -> None:
    """Somebody newly enrolled takes an empty seat; who left it is displaced if they come back."""
    data.vacant.discard(owner)
    gone = data.people[owner]
    if owner != person and not gone.active:
        gone.person = without_seat(gone.person)


EFFECTS: Final[dict[str, Effect]] = {"seat": (_check_seat, _seat)}
"""Per effect: may its target be moved now, and what carrying it changes."""
