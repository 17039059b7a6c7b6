"""The scene of :mod:`tests.support.scene` with a whole room.

A board of three with an alternate, a clerk, two teams, and observers of two parties and two
candidates.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from adjudicator.domain.objections import Ground
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Consistency, Disposition, Ruling
from adjudicator.domain.votes import Say
from adjudicator.ledger.origin import Purpose
from adjudicator.services.attesting import Objection, object_before, object_to
from adjudicator.services.board.docket import docket
from adjudicator.services.board.proposal import Proposal, propose
from adjudicator.services.board.voting import VoteNow, cast_vote, record_ruling, vote_now
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment
from adjudicator.services.recount import Signer, open_recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended
from tests.support.scene import ELECTION, ROSTER, Scene, Sheet, passphrase

ROOM = (
    *ROSTER,
    Enrolment("osei", "Ona Osei", Role.ALTERNATE, "h"),
    Enrolment("cyd", "Cyd Cole", Role.TEAM, "h"),
    Enrolment("dot", "Dot Dale", Role.TEAM, "e"),
    Enrolment("scott", "Sam Scott", Role.OBSERVER, "ann"),
    Enrolment("nelson", "Ned Nelson", Role.OBSERVER, "bob"),
)
MEMBERS = ("kelly", "lewis", "moss")
SHEETS = tuple(Sheet(n, ("ann", "bob"), container="7" if n < 7 else "8") for n in range(1, 13))
"""Twelve overvotes for mayor, in two batches; council is full on each."""
BLANKS = (
    *(Sheet(n, container="9") for n in range(21, 24)),
    Sheet(24, council=("cy",), container="9"),
)
"""Four blank contests for mayor; on the last one vote for council is left too."""
OVERVOTE = Ruling(Disposition.TOO_MANY, clause="6")
ANN = Ruling(Disposition.VOTE, frozenset({"ann"}), Consistency.SAME, "4c15", words="vote for Ann")
BLANK = Ruling(Disposition.NOTHING_MARKED)
NO_CONSENSUS = Ruling(Disposition.NO_CONSENSUS)


class Boardroom(Scene):
    """A recount with the whole room enrolled."""

    @classmethod
    def with_room(
        cls,
        place: Path,
        policy: Policy | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> "Boardroom":
        """Copy one made before in this process; a policy of its own has one made for it."""
        template, identities = _room(policy or Policy())
        shutil.copytree(template, place, dirs_exist_ok=True)
        room = cls(open_recount(place / "recount", clock=clock), place / "sources")
        room._identities = dict(identities)
        return room

    @classmethod
    def begun(
        cls,
        place: Path,
        policy: Policy | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> "Boardroom":
        """One that has begun, copied from one made before in this process.

        Whoever sits keeps the session key they got there, so nobody has to sign in anew.

        :param clock: one that stands still, for what was made before was made under it.
        """
        template, identities, seats = _begun(policy or Policy(), clock)
        shutil.copytree(template, place, dirs_exist_ok=True)
        room = cls(open_recount(place / "recount", clock=clock), place / "sources")
        room._identities = dict(identities)
        room._deliveries = 1
        room.seating._seats = dict(seats)
        return room

    def begin(self, sheets: Sequence[Sheet] = (*SHEETS, *BLANKS)) -> "Boardroom":
        """Import sheets, close the pile, seat the table and the board."""
        self.import_sheets(sheets)
        self.pile()
        self.sit("ada", "ben", "ortiz", "lee", "scott", "nelson", *MEMBERS)
        return self

    # What the table does -----------------------------------------------------------------

    def mayor(self, *, blank: bool = False) -> list[CaseRecord]:
        """The cases of the contest for mayor: the overvotes, or the blank ones."""
        return [c for c in self.cases(contest="mayor") if bool(c.row.machine.over) is not blank]

    def now(self, case: CaseRecord) -> CaseRecord:
        """The case as it stands now."""
        return next(c for c in self.cases() if c.seal == case.seal)

    def send_up(self, *cases: CaseRecord) -> list[CaseRecord]:
        """The team cannot agree on these."""
        for case in cases:
            self.rule(case, NO_CONSENSUS)
        return [self.now(case) for case in cases]

    def objects(
        self, person: str, case: CaseRecord, ground: Ground, claim: str | None = None
    ) -> int:
        """An observer objects to the case as it stands; gives the entry."""
        seat, said = self.seating.seat(person), Objection(ground, claim)
        if self.now(case).ruling is None:
            return object_before(self.recount, seat, case.seal, said).index
        return object_to(self.recount, seat, self.ruling(case), said).index

    # What the board does -----------------------------------------------------------------

    def propose(self, ruling: Ruling, *cases: CaseRecord) -> Proposal:
        """Put a ruling on these cases, as they stand now, to the vote."""
        return propose(self.recount, [self.now(case) for case in cases], ruling)

    def votes(self, proposal: Proposal, **says: Say) -> VoteNow:
        """Members press their keys, in this order."""
        for person, say in says.items():
            cast_vote(self.recount, self.seating.seat(person), proposal, say)
        return vote_now(self.recount, proposal, self.seating)

    def record(
        self, proposal: Proposal, objections: dict[int, bool] | None = None
    ) -> tuple[Appended, ...]:
        """The majority's ruling is recorded with the presiding member's key."""
        return record_ruling(self.recount, self.seating, proposal, objections=objections)

    def board_rules(self, case: CaseRecord, ruling: Ruling = OVERVOTE) -> Appended:
        """All three are for it, and it is recorded."""
        proposal = self.propose(ruling, case)
        self.votes(proposal, kelly=Say.FOR, lewis=Say.FOR, moss=Say.FOR)
        return self.record(proposal)[0]

    def waiting(self) -> list[str]:
        """Seals of the cases on the docket, in the order they are called."""
        return [line.case.seal for group in docket(self.recount) for line in group.lines]

    def keys(self, *people: str) -> list[Signer]:
        """Identity keys, as passphrases open them."""
        return [self.identity(person) for person in people]


_BEFORE = datetime(2018, 11, 17, 12, tzinfo=UTC)
"""When the room was made: no clock of a test is before it, and nobody cosigns before they did."""


@cache
def _room(policy: Policy) -> tuple[Path, dict[str, Signer]]:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-room-"))
    recount = new_recount(
        place / "recount",
        election=ELECTION,
        purpose=Purpose.DEMO,
        policy=policy,
        clock=lambda: _BEFORE,
    )
    enrol_and_constitute(recount, ROOM, {p.person: passphrase(p.person) for p in ROOM})
    room = Boardroom(recount, place / "sources")
    identities = {p.person: room.identity(p.person) for p in ROOM}
    recount.close()
    return place, identities


@cache
def _begun(
    policy: Policy, clock: Callable[[], datetime] | None
) -> tuple[Path, dict[str, Signer], dict[str, Seat]]:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-begun-"))
    room = Boardroom.with_room(place, policy, clock).begin()
    seats = {seat.person.id: seat for seat in room.seating.seats}
    room.recount.close()
    return place, room._identities, seats
