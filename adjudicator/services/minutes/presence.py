"""Who was in the room, from when to when, and when the board had no quorum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from adjudicator.domain.people import SEATS, Person, Role, with_seat, without_seat
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.document import Part
from adjudicator.interchange.papers.grid import Column, Grid
from adjudicator.services.board.attendance import IN, Attendance
from adjudicator.services.papers.printing import stands_for
from adjudicator.services.papers.record_papers import CountyClock, RecordPaper
from adjudicator.storage.queries.acts import EntryRecord, list_entries

_BOARD = frozenset({Role.CHAIR, Role.MEMBER, Role.ALTERNATE})
_SHORT = timedelta(minutes=1)
"""Whoever comes back within it was not away: people sign out here and in there."""
_KINDS = ("enrol", "constitute", "remove", "signin", "signout", "attend", "motion")


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment of the record to another."""

    start: str
    end: str | None
    """``None``: it lasts to the end of the record told of."""

    def words(self, clock: CountyClock) -> str:
        """``19:02-23:40``; over midnight with the day of its end."""
        begin = clock.hour(self.start)
        if self.end is None:
            return f"{begin} and still here"
        end = clock.hour(self.end)
        if clock.day(self.start) != clock.day(self.end):
            end = clock.moment(self.end)
        return f"{begin}\u2013{end}"


def spans_words(spans: Iterable[Span], clock: CountyClock) -> str:
    """``Sat 17 Nov 2018: 19:02-21:10, 21:25-23:40; Sun ...``."""
    days = groupby(spans, lambda span: clock.day(span.start))
    return "; ".join(
        f"{day}: {', '.join(span.words(clock) for span in some)}" for day, some in days
    )


def without_blinks(spans: Iterable[Span]) -> list[Span]:
    """Spans that follow each other within a minute as one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is not None and last.end is not None and _between(last.end, span.start) < _SHORT:
            found[-1] = Span(last.start, span.end)
        else:
            found.append(span)
    return found


def _between(first: str, second: str) -> timedelta:
    return datetime.fromisoformat(second) - datetime.fromisoformat(first)


def attendance_parts(paper: RecordPaper) -> Iterator[Part]:
    """The board's attendance with its quorum, then everybody else's."""
    attendance = Attendance(paper.recount)
    rows: dict[bool, list[tuple[str, str, str]]] = {True: [], False: []}
    for person, record in paper.people.items():
        spans = list(_spans(attendance, person))
        if record.person.role in _BOARD or spans:
            told = spans_words(without_blinks(spans), paper.clock) or "never came"
            of_board = record.person.role in _BOARD
            rows[of_board].append((paper.names[person], _office(paper, record.person), told))
    columns = (
        Column("Name", share=2),
        Column("Office", share=2),
        Column("Present", share=5),
    )
    yield Part(
        "The board's attendance",
        (),
        Grid(columns, tuple(rows[True])),
        after=tuple(quorum_sentences(paper)),
    )
    if rows[False]:
        yield Part(
            "Clerks, counting teams and observers",
            (),
            Grid((columns[0], Column("As", share=2), columns[2]), tuple(rows[False])),
            under=True,
        )


def _office(paper: RecordPaper, person: Person) -> str:
    side = stands_for(paper.recount, person)
    return f"{person.role.label}, {side}" if side else person.role.label


def _spans(attendance: Attendance, person: str) -> Iterator[Span]:
    since: str | None = None
    for change in attendance.changes(person):
        if change.state == IN:
            since = since or change.time
        elif since is not None:
            yield Span(since, change.time)
            since = None
    if since is not None:
        yield Span(since, None)


# The quorum ------------------------------------------------------------------------------


class _Seats:
    """Who holds a seat of the board and who is in the room, entry by entry, as the rules have it.

    It goes by :mod:`adjudicator.ledger.state.people` and :mod:`adjudicator.ledger.state.seats`.
    """

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._vacant: set[str] = set()
        self._sessions: dict[str, set[str]] = {}
        self._here: set[str] = set()
        self.constituted = False

    @property
    def here(self) -> int:
        """Seats whose holders are in the room."""
        return sum(p.on_board and p.id in self._here for p in self.people.values())

    def take(self, entry: EntryRecord) -> None:
        """Go on by one entry."""
        body = entry.body
        match entry.kind:
            case "enrol":
                self._enrol(body["person"], Role(body["role"]))
            case "constitute":
                self.constituted = True
                self._vacant.clear()
            case "remove":
                self._remove(body["person"])
            case "motion" if body["effect"] == "seat":
                self._seat(body["target"]["alternate"], body["target"]["for"])
            case "signin":
                self._sessions.setdefault(body["person"], set()).add(body["st"])
                self._here.add(body["person"])
            case "signout":
                self._sessions.get(body["person"], set()).discard(body["st"])
                if not self._sessions.get(body["person"]):
                    self._here.discard(body["person"])
            case "attend":
                self._attend(body["person"], body["state"])

    def _enrol(self, person: str, role: Role) -> None:
        known = self.people.get(person)
        displaced = known is not None and known.displaced
        if self.constituted and role in SEATS and not displaced and self._vacant:
            owner = person if person in self._vacant else min(self._vacant)
            self._vacant.discard(owner)
            if owner != person and owner in self.people:
                self.people[owner] = without_seat(self.people[owner])
        self.people[person] = Person(person, role, displaced=displaced)

    def _remove(self, person: str) -> None:
        gone = self.people[person]
        if gone.on_board:
            self._vacant.add(person)
        self.people[person] = Person(person, gone.role, displaced=gone.displaced)
        self._sessions.pop(person, None)
        self._here.discard(person)

    def _seat(self, comes: str, goes: str) -> None:
        self.people[goes] = without_seat(self.people[goes])
        self._vacant.discard(goes)
        self.people[comes] = with_seat(self.people[comes])

    def _attend(self, person: str, state: str) -> None:
        if state == IN:
            self._here.add(person)
        else:
            self._here.discard(person)


def quorum_spans(entries: Iterable[EntryRecord], needed: int) -> list[Span]:
    """When enough of the board was in the room, from the entries of people and seats."""
    seats, since, found = _Seats(), "", list[Span]()
    for entry in entries:
        seats.take(entry)
        enough = seats.constituted and seats.here >= needed
        if enough and not since:
            since = entry.time
        elif since and not enough:
            found.append(Span(since, entry.time))
            since = ""
    return without_blinks([*found, Span(since, None)] if since else found)


def quorum_sentences(paper: RecordPaper) -> Iterator[str]:
    """What the quorum is, when there was one, and when it was lost."""
    needed = paper.state.data.rules.quorum
    with paper.recount.reading() as connection:
        entries = list_entries(connection, limit=paper.state.size, kinds=_KINDS)
    spans = quorum_spans(entries, needed)
    seats = len(paper.state.data.board())
    yield f"The quorum is {needed} of {count(seats, 'seat')}."
    if not spans:
        yield "There has been no quorum yet."
        return
    yield f"There was a quorum {spans_words(spans, paper.clock)}."
    for span, later in pairwise(spans):
        lost = Span(span.end or "", later.start)
        yield f"The quorum was lost {paper.clock.day(lost.start)}, {lost.words(paper.clock)}."
    if len(spans) == 1:
        yield "In that time it was never lost."
