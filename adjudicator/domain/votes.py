"""A vote of the board: computed from what each member said, never chosen.

A majority is more than half of the board's *seats*, for exactly one outcome: two of three, whether
or not the third is in the room.  A tie, an abstention and a dissent are kept and told in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.objections import Outcome
from adjudicator.domain.people import majority_of
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import join_names

ABSTAIN = "abstain"
AGAINST = Outcome(Disposition.NO_CONSENSUS, frozenset())
"""Against the proposal, without an outcome of one's own."""
Value = Outcome | str
"""An outcome, or :data:`ABSTAIN`."""


class Say(StrEnum):
    """What a member says to a proposal."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a vote on one outcome stands."""

    seats: tuple[str, ...]
    """Who holds a seat, in the order of the roster."""
    says: tuple[tuple[str, Say], ...]
    """Who has spoken, in that order."""
    dissents: tuple[tuple[str, Outcome], ...]
    """Members against it, with the outcome they name (:data:`AGAINST` if none)."""
    waiting: tuple[str, ...]
    """Members in the room who have not spoken."""
    vacant: int = 0
    """Seats nobody holds."""

    def of(self, person: str) -> Say | None:
        """What a member said; ``None`` if they have not spoken."""
        return dict(self.says).get(person)

    def count(self, say: Say) -> int:
        """How many said so."""
        return sum(said is say for _, said in self.says)

    @property
    def needed(self) -> int:
        """Votes that carry it: more than half of the seats, vacant ones among them."""
        return majority_of(len(self.seats) + self.vacant)

    @property
    def carried(self) -> bool:
        """Whether the majority is for it."""
        return bool(self.seats) and self.count(Say.FOR) >= self.needed

    @property
    def lost(self) -> bool:
        """Whether it cannot be carried by those in the room any more."""
        return self.count(Say.FOR) + len(self.waiting) < self.needed

    @property
    def complete(self) -> bool:
        """Whether everybody in the room has spoken."""
        return not self.waiting

    @property
    def tied(self) -> bool:
        """Whether everybody has spoken, and as many are for it as against."""
        return self.complete and 0 < self.count(Say.FOR) == self.count(Say.AGAINST)


def standing(
    proposal: Outcome,
    seats: Sequence[str],
    present: frozenset[str],
    votes: Mapping[str, Value],
    *,
    vacant: int = 0,
) -> Standing:
    """How the vote stands, from the votes of those who hold a seat now.

    :param vacant: seats nobody holds; the majority counts them.
    """
    says: list[tuple[str, Say]] = []
    dissents: list[tuple[str, Outcome]] = []
    for person in seats:
        value = votes.get(person)
        if value is None:
            continue
        if isinstance(value, str):
            says.append((person, Say.ABSTAIN))
        elif value == proposal:
            says.append((person, Say.FOR))
        else:
            says.append((person, Say.AGAINST))
            dissents.append((person, value))
    waiting = tuple(p for p in seats if p in present and p not in votes)
    return Standing(tuple(seats), tuple(says), tuple(dissents), waiting, vacant)


def standing_words(
    told: Standing, names: Mapping[str, str], outcomes: Mapping[Outcome, str]
) -> str:
    """How a vote stands: ``2 to 1, Lewis dissents: no vote.``, ``1 to 1: a tie, no majority.``.

    :param outcomes: the words for each outcome a dissenting member names.
    """
    if not told.says:
        return "Nobody has voted yet."
    parts = [f"{told.count(Say.FOR)} to {told.count(Say.AGAINST)}"]
    for person, outcome in told.dissents:
        own = outcomes.get(outcome, "")
        parts.append(f"{names.get(person, person)} dissents{f': {own}' if own else ''}")
    quiet = [names.get(p, p) for p, say in told.says if say is Say.ABSTAIN]
    if quiet:
        parts.append(f"{join_names(quiet)} abstain{'s' if len(quiet) == 1 else ''}")
    words = ", ".join(parts)
    if told.carried or not told.complete:
        return f"{words}."
    return f"{words}: {'a tie, ' if told.tied else ''}no majority."
