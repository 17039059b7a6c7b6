"""Random evenings: what a table does, and what the board, the clerk and the courts do beside it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import waits_for_team
from adjudicator.domain.objections import Outcome
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.domain.votes import Say
from adjudicator.ledger import bodies
from adjudicator.services.board.docket import docket
from adjudicator.services.board.proposal import Proposal, propose
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.board.voting import cast_vote, record_ruling
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import record_incident
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.life import paper_on_table, paper_returned, request_paper
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.presence import note_presence
from adjudicator.services.recount import Signer
from adjudicator.services.reopening import reopen
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.imports import isolated
from tests.support import histories
from tests.support.boardroom import MEMBERS, Boardroom
from tests.support.histories import Player
from tests.support.scene import NO_CONSENSUS, passphrase, tiny_image, vote

_SAYS = (Say.FOR, Say.FOR, Say.FOR, Say.FOR, Say.AGAINST, Say.ABSTAIN)
_WHY = "Ordered in open court."
_CONTESTS = ("mayor", "council")


class Evening(Player):
    """Makes drawn acts of a whole room; what cannot be done now is skipped or refused."""

    def __init__(self, room: Boardroom, scans: Path) -> None:
        super().__init__(room)
        self.room = room
        self._scans = scans
        self._images = count(1_000)
        self._others: list[Signer] = []

    def play(self, acts: list[tuple[str, int]]) -> None:
        """Make every act; a refusal must leave the record as it was."""
        for name, n in acts:
            if name in {"pile", "release", "void"}:
                self.room.board()  # the scene lets the board come in first: entries of their own
            if name == "look" and self.scene.recount.state.data.samples:
                self._others = self._others or _others(self.room)
            self.attempt(name, lambda act=_ACTS[name], n=n: act(self, n))  # type: ignore[misc]  # bound now

    def attempt(self, name: str, act: Callable[[], object]) -> None:
        """Make one act of one entry."""
        before = self.scene.recount.state.head
        try:
            act()
        except Refusal:
            assert self.scene.recount.state.head == before
            self.done.add("refused")
        else:
            if self.scene.recount.state.head != before:
                self.done.add(name)

    # The docket --------------------------------------------------------------------------

    def _docket(self) -> list[CaseRecord]:
        return [line.case for group in docket(self.scene.recount) for line in group.lines]

    def _for_team(self) -> list[CaseRecord]:
        cases = self.scene.cases()
        return [c for c in cases if c.released and waits_for_team(c.status, c.tier)]

    def _proposal(self, n: int) -> Proposal | None:
        """The same ruling is put to the vote however often a case is called."""
        waiting = self._docket()
        if not waiting:
            return None
        case = waiting[n % len(waiting)]
        settling = [
            ruling
            for k in range(24)
            if (ruling := self._ruling(case, k)).disposition.settles
            and ruling.disposition is not Disposition.SAME_BALLOT_AS
        ]
        if not settling:
            return None
        chosen = settling[case.place % len(settling)]
        plain = Ruling(chosen.disposition, chosen.votes, chosen.consistency, chosen.clause)
        return propose(self.scene.recount, [case], plain)

    def cast(self, n: int) -> None:
        """One member says something."""
        proposal = self._proposal(n // 3)
        if proposal is not None:
            said = _SAYS[n % len(_SAYS)]
            own = Outcome(Disposition.TOO_MANY, frozenset(), "6") if n % 5 == 0 else None
            seat = self.room.seating.seat(MEMBERS[n % 3])
            cast_vote(self.scene.recount, seat, proposal, said, own=own)

    def decide(self, n: int) -> None:
        """All members speak, and the majority's ruling is recorded if there is one."""
        proposal = self._proposal(n)
        if proposal is None:
            return
        recount, seating = self.scene.recount, self.room.seating
        for place, member in enumerate(MEMBERS):
            said = _SAYS[(n + place) % len(_SAYS)] if n % 4 == 0 else Say.FOR
            self.attempt(
                "cast",
                lambda m=member, s=said: cast_vote(recount, seating.seat(m), proposal, s),  # type: ignore[misc]  # bound now
            )
        self.attempt("board_rules", lambda: record_ruling(recount, seating, proposal))

    def send_up(self, n: int) -> None:
        """A team cannot agree."""
        waiting = [c for c in self._for_team() if c.reopened is None]
        if waiting:
            self.scene.rule(waiting[n % len(waiting)], NO_CONSENSUS)

    def rule_again(self, n: int) -> None:
        """A team rules on a case that was reopened."""
        waiting = [c for c in self._for_team() if c.reopened is not None]
        if waiting:
            case = waiting[n % len(waiting)]
            choice = self.scene.recount.election.contest(case.row.contest).choices[0].id
            self.scene.rule(case, vote(choice, reason=self._ruling(case, n).reason))

    def end_sitting(self, n: int) -> None:
        """Who is here signs; now and then somebody does not."""
        data = self.scene.recount.state.data
        here = [p.id for p in data.board() if p.id in data.present_ids()]
        keys = [self.room.identity(p) for p in here[n % 9 == 0 :]]
        end_sitting(self.scene.recount, keys, seen=sitting_now(self.scene.recount))

    def member(self, n: int) -> None:
        """A member comes or goes."""
        person = (*MEMBERS, "osei")[n % 4]
        state = ("in", "in", "away", "out")[n // 4 % 4]
        clerk = self.room.identity("cora")
        note_presence(self.scene.recount, person, state, clerk, reason="As seen.")

    # Motions -----------------------------------------------------------------------------

    def _carry(self, effect: Effect, target: targets.Target) -> None:
        """Yes from the first two who are here."""
        data = self.scene.recount.state.data
        yes = [p.id for p in data.board() if p.id in data.present_ids()][:2]
        keys = [self.room.identity(p) for p in yes]
        carry(self.scene.recount, effect, target, _WHY, [(p, "yes") for p in yes], keys)

    def suspend(self, n: int) -> None:
        self._carry(Effect.SUSPEND, targets.contest(_CONTESTS[n % 2]))

    def resume(self, n: int) -> None:
        self._carry(Effect.RESUME, targets.contest(_CONTESTS[n % 2]))

    def lead(self, n: int) -> None:
        self._carry(Effect.PRIORITY, targets.contest(_CONTESTS[n % 2]))

    def due(self, n: int) -> None:
        when = datetime(2018, 11, 18, tzinfo=UTC) + timedelta(hours=n)
        self._carry(Effect.DEADLINE, targets.deadline(_CONTESTS[n % 2], when))

    def isolate(self, n: int) -> None:
        found = self.scene.cases()
        if found:
            seals = sorted({found[(n + k) % len(found)].seal for k in range(1 + n % 2)})
            self._carry(Effect.ISOLATE, targets.cases(seals))

    def let_back(self, n: int) -> None:
        locked = [c.seal for c in self.scene.cases() if c.isolated is not None]
        if locked:
            seal = locked[n % len(locked)]
            self._carry(Effect.RELEASE, targets.cases([seal]))

    def isolate_lot(self, n: int) -> None:
        entry = self._import(n)
        if entry is not None:
            lot = (Lot.ACCEPTED, Lot.NOT_COUNTED)[n // 7 % 2]
            self._carry(Effect.ISOLATE, targets.lot(entry, lot))

    def let_lot_back(self, n: int) -> None:
        with self.scene.recount.reading() as connection:
            held = isolated(connection)
        if held:
            entry, lot = held[n % len(held)]
            self._carry(Effect.RELEASE, targets.lot(entry, Lot(lot)))

    def seat(self, n: int) -> None:
        """The alternate takes a seat, or its owner comes back."""
        data = self.scene.recount.state.data
        if "osei" in data.seated:
            comes, goes = data.seated["osei"], "osei"
        else:
            comes, goes = "osei", MEMBERS[n % 3]
        self._carry(Effect.SEAT, targets.seat(comes, goes))

    # The clerk ---------------------------------------------------------------------------

    def open_again(self, n: int) -> None:
        found = [c for c in self.scene.cases() if c.closed is not None or c.tier is not None]
        if found:
            chosen = {c.seal: c for c in (found[(n + k) % len(found)] for k in range(1 + n % 3))}
            officers = [self.room.identity("cora"), self.room.identity("kelly")]
            reopen(self.scene.recount, list(chosen.values()), "A new scan came.", officers)

    def paper(self, n: int) -> None:
        found = self.scene.cases()
        if found:
            case = found[n % len(found)]
            step = (request_paper, paper_on_table, paper_returned)[n // 3 % 3]
            step(self.scene.recount, case.seal, self.room.seating.seat("ada"), ["8812"])

    def paper_on(self, n: int) -> None:
        """The next step of a paper that is out."""
        out = [c for c in self.scene.cases() if c.paper in {"requested", "on_the_table"}]
        if out:
            case = out[n % len(out)]
            step = paper_on_table if case.paper == "requested" and n % 3 else paper_returned
            step(self.scene.recount, case.seal, self.room.seating.seat("ada"))

    def scan(self, n: int) -> None:
        found = self.scene.cases()
        if found:
            path = self._scans / f"{next(self._images)}.png"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(tiny_image(int(path.stem)))
            case = found[n % len(found)]
            clerk = self.room.identity("cora")
            rescan(self.scene.recount, case, [path], "The first was skewed.", clerk)

    def sample(self, n: int) -> None:
        """The board draws of a batch's blanks."""
        blanks = [c for c in self.scene.cases() if c.disposition is Disposition.NOTHING_MARKED]
        if blanks:
            batch = blanks[n % len(blanks)].batch
            size = 1 + n % sum(c.batch == batch for c in blanks)
            seed = sha256(str(n).encode()).hexdigest()
            fields = bodies.sample(batches=[batch], seed=seed, drawn="Dice.", size=size)
            self.scene.recount.append(fields, self.room.keys("kelly", "lewis"))

    def look(self, n: int) -> None:
        """The other team looks at a drawn ballot; every third time it sees something."""
        data = self.scene.recount.state.data
        drawn = [(s, seal) for s in data.samples.values() for seal in s.cases]
        if not drawn:
            return
        sample, seal = drawn[n % len(drawn)]
        seen = Disposition.VOTE if n % 3 == 0 else Disposition.NOTHING_MARKED
        fields = bodies.look(sample=sample.index, items=[(seal, data.cases[seal].row, seen.value)])
        self.scene.recount.append(fields, self._others, session=True)

    def incident(self, n: int) -> None:
        people = sorted(
            p.id
            for p in (e.person for e in self.scene.recount.state.data.people.values())
            if p.role is Role.OBSERVER
        )
        seat = self.room.seating.seat("ada")
        record_incident(self.scene.recount, "A light failed.", people[: n % 3], seat)


def _others(room: Boardroom) -> list[Signer]:
    """The keys of the second team, at seats of its own."""
    seating = Seating(room.recount)
    return [seating.sign_in(person, passphrase(person)).signer for person in ("cyd", "dot")]


_ACTS: dict[str, Callable[[Evening, int], None]] = {
    **histories._ACTS,
    "cast": Evening.cast,
    "decide": Evening.decide,
    "send_up": Evening.send_up,
    "rule_again": Evening.rule_again,
    "end_sitting": Evening.end_sitting,
    "member": Evening.member,
    "suspend": Evening.suspend,
    "resume": Evening.resume,
    "lead": Evening.lead,
    "due": Evening.due,
    "isolate": Evening.isolate,
    "let_back": Evening.let_back,
    "isolate_lot": Evening.isolate_lot,
    "let_lot_back": Evening.let_lot_back,
    "seat": Evening.seat,
    "open_again": Evening.open_again,
    "paper": Evening.paper,
    "paper_on": Evening.paper_on,
    "scan": Evening.scan,
    "incident": Evening.incident,
    "sample": Evening.sample,
    "look": Evening.look,
}
_OFTEN = (
    *("rule_page", "object", "close", "decide") * 3,
    *("send_up", "open_again", "cast") * 2,
    *("rule_again", "let_back", "let_lot_back", "resume", "paper_on", "end_sitting"),
    *("sample", "look", "look"),
)


def evenings(most: int = 40) -> st.SearchStrategy[list[tuple[str, int]]]:
    """Acts by name, with a number each draws its choices from; imports and a pile come first."""
    numbers = st.integers(0, 999)
    act = st.tuples(st.sampled_from([*_ACTS, *_OFTEN]), numbers)
    beginning = st.tuples(
        st.tuples(st.just("import"), numbers),
        st.tuples(st.just("import"), numbers),
        st.tuples(st.just("pile"), st.just(0)),
    )
    return st.builds(
        lambda first, rest: [*first, *rest], beginning, st.lists(act, min_size=16, max_size=most)
    )
