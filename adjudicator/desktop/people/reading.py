"""What the People screen shows, read in one go."""

from dataclasses import dataclass

from adjudicator.domain.people import DifferentPolicy, Person
from adjudicator.services.people_at_work.standing import role_words
from adjudicator.services.presence import PRESENCE_WORDS
from adjudicator.services.recount import Recount
from adjudicator.services.tables import tables
from adjudicator.storage.queries.acts import PersonRecord, list_people, open_body, open_sessions


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of the screen."""

    record: PersonRecord
    table: str
    seated: bool
    """Signed in at this station."""
    role: str
    """The role, and who sits on the board for whom."""

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.record.person

    @property
    def presence(self) -> str:
        """Where they are, in words."""
        if self.record.removed:
            return "removed"
        return PRESENCE_WORDS.get(self.record.presence, self.record.presence)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone, and what the opening fixed about them."""

    lines: tuple[PersonLine, ...]
    constituted: bool
    quorum: int
    different: DifferentPolicy

    @property
    def active(self) -> tuple[Person, ...]:
        """Everyone not removed."""
        return tuple(line.person for line in self.lines if not line.record.removed)

    @property
    def board_present(self) -> int:
        """Members of the board who are here."""
        return sum(
            line.person.on_board and line.record.presence == "in" and not line.record.removed
            for line in self.lines
        )


def read_roster(recount: Recount) -> Roster:
    """Everyone enrolled with presence, planned table and seat."""
    planned = tables(recount)
    with recount.reading() as connection:
        people = list_people(connection)
        policy = open_body(connection)["policy"]
        seated = {person for person, _ in open_sessions(connection, recount.station)}
    names = {p.person.id: p.person.name or p.person.id for p in people}
    lines = (
        PersonLine(p, planned.get(p.person.id, ""), p.person.id in seated, role_words(p, names))
        for p in people
    )
    return Roster(
        tuple(lines),
        constituted=any(p.rostered for p in people),
        quorum=int(policy["quorum"]),
        different=DifferentPolicy(policy["different"]),
    )
