"""Returns as they come in: numbers by contest, precinct and counting group, of one county or many.

Nothing of an election definition is needed to read them; contests are told apart by county, office
and district as the files name them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED

WRITE_INS = "write-ins"
"""Bucket of write-in votes that returns give in one line for all write-in candidates."""
NO_VOTES = frozenset({OVER, UNDER, UNQUALIFIED})
"""Buckets that are no votes cast for the contest."""


class ContestName(NamedTuple):
    """A contest as a file of returns names it."""

    county: str
    """Empty where the contest is voted in several counties, or the file names none."""
    office: str
    district: str

    @property
    def title(self) -> str:
        """Office and district; the county too where the same office stands in each."""
        words = " ".join(t for t in (self.office, self.district) if t)
        return f"{words}, {self.county}" if self.county else words


class Place(NamedTuple):
    """Where votes were counted."""

    county: str
    precinct: str
    """Empty where the file names none."""
    group: str
    """Counting group; empty where the returns are not split by it."""


@dataclass(slots=True)
class ContestReturns:
    """The numbers of one contest."""

    name: ContestName
    parties: dict[str, str] = field(default_factory=dict)
    """Party by choice, in the order the choices first come."""
    numbers: Counter[tuple[Place, str]] = field(default_factory=Counter)
    """Votes by place and choice, or bucket."""
    several: bool = False
    """Whether more than one contest stands under this name, as where seats are not told apart; then
    its choices did not run against each other."""
    seats: int = 1
    """How many are elected, where the returns say so."""
    measure: bool | None = None
    """Whether it is approved or rejected; ``None`` where the returns do not say."""

    def totals(self) -> Counter[str]:
        """The sums of every choice and bucket that stands in the returns, and of no other."""
        sums: Counter[str] = Counter()
        for (_, bucket), n in self.numbers.items():
            sums[bucket] += n
        return sums

    def counties(self) -> set[str]:
        """The counties with numbers for this contest."""
        return {place.county for place, _ in self.numbers}

    def add(self, other: "ContestReturns") -> None:
        """Take in the numbers of another place or county.

        :raises ValueError: both have a number for the same choice at the same place.
        """
        if twice := self.numbers.keys() & other.numbers.keys():
            place, bucket = min(twice)
            where = " ".join(t for t in place if t)
            raise ValueError(f"{self.name.title}, {where}, {bucket}: stands in two files")
        self.several |= other.several
        self.seats = max(self.seats, other.seats)
        self.measure = other.measure if self.measure is None else self.measure
        self.parties |= {k: v for k, v in other.parties.items() if k not in self.parties}
        self.numbers.update(other.numbers)


@dataclass(slots=True)
class Returns:
    """The returns of one stage from any number of files."""

    contests: dict[ContestName, ContestReturns] = field(default_factory=dict)

    def __iter__(self) -> Iterator[ContestReturns]:
        """The contests in the order they first came."""
        return iter(self.contests.values())

    def contest(self, name: ContestName) -> ContestReturns:
        """The contest of that name, made if it is new."""
        if name not in self.contests:
            self.contests[name] = ContestReturns(name)
        return self.contests[name]

    def counties(self) -> set[str]:
        """Every county with numbers."""
        return set().union(*(contest.counties() for contest in self))

    def add(self, parts: "Iterable[ContestReturns]") -> None:
        """Take in the returns of another file.

        :raises ValueError: a number stands in both.
        """
        for part in parts:
            self.contest(part.name).add(part)
