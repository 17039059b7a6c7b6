"""Which recount a margin gives, and which the law orders at which stage.

Sources: s. 102.141(7), Fla. Stat. (machine recount of every ballot at one half of one percent or
less of the votes cast), s. 102.166 (manual recount of the overvotes and undervotes at one quarter
or less *in the second returns*), both with the thresholds of the rule pack.  Two things must not
be confused: the *tier* a margin gives, and what is *ordered* - first returns never order a manual
recount, and official returns order nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from adjudicator.domain.canvass.results import ContestResult, Stage
from adjudicator.domain.rulepack import Thresholds


class Tier(StrEnum):
    """A kind of recount."""

    NONE = "none"
    MACHINE = "machine"
    MANUAL = "manual"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            Tier.NONE: "no recount",
            Tier.MACHINE: "machine recount",
            Tier.MANUAL: "manual recount",
        }[self]


class NotOrdered(StrEnum):
    """Why the recount a margin gives is not ordered at this stage."""

    STAGE = "stage"
    """Other returns come first, or these are the last."""
    OPTED_OUT = "opted_out"
    """Everybody defeated within the threshold asked in writing that none be made."""
    TOO_FEW = "too_few"
    """Fewer over- and undervotes than votes needed to change the outcome, s. 102.166(1)(b)."""
    INCOMPLETE = "incomplete"
    """The returns are not those of the whole contest yet, whatever the margin gives so far."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a threshold lies for this number of votes, and how far the margin is from it."""

    threshold: Fraction
    """As a share of the votes cast."""
    at: int
    """The largest whole margin for which the recount is due."""
    away: int
    """Whole votes by which the margin is inside (0 or more) or outside (below 0)."""

    @property
    def inside(self) -> bool:
        """Whether the recount is due."""
        return self.away >= 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows for one contest from its margin, at one stage."""

    margin: Fraction | None
    """In votes; ``None`` where nobody can lose, or nobody voted."""
    votes: int
    tier: Tier
    """What the margin gives, whatever the stage."""
    ordered: Tier
    """What the law orders on these returns."""
    not_ordered: NotOrdered | None
    """Why less is ordered than the margin gives, or may give once the returns are whole."""
    needed: int | None
    """Fewest votes that could change the outcome; a tie counts as a change."""
    machine: Line | None
    manual: Line | None
    flagged: int | None = None
    """Over- and undervotes together, in votes; ``None`` where the returns do not say."""

    @property
    def so_far(self) -> bool:
        """Whether it is about a part of the contest only."""
        return self.not_ordered is NotOrdered.INCOMPLETE

    @property
    def share(self) -> Fraction | None:
        """The margin as a share of the votes cast."""
        return None if self.margin is None or not self.votes else self.margin / self.votes


def tier_of(margin: Fraction, votes: int, thresholds: Thresholds) -> Tier:
    """The recount a margin gives: exactly at a threshold it is due.

    :raises ValueError: no votes, or a margin that no such contest can have.
    """
    if votes <= 0 or not 0 <= margin <= votes:
        raise ValueError("the margin lies between 0 and the votes cast, of which there are some")
    if margin <= thresholds.manual * votes:
        return Tier.MANUAL
    return Tier.MACHINE if margin <= thresholds.machine * votes else Tier.NONE


def assess(
    result: ContestResult,
    stage: Stage,
    thresholds: Thresholds,
    opted_out: frozenset[str] = frozenset(),
    *,
    complete: bool = True,
) -> Assessment:
    """What these returns order for a contest.

    ``complete``: whether the votes are those of every place that votes on it; else they order
    nothing yet, and that no recount is due is not said either: ``not_ordered`` is
    :attr:`NotOrdered.INCOMPLETE` also where the tier so far is none.

    ``opted_out``: names of the choices that asked in writing that no recount be made.  The recount
    falls away only when everybody defeated within the threshold asked; nobody can for a measure.
    """
    margin = result.margin
    if margin is None or not result.votes:
        why = None if complete else NotOrdered.INCOMPLETE
        return Assessment(None, result.votes, Tier.NONE, Tier.NONE, why, None, None, None)
    flagged = None
    if result.over is not None and result.under is not None:
        flagged = result.over + result.under
    tier = tier_of(margin, result.votes, thresholds)
    ordered, reason = _ordered_at(stage, tier)
    if not complete:
        ordered, reason = Tier.NONE, NotOrdered.INCOMPLETE
    if ordered is not Tier.NONE:
        reach = thresholds.machine if ordered is Tier.MACHINE else thresholds.manual
        behind = {choice.name for choice in result.behind(reach)}
        if behind and behind <= opted_out:
            ordered, reason = Tier.NONE, NotOrdered.OPTED_OUT
    needed = result.votes_to_change or 0
    if ordered is Tier.MANUAL and flagged is not None and flagged < needed:
        ordered, reason = Tier.NONE, NotOrdered.TOO_FEW
    return Assessment(
        margin=margin,
        votes=result.votes,
        tier=tier,
        ordered=ordered,
        not_ordered=reason,
        needed=needed,
        machine=_line(margin, result.votes, thresholds.machine),
        manual=_line(margin, result.votes, thresholds.manual),
        flagged=flagged,
    )


def assess_margin(margin: int, votes: int, stage: Stage, thresholds: Thresholds) -> Assessment:
    """The same from two numbers alone: nobody's opting out and no over- or undervotes are known.

    :raises ValueError: as :func:`tier_of`.
    """
    tier = tier_of(Fraction(margin), votes, thresholds)
    ordered, reason = _ordered_at(stage, tier)
    return Assessment(
        margin=Fraction(margin),
        votes=votes,
        tier=tier,
        ordered=ordered,
        not_ordered=reason,
        needed=margin,
        machine=_line(Fraction(margin), votes, thresholds.machine),
        manual=_line(Fraction(margin), votes, thresholds.manual),
    )


def _ordered_at(stage: Stage, tier: Tier) -> tuple[Tier, NotOrdered | None]:
    if tier is Tier.NONE:
        return Tier.NONE, None
    if stage is Stage.FIRST:
        return Tier.MACHINE, NotOrdered.STAGE if tier is Tier.MANUAL else None
    if stage is Stage.SECOND and tier is Tier.MANUAL:
        return Tier.MANUAL, None
    return Tier.NONE, NotOrdered.STAGE


def _line(margin: Fraction, votes: int, threshold: Fraction) -> Line:
    at = floor(threshold * votes)
    # A measure's margin may be a fraction of a vote: a whole vote more than it is outside already.
    return Line(threshold, at, at - ceil(margin))
