"""Further steps of the scenarios: orders, reopenings, the way of the paper, notes.

The people are those of :mod:`tests.scenarios.evening`.  Orders of the Circuit Court are given on
9 November at 21:14.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, EvidenceKind, RevisionReason, Ruling
from adjudicator.services.notes import notes_register, record_incident
from adjudicator.services.orders import targets
from adjudicator.services.orders.documents import readable_copy
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.orders.register import OrderLine, order_register
from adjudicator.services.orders.wording import Authority, OrderWords
from adjudicator.services.papers.life import paper_on_table, paper_returned, request_paper
from adjudicator.services.papers.rescan import rescan, to_confirm
from adjudicator.services.progress import next_batch
from adjudicator.services.queue import case_work
from adjudicator.services.reopening import (
    attested_to,
    reopen,
    reopening_notices,
    ruling_before_reopening,
    untold_notices,
)
from adjudicator.services.tallying import TallyLine, tally_lines
from adjudicator.storage.queries.cases import CaseRecord
from tests.scenarios.evening import Evening
from tests.support.scene import Sheet, tiny_image

COURT = OrderWords(
    Authority.COURT,
    "Stay until the hearing",
    given=datetime(2018, 11, 9, 21, 14, tzinfo=UTC),
)
STAY = "by order of the Circuit Court, 9 Nov 21:14: Stay until the hearing"


class Office(Evening):
    """An evening with its clerk, its officers and its orders."""

    # The board moves -----------------------------------------------------------------------

    def the_board_carries(
        self,
        effect: Effect,
        target: targets.Target,
        words: OrderWords | str,
        *,
        voters: tuple[str, ...] = ("kelly", "lewis"),
        document: Path | None = None,
    ) -> None:
        """Judge Kelly and Lewis vote yes, unless others are named, and sign."""
        votes, keys = [(name, "yes") for name in voters], self.room.keys(*voters)
        carry(self.room.recount, effect, target, words, votes, keys, document=document)

    def the_court_suspends(self, contest: str = "mayor", document: Path | None = None) -> None:
        target = targets.contest(contest)
        self.the_board_carries(Effect.SUSPEND, target, COURT, document=document)

    def the_board_resumes(self, contest: str = "mayor") -> None:
        self.the_board_carries(Effect.RESUME, targets.contest(contest), "The hearing is over.")

    def the_board_puts_first(self, contest: str) -> None:
        self.the_board_carries(Effect.PRIORITY, targets.contest(contest), "The margin is small.")

    def a_deadline_is_set(self, contest: str, when: datetime) -> None:
        target = targets.deadline(contest, when)
        self.the_board_carries(Effect.DEADLINE, target, "Official returns")

    def the_board_isolates(self, *ballots: CaseRecord) -> None:
        self.the_board_carries(Effect.ISOLATE, targets.cases(b.seal for b in ballots), COURT)

    def the_board_lets_back(self, *ballots: CaseRecord) -> None:
        target = targets.cases(b.seal for b in ballots)
        self.the_board_carries(Effect.RELEASE, target, "Dismissed.")

    def the_board_isolates_the_lot_of(self, ballot: CaseRecord) -> None:
        target = targets.lot(ballot.import_entry, Lot.ACCEPTED)
        self.the_board_carries(Effect.ISOLATE, target, COURT)

    def the_board_releases_the_lot_of(self, ballot: CaseRecord) -> None:
        target = targets.lot(ballot.import_entry, Lot.ACCEPTED)
        self.the_board_carries(Effect.RELEASE, target, "Found.")

    def the_board_waives(
        self, first: str, second: str, *, voters: tuple[str, ...] = ("kelly", "lewis")
    ) -> None:
        """These two may act together although they are of one party."""
        target = targets.people([first, second])
        self.the_board_carries(Effect.WAIVE, target, "", voters=voters)

    def the_board_divides(self, effect: Effect, target: targets.Target, *, against: str) -> None:
        """Judge Kelly and Lewis vote yes, another no."""
        votes = [("kelly", "yes"), ("lewis", "yes"), (against, "no")]
        carry(self.room.recount, effect, target, COURT, votes, self.room.keys("kelly", "lewis"))

    def moves_alone(self, person: str, effect: Effect, target: targets.Target) -> None:
        """The two others vote no."""
        votes = [(p, "yes" if p == person else "no") for p in ("kelly", "lewis", "moss")]
        carry(self.room.recount, effect, target, COURT, votes, self.room.keys(person))

    def signs_for_another(self, effect: Effect, target: targets.Target) -> None:
        """Judge Kelly and Lewis sign, and note a vote of Moss."""
        votes = [(p, "yes") for p in ("kelly", "lewis", "moss")]
        carry(self.room.recount, effect, target, COURT, votes, self.room.keys("kelly", "lewis"))

    def a_provisional_ballot(self) -> CaseRecord:
        """Imported and in the pile, in a lot kept apart."""
        self.room.import_sheets([Sheet(50, ("ann", "bob"), lot=Lot.PROVISIONAL, container="10")])
        self.room.pile()
        return next(case for case in self.room.mayor() if case.row.container == "10")

    def the_board_releases_the_provisional_lot_of(self, ballot: CaseRecord) -> None:
        target = targets.lot(ballot.import_entry, Lot.PROVISIONAL)
        self.the_board_carries(Effect.RELEASE, target, "The envelopes were accepted.")

    def the_board_declares_void(self, ballot: CaseRecord) -> None:
        """The import this ballot came with."""
        target = targets.import_(ballot.import_entry)
        self.the_board_carries(Effect.VOID, target, "The wrong box.")

    def opens_the_order(self, document: str, folder: Path) -> None:
        readable_copy(self.room.recount, document, folder)

    def one_member_alone_suspends(self, contest: str = "mayor") -> None:
        target = targets.contest(contest)
        self.the_board_carries(Effect.SUSPEND, target, COURT, voters=("kelly",))

    def suspended_without_a_reason(self, contest: str = "mayor") -> None:
        self.the_board_carries(Effect.SUSPEND, targets.contest(contest), " ")

    # Officers reopen -----------------------------------------------------------------------

    def is_reopened(
        self, *ballots: CaseRecord, by: tuple[str, ...] = ("kelly", "cora"), why: str = "A smudge."
    ) -> None:
        cases = [self.room.now(ballot) for ballot in ballots]
        reopen(self.room.recount, cases, why, self.room.keys(*by))

    def the_team_rules_again(self, ballot: CaseRecord, ruling: Ruling) -> None:
        """Without being asked for a reason: they are not shown what they replace."""
        self.room.rule(self.room.now(ballot), ruling)

    def the_team_revises(self, ballot: CaseRecord, ruling: Ruling, why: RevisionReason) -> None:
        paper = why is RevisionReason.FROM_PAPER
        seen = EvidenceKind.PAPER if paper else EvidenceKind.IMAGE
        self.room.rule(self.room.now(ballot), replace(ruling, reason=why, evidence=seen))

    # The paper -----------------------------------------------------------------------------

    def sends_for_the_paper(self, person: str, ballot: CaseRecord, *seals: str) -> None:
        request_paper(self.room.recount, ballot.seal, self.room.seating.seat(person), seals)

    def lays_it_on_the_table(self, person: str, ballot: CaseRecord, *seals: str) -> None:
        paper_on_table(self.room.recount, ballot.seal, self.room.seating.seat(person), seals)

    def takes_it_back(self, person: str, ballot: CaseRecord, *seals: str) -> None:
        paper_returned(self.room.recount, ballot.seal, self.room.seating.seat(person), seals)

    def the_team_rules_from_the_paper(self, ballot: CaseRecord, ruling: Ruling) -> None:
        self.room.rule(self.room.now(ballot), replace(ruling, evidence=EvidenceKind.PAPER))

    def the_team_asks_for_the_paper(self, ballot: CaseRecord) -> None:
        self.room.rule(self.room.now(ballot), Ruling(Disposition.PAPER))

    def the_clerk_scans_again(self, ballot: CaseRecord, number: int, why: str = "Dust.") -> None:
        path = self.room.path.parent / f"again-{number}.png"
        path.write_bytes(tiny_image(number))
        case = self.room.now(ballot)
        rescan(self.room.recount, case, [path], why, self.room.identity("cora"))

    # Notes ---------------------------------------------------------------------------------

    def notes_an_incident(self, person: str, words: str, *there: str) -> None:
        record_incident(self.room.recount, words, there, self.room.seating.seat(person))

    # Then ----------------------------------------------------------------------------------

    def the_ballot_is_locked(self, ballot: CaseRecord, because: str) -> None:
        barred = case_work(self.room.recount, ballot.number).barred
        assert because in barred, barred

    def the_ballot_is_free(self, ballot: CaseRecord) -> None:
        assert case_work(self.room.recount, ballot.number).barred == ""

    def register(self) -> list[OrderLine]:
        return order_register(self.room.recount)

    def stands_as(self, ballot: CaseRecord, status: CaseStatus) -> None:
        assert self.room.now(ballot).status is status

    def tally_of_mayor(self) -> TallyLine:
        with self.room.recount.reading() as connection:
            lines = tally_lines(connection, self.room.recount.election)
        return next(line for line in lines if line.tally.contest.id == "mayor")

    def the_next_batch_is_of(self, contest: str) -> None:
        batch = next_batch(self.room.recount)
        assert batch is not None
        (record,) = (b for b in self.room.batches() if b.number == batch)
        assert record.contest == contest

    def to_be_told(self, ballot: CaseRecord) -> dict[str, tuple[str, ...]]:
        return {a.person: a.answers for a in attested_to(self.room.recount, [ballot.seal])}

    def is_told(self, person: str) -> list[str]:
        """What stands in this person's own record."""
        return [n.sentence for n in reopening_notices(self.room.recount, person)]

    def is_told_at_sign_in(self, person: str) -> list[str]:
        return [n.sentence for n in untold_notices(self.room.recount, person)]

    def the_ruling_before_was(self, ballot: CaseRecord, ruling: Ruling) -> None:
        earlier = ruling_before_reopening(self.room.recount, self.room.ruling(ballot))
        assert earlier is not None
        assert earlier.ruling.disposition is ruling.disposition

    def incidents(self) -> list[str]:
        return [note.sentence for note in notes_register(self.room.recount)]

    def rulings_to_confirm(self) -> list[str]:
        return [one.number for one in to_confirm(self.room.recount)]
