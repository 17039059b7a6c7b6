"""The demonstration people at work: every act goes through the services the screens use.

What each of them does is read from the story; see :mod:`.stories`.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Ruling
from adjudicator.interchange.people import PersonRow
from adjudicator.services.attesting import Objection, answer_page, object_to
from adjudicator.services.demonstration.closes import Closer
from adjudicator.services.demonstration.contests import close_contests
from adjudicator.services.demonstration.evening import Boardroom, Evening
from adjudicator.services.demonstration.preparing import StoryClock
from adjudicator.services.demonstration.press import Progress
from adjudicator.services.demonstration.second_looks import (
    SecondLooks,
    check_looks,
    other_table,
)
from adjudicator.services.demonstration.stories import Closing, ScriptedCase, Story
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.demonstration.telling import Teller
from adjudicator.services.demonstration.work import Act, acts_of, confirm_page, script_of
from adjudicator.services.errors import Refusal
from adjudicator.services.policies import policy_of
from adjudicator.services.presence import AWAY, HERE
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import fresh, record_rulings
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.acts import ruling_at
from adjudicator.storage.queries.cases import (
    BatchRecord,
    CaseFilter,
    CaseRecord,
    list_batches,
    list_cases,
)

HALF = 0.5
"""Of the cases: where a story is told by half, and where whoever looks on may look."""
Tell = Callable[[str], None]
"""Called with each sentence of what happened."""


@dataclass(frozen=True, slots=True)
class Played:
    """How far the story was told."""

    cases: int
    ruled: int
    closed: int


def play(  # noqa: PLR0913 - what is played, by whom, how far, and who is told, by keyword
    folder: Path,
    story: Story,
    people: Sequence[PersonRow],
    secrets: Mapping[str, str],
    *,
    share: float = 1.0,
    halfway: Callable[[], None] = lambda: None,
    clock: StoryClock | None = None,
    tell: Tell = lambda _sentence: None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Played:
    """Let the demonstration people rule, object, answer and close.

    :param share: of the cases to rule on; below 1 batches stay open, for others to go on.
    :param halfway: called once, when half of the cases are ruled on.
    :raises Refusal: the story and the pile do not name the same cases, or an act is not allowed.
    """
    clock = clock or StoryClock()
    names = sorted({p.table for p in people if p.role is Role.TEAM and p.table})
    tables = [Table(folder, name, people, secrets, clock) for name in names]
    try:
        looks = SecondLooks(folder, story, people, secrets, clock, tell)
        try:
            player = _Player(tables, story, looks, tell, progress)
            player.play(min(share, HALF))
            if share > HALF:
                halfway()
                player.play(share)
        finally:
            looks.leave()
        if share >= 1:
            _play_evening(folder, story, people, secrets, tables, clock, tell)
        return player.played
    finally:
        for table in tables:
            table.leave()


def _play_evening(
    folder: Path,
    story: Story,
    people: Sequence[PersonRow],
    secrets: Mapping[str, str],
    tables: Sequence[Table],
    clock: StoryClock,
    tell: Tell,
) -> None:
    """The board sits, if the story has it, and closes the contests.

    The tables stay, for one of them rules on what is reopened.
    """
    room = Boardroom(folder, people, secrets, clock)
    try:
        if story.evening:
            Evening(room, tables, tell).play(story.evening)
        close_contests(room, tell)
    finally:
        room.leave()


class _Player:
    """Works through the batches, table by table in turn."""

    def __init__(
        self,
        tables: Sequence[Table],
        story: Story,
        looks: SecondLooks,
        tell: Tell,
        progress: Progress,
    ) -> None:
        self._tables = tables
        self._story = story
        self._looks = looks
        self._tell = tell
        self._progress = progress
        self._teller = Teller(tables[0].recount)
        self._closer = Closer(story, self._teller, tell)
        self._batches = deque(_open_batches(tables[0].recount))
        self._cases = _check_story(tables[0].recount, story)
        self._grid_ms = policy_of(tables[0].recount).grid_ms
        self._work: dict[str, tuple[BatchRecord, deque[Act]]] = {}
        """What each table is at: its batch, and the acts still to come."""
        self._finished: deque[tuple[Table, BatchRecord]] = deque()
        """Ruled on, and not closed yet."""
        self._away: dict[str, str] = {}
        """Who stepped out, and of which table's page they are away."""
        self._ruled = self._closed = self._goal = 0

    @property
    def played(self) -> Played:
        """How far the story has been told."""
        return Played(self._cases, self._ruled, self._closed)

    def play(self, share: float) -> None:
        """Rule until that share of the cases is ruled on, and close what is finished.

        No more batches are taken than that needs, and each that is taken is ruled on to its end.
        Half-way through, the batch finished last stays for somebody else to close; where the story
        closes once in the evening, all of them do.
        """
        self._goal = round(self._cases * share)
        while self._ruled < self._goal or self._work:
            for table in self._tables:
                self._step(table)
        if share >= 1:
            self._close_all()
            self._looks.tell_rate()

    def _step(self, table: Table) -> None:
        """One act of a table: the next cases of its batch, and what follows from them."""
        if table.name not in self._work:
            if not self._batches or self._ruled + self._in_hand() >= self._goal:
                return
            batch = self._batches.popleft()
            acts = acts_of(table.recount, batch.number, self._story)
            self._work[table.name] = (batch, deque(acts))
            self._tell(self._teller.takes(table, batch))
        batch, waiting = self._work[table.name]
        self._rule(table, waiting.popleft())
        if table.on_page >= self._story.page or not waiting:
            self._page(table, batch)
        if not waiting:
            del self._work[table.name]
            self._finished.append((table, batch))
            if self._story.closing is Closing.BATCH:
                self._looks.draw([batch.number])
        if self._story.closing is Closing.BATCH and len(self._finished) > 1:
            table, batch = self._finished.popleft()
            self._close(table, [batch])

    def _in_hand(self) -> int:
        """Cases the tables still rule on before they take another batch."""
        return sum(len(act.cases) for _, waiting in self._work.values() for act in waiting)

    def _close_all(self) -> None:
        """Close what is still open: batch by batch, or each table all of its own in one act."""
        if self._story.closing is Closing.BATCH:
            for table, batch in self._finished:
                self._close(table, [batch])
        else:
            for table in self._tables:
                if mine := [batch for at, batch in self._finished if at is table]:
                    self._close(table, mine)
        self._finished.clear()

    def _script(self, case: CaseRecord) -> ScriptedCase:
        return script_of(self._story, case)

    def _rule(self, table: Table, act: Act) -> None:
        """Record the cases' rulings, one act; then their revisions and objections."""
        if table.on_page == 0:
            self._step_out(table)
        cases = act.cases
        if act.page:
            confirm_page(table, act, self._grid_ms)
            self._tell(self._teller.confirms(table, act))
        else:
            self._record(table, [(case, self._script(case).rulings[0]) for case in cases])
        self._ruled += len(cases)
        table.on_page += len(cases)
        self._progress("Ruling on the cases", self._ruled, self._cases)
        for case in cases:
            script = self._script(case)
            for revised in script.rulings[1:]:
                self._record(table, [(fresh(table.recount, case.seal), revised)])
            self._object(table, case, script)

    def _record(self, table: Table, decided: list[tuple[CaseRecord, Ruling]]) -> None:
        record_rulings(table.recount, decided, table.team)
        case, ruling = decided[0]
        self._tell(self._teller.rules(table, case, ruling, others=len(decided) - 1))

    def _object(self, table: Table, case: CaseRecord, script: ScriptedCase) -> None:
        for scripted in script.objections:
            now = fresh(table.recount, case.seal)
            if now.ruling is None:
                raise Refusal(f"Case {case.number} has no ruling to object to.")
            with table.recount.reading() as connection:
                made = ruling_at(connection, *now.ruling)
            if made is not None:
                claim = Objection(scripted.ground, scripted.claim, scripted.words)
                object_to(table.recount, table.seating.seat(scripted.person), made, claim)
                self._tell(self._teller.objects(case, scripted))

    def _page(self, table: Table, batch: BatchRecord) -> None:
        """The observers answer what was ruled since the last page."""
        table.pages += 1
        table.on_page = 0
        for seat in self._here(table):
            answer = self._story.answer(table.name, table.pages, seat.person.id)
            if answer is not None:
                answer_page(table.recount, seat, batch.number, answer)
            self._tell(self._teller.answers(seat, table, answer))
        for person in [p for p, left in self._away.items() if left == table.name]:
            table.move(person, HERE)
            del self._away[person]
            self._tell(self._teller.moved(person, table, "is back at"))

    def _step_out(self, table: Table) -> None:
        """Whoever the story sends away before this page leaves; to the record, from the room."""
        for person in self._story.absent(table.name, table.pages + 1):
            if person not in self._away:
                table.move(person, AWAY)
                self._away[person] = table.name
                self._tell(self._teller.moved(person, table, "steps away from"))

    def _here(self, table: Table) -> list[Seat]:
        return [seat for seat in table.observers if seat.person.id not in self._away]

    def _close(self, table: Table, batches: Sequence[BatchRecord]) -> None:
        numbers = [batch.number for batch in batches]
        self._looks.look(numbers, other_table(self._tables, table))
        self._closer.close(table, batches, self._here(table))
        self._closed += len(batches)


def _open_batches(recount: Recount) -> list[BatchRecord]:
    with recount.reading() as connection:
        return [b for b in list_batches(connection) if b.closed is None]


def _check_story(recount: Recount, story: Story) -> int:
    """How many cases there are; each is told of, and no other.

    :raises Refusal: the story and the pile do not fit each other.
    """
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
    piled = {(c.row.ballot, c.row.contest) for c in cases}
    untold = sorted(n for n in piled if story.case(*n) is None)
    strange = sorted(story.cases.keys() - piled)
    if untold or strange:
        ballot, contest = (untold or strange)[0]
        what = "says nothing of" if untold else "tells of"
        raise Refusal(
            f"The story {story.id} {what} ballot {ballot}, contest {contest}, and the pile "
            f"{'holds it' if untold else 'does not hold it'}. Nothing was ruled on."
        )
    check_looks(story, piled)
    return len(cases)
