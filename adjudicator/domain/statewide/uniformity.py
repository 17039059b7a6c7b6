"""Whether the counties rule alike: shares of what was reviewed, each county against all others.

The rule is that of :mod:`adjudicator.domain.rates`: a share is marked only where chance alone would
differ that much less than once in a hundred whole reports.  A mark says "look here" and never that
anything is wrong: a county with other voters, other ovals or other pens is far from the rest too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.rates import CHANCE, LEAST, Rate, is_far
from adjudicator.domain.wording import count

FOUND, BOARD, OBJECTED = "ballots with a vote found", "ruled on by the board", "objected to"
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How one county ruled in one contest."""

    county: str
    ruled: int
    """Ballots with a ruling that counts."""
    found: int
    """Those on which the ruling counts a vote the machine had not counted."""
    by_clause: Mapping[str, int]
    """The same by the clause the ruling rests on; the clause's id, empty where it names none."""
    board: int | None
    """Those the board ruled on; ``None`` where there are no teams, so that it rules on all."""
    objected: int
    """Those an observer objected to in time."""


@dataclass(frozen=True, slots=True)
class CountyShare:
    """One share of one county."""

    county: str
    name: str
    own: Rate
    rest: Rate
    """All other counties together."""
    far: bool

    @property
    def words(self) -> str:
        """``12 of 1,340 (9.0 per 1,000), the others 41 of 41,000 (1.0 per 1,000): look here``."""
        mark = ": look here" if self.far else ""
        return f"{_told(self.own)}, the others {_told(self.rest)}{mark}"


@dataclass(frozen=True, slots=True)
class Uniformity:
    """One contest over its counties."""

    names: tuple[str, ...]
    """The shares, in order."""
    counties: tuple[tuple[str, tuple[CountyShare, ...]], ...]
    """County and its shares, in the order of the names."""

    @property
    def far(self) -> tuple[CountyShare, ...]:
        """The shares that are marked."""
        return tuple(share for _, shares in self.counties for share in shares if share.far)

    @property
    def rule(self) -> str:
        """How marks are set, in a sentence or two."""
        made = sum(len(shares) for _, shares in self.counties)
        return (
            "Each county is compared with all others together. A share is marked only where chance "
            f"alone would differ that much less than once in {round(1 / CHANCE)} whole reports "
            f"({count(made, 'comparison')}; Fisher's exact test where numbers are small, else the "
            f"test of two shares); below {LEAST} ballots nothing is marked. A mark is no "
            "reproach: it says where to look."
        )


def uniformity(counties: Sequence[Reviewed], clauses: Mapping[str, str]) -> Uniformity:
    """Compare the counties.

    :param clauses: id and number of the rule pack's clauses; those nobody found a vote under are
        left out.
    """
    used = [id_ for id_ in clauses if any(each.by_clause.get(id_) for each in counties)]
    names = (FOUND, BOARD, OBJECTED, *(f"found under {clauses[id_]}" for id_ in used))
    rates = {each.county: _rates(each, used) for each in counties}
    whole = [
        Rate(sum(r[n].hits for r in rates.values()), sum(r[n].of for r in rates.values()))
        for n in range(len(names))
    ]
    comparisons = len(rates) * len(names)
    return Uniformity(
        names,
        tuple(
            (
                county,
                tuple(
                    _share(county, name, own, total, comparisons)
                    for name, own, total in zip(names, some, whole, strict=True)
                ),
            )
            for county, some in rates.items()
        ),
    )


def per_thousand(rate: Rate) -> str:
    """``9.0``: so many of a thousand, to a tenth; a dash of nothing."""
    if not rate.of:
        return "\u2013"
    tenths = (rate.hits * _THOUSAND * 20 + rate.of) // (2 * rate.of)
    return f"{tenths // 10:,}.{tenths % 10}"


def _rates(each: Reviewed, clauses: Sequence[str]) -> tuple[Rate, ...]:
    board = Rate(0, 0) if each.board is None else Rate(each.board, each.ruled)
    return (
        Rate(each.found, each.ruled),
        board,
        Rate(each.objected, each.ruled),
        *(Rate(each.by_clause.get(id_, 0), each.found) for id_ in clauses),
    )


def _share(county: str, name: str, own: Rate, whole: Rate, comparisons: int) -> CountyShare:
    rest = whole.without(own)
    return CountyShare(county, name, own, rest, is_far(own, rest, comparisons=comparisons))


def _told(rate: Rate) -> str:
    return f"{rate.hits:,} of {rate.of:,} ({per_thousand(rate)} per 1,000)"
