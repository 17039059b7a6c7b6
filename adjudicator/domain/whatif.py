"""The tally as it would stand if one side's open objections were all upheld.

While an objection is open the machine's reading stands for its case.  Upheld, the claimed outcome
would stand instead.  What claims no outcome cannot be computed and is named, never guessed; nor is
a case on which one side claims two outcomes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from adjudicator.domain.election import Contest
from adjudicator.domain.objections import NO_VOTE, Ground
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.tally import (
    OVER,
    UNDER,
    UNQUALIFIED,
    ContestTally,
    Figure,
    delta,
    reading_buckets,
    ruling_buckets,
    with_writeins_as_under,
)


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """One open objection of one side to one case inside the totals."""

    label: str
    """``R-014``."""
    case: str
    """The case's number as it is spoken."""
    contest: str
    ground: Ground
    claim: str | None
    machine: MachineReading


@dataclass(frozen=True, slots=True)
class NotComputed:
    """An objection that claims no outcome a tally could be computed with."""

    label: str
    case: str
    why: str

    @property
    def words(self) -> str:
        """``R-014, case 4 1 7 K: claims no outcome``."""
        return f"{self.label}, case {self.case}: {self.why}"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One contest with one side's open objections upheld."""

    tally: ContestTally
    upheld: int
    """Cases computed with."""
    not_computed: tuple[NotComputed, ...]


Claimed = tuple[Disposition, frozenset[str]]


def claimed_outcome(contest: Contest, machine: MachineReading, claim: OpenClaim) -> Claimed | str:
    """The disposition and complete set of votes an objection claims, or why there is none.

    A claimed choice joins the votes the machine counted; in a contest of one seat it is the vote.
    "No vote", and the ground "should not count" without a claim, leave what the machine counted in
    a contest of several seats, and nothing in a contest of one.
    """
    wanted = claim.claim
    if wanted is None and claim.ground is Ground.SHOULD_NOT:
        wanted = NO_VOTE
    if wanted is None:
        return "claims no outcome"
    if wanted == NO_VOTE:
        if machine.over:
            return Disposition.TOO_MANY, frozenset()
        kept = machine.votes if contest.seats > 1 else frozenset()
        return Disposition.MARKS_DO_NOT_COUNT, kept
    if not contest.has_choice(wanted):
        return "claims a choice this contest has not"
    votes = frozenset({wanted}) if contest.seats == 1 else machine.votes | {wanted}
    if len(votes) > contest.seats:
        return f"does not say which of the {contest.seats} votes gives way"
    return Disposition.VOTE, votes


def with_upheld(official: ContestTally, claims: Iterable[OpenClaim]) -> WhatIf:
    """The contest with one side's open objections upheld; the official figures stay untouched.

    :param official: the contest's tally as it stands, in which the cases are pending.
    :param claims: the open objections of one side in this contest, in record order.
    """
    contest = official.contest
    by_case: dict[str, list[OpenClaim]] = {}
    for claim in claims:
        by_case.setdefault(claim.case, []).append(claim)
    changes: Counter[str] = Counter()
    computed, left = 0, []
    for case, some in by_case.items():
        machine = some[0].machine
        told = {c.label: claimed_outcome(contest, machine, c) for c in some}
        left += [NotComputed(label, case, t) for label, t in told.items() if isinstance(t, str)]
        outcomes = {t for t in told.values() if not isinstance(t, str)}
        if len(outcomes) > 1:
            labels = [label for label, t in told.items() if not isinstance(t, str)]
            left += [NotComputed(label, case, "claims unlike outcomes") for label in labels]
        elif outcomes:
            before = reading_buckets(contest, machine)
            after = ruling_buckets(contest, *next(iter(outcomes)))
            for bucket, change in delta(before, after).items():
                changes[bucket] += change
            computed += 1
    tally = replace(_changed(official, changes), pending=official.pending - computed)
    return WhatIf(tally, computed, tuple(left))


def _changed(tally: ContestTally, changes: Mapping[str, int]) -> ContestTally:
    if tally.writeins_as_under:
        changes = with_writeins_as_under(changes)

    def figure(bucket: str, old: Figure) -> Figure:
        return Figure(old.before, old.change + changes.get(bucket, 0))

    return replace(
        tally,
        choices=tuple((choice, figure(choice, old)) for choice, old in tally.choices),
        over=figure(OVER, tally.over),
        under=figure(UNDER, tally.under),
        unqualified=figure(UNQUALIFIED, tally.unqualified),
    )
