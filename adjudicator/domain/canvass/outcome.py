"""Who has won before the rulings and after them, and whether what still waits could change that.

``outcome_of(contest, figures, pack)`` is all a caller needs::

    outcome = outcome_of(contest, tally.choices, pack)
    outcome.after.winners      # choice ids, in the order of their votes
    outcome.after.tied         # choice ids that lots must decide between, for ``seats_open`` seats
    outcome.after.margin, outcome.after.share, outcome.after.tier
    outcome.changed            # whether it is another outcome than before

Everything is exact arithmetic on whole votes.  Unqualified write-ins are no votes cast and nobody
can win by them, so they are not among the figures.

A tie between candidates: "In case two or more persons receive an equal and highest number of votes
for the same office, such persons shall draw lots to determine who shall be elected to the office"
(s. 100.181, Fla. Stat.).  That the last of several seats is decided likewise is our reading; the
program names who is tied and for how many seats, and draws nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from adjudicator.domain.canvass.results import ChoiceVotes, ContestKind, ContestResult
from adjudicator.domain.canvass.tiers import Tier, tier_of
from adjudicator.domain.election import ChoiceKind, Contest
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.tally import Figure

Waiting = Mapping[frozenset[str], int]
"""Ballots that wait: the votes counted for each now, and how many such ballots there are.

Ballots outside the totals have no vote counted yet: they stand under ``frozenset()``.
"""
_YES = frozenset({"yes", "for", "yes for approval", "for approval", "approve"})
_ANSWERS = 2


@dataclass(frozen=True)
class Standing:
    """A contest as one set of figures gives it."""

    result: ContestResult
    """Its choices are named by their ids."""
    tier: Tier
    """The recount the margin gives, whatever the law orders at this stage."""

    @property
    def votes(self) -> int:
        """Votes cast for the contest."""
        return self.result.votes

    @property
    def margin(self) -> Fraction | None:
        """Votes at the line between winning and losing; ``None`` where nobody can lose or voted."""
        return self.result.margin if self.votes else None

    @property
    def share(self) -> Fraction | None:
        """The margin as a share of the votes cast."""
        return None if self.margin is None else self.margin / self.votes

    @property
    def winners(self) -> tuple[str, ...]:
        """Choices that have won, most votes first; of a measure the answer that prevailed."""
        return _ids(self.result.winners) if self.votes else ()

    @property
    def tied(self) -> tuple[str, ...]:
        """Choices whose equal votes leave a seat open: lots are drawn between them."""
        return _ids(self.result.at_the_line) if self.votes else ()

    @property
    def seats_open(self) -> int:
        """For how many seats lots are drawn."""
        return self.result.seats - len(self.winners) if self.tied else 0

    @property
    def approved(self) -> bool | None:
        """Whether a measure is approved; ``None`` for candidates and where nobody voted."""
        return self.result.approved

    @property
    def ahead(self) -> tuple[str, str] | None:
        """Of candidates: the last to win and the first to lose; ``None`` if tied or uncontested."""
        result = self.result
        if not self.margin or self.tied or result.kind is ContestKind.MEASURE:
            return None
        return result.ranked[result.seats - 1].name, result.ranked[result.seats].name

    @property
    def decided(self) -> tuple[frozenset[str], frozenset[str]]:
        """What makes one outcome the same as another: who has won, and who is tied."""
        return frozenset(self.winners), frozenset(self.tied)


@dataclass(frozen=True)
class Outcome:
    """One contest before the rulings and after them."""

    contest: Contest
    before: Standing
    after: Standing
    waiting: int = 0
    """Ballots that may still move the figures after."""
    could_change: bool = False
    """Whether some way of settling those that wait gives another outcome than ``after``."""

    @property
    def changed(self) -> bool:
        """Whether the rulings made another outcome; a tie made or broken is one."""
        return self.before.decided != self.after.decided

    def name(self, choice: str) -> str:
        """The name of a choice."""
        return self.contest.choice(choice).name


def outcome_of(
    contest: Contest,
    figures: Iterable[tuple[str, Figure]],
    pack: RulePack,
    waiting: Waiting | None = None,
) -> Outcome:
    """The outcome of a contest, before and after.

    :param figures: choice id and figure, as :attr:`~adjudicator.domain.tally.ContestTally.choices`.
    :param pack: thresholds, and what a measure needs.
    :param waiting: ballots not settled, or outside the totals; see :data:`Waiting`.
    """
    found = tuple(figures)
    before = _standing(contest, {choice: f.before for choice, f in found}, pack)
    after = _standing(contest, {choice: f.after for choice, f in found}, pack)
    left = {votes: n for votes, n in (waiting or {}).items() if n > 0}
    return Outcome(contest, before, after, sum(left.values()), could_change(after.result, left))


def could_change(result: ContestResult, waiting: Waiting) -> bool:
    """Whether some way of settling the ballots that wait gives another outcome.

    Exact: it is true if and only if there is such a way, where each ballot may end with any set of
    votes the contest allows.  A tie made or broken is another outcome.

    :param result: with the choices named by their ids; the votes counted for those that wait are
        in it.
    """
    if not any(waiting.values()) or not result.contested:
        return False
    if result.kind is ContestKind.MEASURE:
        return any(_all_to(result, waiting, side) != result.approved for side in (0, 1))
    return any(
        _swing(waiting, first.name, later.name) >= first.votes - later.votes
        for first in result.ranked[: result.seats]
        for later in result.ranked[result.seats :]
    )


def _swing(waiting: Waiting, leading: str, behind: str) -> int:
    """The most votes those that wait can bring the one behind nearer to the one leading."""
    return sum(n * ((leading in votes) + (behind not in votes)) for votes, n in waiting.items())


def _all_to(result: ContestResult, waiting: Waiting, side: int) -> bool | None:
    """Whether the measure is approved with all that wait on one side (0: for, 1: against)."""
    to, other = result.choices[side], result.choices[1 - side]
    moved = {
        to.name: to.votes + sum(n for votes, n in waiting.items() if to.name not in votes),
        other.name: other.votes - sum(n for votes, n in waiting.items() if other.name in votes),
    }
    choices = tuple(ChoiceVotes(c.name, moved[c.name]) for c in result.choices)
    return ContestResult(
        result.title, choices, kind=ContestKind.MEASURE, approval=result.approval
    ).approved


def _standing(contest: Contest, votes: Mapping[str, int], pack: RulePack) -> Standing:
    office = pack.office(contest.title)
    choices = [ChoiceVotes(c.id, votes.get(c.id, 0)) for c in contest.named_choices]
    answers = all(c.kind is ChoiceKind.YES_NO for c in contest.named_choices)
    measure = len(choices) == _ANSWERS and (answers or (office is not None and office.measure))
    if measure:
        choices.sort(key=lambda c: contest.choice(c.name).name.strip().casefold() not in _YES)
    result = ContestResult(
        title=contest.title,
        choices=tuple(choices),
        seats=1 if measure else contest.seats,
        kind=ContestKind.MEASURE if measure else ContestKind.CANDIDATES,
        approval=office.approval if office is not None else Fraction(1, 2),
    )
    margin = result.margin
    if margin is None or not result.votes:
        return Standing(result, Tier.NONE)
    return Standing(result, tier_of(margin, result.votes, pack.thresholds))


def _ids(choices: Iterable[ChoiceVotes]) -> tuple[str, ...]:
    return tuple(choice.name for choice in choices)
