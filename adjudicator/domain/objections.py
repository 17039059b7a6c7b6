"""Objections: their ground, what they demand, and what became of them.

An observer objects from the moment a ballot is shown until its batch closes.  The objection is
numbered in record order, and ends in one way only: its maker withdraws it, its maker strikes it out
at the close (somebody else pressed the key), or the board's ruling upholds or rejects it.  One made
after the close is *late*: another, visible kind, which waits for nobody.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import Disposition, EvidenceKind

NO_VOTE = "no_vote"
"""The claim that nothing counts in this contest."""


class Ground(IntEnum):
    """Why an observer objects (record format: ground 1..8)."""

    SHOULD_COUNT = 1
    SHOULD_NOT = 2
    WRONG_CHOICE = 3
    CONSISTENCY = 4
    NOT_HERE = 5
    PAPER = 6
    PROCEDURE = 7
    OTHER = 8

    @property
    def label(self) -> str:
        """The words on the objection form."""
        return _GROUNDS[self]

    @property
    def takes_claim(self) -> bool:
        """Whether the observer says what the ruling should be."""
        return self <= Ground.CONSISTENCY


_GROUNDS = {
    Ground.SHOULD_COUNT: "should count",
    Ground.SHOULD_NOT: "should not count",
    Ground.WRONG_CHOICE: "wrong choice",
    Ground.CONSISTENCY: "consistency",
    Ground.NOT_HERE: "does not belong here",
    Ground.PAPER: "paper must be seen",
    Ground.PROCEDURE: "procedure or view",
    Ground.OTHER: "other",
}


class Fate(StrEnum):
    """Where an objection stands."""

    FILED = "filed"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"
    REJECTED = "rejected"
    STRUCK = "struck"
    LATE = "late"
    REOPENED = "reopened"
    """The board decided it, and the case is reopened: told again when the new ruling stands."""

    @property
    def open(self) -> bool:
        """Whether it waits for the board."""
        return self is Fate.FILED

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _FATES[self]


_FATES = {
    Fate.FILED: "filed: waits for the board",
    Fate.WITHDRAWN: "withdrawn by its maker",
    Fate.UPHELD: "upheld by the board",
    Fate.REJECTED: "rejected by the board",
    Fate.STRUCK: "struck out by the observer at the close",
    Fate.LATE: "late: made after the close",
    Fate.REOPENED: "the case is reopened, and ruled on anew",
}


def fate_of(*, decided: str | None, withdrawn: bool, struck: bool, late: bool) -> Fate:
    """What became of an objection on one case.

    :param decided: ``upheld`` or ``rejected`` as the board's ruling says, or ``None``; what the
        board has decided stays decided, whatever its maker says afterwards.
    """
    if decided is not None:
        return Fate(decided)
    if withdrawn:
        return Fate.WITHDRAWN
    if struck:
        return Fate.STRUCK
    if late:
        return Fate.LATE
    return Fate.FILED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ruling says counts."""

    disposition: Disposition
    votes: frozenset[str]
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What an objection asks the board for."""

    ground: Ground
    claim: str | None
    against: Outcome | None = None
    """The ruling objected to; ``None`` if it was made before any, or the team could not agree."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How the board's ruling answers an objection."""

    upheld: bool
    computed: bool
    """Whether the outcome alone tells; else the presiding member says it, and *rejected* stands
    until they do."""

    @property
    def word(self) -> str:
        """As the record says it."""
        return (Fate.UPHELD if self.upheld else Fate.REJECTED).value


def answer_to(
    demand: Demand, ruled: Outcome, machine: MachineReading, evidence: EvidenceKind
) -> Answered:
    """Whether a ruling gives an objection what it claims, or else what its ground demands.

    * a claimed choice: it is among the votes that count;
    * claimed "no vote": the ruling adds no vote to those the machine counted;
    * "should count" without a claim: the ruling adds a vote; "should not count": it adds none;
    * "wrong choice" and "consistency" without a claim: the outcome is another than the one objected
      to;
    * "paper must be seen": the ruling rests on the paper;
    * the other grounds ask for no outcome: the presiding member says.
    """
    adds = ruled.disposition.settles and bool(ruled.votes - machine.votes)
    if demand.claim is not None:
        upheld = not adds if demand.claim == NO_VOTE else demand.claim in ruled.votes
        return Answered(upheld, computed=True)
    match demand.ground:
        case Ground.SHOULD_COUNT:
            return Answered(adds, computed=True)
        case Ground.SHOULD_NOT:
            return Answered(not adds, computed=True)
        case Ground.WRONG_CHOICE | Ground.CONSISTENCY if demand.against is not None:
            return Answered(ruled.votes != demand.against.votes, computed=True)
        case Ground.PAPER:
            return Answered(evidence is EvidenceKind.PAPER, computed=True)
        case _:
            return Answered(upheld=False, computed=False)


def claim_words(ground: Ground, claim: str | None, contest: Contest) -> str:
    """``should be a vote for Fetterhoff``; the ground alone where nothing is claimed."""
    if claim == NO_VOTE:
        return f"{ground.label}, should be no vote"
    if claim is not None and contest.has_choice(claim):
        return f"should be a vote for {contest.choice(claim).name}"
    return ground.label


def number_label(place: int) -> str:
    """``R-014``: the fourteenth objection of the recount, in record order."""
    return f"R-{place:03d}"
