"""What a verification says: exactly one sentence, then details (record format, section 9)."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """The six verdicts."""

    HOLDS = "holds, and contains all you kept"
    ALONE = "consistent in itself, compared with nothing from outside"
    NEWER = "made by a newer version"
    BROKEN = "does not hold"
    SHORTER = "shorter than what you kept"
    TWO = "two records with one origin"

    @property
    def exit_code(self) -> int:
        """What the command line answers: 0, 1 or 3."""
        return _EXIT[self]


_EXIT = {
    Outcome.HOLDS: 0,
    Outcome.ALONE: 1,
    Outcome.NEWER: 1,
    Outcome.BROKEN: 3,
    Outcome.SHORTER: 3,
    Outcome.TWO: 3,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """The lowest entry that does not hold, and why."""

    entry: int
    kind: str
    """The kind of the entry; empty where its bytes do not tell."""
    code: str
    """The class of the failure, as ``FORMAT.md`` names it."""
    what: str
    """A clause without a final stop."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing somebody kept, and what comparing it gave."""

    name: str
    outcome: Outcome
    """:attr:`Outcome.HOLDS` where the record contains it."""
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a verification."""

    outcome: Outcome
    origin: str = ""
    size: int = 0
    """Entries that were read and hold."""
    record_code: str = ""
    failure: Failure | None = None
    compared: tuple[Compared, ...] = ()
    skipped: tuple[str, ...] = ()
    """What was not looked at, and why, each a sentence."""
    noted: tuple[str, ...] = field(default=())
    """What stands in the record and should be known, each a sentence."""

    @property
    def exit_code(self) -> int:
        """0 holds, 1 not compared or newer, 3 does not hold."""
        return self.outcome.exit_code

    @property
    def sentence(self) -> str:
        """The verdict, in exactly one sentence."""
        if self.failure is not None and self.outcome is Outcome.BROKEN:
            return (
                f"The record does not hold at entry {self.failure.entry} because "
                f"{self.failure.what}."
            )
        return _SENTENCES[self.outcome]


_SENTENCES = {
    Outcome.HOLDS: "The record holds, and contains all you kept.",
    Outcome.ALONE: "The record is consistent in itself, compared with nothing from outside.",
    Outcome.NEWER: "The record was made by a newer version.",
    Outcome.BROKEN: "The record does not hold.",
    Outcome.SHORTER: "The record is shorter than what you kept.",
    Outcome.TWO: "There are two records with one origin.",
}
