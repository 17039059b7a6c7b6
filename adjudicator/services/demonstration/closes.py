"""The people of a table close what they finished: one act, and one passphrase of each who signs.

What an observer does otherwise at a close is read from the story; see :mod:`.evening_script`.
"""

from collections.abc import Callable, Iterator, Sequence

from adjudicator.services.closing import (
    Unsigned,
    close_batches,
    preview_close,
)
from adjudicator.services.demonstration.evening_script import ScriptedClose
from adjudicator.services.demonstration.stories import Story
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.demonstration.telling import Teller
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import BatchRecord, CaseFilter, list_cases


class Closer:
    """Closes finished batches as the story has it.

    :param tell: called with each sentence of what happened.
    """

    def __init__(self, story: Story, teller: Teller, tell: Callable[[str], None]) -> None:
        self._story, self._teller, self._tell = story, teller, tell

    def close(self, table: Table, batches: Sequence[BatchRecord], here: Sequence[Seat]) -> None:
        """The team signs the counts, and every observer who is here and does not refuse.

        :param batches: finished ones of this table, all closed in one act.
        :param here: the observers at the table.
        """
        scripted = list(self._scripted(table.recount, batches, here))
        refusing = sorted({found.person for found, _ in scripted if not found.strikes})
        struck: dict[str, set[int]] = {}
        for found, batch in scripted:
            if found.strikes:
                answers = self._shared(table, batch, found.person)
                struck.setdefault(found.person, set()).update(answers)
        numbers = [batch.number for batch in batches]
        disowned = set().union(*struck.values())
        close_batches(
            table.recount,
            numbers,
            self._keys(table, table.team),
            self._keys(table, [s for s in here if s.person.id not in refusing]),
            struck=disowned,
            seen=table.recount.state.close_counts(numbers, disowned),
            unsigned=dict.fromkeys(refusing, Unsigned.DECLINED),
        )
        self._tell(self._teller.closes(table, batches))
        for person in refusing:
            self._tell(self._teller.declines(person, batches))
        for person, entries in struck.items():
            self._tell(self._teller.strikes(person, len(entries)))

    @staticmethod
    def _keys(table: Table, seats: Sequence[Seat]) -> list[Signer]:
        """Everybody's own key, opened by the one passphrase they type for this act."""
        return [
            identity(table.recount, seat.person.id, table.passphrase(seat.person.id))
            for seat in seats
        ]

    def _scripted(
        self, recount: Recount, batches: Sequence[BatchRecord], here: Sequence[Seat]
    ) -> Iterator[tuple[ScriptedClose, BatchRecord]]:
        """What the story says of these batches, of observers who are at the table."""
        people = {seat.person.id for seat in here}
        wanted = [found for found in self._story.closes if found.person in people]
        for batch in batches if wanted else ():
            with recount.reading() as connection:
                cases = list_cases(connection, CaseFilter(batch=batch.number))
            names = {(case.row.ballot, case.row.contest) for case in cases}
            for found in wanted:
                if (found.ballot, found.contest) in names:
                    yield found, batch

    @staticmethod
    def _shared(table: Table, batch: BatchRecord, person: str) -> list[int]:
        """Answers (not objections) that person gave at the shared keyboard about this batch."""
        preview = preview_close(table.recount, [batch.number])
        own = [seen for seen in preview.observers if seen.person == person]
        objections = table.recount.state.data.objections
        return [a.entry for seen in own for a in seen.shared if a.entry not in objections]
