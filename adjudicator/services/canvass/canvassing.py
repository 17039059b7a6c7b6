"""What returns order, contest by contest, and what keeps the answer from being final."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from adjudicator.domain.canvass.results import ContestResult, Stage
from adjudicator.domain.canvass.returns import ContestName
from adjudicator.domain.canvass.tiers import Assessment, Tier, assess
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.problems import did_you_mean
from adjudicator.interchange.texts import Names
from adjudicator.services.canvass.joining import Joined, Unclear, join, result_of
from adjudicator.services.canvass.loading import Loaded
from adjudicator.services.errors import UsageError


@dataclass(frozen=True, slots=True)
class Told:
    """What people add to the returns, by the contest's title."""

    seats: Mapping[str, int] = field(default_factory=dict)
    """How many are elected; where nothing is told, as the returns say, or one."""
    opted_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Candidates who asked in writing that no recount be made."""


@dataclass(frozen=True, slots=True)
class Canvassed:
    """One contest and what follows for it."""

    title: str
    scope: Scope
    counties: tuple[str, ...]
    """Those with numbers in these returns."""
    missing: tuple[str, ...]
    """Those that vote on it and have no numbers here, as far as the rule pack knows."""
    result: ContestResult | None
    assessment: Assessment | None
    unclear: Unclear | None
    """Why there is neither result nor assessment."""
    set_aside: int
    """Rows of this contest that were put aside: its sums are then not whole."""
    rowless: tuple[str, ...] = ()
    """Those of ``missing`` whose returns are here, without a row of this contest."""
    opted_out: frozenset[str] = frozenset()
    unsure: bool = False
    """Whether counties are missing that may vote on it: the returns of a district do not say which
    counties it lies in."""
    seats_told: int | None = None
    """How many are elected, where people told it."""
    part: Joined | None = field(default=None, repr=False, compare=False)
    """What it was computed from, so that it can be computed anew."""

    @property
    def final(self) -> bool:
        """Whether the answer holds for the contest, and not only for what has come in."""
        whole = not (self.missing or self.set_aside or self.unsure)
        return self.assessment is not None and whole

    @property
    def so_far(self) -> bool:
        """Whether what is told holds for a part of the contest only: votes of it are missing."""
        return bool(self.missing or self.set_aside)

    @property
    def sums(self) -> Counter[str]:
        """Every choice and bucket as it was read, added up; also where no margin is computed."""
        return Counter() if self.part is None else self.part.returns.totals()

    @property
    def tier(self) -> Tier:
        """What the margin gives; none where that cannot be told."""
        return self.assessment.tier if self.assessment else Tier.NONE


@dataclass(frozen=True, slots=True)
class Canvass:
    """All contests of a set of returns at one stage."""

    stage: Stage
    pack: RulePack
    contests: tuple[Canvassed, ...]
    counties: tuple[str, ...]
    missing: tuple[str, ...]
    """Counties of the rule pack that returns are due from and not there."""
    unknown: tuple[str, ...] = ()
    """Names of counties in these returns that the rule pack does not have, each a sentence."""


def canvass(loaded: Loaded, pack: RulePack, stage: Stage, told: Told | None = None) -> Canvass:
    """Say for every contest what its margin gives and what the law orders at this stage.

    :raises UsageError: ``told`` names a contest or candidate that is not in the returns.
    """
    told = told or Told()
    joined = join(loaded.returns, pack)
    counties = loaded.returns.counties() - {""}
    aside = Counter(q.contest for q in loaded.quarantined if q.contest)
    seats, opted_out = _by_title(joined, told)
    return Canvass(
        stage=stage,
        pack=pack,
        contests=tuple(
            _canvassed(
                part,
                stage,
                pack,
                here=counties,
                set_aside=_set_aside(part, aside),
                seats=seats.get(part.returns.name.title),
                opted_out=opted_out.get(part.returns.name.title, frozenset()),
            )
            for part in joined
        ),
        counties=tuple(sorted(counties)),
        missing=_without(counties, pack),
        unknown=tuple(_unknown(counties, pack)),
    )


def urgency(found: Canvassed) -> tuple[int, Fraction]:
    """What comes first in a list: what is ordered, then what the margin gives, the closest first.

    Contests nobody can tell anything about, then those that are not whole, stand between those with
    a recount and those without.
    """
    gives = found.assessment
    if gives is None:
        return 4, Fraction(1)
    ranks = {Tier.MANUAL: 0, Tier.MACHINE: 1, Tier.NONE: 5 if found.so_far else 6}
    rank = ranks[gives.ordered]
    if gives.ordered is Tier.NONE and gives.tier is not Tier.NONE:
        rank = 2 + ranks[gives.tier]
    return rank, Fraction(1) if gives.share is None else gives.share


def told_anew(found: Canvass, title: str, seats: int | None, people: frozenset[str]) -> Canvass:
    """The same with other words of people about one contest; no other is computed.

    :param title: as the returns have it.
    :param seats: how many are elected; ``None``: as the returns say, or one.
    :param people: who asked in writing that no recount be made.
    :raises UsageError: one of them is no candidate.
    """
    return replace(
        found,
        contests=tuple(
            _canvassed(
                each.part,
                found.stage,
                found.pack,
                here=set(found.counties),
                set_aside=each.set_aside,
                seats=seats,
                opted_out=people,
            )
            if each.title == title and each.part is not None
            else each
            for each in found.contests
        ),
    )


def _without(counties: set[str], pack: RulePack) -> tuple[str, ...]:
    """The counties of the rule pack that are not among these."""
    known = {county_key(county) for county in counties}
    return tuple(county for county in pack.counties if county_key(county) not in known)


def _unknown(counties: set[str], pack: RulePack) -> Iterator[str]:
    """Counties that returns name and the rule pack does not: mistyped, or of another state."""
    known = {county_key(county) for county in pack.counties}
    for county in sorted(counties):
        if known and county_key(county) not in known:
            yield (
                f'"{county}" is not a county of {pack.title}.'
                f"{did_you_mean(county, pack.counties)} It is taken for a county of its own."
            )


def _canvassed(
    part: Joined,
    stage: Stage,
    pack: RulePack,
    *,
    here: set[str],
    set_aside: int,
    seats: int | None,
    opted_out: frozenset[str],
) -> Canvassed:
    found = result_of(part, seats)
    result = None if isinstance(found, Unclear) else found
    if result:
        _check_candidates(result, opted_out)
    statewide = part.office is not None and part.office.statewide
    elsewhere = _without(here, pack)
    left = _without(part.returns.counties(), pack) if statewide else ()
    complete = not left and not set_aside
    return Canvassed(
        title=part.returns.name.title,
        scope=part.scope,
        counties=tuple(sorted(part.returns.counties() - {""})),
        missing=left,
        result=result,
        assessment=assess(result, stage, pack.thresholds, opted_out, complete=complete)
        if result
        else None,
        unclear=found if isinstance(found, Unclear) else None,
        set_aside=set_aside,
        rowless=tuple(county for county in left if county not in elsewhere),
        opted_out=opted_out,
        unsure=bool(elsewhere) and not statewide and part.scope is not Scope.LOCAL,
        seats_told=seats,
        part=part,
    )


def _set_aside(part: Joined, aside: Counter[ContestName]) -> int:
    """Rows put aside, of an office the rule pack knows also those of a county with no other row."""
    name = part.returns.name
    if part.office is not None and part.scope is not Scope.LOCAL:
        return sum(n for each, n in aside.items() if each._replace(county="") == name)
    names = {name, *(name._replace(county=county) for county in part.returns.counties())}
    return sum(aside[each] for each in names)


def _by_title(
    joined: tuple[Joined, ...], told: Told
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """What was told, by the titles as the returns have them."""
    names = Names.of({p.returns.name.title: (_without_county(p),) for p in joined})

    def meant(title: str) -> str:
        found = names.find(title)
        if found is None:
            raise UsageError(names.complaint(title, "a contest of these returns"))
        return found

    return (
        {meant(title): seats for title, seats in told.seats.items()},
        {meant(title): people for title, people in told.opted_out.items()},
    )


def _without_county(part: Joined) -> str:
    return part.returns.name._replace(county="").title


def _check_candidates(result: ContestResult, opted_out: frozenset[str]) -> None:
    names = [choice.name for choice in result.choices]
    for person in sorted(opted_out):
        if person not in names:
            hint = did_you_mean(person, names)
            raise UsageError(f'"{person}" is not a candidate for {result.title}.{hint}')
