"""Makes one contest of what several counties report under the same name.

Which offices are voted on in more than one county, the rule pack says.  Any other office is of its
county - there is a School Board, District 1, in many - unless the same people stand in both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudicator.domain.canvass.results import ChoiceVotes, ContestKind, ContestResult
from adjudicator.domain.canvass.returns import (
    NO_VOTES,
    WRITE_INS,
    ContestName,
    ContestReturns,
    Returns,
)
from adjudicator.domain.rulepack import Office, RulePack, Scope
from adjudicator.domain.tally import BALLOTS, OVER, UNDER
from adjudicator.interchange.texts import folded

_YES = frozenset({"yes", "for", "yes for approval", "for approval", "approve"})
_NO = frozenset({"no", "against", "no for rejection", "for rejection", "reject"})


class Unclear(StrEnum):
    """Why nobody can tell from the returns who ran against whom."""

    SEVERAL = "several"
    """More than one contest stands under the name."""
    NOBODY = "nobody"
    """There are over- and undervotes and no choice has a row."""
    CHOICES = "choices"
    """A measure does not have one line for and one against."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A contest over all its counties."""

    returns: ContestReturns
    scope: Scope
    office: Office | None
    """What the rule pack says of it, if anything."""


def join(returns: Returns, pack: RulePack) -> tuple[Joined, ...]:
    """The contests of these returns, in the order they first come."""
    joined: dict[ContestName, Joined] = {}
    together = _same_people(returns, pack)
    for part in returns:
        office = pack.office(part.name.office)
        scope = office.scope if office else Scope.LOCAL
        name = part.name
        if scope is Scope.LOCAL and name in together:
            scope = Scope.MULTICOUNTY
        if scope is not Scope.LOCAL:
            name = name._replace(county="")
        whole = joined.setdefault(name, Joined(ContestReturns(name), scope, office))
        whole.returns.add(part)
    return tuple(joined.values())


def _same_people(returns: Returns, pack: RulePack) -> set[ContestName]:
    """Contests of no known office in which the same people stand in more than one county."""
    found: dict[tuple[str, str, frozenset[str]], set[ContestName]] = {}
    for part in returns:
        people = frozenset(_choices(part))
        if people and pack.office(part.name.office) is None and not _is_measure(people):
            key = (part.name.office, part.name.district, people)
            found.setdefault(key, set()).add(part.name)
    return {name for names in found.values() if len(names) > 1 for name in names}


def result_of(joined: Joined, seats: int | None = None) -> ContestResult | Unclear:
    """The contest as the law looks at it, or why it cannot be looked at.

    ``seats``: how many are elected, if people told it; else as the returns say, or one.
    """
    returns, totals = joined.returns, joined.returns.totals()
    names = _choices(returns)
    measure = returns.measure
    if measure is None:
        measure = joined.office.measure if joined.office else _is_measure(names)
    if returns.several:
        return Unclear.SEVERAL
    if not names:
        return Unclear.NOBODY
    if measure and not _is_measure(names):
        return Unclear.CHOICES
    if measure:
        names = sorted(names, key=lambda name: folded(name) not in _YES)
    return ContestResult(
        title=returns.name.title,
        choices=tuple(
            ChoiceVotes(
                name="Write-ins" if name == WRITE_INS else name,
                votes=totals[name],
                party=returns.parties[name],
                lump=name == WRITE_INS,
            )
            for name in names
        ),
        over=totals[OVER] if _given_by_all(returns, OVER) else None,
        under=totals[UNDER] if _given_by_all(returns, UNDER) else None,
        seats=seats or returns.seats,
        kind=ContestKind.MEASURE if measure else ContestKind.CANDIDATES,
        approval=joined.office.approval if joined.office else Fraction(1, 2),
    )


def _given_by_all(returns: ContestReturns, bucket: str) -> bool:
    """Whether every county gives it: a sum that misses one would make too few of too many."""
    return {place.county for place, b in returns.numbers if b == bucket} == returns.counties()


def _choices(returns: ContestReturns) -> list[str]:
    return [name for name in returns.parties if name not in NO_VOTES and name != BALLOTS]


def _is_measure(names: Iterable[str]) -> bool:
    bare = sorted(folded(name) for name in names)
    both = bool(_YES.intersection(bare) and _NO.intersection(bare))
    return both and len(bare) == len(("for", "against"))
