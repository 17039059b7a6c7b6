"""Do two sets of returns match?  Every number of one against the other, place by place.

The question of the canvass: what the precincts reported against what the county added up, the first
returns against the second, one program against another.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from adjudicator.domain.canvass.returns import ContestName, ContestReturns, Place, Returns


@dataclass(frozen=True, slots=True, order=True)
class Unlike:
    """One number that is not the same in both; ``None`` where one of them has none."""

    contest: ContestName
    place: Place
    bucket: str
    one: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """What came of comparing."""

    contests: int
    """Contests that stand in both."""
    places: int
    """Places with numbers in both."""
    numbers: int
    """Numbers that were compared."""
    unlike: tuple[Unlike, ...]
    """Sorted by contest and place."""
    only_one: tuple[ContestName, ...]
    only_other: tuple[ContestName, ...]
    """Contests of which the other set says nothing; none of their numbers were compared."""

    @property
    def agrees(self) -> bool:
        """Whether every number of both was compared and is the same."""
        return bool(self.numbers) and not (self.unlike or self.only_one or self.only_other)


def match(one: Returns, other: Returns) -> Match:
    """Compare two sets of returns.

    Where only one of them is split by counting group, its groups are added up first.  A number that
    stands in one only counts as unlike, unless it is 0: many programs leave those out.
    """
    both = [name for name in one.contests if name in other.contests]
    unlike: list[Unlike] = []
    places: set[Place] = set()
    numbers = 0
    for name in both:
        here, there = _comparable(one.contests[name], other.contests[name])
        keys = here.keys() | there.keys()
        numbers += len(keys)
        places |= {place for place, _ in here} & {place for place, _ in there}
        unlike += [
            Unlike(name, *key, here.get(key), there.get(key))
            for key in keys
            if here.get(key, 0) != there.get(key, 0)
        ]
    return Match(
        contests=len(both),
        places=len(places),
        numbers=numbers,
        unlike=tuple(sorted(unlike, key=lambda u: (u.contest, u.place, u.bucket))),
        only_one=_left(one, other),
        only_other=_left(other, one),
    )


def _left(one: Returns, other: Returns) -> tuple[ContestName, ...]:
    return tuple(name for name in one.contests if name not in other.contests)


def _comparable(
    one: ContestReturns, other: ContestReturns
) -> tuple[Counter[tuple[Place, str]], Counter[tuple[Place, str]]]:
    """Both sets of numbers at the grain they share, precinct by precinct."""
    split = _precincts_without_groups(one.numbers) | _precincts_without_groups(other.numbers)
    return _at_grain(one.numbers, split), _at_grain(other.numbers, split)


def _precincts_without_groups(keys: Iterable[tuple[Place, str]]) -> set[tuple[str, str]]:
    return {(place.county, place.precinct) for place, _ in keys if not place.group}


def _at_grain(
    numbers: Counter[tuple[Place, str]], whole: set[tuple[str, str]]
) -> Counter[tuple[Place, str]]:
    found: Counter[tuple[Place, str]] = Counter()
    for (place, bucket), n in numbers.items():
        group = "" if (place.county, place.precinct) in whole else place.group
        found[place._replace(group=group), bucket] += n
    return found
