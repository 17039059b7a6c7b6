"""A situation to practise on: a drawn ballot, and the answer people wrote down for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.election import Election
from adjudicator.domain.rulings import Consistency, Disposition, Ruling
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.services.demonstration.voters import VotedBallot


class Part(StrEnum):
    """What of a ruling can differ from the answer."""

    OUTCOME = "the outcome"
    CONSISTENCY = "how the other contests are marked"
    CLAUSE = "the clause"


@dataclass(frozen=True, slots=True)
class Answer:
    """A ruling that counts as right, as people wrote it into the file of answers."""

    disposition: Disposition
    votes: frozenset[str] = frozenset()
    clauses: tuple[str, ...] = ()
    """Clauses it may rest on, the one that is shown first; none: it takes no clause."""
    consistency: tuple[Consistency, ...] = ()
    """Answers to the consistency question that fit; none: it does not matter here."""
    words: str = ""
    """Words on the paper; shown, never compared."""

    @property
    def ruling(self) -> Ruling:
        """The answer as a ruling, to be shown as a sentence."""
        return Ruling(
            disposition=self.disposition,
            votes=self.votes,
            consistency=next(iter(self.consistency), None),
            clause=next(iter(self.clauses), None),
            words=self.words or None,
        )

    def differs(self, ruling: Ruling) -> tuple[Part, ...]:
        """In what a ruling differs from this answer; nothing if it counts as right.

        Where the outcome differs already, its reasons are not compared.
        """
        if (ruling.disposition, ruling.votes) != (self.disposition, self.votes):
            return (Part.OUTCOME,)
        parts: list[Part] = []
        if self.consistency and ruling.consistency not in self.consistency:
            parts.append(Part.CONSISTENCY)
        if ruling.clause not in (self.clauses or (None,)):
            parts.append(Part.CLAUSE)
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Situation:
    """One drawn ballot, one contest on it, and what the standards answer."""

    voted: VotedBallot
    contest: str
    family: str
    answers: tuple[Answer, ...]
    """The first is the one that is shown; the others count as right, too."""
    because: str
    """One sentence."""

    @property
    def id(self) -> str:
        """The ballot's name in the files."""
        return self.voted.ballot

    def judge(self, ruling: Ruling) -> "Judged":
        """Compare a ruling with the written answers; the answer nearest to it is told."""
        nearest = min(self.answers, key=lambda answer: _distance(answer.differs(ruling)))
        return Judged(self, ruling, nearest.differs(ruling))


def _distance(parts: Sequence[Part]) -> int:
    """How far a ruling is from an answer: another outcome is farther than any other reason."""
    return len(Part) if Part.OUTCOME in parts else len(parts)


@dataclass(frozen=True, slots=True)
class Judged:
    """A ruling beside the answers of its situation."""

    situation: Situation
    ruling: Ruling
    differs: tuple[Part, ...]

    @property
    def right(self) -> bool:
        """Whether it is one of the written answers."""
        return not self.differs


@dataclass(frozen=True, slots=True)
class Family:
    """Situations of one kind."""

    id: str
    title: str
    least: int
    """How many of them each practice holds."""


@dataclass(frozen=True, slots=True)
class PracticeSet:
    """Everything there is to practise on under one rule pack."""

    rules: str
    """The rule pack the answers follow, by its file's name."""
    draw: int
    """Ballots in one practice."""
    election: Election
    families: tuple[Family, ...]
    situations: tuple[Situation, ...]
    design: BallotDesign

    @property
    def contests(self) -> tuple[str, ...]:
        """The contests practised on."""
        return tuple(sorted({s.contest for s in self.situations}))
