"""What returns say of one contest: who has how many votes, who is ahead of whom by how much.

Votes are counted in votes, not ballots: a ballot of a vote-for-three contest can hold three.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

MAJORITY = Fraction(1, 2)


class Stage(StrEnum):
    """Which returns these are (s. 102.141, s. 102.112, Fla. Stat.)."""

    FIRST = "first"
    """First unofficial returns: what the machines counted on election night and after."""
    SECOND = "second"
    """Second unofficial returns: what the machine recount counted."""
    OFFICIAL = "official"
    """Official returns: the manual recount added, provisional and overseas ballots in."""

    @property
    def label(self) -> str:
        """The words shown to people."""
        return "official returns" if self is Stage.OFFICIAL else f"{self.value} unofficial returns"


class ContestKind(StrEnum):
    """How a contest is decided."""

    CANDIDATES = "candidates"
    """The candidates with the most votes take its seats."""
    MEASURE = "measure"
    """Approved or rejected: a ballot measure, or the retention of a judge."""


@dataclass(frozen=True, slots=True)
class ChoiceVotes:
    """One choice and its votes in these returns."""

    name: str
    votes: int
    party: str = ""
    lump: bool = False
    """Whether it is all write-in candidates in one line, which nobody can win as such."""


@dataclass(frozen=True)
class ContestResult:
    """One contest as these returns give it."""

    title: str
    choices: tuple[ChoiceVotes, ...]
    """In ballot order.  Of a measure: approval first, rejection second."""
    over: int | None = None
    """Overvotes, in votes; ``None`` where the returns do not say."""
    under: int | None = None
    """Undervotes, in votes; ``None`` where the returns do not say."""
    seats: int = 1
    kind: ContestKind = ContestKind.CANDIDATES
    approval: Fraction = MAJORITY
    """Share a measure needs: 3/5 for an amendment (Fla. Const. art. XI, s. 5(e)).  A measure that
    needs a bare majority needs *more* than half."""

    def __post_init__(self) -> None:
        measure_choices = 2
        if self.kind is ContestKind.MEASURE and len(self.choices) != measure_choices:
            raise ValueError(f"{self.title}: a measure has two choices, not {len(self.choices)}")
        if self.seats < 1 or not 0 < self.approval < 1:
            raise ValueError(f"{self.title}: seats or share for approval make no sense")
        if any(choice.votes < 0 for choice in self.choices):
            raise ValueError(f"{self.title}: votes below zero")

    @cached_property
    def votes(self) -> int:
        """Votes cast for the contest: over- and undervotes are none."""
        return sum(choice.votes for choice in self.choices)

    @cached_property
    def ranked(self) -> tuple[ChoiceVotes, ...]:
        """The choices by votes, those with equal votes in ballot order."""
        return tuple(sorted(self.choices, key=lambda choice: -choice.votes))

    @property
    def contested(self) -> bool:
        """Whether somebody can lose."""
        return self.kind is ContestKind.MEASURE or len(self.choices) > self.seats

    @cached_property
    def margin(self) -> Fraction | None:
        """Votes between the last to win and the first to lose; 0 is a tie.

        Of a measure decided by majority: between approval and rejection.  Of one that needs a
        greater share: how far approval is from that share, which may be a fraction of a vote.
        ``None`` where nobody can lose.
        """
        if not self.contested:
            return None
        first, second = self.ranked[self.seats - 1].votes, self.ranked[self.seats].votes
        if self.kind is ContestKind.MEASURE and self.approval != MAJORITY:
            return abs(self.choices[0].votes - self.approval * self.votes)
        return Fraction(first - second)

    @property
    def votes_to_change(self) -> int | None:
        """The fewest more votes, all for one side, that could change the outcome.

        A tie of candidates counts as another outcome, and one vote breaks it.  ``None`` where
        nobody can lose.
        """
        if self.margin is None:
            return None
        if self.kind is ContestKind.CANDIDATES:
            return max(1, int(self.margin))
        yes, needed = self.choices[0].votes, self.approval * self.votes
        if self.approval == MAJORITY:
            # Approved by m: m more against make it half and half, which is not more than half.
            return int(self.margin) + (0 if yes > needed else 1)
        if yes >= needed:
            return floor(yes / self.approval - self.votes) + 1
        return ceil((needed - yes) / (1 - self.approval))

    @property
    def tied(self) -> bool:
        """Whether equal votes stand at the line between winning and losing."""
        return self.kind is ContestKind.CANDIDATES and self.margin == 0

    @property
    def approved(self) -> bool | None:
        """Whether a measure is approved; ``None`` for candidates and where nobody voted."""
        if self.kind is not ContestKind.MEASURE or not self.votes:
            return None
        needed, yes = self.approval * self.votes, self.choices[0].votes
        return yes > needed if self.approval == MAJORITY else yes >= needed

    @property
    def winners(self) -> tuple[ChoiceVotes, ...]:
        """Who has won by these returns: fewer than the seats where a tie leaves one open."""
        if self.kind is ContestKind.MEASURE:
            return () if self.approved is None else (self.choices[0 if self.approved else 1],)
        if not self.contested:
            return self.ranked
        line = self.ranked[self.seats].votes
        return tuple(choice for choice in self.ranked[: self.seats] if choice.votes > line)

    @property
    def at_the_line(self) -> tuple[ChoiceVotes, ...]:
        """Those whose equal votes leave a seat open; empty where there is no tie."""
        if not self.tied:
            return ()
        line = self.ranked[self.seats].votes
        return tuple(choice for choice in self.ranked if choice.votes == line)

    def behind(self, within: Fraction) -> tuple[ChoiceVotes, ...]:
        """Who was defeated by that share of the votes cast or less.

        Of a measure none: nobody is defeated who could ask for no recount.
        """
        if self.kind is ContestKind.MEASURE or not self.contested or not self.votes:
            return ()
        line = self.ranked[self.seats - 1].votes
        reach = within * self.votes
        return tuple(c for c in self.ranked[self.seats :] if line - c.votes <= reach)
