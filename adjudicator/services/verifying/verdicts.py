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
    """The lowest entry that does not hold, or the first file that is no entry, and why."""

    entry: int | None
    """``None`` where a file is to blame and no entry."""
    kind: str
    """The kind of the entry; empty where its bytes do not tell."""
    code: str
    """The class of the failure, as ``FORMAT.md`` names it."""
    what: str
    """A clause without a final stop."""
    file: str = ""
    """The file that is to blame where no entry is."""

    @property
    def place(self) -> str:
        """Where the record fails, in words."""
        return f"in {self.file}" if self.entry is None else f"at entry {self.entry}"


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
    quick: bool = False
    """Whether something was left out because whoever asked wanted it so."""

    @property
    def exit_code(self) -> int:
        """0 holds, 1 not compared or newer, 3 does not hold."""
        return self.outcome.exit_code

    @property
    def sentence(self) -> str:
        """The verdict, in exactly one sentence."""
        if self.failure is not None and self.outcome is Outcome.BROKEN:
            return f"The record does not hold {self.failure.place} because {self.failure.what}."
        if self.failure is not None and self.outcome is Outcome.NEWER:
            where, what = self.failure.place, self.failure.what
            return f"The record was made by a newer version: {where}, {what}."
        if self.quick and self.outcome is Outcome.ALONE:
            return _QUICK
        return _SENTENCES[self.outcome]


_SENTENCES = {
    Outcome.HOLDS: "The record holds, and contains all you kept.",
    Outcome.ALONE: "The record is consistent in itself, compared with nothing from outside.",
    Outcome.NEWER: "The record was made by a newer version.",
    Outcome.BROKEN: "The record does not hold.",
    Outcome.SHORTER: "The record is shorter than what you kept.",
    Outcome.TWO: "There are two records with one origin.",
}
_QUICK = "The record is consistent in itself as far as a quick look goes."
