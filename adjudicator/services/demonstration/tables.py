"""A table of the demonstration: a station with its two team members and the observers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.interchange.people import PersonRow
from adjudicator.services.demonstration.preparing import StoryClock
from adjudicator.services.recount import open_recount
from adjudicator.services.seating import Seat, Seating


class Table:
    """One table at work; owns its open recount."""

    def __init__(
        self,
        folder: Path,
        name: str,
        people: Sequence[PersonRow],
        secrets: Mapping[str, str],
        clock: StoryClock,
    ) -> None:
        """Open the folder at this table's station and let its people sign in."""
        self.name = name
        self.recount = open_recount(folder, station=f"t{name}", clock=clock)
        self.seating = Seating(self.recount)
        self._secrets = secrets
        team = [p.person for p in people if p.role is Role.TEAM and p.table == name]
        observers = [p.person for p in people if p.role is Role.OBSERVER]
        self.team: tuple[Seat, ...] = tuple(self.seating.sign_in(p, secrets[p]) for p in team)
        self.observers: tuple[Seat, ...] = tuple(
            self.seating.sign_in(p, secrets[p]) for p in observers
        )
        self.pages = 0
        """Pages the observers were asked about."""
        self.on_page = 0
        """Rulings since the last of them."""

    def passphrase(self, person: str) -> str:
        """What a person types to sign with their own key."""
        return self._secrets[person]

    def move(self, person: str, state: str) -> None:
        """A person steps away, or is here again."""
        self.seating.attend(person, state)

    def leave(self) -> None:
        """Everyone signs out, and the folder is let go of."""
        try:
            for seat in self.seating.seats:
                self.seating.sign_out(seat.person.id)
        finally:
            self.recount.close()
