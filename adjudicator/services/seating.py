"""Who sits at this station: sign-in, sign-out, away and here, and the lock.

A sign-in opens the identity key for milliseconds and grants a session key, which lives in memory
only and signs rulings and answers until sign-out, lock or removal.

A station has two seats for the team, six for observers, and room for board members, alternates and
clerks.  What somebody may do stands in the record, not here: a removed person signs nothing, and a
displaced member's votes are refused, whether or not their seat here has been given up yet.
"""

from dataclasses import dataclass, replace

from adjudicator.domain.people import Person, Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.keys import SigningKey
from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.proof.clocks import clock_warning
from adjudicator.services.proof.kept import compare_brought
from adjudicator.services.proof.media import Kept, keep_heads
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import PersonRecord, list_people

IDLE_SECONDS = 30 * 60
"""After which an unused station locks; told in the sign-in."""
SEATS = {Role.TEAM: 2, Role.OBSERVER: 6}
"""How many of a role may sit at one station; observers have the keys F5 to F10."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A signed-in person at this station."""

    person: Person
    signer: Signer
    """Their session key."""
    told: str = ""
    """What they have to know, such as that the clock was set back; empty if nothing."""


class Seating:
    """The seats of one station.

    :param idle: seconds without a key or mouse press after which the station is to lock.
    """

    def __init__(self, recount: Recount, *, idle: int = IDLE_SECONDS) -> None:
        self._recount = recount
        self._seats: dict[str, Seat] = {}
        self._untold = False
        """Whether the record still has to be told of sessions that a lock ended here."""
        self.idle = idle

    def end_left_sessions(self) -> int:
        """Sign out whoever a crash or a closed window left signed in at this station.

        Their session keys are gone, yet they would count as present, and as sharing this keyboard.
        The station signs with the log key, as it does when it locks.

        :returns: how many sessions were ended; none where the folder may only be read.
        """
        if self._recount.only_read:
            return 0
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
            name = self._recount.names().get(person, person)
            raise Refusal(f"{name} is not signed in at this station. Press F3.") from None

    def people(self) -> list[PersonRecord]:
        """Everyone enrolled, with their presence."""
        with self._recount.reading() as connection:
            return list_people(connection)

    def sign_in(self, person: str, passphrase: str, kept: str = "") -> Seat:
        """Take a seat.

        :param kept: what the person brought of the record: the folder of a stick, the name of a
            file, or a record code; empty for nothing.  A stick is remembered for the evening.
        :raises Refusal: wrong passphrase, unknown or removed person, no seat is free for them, or
            the record does not go on from what they brought.
        """
        self._need_writing()
        self.settle()
        if self._untold:
            self.end_left_sessions()
            self._untold = False
        self._check_room(person)
        brought = compare_brought(self._recount, person, kept)
        key = identity(self._recount, person, passphrase)
        session = SigningKey.generate()
        warning = clock_warning(self._recount)
        appended = self._recount.append(
            bodies.signin(person=person, key=session.public, idle=self.idle, kept=brought.head),
            [key, Signer(session, None)],
        )
        if brought.stick is not None:
            self._recount.sticks[person] = brought.stick
        seat = Seat(self._person(person), Signer(session, appended.index), warning)
        self._seats[person] = seat
        return seat

    def _need_writing(self) -> None:
        """Refuse before anything is typed where the folder may only be read."""
        if self._recount.only_read:
            raise Refusal(f"Nobody was signed in: {self._recount.only_read}")

    def _person(self, person: str) -> Person:
        """The person as the record has them now, with the name."""
        name = next(p.person.name for p in self.people() if p.person.id == person)
        return replace(self._recount.state.data.people[person].person, name=name)

    def _check_room(self, person: str) -> None:
        """Refuse before the passphrase is looked at: what is refused is no secret."""
        known = self._recount.state.data.active(person)
        if known is None or person in self._seats:
            return
        role = known.person.role
        sitting = [s.person for s in self._seats.values() if s.person.role is role]
        if len(sitting) < SEATS.get(role, len(sitting) + 1):
            return
        if role is Role.TEAM:
            names = join_names([p.name or p.id for p in sitting])
            raise Refusal(
                f"{names} sit here as the counting team, and a station has two seats for it. "
                "Nothing was changed. Let them hand over the batch, or sign one of them out (F3)."
            )
        raise Refusal(
            f"{len(sitting)} observers sit here already (F5 to F10), and there is no further key. "
            "Nothing was changed. Sign one out (F3), or sit at another station."
        )

    def settle(self) -> None:
        """Give up the seats whose sessions the record has ended, as by a removal.

        Whoever stays is taken as the record has them now: an alternate may hold a seat meanwhile.
        """
        data = self._recount.state.data
        kept: dict[str, Seat] = {}
        for person, seat in self._seats.items():
            session = data.sessions.get((person, self._recount.station))
            if session is not None and session.key == seat.signer.introduced:
                now = replace(data.people[person].person, name=seat.person.name)
                kept[person] = seat if now == seat.person else replace(seat, person=now)
        self._seats = kept

    def lock(self) -> int:
        """Everyone leaves at once, and their session keys are forgotten, come what may.

        The station signs with the log key.  A session the record could not be told of is ended
        with the next sign-in here; nobody holds its key any more.  Sticks that are plugged in get
        the new head.

        :returns: how many sessions were ended.
        :raises Refusal: the record could not be told; the seats are empty all the same.
        """
        left = tuple(self._seats)
        self._seats, self._untold = {}, True
        ended = self.end_left_sessions()
        self._untold = False
        keep_heads(self._recount, [person for person in left if person in self._recount.sticks])
        return ended

    def sign_out(self, person: str) -> Kept:
        """Leave the seat; the session key is forgotten.

        :returns: the head the person takes along: on their stick, or as a code to note.
        """
        self.settle()
        seat = self.seat(person)
        self._recount.append(bodies.signout(person=person), [seat.signer], session=True)
        del self._seats[person]
        return keep_heads(self._recount, [person])[0]

    def attend(self, person: str, state: str) -> None:
        """``in``, ``away`` or ``out``, as the person says with their own key."""
        seat = self.seat(person)
        self._recount.append(bodies.attend(person=person, state=state), [seat.signer], session=True)
