"""Further steps of the scenarios: people who come, go, are enrolled, removed and replaced.

The people are those of :mod:`tests.scenarios.evening`.  Cyd and Dot are the second team; Nora and
Pip are newcomers.
"""

from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.people import Enrolment, enrol, identity, remove
from adjudicator.services.people_at_work.handover import hand_over
from adjudicator.services.people_at_work.lost_passphrase import give_new_key
from adjudicator.services.people_at_work.patience import NotOpened, Patience
from adjudicator.services.people_at_work.people_file import FilePlan, enrol_file, plan_file
from adjudicator.services.recount import open_recount
from adjudicator.services.reopening import reopen
from adjudicator.services.seating import Seating
from adjudicator.services.team import team_problem
from adjudicator.storage.queries.acts import list_entries, list_people
from adjudicator.storage.queries.cases import CaseRecord
from tests.scenarios.gallery import Gallery
from tests.support.boardroom import Boardroom
from tests.support.scene import passphrase, tiny_image

NORA = Enrolment("nora", "Nora Diaz", Role.TEAM, "h")


class Clock:
    """Seconds that pass when a scenario says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Staff(Gallery):
    """An evening with the work of its officers."""

    def __init__(self, room: Boardroom) -> None:
        super().__init__(room)
        self.clock = Clock()
        room.recount.patience = Patience(self.clock)

    # Given ---------------------------------------------------------------------------------

    def a_list(self, *rows: str) -> Path:
        """A table of people as an office writes it."""
        path = self.room.path.parent / "late.csv"
        path.write_text("\n".join(("person,name,role,party,table", *rows, "")))
        return path

    def ballots_of_one_batch(self) -> list[CaseRecord]:
        """The six overvotes of one batch."""
        return [b for b in self.room.mayor() if b.batch == self.ballot().batch]

    def is_locked(self) -> None:
        """The station, by its key or because nobody pressed one for half an hour."""
        self.room.seating.lock()

    def seconds_pass(self, seconds: float) -> None:
        self.clock.now += seconds

    # When ----------------------------------------------------------------------------------

    def the_list_is_read(self, path: Path) -> FilePlan:
        return plan_file(self.room.recount, path)

    def all_of_it_are_enrolled(self, plan: FilePlan, *officers: str) -> None:
        secrets = {p.person: passphrase(p.person) for p in plan.people}
        enrol_file(self.room.recount, plan.people, secrets, self.room.keys(*officers))

    def is_enrolled(self, who: Enrolment, *officers: str, secret: str = "") -> None:
        words = secret or passphrase(who.person)
        enrol(self.room.recount, who, words, officers=self.room.keys(*officers))

    def is_removed(self, person: str, why: str, *officers: str) -> None:
        remove(self.room.recount, person, why, self.room.keys(*officers))
        self.room.seating.settle()

    def gets_a_new_passphrase(self, person: str, words: str, *officers: str) -> None:
        give_new_key(self.room.recount, person, words, self.room.keys(*officers))
        self.room.seating.settle()

    def signs_in(self, person: str, words: str = "") -> None:
        self.room.seating.sign_in(person, words or passphrase(person))

    def hands_over(self, ballot: CaseRecord, *people: str) -> None:
        """These sign what the team has done of the batch."""
        keys = {person: self.room.identity(person) for person in people}
        hand_over(self.room.recount, self.room.seating, ballot.batch, keys)

    def is_reopened_by_mere_key_presses(self, ballot: CaseRecord, *people: str) -> None:
        """Without a passphrase, by the keys of their seats."""
        keys = [self.room.seating.seat(person).signer for person in people]
        reopen(self.room.recount, [self.room.now(ballot)], "A smudge.", keys)

    def brings_a_new_scan(self, person: str, ballot: CaseRecord, number: int) -> None:
        path = self.room.path.parent / f"again-{number}.png"
        path.write_bytes(tiny_image(number))
        case, key = self.room.now(ballot), self.room.identity(person)
        rescan(self.room.recount, case, [path], "Dust.", key)

    def types_a_wrong_passphrase(self, person: str) -> str:
        """What the screen says then."""
        try:
            identity(self.room.recount, person, "nothing of the kind")
        except NotOpened as refused:
            return str(refused)
        raise AssertionError("it opened")

    def sits_down_at_another_table(self, person: str) -> None:
        """And stays there."""
        other = open_recount(self.room.path, station="s2")
        try:
            Seating(other).sign_in(person, passphrase(person))
        finally:
            other.close()

    def signs_in_at_another_table(self, person: str) -> bool:
        """Whether the right passphrase opens there."""
        other = open_recount(self.room.path, station="s2")
        try:
            return identity(other, person, passphrase(person)).introduced is not None
        finally:
            other.close()

    # Then ----------------------------------------------------------------------------------

    def what_keeps_them_from_ruling(self, *people: str) -> str:
        """What the screen says of the two at the table; empty if nothing does."""
        seated = [self.room.seating.seat(person).person for person in people]
        return team_problem(self.room.recount, seated)

    def seconds_to_wait(self, person: str) -> int:
        """Until a passphrase of this person is looked at again here."""
        return self.room.recount.patience.seconds_left(person)

    def sitting_here(self) -> list[str]:
        return [seat.person.id for seat in self.room.seating.seats]

    def is_enrolled_now(self, person: str) -> bool:
        return self.room.recount.state.data.active(person) is not None

    def who_signed_the_last(self, kind: str) -> tuple[str, ...]:
        with self.room.recount.reading() as connection:
            return list_entries(connection, kinds=(kind,), limit=1000)[-1].signers

    def name_of(self, person: str) -> str:
        with self.room.recount.reading() as connection:
            return next(
                p.person.name or "" for p in list_people(connection) if p.person.id == person
            )
