"""The reconciliation of a recount: every line, who stands for its differences, and what came in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.election import Election
from adjudicator.domain.reconciliation.balancing import reconcile
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Listed, Place
from adjudicator.domain.reconciliation.shortages import Carried, carried
from adjudicator.domain.reconciliation.telling import telling
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, NoteLine, notes_register
from adjudicator.services.reconciliation.expected import ExpectedList, kept_expected
from adjudicator.services.reconciliation.sides import (
    batch_places,
    brought,
    lost_images,
    machine_cells,
    standing_imports,
    work_done,
)
from adjudicator.services.reconciliation.words import note_head
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.imports import ImportRecord
from adjudicator.storage.queries.motions import MotionRecord, list_motions


@dataclass(frozen=True, slots=True)
class Explanation:
    """A motion of the board that explains a batch."""

    entry: int
    batch: int
    words: str
    """Empty where they are withheld."""
    votes: tuple[tuple[str, str], ...]
    """Name and vote."""

    @property
    def sentence(self) -> str:
        """``entry 57, by 2 to 1 (Judge Kelly yes, Lou Lewis yes, Mo Moss no): ...``."""
        cast = [vote for _, vote in self.votes]
        by = f"by {cast.count('yes')} to {cast.count('no')}"
        people = ", ".join(f"{name} {vote}" for name, vote in self.votes)
        return f"entry {self.entry:,}, {by} ({people}): {self.words or 'words withheld'}"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One moment of a recount, held against what was expected."""

    election: Election
    contests: tuple[str, ...]
    imports: tuple[ImportRecord, ...]
    lines: tuple[Line, ...]
    carried: Carried
    expected: ExpectedList | None
    trouble: str
    """Why the list that was kept could not be held against it; empty where all is well."""
    motions: Mapping[int, Explanation]
    """The newest that explains a batch, by its number."""
    notes: Sequence[NoteLine]

    def of(self, level: Level, contest: str = "") -> list[Line]:
        """The lines of one level, of one contest if it is named."""
        return [x for x in self.lines if x.level is level and contest in {"", x.place.contest}]

    def batches(self, line: Line) -> tuple[int, ...]:
        """The batches that state what differs in a line; the board explains these."""
        return self.carried.by_line.get((line.level, line.place), ())

    def explanations(self, line: Line) -> tuple[Explanation, ...]:
        """What the board says of a line that differs."""
        return tuple(self.motions[b] for b in self.batches(line) if b in self.motions)

    def explained(self, line: Line) -> bool:
        """Whether the board has explained everything that differs in a line."""
        batches = self.batches(line)
        return bool(batches) and all(batch in self.motions for batch in batches)

    def noted(self, line: Line) -> tuple[NoteLine, ...]:
        """What named people noted about a line; that lets nothing close."""
        head = note_head(self.election, line.place)
        return tuple(note for note in self.notes if note.words.startswith(head))

    @property
    def differing(self) -> list[Line]:
        """What differs, each thing once: precincts, then what differs inside or beside them."""
        return telling(self.lines)

    @property
    def unexplained(self) -> list[Line]:
        """What of it holds something open."""
        waiting = (line for line in self.lines if line.differs and not self.explained(line))
        return telling(self.lines, waiting)

    @property
    def balanced(self) -> bool | None:
        """Yes, no, or not checked, of the whole recount."""
        if any(line.differs for line in self.lines):
            return False
        lines = [*self.of(Level.CONTEST), *self.of(Level.PRECINCT)]
        states = {line.balanced for line in lines}
        return None if None in states or not lines else True


def read_reconciliation(recount: Recount, given: ExpectedList | None = None) -> Reconciliation:
    """Read everything a reconciliation shows.

    :param given: a list that is only looked at; without it the list that was kept.
    """
    trouble = ""
    expected = given
    if expected is None:
        try:
            expected = kept_expected(recount)
        except Refusal as refused:
            trouble = str(refused)
    listed = () if expected is None else expected.ballots.rows
    names = recount.names()
    with recount.reading() as connection:
        lines, stated = _read(recount, connection, listed)
        imports = tuple(standing_imports(connection))
        motions = {
            motion.target["batch"]: _explanation(motion, names)
            for motion in list_motions(connection)
            if motion.effect == "explain"
        }
    return Reconciliation(
        election=recount.election,
        contests=recount.state.data.contests,
        imports=imports,
        lines=lines,
        carried=stated,
        expected=expected,
        trouble=trouble,
        motions=motions,
        notes=notes_register(recount, Category.EXPLAINED),
    )


def read_carried(
    recount: Recount, batches: Collection[int] | None = None
) -> tuple[tuple[Line, ...], Carried]:
    """Every line, and which batch states what; a close asks for no more.

    :param batches: whose images are looked for; all of them where none are named.
    :raises Refusal: a list of expected ballots was kept and cannot be read.
    """
    expected = kept_expected(recount)
    listed = () if expected is None else expected.ballots.rows
    with recount.reading() as connection:
        return _read(recount, connection, listed, batches)


def _read(
    recount: Recount,
    connection: Connection,
    listed: Sequence[Listed],
    batches: Collection[int] | None = None,
) -> tuple[tuple[Line, ...], Carried]:
    data, election = recount.state.data, recount.election
    contests = set(data.contests)
    own = {record.entry: brought(recount, record) for record in standing_imports(connection)}
    lines = reconcile(
        list(machine_cells(connection, election, data.contests, own)),
        listed,
        [cell for each in own.values() for cell in each.cells if cell.place.contest in contests],
        work_done(connection, lost_images(recount, connection, batches)),
        writeins_as_under=bool(data.rules.fields["writeins_as_under"]),
    )
    seats = {contest.id: contest.seats for contest in election.contests}
    places: dict[int, Place] = batch_places(connection)
    return lines, carried(lines, places, seats)


def _explanation(motion: MotionRecord, names: Mapping[str, str]) -> Explanation:
    return Explanation(
        motion.entry,
        motion.target["batch"],
        motion.reason or "",
        tuple((names.get(person, person), vote) for person, vote in motion.votes),
    )
