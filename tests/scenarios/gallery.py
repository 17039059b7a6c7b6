"""Further steps of the scenarios: what observers do at the table and at a close.

The people are those of :mod:`tests.scenarios.evening`; all sit at one keyboard, unless somebody
sits down alone at another.
"""

from collections.abc import Sequence

from adjudicator.domain.rulings import Ruling
from adjudicator.ledger.state.closing import CloseCounts
from adjudicator.services.asking import asked_at_table, asked_by_board
from adjudicator.services.attestation_states import state_of
from adjudicator.services.attesting import Answer, answer_page, answer_rulings
from adjudicator.services.board.answers import board_unanswered
from adjudicator.services.closing import (
    ClosePreview,
    Unsigned,
    close_batches,
    note_unsigned,
    preview_close,
)
from adjudicator.services.my_record import MyRecord, my_record
from adjudicator.services.notes import notes_register
from adjudicator.services.objections import counts_by_side, counts_words, register
from adjudicator.services.presence import AWAY, GONE, HERE, note_presence
from adjudicator.services.recount import open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.services.table_answers import table_rulings, waiting_for
from adjudicator.storage.queries.acts import attestations_of, list_entries
from adjudicator.storage.queries.cases import CaseRecord
from tests.scenarios.evening import TOO_MANY
from tests.scenarios.office import Office
from tests.support.scene import passphrase


class Gallery(Office):
    """An evening as observers see it."""

    # Given ---------------------------------------------------------------------------------

    def the_blank_batch(self) -> list[CaseRecord]:
        """The blank ballots for mayor, four in one batch."""
        return self.room.mayor(blank=True)

    def the_team_ruled_on_each_of(self, *batches: int) -> None:
        for case in self.room.cases():
            if case.batch in batches and case.ruling is None:
                self.room.rule(case, TOO_MANY)

    def the_batches_of_mayor(self) -> list[int]:
        """The two batches of overvotes."""
        return sorted({case.batch for case in self.room.mayor()})

    # When ----------------------------------------------------------------------------------

    def goes_away(self, person: str) -> None:
        """They press their key for away."""
        self.room.seating.attend(person, AWAY)

    def is_back(self, person: str) -> None:
        self.room.seating.attend(person, HERE)

    def notes_as_gone(self, officer: str, person: str, why: str = "") -> None:
        """Somebody says that another has left."""
        by = self.room.seating.seat(officer).signer
        note_presence(self.room.recount, person, GONE, by, reason=why, session=True)

    def answers_the_ruling(self, person: str, ballot: CaseRecord, answer: Answer) -> None:
        """To this ruling alone, watched or not."""
        made = self.room.ruling(ballot)
        seat = self.room.seating.seat(person)
        answer_rulings(self.room.recount, seat, [(made.entry, made.item)], answer)

    def answers_alone_at_another_table(self, person: str, ballot: CaseRecord) -> None:
        """With nobody else signed in there."""
        other = open_recount(self.room.path, station="s2")
        try:
            seating = Seating(other)
            seat = seating.sign_in(person, passphrase(person))
            answer_page(other, seat, ballot.batch)
        finally:
            other.close()

    def is_noted_as(self, how: Unsigned, person: str, ballot: CaseRecord, by: str = "ada") -> None:
        """Those who close note why a signature is not under it."""
        signer = self.room.seating.seat(by).signer
        note_unsigned(self.room.recount, [ballot.batch], person, how, signer, session=True)

    def the_batches_are_closed(self, batches: Sequence[int], *signing: str) -> None:
        """By one act of the team."""
        self.room.close_batches(*batches, observers=signing)

    def these_rule(self, ballot: CaseRecord, *people: str) -> None:
        """That too many are marked, with the keys of their seats."""
        seats = [self.room.seating.seat(person) for person in people]
        record_rulings(self.room.recount, [(self.room.now(ballot), TOO_MANY)], seats)

    def is_closed_by(self, ballot: CaseRecord, *people: str) -> None:
        """The batch of this ballot, by exactly these people."""
        shown = self.counts_now(ballot)
        close_batches(self.room.recount, [ballot.batch], self.room.keys(*people), seen=shown)

    def is_closed_as_shown(self, ballot: CaseRecord, shown: CloseCounts) -> None:
        """By the team, with the counts people looked at."""
        team = self.room.keys("ada", "ben")
        close_batches(self.room.recount, [ballot.batch], team, seen=shown)

    def the_board_rules_on(self, ballots: Sequence[CaseRecord], ruling: Ruling) -> None:
        """All three are for it, one ballot after the other."""
        for ballot in ballots:
            self.room.board_rules(ballot, ruling)

    # Then ----------------------------------------------------------------------------------

    def counts_now(self, ballot: CaseRecord) -> CloseCounts:
        """What a close of its batch would state now."""
        return self.room.recount.state.close_counts([ballot.batch])

    def objections_of_each_side(self) -> str:
        return counts_words(counts_by_side(register(self.room.recount)))

    def stood(self, person: str, ballot: CaseRecord) -> str:
        """Where an observer stands to the ruling the ballot has, in the words of the record."""
        made = self.room.ruling(ballot)
        stood = state_of(self.room.recount.state, person, made.entry, made.item)
        return f"{stood.state.value}{', late' if stood.late else ''}"

    def is_asked(self, person: str, batch: int) -> bool:
        """Whether the screen asks this observer now."""
        state = self.room.recount.state
        made = table_rulings(state, self.room.recount.station, batch)
        return asked_at_table(state, waiting_for(state, person, made))

    def is_asked_by_the_board(self, person: str) -> bool:
        """Whether the docket asks this observer now."""
        state = self.room.recount.state
        return asked_by_board(state, board_unanswered(state, person))

    def the_answer_was(self, person: str) -> str:
        """Whether the last answer of this observer was given alone or at a shared keyboard."""
        with self.room.recount.reading() as connection:
            return attestations_of(connection, person=person)[-1].via

    def what_the_close_shows(self, *batches: int) -> ClosePreview:
        return preview_close(self.room.recount, batches)

    def own_record(self, person: str) -> MyRecord:
        return my_record(self.room.recount, person)

    def closes(self) -> list[tuple[str, ...]]:
        """Who signed each close so far."""
        with self.room.recount.reading() as connection:
            return [e.signers for e in list_entries(connection, kinds=("close",), limit=1000)]

    def notes(self) -> list[str]:
        """The words of every note, the oldest first."""
        return [note.words for note in reversed(notes_register(self.room.recount))]
