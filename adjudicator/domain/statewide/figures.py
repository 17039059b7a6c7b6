"""The figures of counties added up, split by what they rest on.

Over-, undervotes and unqualified write-ins are not told by every source.  A sum of those that are
told says beside it how many counties are missing from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, Figure

REST = (OVER, UNDER, UNQUALIFIED)
"""What is counted beside votes for somebody."""


class Basis(StrEnum):
    """What a county's figures rest on."""

    RECORD = "record"
    """A record that was verified; the tally was counted anew from its entries."""
    RETURNS = "returns"
    """A file of returns, believed as it stands."""
    TYPED = "typed"
    """Typed by two people who did not see each other's figures."""

    @property
    def label(self) -> str:
        """The words over its column."""
        return {
            Basis.RECORD: "verified by record",
            Basis.RETURNS: "returns only, not verified",
            Basis.TYPED: "typed, not verified",
        }[self]


@dataclass(frozen=True, slots=True)
class CountyFigures:
    """One contest in one county."""

    county: str
    basis: Basis
    choices: Mapping[str, Figure]
    """By the choice's id in the contest of the state."""
    rest: Mapping[str, Figure]
    """Those of :data:`REST` that are told."""
    pending: int = 0
    """Cases not settled: the machine's reading stands for them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over those counties that tell the number."""

    figure: Figure
    untold: int
    """Counties that do not."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Some counties added up."""

    counties: int
    choices: tuple[tuple[str, Figure], ...]
    """Id and figure, in ballot order."""
    rest: tuple[tuple[str, Sum], ...]
    """In the order of :data:`REST`."""
    pending: int

    def choice(self, choice: str) -> Figure:
        """The figure of that choice.

        :raises KeyError: there is no such choice.
        """
        return dict(self.choices)[choice]


@dataclass(frozen=True, slots=True)
class Split:
    """The same totals by what they rest on, and all of them together."""

    parts: tuple[tuple[Basis, Totals], ...]
    """One of each basis, also where no county is of it."""
    together: Totals

    def part(self, basis: Basis) -> Totals:
        """The totals of one basis."""
        return dict(self.parts)[basis]


def add_up(choices: Sequence[str], counties: Iterable[CountyFigures]) -> Totals:
    """The totals of some counties.

    :param choices: the ids of the contest's choices, in ballot order.
    :raises ValueError: a county has a choice that is none of them, or stands there twice.
    """
    some = list(counties)
    names = [each.county for each in some]
    if len(set(names)) < len(names):
        raise ValueError("a county stands there twice")
    if not all(each.choices.keys() <= set(choices) for each in some):
        raise ValueError("a county has a choice the contest does not have")
    return Totals(
        counties=len(some),
        choices=tuple(
            (choice, _sum(each.choices[choice] for each in some if choice in each.choices))
            for choice in choices
        ),
        rest=tuple((bucket, _told(bucket, some)) for bucket in REST),
        pending=sum(each.pending for each in some),
    )


def split(choices: Sequence[str], counties: Iterable[CountyFigures]) -> Split:
    """The totals by basis, and together.

    :raises ValueError: as :func:`add_up`.
    """
    some = list(counties)
    return Split(
        tuple((basis, add_up(choices, (c for c in some if c.basis is basis))) for basis in Basis),
        add_up(choices, some),
    )


def _told(bucket: str, counties: Sequence[CountyFigures]) -> Sum:
    told = [each.rest[bucket] for each in counties if bucket in each.rest]
    return Sum(_sum(told), len(counties) - len(told))


def _sum(figures: Iterable[Figure]) -> Figure:
    total = Figure(0, 0)
    for figure in figures:
        total = total.plus(figure)
    return total
