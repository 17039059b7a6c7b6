"""The second look in a story: the board draws blanks by lot, and another table looks, told nothing.

What is seen is read from the story: nothing marked, but for the ballots it names.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.domain.second_look import BatchLooks, Sight
from adjudicator.interchange.people import PersonRow
from adjudicator.services.demonstration.preparing import BOARD_STATION, StoryClock
from adjudicator.services.demonstration.stories import CaseName, Story
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.demonstration.telling import Teller
from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.proof.drawing import Drawn, drawn_from
from adjudicator.services.queue import case_called
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.second_look.drawing import draw
from adjudicator.services.second_look.looking import look_case, looks_for, record_look
from adjudicator.services.second_look.standing import read_looks
from adjudicator.services.second_look.telling import rate_sentence

_BOARD = frozenset({Role.CHAIR, Role.MEMBER})
_DICE = 40
_HOW = "Dice of the demonstration's story"
_TURNS = 3
"""Drawings of one batch: its sample, and all that is left if too much was seen otherwise."""


class SecondLooks:
    """The board's drawings and the other table's looks; does nothing where the story has none."""

    def __init__(
        self,
        folder: Path,
        story: Story,
        people: Sequence[PersonRow],
        secrets: Mapping[str, str],
        clock: StoryClock,
        tell: Callable[[str], None],
    ) -> None:
        """Open the folder where the board sits."""
        self._story, self._secrets, self._tell = story, secrets, tell
        self._recount: Recount = open_recount(folder, station=BOARD_STATION, clock=clock)
        self._teller = Teller(self._recount)
        self._board = [p.person for p in people if p.role in _BOARD]
        self._drawings = 0
        self._untold = dict(story.second_look.seen) if story.second_look else {}

    def leave(self) -> None:
        """Let go of the folder."""
        self._recount.close()

    def draw(self, batches: Sequence[int]) -> None:
        """The board draws of those of these batches whose blanks are to be drawn now."""
        due = self._due(batches)
        if not due:
            return
        self._drawings += 1
        keys = [identity(self._recount, p, self._secrets[p]) for p in self._board]
        draw(self._recount, due, keys, self._dice())
        self._tell(self._teller.draws(due))

    def look(self, batches: Sequence[int], table: Table) -> None:
        """Another table looks at all that waits of these batches; more is drawn where it must be.

        :param table: none of its people ruled on them.
        :raises Refusal: the second look of one of them does not come to an end.
        """
        for _ in range(_TURNS):
            self.draw(batches)
            self._look_at_all(table)
            if not self._holding(batches):
                return
        raise Refusal("The second look of the demonstration does not come to an end.")

    def tell_rate(self) -> None:
        """Publish how often something else was seen.

        :raises Refusal: a ballot the story tells of was not drawn.
        """
        looks = read_looks(self._recount)
        if looks is None:
            return
        for ballot, contest in self._untold:
            raise Refusal(
                f"The story {self._story.id} has a second look at ballot {ballot}, contest "
                f"{contest}, and it was not drawn."
            )
        self._tell(rate_sentence(looks))

    def _due(self, batches: Sequence[int]) -> tuple[BatchLooks, ...]:
        looks = read_looks(self._recount, batches)
        return () if looks is None else looks.to_draw

    def _holding(self, batches: Sequence[int]) -> bool:
        looks = read_looks(self._recount, batches)
        return looks is not None and bool(looks.holding)

    def _look_at_all(self, table: Table) -> None:
        """Everything drawn that waits and that nobody at this table ruled on."""
        seen: dict[int, list[tuple[str, Sight]]] = {}
        for number in looks_for(table.recount, [seat.person.id for seat in table.team]).numbers:
            batch, sight = self._look_at(number, table)
            seen.setdefault(batch, []).append((number, sight))
        for batch, sights in seen.items():
            self._tell(self._teller.looks_again(table, batch, sights))

    def _look_at(self, number: str, table: Table) -> tuple[int, Sight]:
        with table.recount.reading() as connection:
            case = case_called(connection, number)
        seen = self._untold.pop((case.row.ballot, case.row.contest), Sight.NOTHING)
        record_look(table.recount, look_case(table.recount, number), seen, table.team)
        return case.batch, seen

    def _dice(self) -> Drawn:
        """What the dice of this drawing show: always the same in one story, so that it is a story.

        Which ballots they draw differs all the same, for the record names ballots anew each time.
        """
        thrown = sha256(f"{self._story.seed}/second look {self._drawings}".encode()).digest()
        shown = [str(byte % 6 + 1) for byte in thrown * 2][:_DICE]
        return drawn_from(" ".join(shown), _HOW)


def other_table(tables: Sequence[Table], table: Table) -> Table:
    """A table whose people did not rule at the other.

    :raises Refusal: there is none.
    """
    for each in tables:
        if each is not table:
            return each
    raise Refusal("A second look needs another table, and the story has one alone.")


def check_looks(story: Story, piled: set[CaseName]) -> None:
    """The second looks a story tells of are at ballots of the pile.

    :raises Refusal: one is not.
    """
    named = story.second_look.seen if story.second_look else {}
    for ballot, contest in sorted(named.keys() - piled):
        raise Refusal(
            f"The story {story.id} has a second look at ballot {ballot}, contest {contest}, and "
            "the pile does not hold it. Nothing was ruled on."
        )
