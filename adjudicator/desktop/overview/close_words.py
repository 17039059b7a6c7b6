"""What the form of a close says: its counts, the batches, and the answers given at the keyboard."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.desktop.wording import contest_title, name_of, precinct_name
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.people import DifferentPolicy, Person, Role, presiding
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.state.closing import CloseCounts
from adjudicator.services.attesting import Attestation
from adjudicator.services.closing import same_statement
from adjudicator.services.differences import Difference
from adjudicator.services.veil import LATER
from adjudicator.storage.queries.acts import AttestationRecord
from adjudicator.storage.queries.cases import BatchRecord

_DISPOSITIONS = {
    Disposition.VOTE: "vote found",
    Disposition.NOTHING_MARKED: "nothing marked",
    Disposition.MARKS_DO_NOT_COUNT: "marks do not count",
    Disposition.TOO_MANY: "too many marked",
    Disposition.WRITE_IN: "write-in",
    Disposition.NO_CONSENSUS: "not agreed: to the board",
    Disposition.PAPER: "waiting for the paper",
    Disposition.SAME_BALLOT_AS: "same ballot as another",
}
_ANSWERS = {
    "none": Attestation.NO_OBJECTION.value,
    "object": Attestation.OBJECTION.value,
    "decline": Attestation.DECLINED.value,
}
_NAMED = 6
"""Case numbers named with one answer; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """The counts as they are signed, and the struck answers they leave out."""

    struck: frozenset[int]
    counts: CloseCounts
    kept: Mapping[str, int] = field(default_factory=dict)
    """Rulings among those counted that are not told: their cases are reopened, and blind."""

    def same_as(self, other: "Page") -> bool:
        """Whether whoever signed this one signed the other too.

        An observer noted as here by signing gets a row of zeros, which states nothing new.
        """
        return self.struck == other.struck and same_statement(self.counts, other.counts)


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything the form shows, read in one go."""

    batches: tuple[int, ...]
    where: tuple[str, ...]
    """Each batch in words."""
    people: tuple[Person, ...]
    different: DifferentPolicy
    tiers: int
    shared: tuple[AttestationRecord, ...]
    """Answers given at a shared keyboard, which their owners may strike out."""
    numbers: Mapping[int, tuple[str, ...]]
    """By entry of such an answer: the numbers of the cases it is about."""
    page: Page
    """The counts with nothing struck out."""
    filed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By observer who has any: every objection under their name, and what became of it."""
    present: frozenset[str] = frozenset()
    """Everyone in attendance."""
    papers_out: tuple[str, ...] = ()
    """Spoken numbers of cases whose paper is out: nothing closes before it is back."""
    locked: tuple[str, ...] = ()
    """The sentences of orders that suspend a contest of these batches."""
    differences: tuple[Difference, ...] = ()
    """Batches of these that differ from what was expected."""
    second_look: tuple[str, ...] = ()
    """What their second look waits for, a sentence each: nothing closes before it is done."""

    @property
    def held_up(self) -> str:
        """What has to happen before anything here can be closed, in few words."""
        if self.locked:
            return "the end of the suspension"
        unexplained = [str(each.batch) for each in self.differences if each.motion is None]
        if unexplained:
            return f"the board's motion that explains batch {join_names(unexplained)}"
        if self.second_look:
            return "the second look"
        if not self.papers_out:
            return ""
        word = "case" if len(self.papers_out) == 1 else "cases"
        return f"the paper of {word} {join_names(self.papers_out)}, which is out"

    @property
    def names(self) -> dict[str, str]:
        """Name by person id."""
        return {p.id: name_of(p) for p in self.people}

    @property
    def closers(self) -> tuple[Person, ...]:
        """Who may close: the counting team; where the board rules at once, its officers."""
        if self.tiers == 1:
            return tuple(p for p in self.people if p.officer)
        return tuple(p for p in self.people if p.role is Role.TEAM)

    def presides(self, signed: frozenset[str]) -> Person | None:
        """Who presides once these have signed, too, which notes them as here."""
        seats = sorted((p for p in self.people if p.on_board), key=lambda person: person.id)
        return presiding(seats, self.present | signed)

    @property
    def observers(self) -> tuple[Person, ...]:
        """Who may sign their own counts."""
        return tuple(p for p in self.people if p.role is Role.OBSERVER)

    def answer_words(self, answer: AttestationRecord) -> str:
        """``Oz, entry 23, from cases 4 1 7 K and 2 2 0 M: signed, no objection``."""
        name = self.names.get(answer.person, answer.person)
        numbers = sorted(spoken(number) for number in self.numbers[answer.entry])
        more = len(numbers) - _NAMED
        listed = join_names([*numbers[:_NAMED], *([f"{more} more"] if more > 0 else [])])
        word = "case" if len(numbers) == 1 else "cases"
        said = "objection, withdrawn since" if answer.withdrawn else _ANSWERS[answer.answer]
        return f"{name}, entry {answer.entry}, from {word} {listed}: {said}"


def counts_words(page: Page) -> str:
    """The counts of a close in two sentences; what a reopened case was ruled is told later."""
    counts, kept = page.counts, Counter(page.kept)
    told = ((d, n - kept[d]) for d, n in counts.disp)
    parts = [f"{_DISPOSITIONS[Disposition(d)]} {n:,}" for d, n in told if n]
    if kept:
        parts.append(f"reopened {kept.total():,}, {LATER}")
    return (
        f"{count(counts.cases, 'case')}: {counts.ruled:,} ruled, "
        f"{counts.escalated:,} to the board. Rulings: {', '.join(parts) or 'none'}."
    )


def observer_rows(closing: Closing, counts: CloseCounts) -> list[tuple[str, ...]]:
    """Each observer with a figure for each of the five states, in the order of the states."""
    names = closing.names
    rows = []
    for person, none, objected, declined, silent, _, _ in counts.answers:
        figures = (none, objected, declined, silent)
        away = counts.cases - sum(figures)
        rows.append((names.get(person, person), *(f"{n:,}" for n in (*figures, away))))
    rows.extend(
        (names.get(person, person), "0", "0", "0", "0", f"{counts.cases:,}")
        for person in counts.absent
    )
    return rows


def batch_words(election: Election, batch: BatchRecord) -> str:
    """``State House 26, precinct 214, VBM, container 7``."""
    name = precinct_name(election, batch.precinct)
    parts = (
        contest_title(election, batch.contest),
        name if name != batch.precinct else f"precinct {name}",
        CountingGroup(batch.group).short_label,
        f"container {batch.container}" if batch.container else "",
    )
    return ", ".join(part for part in parts if part)
