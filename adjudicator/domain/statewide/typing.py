"""Blind double entry: two people type the same figures, and neither sees the other's.

Equal figures are taken.  Where one number differs nothing is taken: every difference is shown by
place and choice, and somebody looks at the paper a third time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class TypedPlace(NamedTuple):
    """Where a typed number belongs."""

    contest: str
    precinct: str
    """Empty where the county is typed as a whole."""
    choice: str
    """As typed by whoever came first; compared as people compare names."""


class TypedNumber(NamedTuple):
    """A typed number."""

    before: int | None
    """Votes before the recount; ``None`` where the paper does not tell them apart."""
    votes: int


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What one person typed of one county."""

    file: str
    typist: str
    county: str
    numbers: Mapping[TypedPlace, TypedNumber]


@dataclass(frozen=True, slots=True, order=True)
class Differing:
    """One place at which two people typed differently; ``None`` where one typed nothing."""

    place: TypedPlace
    one: TypedNumber | None
    other: TypedNumber | None

    @property
    def words(self) -> str:
        """``U.S. Senate, precinct 214, Rick Scott: 31 and 13``."""
        where = [self.place.contest, self.place.precinct and f"precinct {self.place.precinct}"]
        place = ", ".join(part for part in [*where, self.place.choice] if part)
        return f"{place}: {_said(self.one)} and {_said(self.other)}"


def differences(one: TypedSheet, other: TypedSheet) -> tuple[Differing, ...]:
    """Every place at which the two sheets differ, in the order of contest, precinct, choice."""
    found = [
        Differing(place, one.numbers.get(place), other.numbers.get(place))
        for place in sorted(one.numbers.keys() | other.numbers.keys())
    ]
    return tuple(each for each in found if each.one != each.other)


def _said(number: TypedNumber | None) -> str:
    if number is None:
        return "nothing"
    return f"{number.votes:,}" if number.before is None else f"{number.before:,} / {number.votes:,}"
