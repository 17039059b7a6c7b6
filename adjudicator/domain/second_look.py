"""The second look: how many blanks are drawn, and how often they were seen otherwise.

Of the ballots that people confirmed as plainly blank some are drawn by lot and looked at again by
others who are told nothing of the ruling.  What they see otherwise goes to the board.  Where that
happens more often than the recount's policy allows, every blank of the batch is looked at again.
"""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import count

OF = 1_000
"""Policies and rates of a second look are per mille."""


def sample_size(blanks: int, per_mille: int) -> int:
    """How many of these blanks are drawn: the next whole number up, and at least one."""
    if blanks <= 0 or per_mille <= 0:
        return 0
    return max(1, -(-blanks * per_mille // OF))


def is_above(unlike: int, drawn: int, limit: int) -> bool:
    """Whether more of the ballots drawn were seen otherwise than the limit (per mille) allows.

    Every ballot drawn counts from the beginning, so that a limit once passed stays passed while
    the others are looked at.
    """
    return unlike * OF > limit * drawn


def most_unlike(drawn: int, limit: int) -> int:
    """How many of the ballots drawn may be seen otherwise before the limit is passed."""
    return limit * drawn // OF


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a second look saw something else."""

    looked: int = 0
    unlike: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        """Both together."""
        return Rate(self.looked + other.looked, self.unlike + other.unlike)

    @property
    def per_mille(self) -> int | None:
        """Rounded to the nearest; ``None`` while nothing was looked at."""
        if not self.looked:
            return None
        return (2 * OF * self.unlike + self.looked) // (2 * self.looked)

    @property
    def words(self) -> str:
        """``2 of 57 seen otherwise (35 of 1,000)``."""
        if not self.looked:
            return "none looked at yet"
        if not self.unlike:
            return f"none of {self.looked:,} seen otherwise"
        return f"{self.unlike:,} of {self.looked:,} seen otherwise ({self.per_mille:,} of {OF:,})"


class Sight(StrEnum):
    """What a second look may say: the kinds of ruling, without a choice or a clause."""

    NOTHING = Disposition.NOTHING_MARKED.value
    VOTE = Disposition.VOTE.value
    NOT_COUNTED = Disposition.MARKS_DO_NOT_COUNT.value
    TOO_MANY = Disposition.TOO_MANY.value
    WRITE_IN = Disposition.WRITE_IN.value
    NOT_AGREED = Disposition.NO_CONSENSUS.value
    PAPER = Disposition.PAPER.value

    @property
    def label(self) -> str:
        """The words of its button."""
        return _LABELS[self]

    @property
    def seen(self) -> str:
        """What was seen, as the end of a sentence: ``a vote``."""
        return _SEEN[self]


_LABELS = {
    Sight.NOTHING: "Nothing is marked",
    Sight.VOTE: "A vote is marked",
    Sight.NOT_COUNTED: "Marks do not count",
    Sight.TOO_MANY: "Too many marked",
    Sight.WRITE_IN: "A name is written in",
    Sight.NOT_AGREED: "We cannot agree: to the board",
    Sight.PAPER: "Image not good enough: fetch the paper",
}
_SEEN = {
    Sight.NOTHING: "nothing marked",
    Sight.VOTE: "a vote",
    Sight.NOT_COUNTED: "marks that do not count",
    Sight.TOO_MANY: "too many marked",
    Sight.WRITE_IN: "a name written in",
    Sight.NOT_AGREED: "something they could not agree on",
    Sight.PAPER: "an image that is not good enough",
}


class Stage(StrEnum):
    """Where the second look of a batch stands."""

    NOTHING = "nothing"
    """It has no blank, or its contest is suspended."""
    EARLY = "early"
    """It is not all ruled on: nothing is drawn yet."""
    DRAW = "draw"
    LOOK = "look"
    """Drawn ballots wait for another team."""
    AGAIN = "again"
    """The limit is passed: all blanks that are left are to be drawn."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BatchLooks:
    """The second look of one batch, as it stands now."""

    batch: int
    stage: Stage
    blanks: int
    """Ballots of it confirmed as blank."""
    size: int
    """How many that can be looked at are to be drawn now; 0 if none are.  Above the limit: all."""
    drawn: int
    waiting: tuple[str, ...]
    """Seals of those that were drawn and not looked at yet, in their order."""
    again: int
    """Above the limit: how many blanks nobody has looked at again and no sample holds."""
    rate: Rate
    limit: int
    """Per mille."""
    above: bool
    """Whether more were seen otherwise than the limit allows."""
    stopped: int = 0
    """How many drawn ballots nobody has looked at and nobody can now, as an order stops them."""

    @property
    def fresh(self) -> int:
        """How many of those that are drawn now nobody has looked at yet."""
        return min(self.size, self.again) if self.stage is Stage.AGAIN else self.size

    @property
    def holds(self) -> bool:
        """Whether its close waits for this."""
        return self.stage in {Stage.DRAW, Stage.LOOK, Stage.AGAIN}

    @property
    def sentence(self) -> str:
        """What waits for people; empty if nothing does."""
        match self.stage:
            case Stage.DRAW:
                verb = "waits" if self.size == 1 else "wait"
                blanks = count(self.blanks, "blank")
                told = f"{self.size:,} of {blanks} {verb} for a second look"
                return f"Batch {self.batch}: {told}; the board draws them first."
            case Stage.LOOK:
                verb = "waits" if len(self.waiting) == 1 else "wait"
                blanks = count(self.drawn, "drawn blank")
                told = f"{len(self.waiting):,} of {blanks} {verb} for a second look"
                return f"Batch {self.batch}: {told} by another team."
            case Stage.AGAIN:
                left = "The other blank is" if self.again == 1 else f"{self.again:,} others are"
                return (
                    f"Batch {self.batch}: {self.rate.words}, above the limit of {self.limit:,}. "
                    f"{left} to be looked at again; the board draws all."
                )
            case _:
                return ""
