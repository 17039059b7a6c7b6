"""Where each county stands in a contest of the state."""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.statewide.figures import CountyFigures
from adjudicator.domain.wording import count


class Standing(StrEnum):
    """What has come in from a county."""

    REFUSED = "refused"
    """An export that counts nowhere."""
    MISSING = "missing"
    """Nothing, and the county votes on the contest."""
    TYPED = "typed"
    RETURNS = "returns"
    IN = "in"
    """An export that was verified."""
    UNTOLD = "untold"
    """Nothing, and the rule pack does not say whether the county votes on the contest."""

    @property
    def label(self) -> str:
        """The words of its chip and column."""
        return {
            Standing.REFUSED: "refused",
            Standing.MISSING: "missing",
            Standing.TYPED: "typed",
            Standing.RETURNS: "returns only",
            Standing.IN: "in",
            Standing.UNTOLD: "nothing, perhaps not due",
        }[self]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a county's record is known by."""

    file: str
    """The name of the export, as it was given."""
    manifest: str
    """SHA-256 of its list of files."""
    origin: str
    entries: int
    record_code: str
    verdict: str
    """The one sentence of the verification."""
    last: str
    """Time of the last entry, as its signers claim it."""
    watermark: str | None = None
    noted: tuple[str, ...] = ()
    """What stands in the record and should be known, each a sentence."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a county is with a contest, by its record or by its newest status file."""

    cases: int
    ruled: int
    waiting: int
    """Not ruled on, or waiting for the board or the paper."""
    batches: int
    closed: int
    """Batches closed."""
    contest_closed: str = ""
    """When the board closed the contest; empty while it is open."""
    at: str = ""
    """The time this was told at."""
    source: str = "record"

    @property
    def words(self) -> str:
        """``closed``, or ``partial: 12 of 44 batches closed, 410 of 1,854 cases ruled``."""
        if self.contest_closed:
            return "closed"
        return (
            f"partial: {self.closed:,} of {count(self.batches, 'batch', 'batches')} closed, "
            f"{self.ruled:,} of {count(self.cases, 'case')} ruled"
        )


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One county of one contest."""

    county: str
    standing: Standing
    figures: CountyFigures | None = None
    proof: Proof | None = None
    how_far: HowFar | None = None
    why: str = ""
    """Why it is refused, in sentences."""
    todo: str = ""
    """What to do about it."""
    late: bool = False
    """Whether what came in was made after the deadline."""
    status: str = ""
    """What its newest status file says, as a sentence."""
    notes: tuple[str, ...] = ()
    """What should be known of it."""

    @property
    def words(self) -> str:
        """Its standing in words: ``in, late``."""
        return f"{self.standing.label}, late" if self.late else self.standing.label

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something before the state is whole."""
        partial = self.how_far is not None and not self.how_far.contest_closed
        return self.standing in {Standing.REFUSED, Standing.MISSING} or partial
