"""Typed returns: what two people typed, each by themselves, taken if it is equal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.typing import (
    Differing,
    TypedNumber,
    TypedPlace,
    TypedSheet,
    differences,
)
from adjudicator.domain.tally import BUCKETS
from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.returns.typed import read_typed
from adjudicator.interchange.texts import folded
from adjudicator.services.statewide.naming import name_key
from adjudicator.services.statewide.weighing import county_in


@dataclass(frozen=True, slots=True)
class TypedCounty:
    """What was typed of one county, and whether it is taken."""

    county: str
    typists: tuple[str, ...]
    files: tuple[str, ...]
    numbers: Mapping[TypedPlace, TypedNumber]
    """Equal in both; empty where nothing is taken."""
    why: str = ""
    """Why nothing is taken, in sentences; empty if it is."""
    todo: str = ""
    differing: tuple[Differing, ...] = ()
    """Every place at which the two differ."""

    @property
    def taken(self) -> bool:
        """Whether the figures count."""
        return not self.why


def typed_counties(
    paths: Iterable[Path], pack: RulePack, more: Iterable[TypedSheet] = ()
) -> tuple[TypedCounty, ...]:
    """Read files of typed figures and lay those of each county side by side.

    :param more: sheets typed elsewhere than in a file.
    :raises Unreadable: a file cannot be used.
    """
    return side_by_side((*(s for path in paths for s in read_typed(path)), *more), pack)


def with_sheet(sheets: Iterable[TypedSheet], sheet: TypedSheet) -> tuple[TypedSheet, ...]:
    """The sheets with one more; it takes the place of what its typist typed of that county."""
    own = (name_key(sheet.typist), county_key(sheet.county))
    kept = (s for s in sheets if (name_key(s.typist), county_key(s.county)) != own)
    return (*kept, sheet)


def side_by_side(sheets: Iterable[TypedSheet], pack: RulePack) -> tuple[TypedCounty, ...]:
    """What was typed of each county, taken where two people typed the same."""
    found: dict[str, list[TypedSheet]] = {}
    for sheet in sheets:
        county = county_in(sheet.county, pack) or sheet.county
        found.setdefault(county, []).append(sheet)
    return tuple(_county(county, some, pack) for county, some in sorted(found.items()))


def _county(county: str, sheets: Sequence[TypedSheet], pack: RulePack) -> TypedCounty:
    typists = tuple(sheet.typist for sheet in sheets)
    files = tuple(sheet.file for sheet in sheets)
    why, todo = _not_a_pair(county, sheets, pack)
    if why:
        return TypedCounty(county, typists, files, {}, why, todo)
    labels: dict[TypedPlace, TypedPlace] = {}
    sides = []
    for sheet in sheets:
        side = {_key(place): number for place, number in sheet.numbers.items()}
        if len(side) < len(sheet.numbers):
            why = f"{sheet.file} has one choice in two spellings."
            return TypedCounty(county, typists, files, {}, why, "Correct that file.")
        labels |= {_key(place): place for place in sheet.numbers}
        sides.append(replace(sheet, numbers=side))
    differing = tuple(
        replace(each, place=labels[each.place]) for each in differences(sides[0], sides[1])
    )
    if differing:
        why = (
            f"{join_names(typists)} typed different figures in {count(len(differing), 'place')}; "
            "nothing is taken."
        )
        todo = "Look at the paper a third time, and have whoever mistyped type it again."
        return TypedCounty(county, typists, files, {}, why, todo, differing)
    return TypedCounty(county, typists, files, sheets[0].numbers)


def _not_a_pair(county: str, sheets: Sequence[TypedSheet], pack: RulePack) -> tuple[str, str]:
    """Why these sheets are not those of two people, and what to do; empty if they are."""
    typist = sheets[0].typist
    if not county_in(county, pack):
        return f"{county} is no county of {pack.title}.", "Correct the name of the county."
    if len(sheets) == 1:
        return (
            f"Only {typist} has typed it.",
            "Have somebody else type the same figures, without looking at these.",
        )
    names = join_names([sheet.file for sheet in sheets])
    if len(sheets) > 2:  # noqa: PLR2004 - double entry
        return f"It was typed {len(sheets)} times, in {names}.", "Take out all but two."
    if name_key(typist) == name_key(sheets[1].typist):
        return f"{typist} typed both {names}.", "Have somebody else type one of them."
    return "", ""


def _key(place: TypedPlace) -> TypedPlace:
    """The place written one way, so that spelling alone is no difference."""
    choice = place.choice
    if choice not in BUCKETS:
        choice = " ".join(name_key(choice))
    return TypedPlace(" ".join(title_words(place.contest)), folded(place.precinct), choice)
