"""The record as the second look uses it, at one station, over the services."""

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.review.ports import SeatView
from adjudicator.desktop.review_desk import party_words
from adjudicator.desktop.second_look.ports import LookSheet, LookTable, LookView
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.people import Role
from adjudicator.domain.second_look import Sight
from adjudicator.services.locating.wrong_place import say_wrong_place
from adjudicator.services.queue import case_work
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat, Seating
from adjudicator.services.second_look.looking import look_case, looks_for, record_look
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.services.team import team_problem

_TEAM = 2
_PRESIDES = "In one tier the presiding member looks. Sign in (F3)."


class StationLooks:
    """The second look at this station."""

    def __init__(self, recount: Recount, seating: Seating) -> None:
        self._recount, self._seating = recount, seating

    def sheet(self) -> LookSheet:
        """Where the second look stands now."""
        table = self._table()
        looks = read_looks(self._recount) or SecondLooks(0, 0)
        own = looks_for(self._recount, table.people)
        return LookSheet(looks, table, own, {b.batch: self._where(b.batch) for b in looks.batches})

    def _where(self, batch: int) -> str:
        key = self._recount.state.data.batches[batch].key
        if key is None:
            return ""
        election = self._recount.election
        return (
            f"{contest_title(election, key.contest)} \u00b7 {precinct_name(election, key.precinct)}"
        )

    def case(self, number: str) -> LookView:
        """A drawn ballot that waits, by its case number."""
        case = look_case(self._recount, number)
        shown = zip(case.pages, case.captions, strict=True)
        sides = (BallotSide(PageRef(p.image, p.page - 1), words, p.layout) for p, words in shown)
        found = None if case.located is None else Found.of(case.located, kept=True)
        return LookView(case, tuple(sides), found)

    def say_wrong_place(self, view: LookView, people: tuple[str, ...]) -> None:
        """Note that the outline shown for a ballot is in the wrong place."""
        case = case_work(self._recount, view.number).case
        seats = [self._seating.seat(person) for person in people]
        say_wrong_place(self._recount, case, view.case.located, seats)

    def record(self, view: LookView, seen: Sight, people: tuple[str, ...]) -> int:
        """Record what these people saw; the entry."""
        seats = [self._seating.seat(person) for person in people]
        return record_look(self._recount, view.case, seen, seats).index

    def _table(self) -> LookTable:
        # Whoever was removed at another station sits here no more.
        self._seating.settle()
        data = self._recount.state.data
        if data.rules.tiers == 1:
            head = data.presiding()
            found = [s for s in self._seating.seats if head is not None and s.person.id == head.id]
            seat = self._view(found[0]) if found else None
            return LookTable(seat, seat, "" if seat else _PRESIDES)
        team = [s for s in self._seating.seats if s.person.role is Role.TEAM][:_TEAM]
        seats = [self._view(seat) for seat in team]
        return LookTable(
            seats[0] if seats else None,
            seats[1] if len(seats) == _TEAM else None,
            team_problem(self._recount, [seat.person for seat in team]),
        )

    def _view(self, seat: Seat) -> SeatView:
        person = seat.person
        words = party_words(person, self._recount.election)
        return SeatView(person.id, person.name or person.id, words)
