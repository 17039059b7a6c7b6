"""Who sits at this station: sign-in, sign-out, away and here.

A sign-in opens the identity key for milliseconds and grants a session key, which lives in memory
only and signs rulings and answers until sign-out, lock or removal.
"""

from dataclasses import dataclass

from adjudicator.domain.people import Person
from adjudicator.ledger import bodies
from adjudicator.ledger.keys import SigningKey
from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import PersonRecord, list_people

IDLE_SECONDS = 30 * 60
"""After which an unused station locks; told in the sign-in."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A signed-in person at this station."""

    person: Person
    signer: Signer
    """Their session key."""


class Seating:
    """The seats of one station."""

    def __init__(self, recount: Recount) -> None:
        self._recount = recount
        self._seats: dict[str, Seat] = {}

    def end_left_sessions(self) -> int:
        """Sign out whoever a crash or a closed window left signed in at this station.

        Their session keys are gone, yet they would count as present, and as sharing this keyboard.
        The station signs with the log key, as it does when it locks.

        :returns: how many sessions were ended.
        """
        left = [
            s
            for s in self._recount.state.data.sessions_at(self._recount.station)
            if s.person not in self._seats
        ]
        for session in left:
            self._recount.append(bodies.signout(person=session.person), [self._recount.log_signer])
        return len(left)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everyone signed in here, in the order they came."""
        return tuple(self._seats.values())

    def seat(self, person: str) -> Seat:
        """The seat of a person.

        :raises Refusal: they are not signed in here.
        """
        try:
            return self._seats[person]
        except KeyError:
            raise Refusal(f"{person} is not signed in at this station. Press F3.") from None

    def people(self) -> list[PersonRecord]:
        """Everyone enrolled, with their presence."""
        with self._recount.reading() as connection:
            return list_people(connection)

    def sign_in(self, person: str, passphrase: str) -> Seat:
        """Take a seat.

        :raises Refusal: wrong passphrase, unknown or removed person.
        """
        key = identity(self._recount, person, passphrase)
        session = SigningKey.generate()
        appended = self._recount.append(
            bodies.signin(person=person, key=session.public, idle=IDLE_SECONDS),
            [key, Signer(session, None)],
        )
        known = next(p.person for p in self.people() if p.person.id == person)
        seat = Seat(known, Signer(session, appended.index))
        self._seats[person] = seat
        return seat

    def sign_out(self, person: str) -> None:
        """Leave the seat; the session key is forgotten."""
        seat = self.seat(person)
        self._recount.append(bodies.signout(person=person), [seat.signer], session=True)
        del self._seats[person]

    def attend(self, person: str, state: str) -> None:
        """``in``, ``away`` or ``out``, as the person says with their own key."""
        seat = self.seat(person)
        self._recount.append(bodies.attend(person=person, state=state), [seat.signer], session=True)
