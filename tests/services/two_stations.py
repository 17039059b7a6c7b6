"""Random evenings of two stations on one folder: a table at the one, the board at the other.

What is drawn are the acts of :mod:`tests.storage.evenings`, made at the station where such people
sit, and besides people who join, lose their passphrase or leave for good.  Neither station is told
what the other did but by the record.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.domain.votes import Say
from adjudicator.services.board.proposal import propose, unsaid
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.board.voting import cast_vote, record_ruling
from adjudicator.services.closing import close_batches
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.life import paper_returned
from adjudicator.services.people import Enrolment, enrol, remove
from adjudicator.services.people_at_work.lost_passphrase import give_new_key
from adjudicator.services.recount import Signer, open_recount
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended
from tests.storage import evenings
from tests.storage.evenings import Evening
from tests.support.boardroom import MEMBERS, ROOM, Boardroom
from tests.support.scene import TABLE, TEAM, passphrase

AT_TABLE = {
    *("rule", "rule_page", "revise", "object", "object_before", "withdraw", "answer", "send_up"),
    *("rule_again", "leave", "paper", "paper_on", "incident", "close"),
}
AT_BOARD = {"cast", "decide", "end_sitting"}
_ROLES = (Role.MEMBER, Role.TEAM, Role.OBSERVER, Role.CLERK, Role.ALTERNATE)
_PARTIES = (None, "h", "e")


class Station(Boardroom):
    """One station of the recount; it closes as its policy has it."""

    def close_batches(
        self, *batches: int, observers: Sequence[str] = (), struck: Sequence[int] = ()
    ) -> Appended:
        if self.recount.state.data.rules.tiers > 1:
            return super().close_batches(*batches, observers=observers, struck=struck)
        seen = self.recount.state.close_counts(batches, struck)
        signing = [self.identity(person) for person in observers]
        closers = self.closers()
        return close_batches(self.recount, batches, closers, signing, seen=seen, struck=struck)

    def closers(self) -> list[Signer]:
        """The presiding member and another officer who is here."""
        data = self.recount.state.data
        head = data.presiding()
        if head is None:
            raise Refusal("Nobody presides.")
        here = data.present_ids()
        officers = [e.person.id for e in self.recount.state.roster() if e.person.officer]
        others = [p for p in officers if p in here and p != head.id]
        return [self.identity(p) for p in (head.id, *others[:1])]


class TwoStations(Evening):
    """An evening whose acts are made now here, now there."""

    def __init__(self, place: Path, policy: Policy) -> None:
        first = Boardroom.with_room(place, policy)
        self.table = Station(first.recount, place / "sources")
        self.board = Station(open_recount(self.table.path, station="s2"), place / "sources2")
        self.board._identities = self.table._identities = first._identities
        self.stations = (self.table, self.board)
        super().__init__(self.table, place / "scans")
        self.places = {e.person: self._place_of(e.role) for e in ROOM}
        self.table.sit(*TABLE)
        self.board.sit(*MEMBERS, "cora")

    def _place_of(self, role: Role) -> Station:
        return self.table if role in {Role.TEAM, Role.OBSERVER} else self.board

    def play(self, acts: list[tuple[str, int]]) -> None:
        """Make every act where it is made; a refusal must leave the record as it was."""
        for name, n in acts:
            self.at(name, n)
            if name in {"pile", "release", "void"}:
                self.attempt("member", self.room.board)
            self.attempt(name, lambda name=name, n=n: ACTS[name](self, n))  # type: ignore[misc]  # bound now
            heads = {room.recount.state.head for room in self.stations}
            assert len(heads) == 1, "both stations see one record"

    def at(self, name: str, n: int) -> None:
        """Go to the station where such an act is made."""
        other = self.stations[n % 2]
        here = self.board if name in AT_BOARD else self.table if name in AT_TABLE else other
        self.room = self.scene = here

    # People --------------------------------------------------------------------------------

    def officers(self, *without: str) -> list[Signer]:
        """The identity keys of two different officers."""
        data = self.scene.recount.state.data
        people = [e.person for e in self.scene.recount.state.roster() if e.person.officer]
        for n, one in enumerate(people):
            for other in people[n + 1 :]:
                if data.different(one, other) and not {one.id, other.id} & set(without):
                    return [self.scene.identity(one.id), self.scene.identity(other.id)]
        raise Refusal("There are no two different officers.")

    def enrol(self, who: Enrolment) -> None:
        """Two officers enrol somebody, or enrol them anew."""
        signers = self.officers(who.person)
        enrol(self.scene.recount, who, passphrase(who.person), officers=signers)
        self.table._identities.pop(who.person, None)
        self.places[who.person] = self._place_of(who.role)

    def sit(self, person: str) -> None:
        """Take a seat at the station where such people sit."""
        self.places[person].sit(person)

    def join(self, n: int) -> None:
        """Somebody new, at the role drawn."""
        number = 1 + sum(person.startswith("new") for person in self.places)
        person, role = f"new{number}", _ROLES[n % len(_ROLES)]
        self.enrol(Enrolment(person, f"Person {number}", role, _PARTIES[n // 5 % 3]))
        self.attempt("come", lambda: self.sit(person))

    def lost(self, n: int) -> None:
        """Somebody lost their passphrase."""
        person = self._somebody(n)
        give_new_key(self.scene.recount, person, passphrase(person), self.officers(person))
        self.table._identities.pop(person, None)
        self.attempt("come", lambda: self.sit(person))

    def gone(self, n: int) -> None:
        """Somebody leaves for good; an alternate takes a member's seat."""
        person = self._somebody(n)
        seated = self.scene.recount.state.person(person).on_board
        remove(self.scene.recount, person, "Called away.", self.officers(person))
        if seated:
            self.attempt("seat", lambda: self._carry(Effect.SEAT, targets.seat("osei", person)))

    def back(self, n: int) -> None:
        """Somebody who was removed is enrolled anew, or somebody missing sits down."""
        data = self.scene.recount.state.data
        gone = [p for p, e in sorted(data.people.items()) if not e.active]
        if gone:
            known = data.people[gone[n % len(gone)]].person
            self.enrol(Enrolment(known.id, known.id.title(), known.role, known.party))
            self.attempt("come", lambda: self.sit(known.id))

    # The end ------------------------------------------------------------------------------

    def come_to_an_end(self) -> None:
        """Two different officers bring the county to its end; nothing they do is refused."""
        self.room = self.scene = self.board
        self._staff()
        self._lift_orders()
        recount = self.board.recount
        for case in self._for_team():
            if recount.state.data.rules.tiers > 1:
                self.table.rule(case, self._sound(case))
        while waiting := self._docket():
            proposal = propose(recount, waiting[:1], self._sound(waiting[0]))
            for person in self._here():
                cast_vote(recount, self.board.seating.seat(person), proposal, Say.FOR)
            # Of an objection no outcome answers, the presiding member says what becomes of it.
            said = dict.fromkeys(unsaid(recount, proposal), True)
            record_ruling(recount, self.board.seating, proposal, objections=said)
        if recount.state.data.sitting_votes:
            keys = self.board.keys(*self._here())
            end_sitting(recount, keys, seen=sitting_now(recount))
        for number in sorted(recount.state.data.batches):
            if recount.state.data.scope([number]):
                self.table.close_batches(number)

    def _here(self) -> list[str]:
        data = self.board.recount.state.data
        return [p.id for p in data.board() if p.id in data.present_ids()]

    def _staff(self) -> None:
        """Whoever was removed is enrolled anew, empty seats are filled, and all sit down."""
        state = self.board.recount.state
        for person, known in sorted(state.data.people.items()):
            if not known.active:
                who = known.person
                self.enrol(Enrolment(person, person.title(), who.role, who.party))
        while len(state.data.board()) < max(state.data.rules.quorum, 2):
            self.enrol(Enrolment(f"seat{state.size}", "Another", Role.MEMBER, None))
        for seat in self.table.seating.seats:
            if seat.person.role is Role.TEAM and seat.person.id not in TEAM:
                self.table.seating.sign_out(seat.person.id)
        self.table.sit(*TEAM)
        self.board.sit(*[person.id for person in state.data.board()], "cora")

    def _lift_orders(self) -> None:
        data = self.board.recount.state.data
        lots = [
            targets.lot(entry, Lot(lot))
            for entry, lot in sorted(data.isolated_lots)
            if data.imports[entry].voided is None  # what is void counts nowhere, and stays apart
        ]
        lifted = [(Effect.RESUME, targets.contest(name)) for name in sorted(data.suspended)]
        lifted += [(Effect.RELEASE, target) for target in lots]
        apart = [c.seal for c in self.board.cases() if c.isolated is not None]
        lifted += [(Effect.RELEASE, targets.cases([seal])) for seal in apart]
        for effect, target in lifted:
            people = self._here()
            votes, keys = [(p, "yes") for p in people], self.board.keys(*people)
            carry(self.board.recount, effect, target, "It is over.", votes, keys)
        for case in self.board.cases():
            if case.paper in {"requested", "on_the_table"}:
                clerk = self.board.seating.seat("cora")
                paper_returned(self.board.recount, case.seal, clerk)

    def _sound(self, case: CaseRecord) -> Ruling:
        """A ruling that settles the case and is allowed."""
        found = (self._ruling(case, k) for k in range(1, 13))
        made = next(
            r
            for r in found
            if r.disposition.settles and r.disposition is not Disposition.SAME_BALLOT_AS
        )
        return replace(made, reason=None)

    def _somebody(self, n: int) -> str:
        roster = self.scene.recount.state.roster()
        return roster[n % len(roster)].person.id


ACTS: dict[str, Callable[..., None]] = {
    **evenings._ACTS,
    "join": TwoStations.join,
    "lost": TwoStations.lost,
    "gone": TwoStations.gone,
    "back": TwoStations.back,
}
_OFTEN = (
    *("rule_page", "object", "close", "decide") * 4,
    *("send_up", "open_again", "back") * 2,
    *("rule_again", "let_back", "let_lot_back", "resume", "paper_on", "end_sitting"),
)
POLICIES = (
    Policy(),
    Policy(tiers=1),
    Policy(quorum=3, attest="batch", page_max=2),
    Policy(quorum=1, different="person", attest="each"),
    Policy(quorum=3, tiers=1, different="person", attest="batch"),
    Policy(quorum=1, tiers=1, attest="each", page_max=1),
)
"""Every tier with every quorum, every time observers are asked, both meanings of different."""


def acts(most: int = 36) -> st.SearchStrategy[list[tuple[str, int]]]:
    """Two imports and a pile, then whatever is drawn."""
    numbers = st.integers(0, 999)
    beginning = [("import", 2), ("import", 5), ("pile", 0)]
    act = st.tuples(st.sampled_from([*ACTS, *_OFTEN]), numbers)
    return st.lists(act, min_size=12, max_size=most).map(lambda rest: beginning + rest)
