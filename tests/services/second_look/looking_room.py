"""A room whose first team confirms blanks, with a second team at a table of its own."""

import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.second_look import Sight
from adjudicator.services.opening import Policy
from adjudicator.services.proof.drawing import drawn_from
from adjudicator.services.recount import Signer, open_recount
from adjudicator.services.seating import Seat, Seating
from adjudicator.services.second_look.drawing import batches_to_draw, draw
from adjudicator.services.second_look.looking import look_case, looks_for, record_look
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended
from tests.support.boardroom import BLANK, MEMBERS, Boardroom
from tests.support.scene import Sheet, passphrase

POLICY = Policy(sample_pm=100, sample_limit_pm=200)
"""One blank in ten is drawn; more than one in five seen otherwise is too many."""
SHEETS = (
    *(Sheet(n, container="9") for n in range(1, 13)),
    *(Sheet(n, container="10") for n in range(13, 16)),
)
"""Twelve blank contests for mayor in a container, and three in another."""
OTHERS = ("cyd", "dot")
DICE = "3 1 6 2 5 4 3 1 6 2 5 4 3 1 6 2 5 4 3 1"


class LookingRoom(Boardroom):
    """A boardroom with a second station, at which the other team looks."""

    others: Seating

    def begin_looking(self, sheets: Sequence[Sheet] = SHEETS) -> "LookingRoom":
        """The pile is closed; everybody sits, the second team at another station."""
        self.import_sheets(sheets)
        self.pile()
        self.sit("ada", "ben", *MEMBERS)
        self.elsewhere = open_recount(self.path, station="t2")
        self.others = Seating(self.elsewhere)
        for person in OTHERS:
            self.others.sign_in(person, passphrase(person))
        return self

    @classmethod
    def looking(cls, place: Path, policy: Policy = POLICY) -> "LookingRoom":
        """One that has begun, copied from one made before in this process, with its sessions."""
        template, identities, seats, others = _looking(policy)
        shutil.copytree(template, place, dirs_exist_ok=True)
        room = cls(open_recount(place / "recount"), place / "sources")
        room._identities, room._deliveries = dict(identities), 1
        room.seating._seats = dict(seats)
        room.elsewhere = open_recount(room.path, station="t2")
        room.others = Seating(room.elsewhere)
        room.others._seats = dict(others)
        return room

    def close(self) -> None:
        """Both stations let go of the folder."""
        self.elsewhere.close()
        self.recount.close()

    def batch(self, container: str = "9") -> int:
        """The number of the batch of a container."""
        return next(b.number for b in self.batches() if b.container == container)

    def confirm(self, container: str = "9", ruling: Ruling = BLANK) -> list[CaseRecord]:
        """The first team rules on every case of a container."""
        found = self.cases(batch=self.batch(container))
        for case in found:
            self.rule(case, ruling)
        return [self.now(case) for case in found]

    def draw(self, *batches: int, text: str = DICE) -> tuple[Appended, ...]:
        """The board throws dice."""
        due = batches_to_draw(self.recount, batches)
        return draw(self.recount, due, self.keys("kelly", "lewis"), drawn_from(text))

    def to_look_at(self) -> tuple[str, ...]:
        """Numbers of the drawn ballots the second team may look at."""
        return looks_for(self.elsewhere, OTHERS).numbers

    def look(self, seen: Sight = Sight.NOTHING, number: str = "") -> str:
        """The second team looks at the next drawn ballot; gives its number."""
        taken = number or self.to_look_at()[0]
        seats = [self.others.seat(person) for person in OTHERS]
        record_look(self.elsewhere, look_case(self.elsewhere, taken), seen, seats)
        return taken

    def looks(self) -> SecondLooks:
        """Where the second look stands."""
        found = read_looks(self.recount)
        assert found is not None
        return found

    def case(self, number: str) -> CaseRecord:
        """A case by its number."""
        return next(c for c in self.cases() if c.number == number)


def looking_room(place: Path, policy: Policy = POLICY) -> LookingRoom:
    """The room, before anything is imported."""
    room = LookingRoom.with_room(place, policy)
    assert isinstance(room, LookingRoom)
    return room


@cache
def _looking(policy: Policy) -> tuple[Path, dict[str, Signer], dict[str, Seat], dict[str, Seat]]:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-looking-"))
    room = looking_room(place, policy).begin_looking()
    seats, others = (
        {seat.person.id: seat for seat in station.seats} for station in (room.seating, room.others)
    )
    room.close()
    return place, room._identities, seats, others
