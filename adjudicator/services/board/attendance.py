"""Who of the board is in the room, since when, who presides, and whether there is a quorum.

Attendance is what the record says: a sign-in or ``in`` brings somebody in; ``away``, ``out``, the
end of their last session and removal take them out.  Times are the signers' claims, shown in this
station's own time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from adjudicator.domain.people import Person, Role
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import EntryRecord, list_entries, list_people

KINDS = ("signin", "signout", "attend", "remove")
IN, AWAY, OUT = "in", "away", "out"


@dataclass(frozen=True, slots=True)
class Change:
    """One coming or going."""

    entry: int
    time: str
    """As the record writes times."""
    state: str
    """``in``, ``away`` or ``out``."""


@dataclass(frozen=True, slots=True)
class MemberPresence:
    """One person of the board, or an alternate."""

    person: str
    name: str
    party: str | None
    role: Role
    seated: bool
    """Holds a seat of the board now."""
    here: bool
    presides: bool
    since: str | None
    """Time of the last coming or going; ``None`` if they never came."""
    words: str
    """``Judge Kelly since 19:02``, ``Osei out 20:41``, ``Moss not come yet``."""


@dataclass(frozen=True, slots=True)
class BoardPresence:
    """The board in the room."""

    members: tuple[MemberPresence, ...]
    """The seats in the order of the roster, then alternates and displaced members."""
    needed: int
    """The quorum."""
    seats: int

    @property
    def seated(self) -> tuple[MemberPresence, ...]:
        """Those who hold a seat, in the order of the roster, which is that of their keys."""
        return tuple(m for m in self.members if m.seated)

    @property
    def here(self) -> int:
        """Seats of those in the room."""
        return sum(m.here for m in self.seated)

    @property
    def quorum(self) -> bool:
        """Whether there is one."""
        return self.here >= self.needed

    @property
    def presiding(self) -> MemberPresence | None:
        """Who presides."""
        return next((m for m in self.members if m.presides), None)

    @property
    def sentence(self) -> str:
        """``Quorum 2 of 3: Judge Kelly since 19:02, Lewis since 19:10; Osei out 20:41``."""
        head = f"Quorum {self.needed} of {self.seats}"
        if not self.quorum:
            head = f"No quorum, {self.here} here and {self.needed} of {self.seats} needed"
        inside = ", ".join(m.words for m in self.seated if m.here)
        outside = ", ".join(m.words for m in self.seated if not m.here)
        told = "; ".join(part for part in (inside, outside) if part)
        return f"{head}: {told}" if told else head

    @property
    def problem(self) -> str:
        """Why the board can do nothing now, and what to do; empty if it can."""
        if self.quorum:
            return ""
        return (
            f"Not recorded: quorum is {self.here} of {self.needed}. Nothing was lost. "
            "Wait for a member or sign one in (F3)."
        )


@dataclass(slots=True)
class _Life:
    """One person's comings and goings so far."""

    sessions: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)

    def note(self, entry: EntryRecord, state: str) -> None:
        now = self.changes[-1].state if self.changes else OUT
        if state != now:
            self.changes.append(Change(entry.index, entry.time, state))


class Attendance:
    """The comings and goings of a recount, read on from where it stopped."""

    def __init__(self, recount: Recount) -> None:
        self._recount = recount
        self._read = 0
        self._lives: dict[str, _Life] = {}

    def changes(self, person: str) -> tuple[Change, ...]:
        """When somebody came and went, in record order."""
        self._catch_up()
        life = self._lives.get(person)
        return () if life is None else tuple(life.changes)

    def board(self) -> BoardPresence:
        """The board as it is in the room now."""
        self._catch_up()
        data = self._recount.state.data
        with self._recount.reading() as connection:
            names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        seats = data.board()
        ids = {p.id for p in seats}
        others = [
            e.person
            for _, e in sorted(data.people.items())
            if e.active and e.person.id not in ids and _of_board(e.person)
        ]
        head = data.presiding()
        members = tuple(
            self._member(
                p, names, seated=p.id in ids, presides=head is not None and p.id == head.id
            )
            for p in (*seats, *others)
        )
        return BoardPresence(members, data.rules.quorum, len(seats))

    def _member(
        self, person: Person, names: dict[str, str], *, seated: bool, presides: bool
    ) -> MemberPresence:
        changes = self.changes(person.id)
        here = person.id in self._recount.state.data.present_ids()
        name = names.get(person.id, person.id)
        return MemberPresence(
            person=person.id,
            name=name,
            party=person.party,
            role=person.role,
            seated=seated,
            here=here,
            presides=presides,
            since=changes[-1].time if changes else None,
            words=_words(name, changes[-1] if changes else None),
        )

    def _catch_up(self) -> None:
        size = self._recount.state.size
        if self._read >= size:
            return
        with self._recount.reading() as connection:
            found = list_entries(connection, first=self._read, limit=size, kinds=KINDS)
        self._take([entry for entry in found if entry.index < size])
        self._read = size

    def _take(self, entries: Iterable[EntryRecord]) -> None:
        for entry in entries:
            body = entry.body
            life = self._lives.setdefault(body["person"], _Life())
            match entry.kind:
                case "signin":
                    life.sessions.add(body["st"])
                    life.note(entry, IN)
                case "signout":
                    life.sessions.discard(body["st"])
                    if not life.sessions:
                        life.note(entry, OUT)
                case "remove":
                    life.sessions.clear()
                    life.note(entry, OUT)
                case _:
                    life.note(entry, body["state"])


def clock(time: str) -> str:
    """A time of the record in this station's own time: ``19:02``."""
    return datetime.fromisoformat(time).astimezone().strftime("%H:%M")


def _of_board(person: Person) -> bool:
    return person.role in {Role.CHAIR, Role.MEMBER, Role.ALTERNATE}


def _words(name: str, last: Change | None) -> str:
    if last is None:
        return f"{name} not come yet"
    match last.state:
        case "in":
            return f"{name} since {clock(last.time)}"
        case "away":
            return f"{name} away since {clock(last.time)}"
        case _:
            return f"{name} out {clock(last.time)}"
