"""The life of a case's paper: requested, on the table, returned, each with name, time and seals.

Somebody who sits here signs each step; the time is the entry's.  No batch closes while paper of it
is out, and a ruling "from the paper" needs that the paper has been on the table (the record refuses
both by rule).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries import papers as queries
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, case_by_seal, list_cases
from adjudicator.storage.record import Appended

_MOST_SEALS = 8
_SEAL_LETTERS = 60


class Step(StrEnum):
    """Where the paper is."""

    REQUESTED = "requested"
    ON_TABLE = "on_the_table"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"requested": "Requested", "on_the_table": "On the table", "returned": "Returned"}[
            self.value
        ]


WAITING = "Waiting for the paper"
"""A case whose ruling asks for the paper that nobody has sent for yet."""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step, as it was recorded."""

    entry: int
    time: str
    step: Step
    name: str
    """Who signed it."""
    seals: tuple[str, ...]
    """Numbers of the seals seen on the container."""

    @property
    def words(self) -> str:
        """``Requested by Ira Stone, seals 4471 and 4472``."""
        seals = f", seal{'s' if len(self.seals) > 1 else ''} {join_names(self.seals)}"
        return f"{self.step.label} by {self.name}{seals if self.seals else ''}"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One case with the paper it waits for, or the paper that was fetched for it."""

    case: CaseRecord
    steps: tuple[PaperStep, ...]
    """From the first to the last; empty while nobody has sent for it."""

    @property
    def step(self) -> Step | None:
        """Where the paper is now."""
        return self.steps[-1].step if self.steps else None

    @property
    def waiting(self) -> bool:
        """Whether the case asks for its paper and it is neither on its way nor here."""
        return self.case.status is CaseStatus.PAPER_OUT and not self.out

    @property
    def out(self) -> bool:
        """Whether the paper has left its container, or was sent for."""
        return self.step in {Step.REQUESTED, Step.ON_TABLE}

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.step is None or (self.waiting and self.step is Step.RETURNED):
            return WAITING
        return self.step.label


def request_paper(recount: Recount, seal: str, seat: Seat, seals: Sequence[str] = ()) -> Appended:
    """Send for the paper of a case; the pull slip is printed beside this act."""
    return _take(recount, seal, Step.REQUESTED, seat, seals)


def paper_on_table(recount: Recount, seal: str, seat: Seat, seals: Sequence[str] = ()) -> Appended:
    """The paper lies on the table; ``seals`` are the numbers seen on its container."""
    return _take(recount, seal, Step.ON_TABLE, seat, seals)


def paper_returned(recount: Recount, seal: str, seat: Seat, seals: Sequence[str] = ()) -> Appended:
    """The paper is back in its container, or never came; ``seals`` are those put on it."""
    return _take(recount, seal, Step.RETURNED, seat, seals)


def _take(recount: Recount, seal: str, step: Step, seat: Seat, seals: Sequence[str]) -> Appended:
    numbers = [" ".join(number.split()) for number in seals]
    numbers = [number for number in numbers if number]
    if len(numbers) > _MOST_SEALS or any(len(number) > _SEAL_LETTERS for number in numbers):
        raise Refusal(
            f"At most {_MOST_SEALS} seal numbers of {_SEAL_LETTERS} letters are kept with one "
            "step. Nothing was recorded. Type the numbers with commas between them."
        )
    return recount.append(
        bodies.paper(case=seal, step=step.value, seals=numbers), [seat.signer], session=True
    )


def read_seals(typed: str) -> tuple[str, ...]:
    """Seal numbers as they are typed, with commas or semicolons between them."""
    parts = (" ".join(part.split()) for part in typed.replace(";", ",").split(","))
    return tuple(part for part in parts if part)


def paper_lines(recount: Recount) -> list[PaperLine]:
    """Every case that waits for its paper or ever had it fetched.

    What waits comes first, then what is on its way, on the table, and returned; within each, the
    oldest first.
    """
    papers = recount.state.data.papers
    with recount.reading() as connection:
        steps = _steps(connection)
        waiting = list_cases(connection, CaseFilter(statuses=(CaseStatus.PAPER_OUT,)))
        found = {case.seal: case for case in waiting}
        for seal in papers:
            if seal not in found and (case := case_by_seal(connection, seal)) is not None:
                found[seal] = case
    lines = [PaperLine(case, tuple(steps.get(seal, ()))) for seal, case in found.items()]
    order = {None: 0, Step.REQUESTED: 1, Step.ON_TABLE: 2, Step.RETURNED: 3}

    def place(line: PaperLine) -> tuple[int, int]:
        first = 0 if line.waiting else order[line.step]
        return first, line.steps[-1].entry if line.steps else line.case.work

    return sorted(lines, key=place)


def papers_out(recount: Recount, batches: Iterable[int] = ()) -> list[str]:
    """Spoken numbers of the cases whose paper is out.

    :param batches: only what holds up a close of these (a void or an isolated case does not);
        without any, all that has to go back.
    """
    data = recount.state.data
    wanted = set(batches)
    held = {case.seal for case in data.scope(wanted)}
    out = [
        data.cases[seal]
        for seal, paper in data.papers.items()
        if paper.out and (not wanted or seal in held)
    ]
    return [spoken(case_number(case.number)) for case in sorted(out, key=lambda c: c.number)]


def paper_history(recount: Recount, seal: str) -> tuple[PaperStep, ...]:
    """The steps of one case's paper, from the first."""
    if seal not in recount.state.data.papers:
        return ()
    with recount.reading() as connection:
        names = _names(connection)
        return tuple(_step(record, names) for record in queries.paper_history(connection, seal))


def _names(connection: Connection) -> dict[str, str]:
    return {p.person.id: p.person.name or p.person.id for p in list_people(connection)}


def _steps(connection: Connection) -> dict[str, list[PaperStep]]:
    names = _names(connection)
    found: dict[str, list[PaperStep]] = {}
    for record in queries.list_paper_steps(connection):
        found.setdefault(record.case_seal, []).append(_step(record, names))
    return found


def _step(record: queries.PaperStepRecord, names: dict[str, str]) -> PaperStep:
    return PaperStep(
        entry=record.entry,
        time=record.time,
        step=Step(record.step),
        name=names.get(record.person, record.person),
        seals=record.seals,
    )
