"""What the machine read: marks with their densities, and what it made of them.

Densities are integers in per mille (0..1000), as in the signed record; ``None`` where the machine
gave none.  Over- and undervotes are counted in *votes*: an overvoted vote-for-three contest is
three overvotes, a blank one three undervotes (domain notes, section 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.election import ChoiceKind, Contest


class Condition(StrEnum):
    """Why the machine flagged a contest on a sheet."""

    OVERVOTE = "overvote"
    UNDERVOTE = "undervote"
    """Fewer votes than allowed, but at least one."""
    BLANK = "blank"
    """No vote at all: also an undervote, called a blank contest."""
    AMBIGUOUS = "ambiguous"
    WRITE_IN = "writein"

    @property
    def label(self) -> str:
        """The word in the corner of Review."""
        return _CONDITION_LABELS[self]


_CONDITION_LABELS = {
    Condition.OVERVOTE: "OVERVOTE",
    Condition.UNDERVOTE: "UNDERVOTE",
    Condition.BLANK: "BLANK CONTEST",
    Condition.AMBIGUOUS: "AMBIGUOUS MARK",
    Condition.WRITE_IN: "WRITE-IN",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One target the machine looked at, in paper order."""

    choice: str
    density: int | None
    """Per mille of the target that is dark; ``None`` if the machine does not say."""


@dataclass(frozen=True, slots=True)
class MachineReading:
    """What the machine counted in one contest on one sheet."""

    votes: frozenset[str]
    """Choice ids counted; empty for an overvote."""
    over: int = 0
    under: int = 0
    marks: tuple[Mark, ...] = ()


def read_votes(
    contest: Contest, marked: Iterable[str], marks: Iterable[Mark] = ()
) -> MachineReading:
    """What a tabulator counts from the choices it found marked.

    ``marked`` is a list, not a set: two targets of one candidate are two marks, and the machine
    calls that an overvote.  More than the seats: nothing counts and every seat is an overvote.
    """
    found = list(marked)
    if len(found) > contest.seats:
        return MachineReading(frozenset(), over=contest.seats, marks=tuple(marks))
    votes = frozenset(found)
    return MachineReading(votes, under=contest.seats - len(votes), marks=tuple(marks))


def condition_of(reading: MachineReading) -> Condition | None:
    """Why this reading must be looked at by a person, or ``None`` if it need not be."""
    if reading.over:
        return Condition.OVERVOTE
    if reading.under and not reading.votes:
        return Condition.BLANK
    if reading.under:
        return Condition.UNDERVOTE
    return None


def split_unqualified(contest: Contest, votes: frozenset[str]) -> tuple[frozenset[str], int]:
    """Votes counted by name, and how many went to write-in *lines* (the unqualified bucket)."""
    if not votes:
        return votes, 0
    lines = {c.id for c in contest.choices if c.kind is ChoiceKind.WRITE_IN}
    return votes - lines, len(votes & lines)
