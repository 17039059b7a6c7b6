"""One spelling for each name of a set of returns: the first that comes.

Counties are compared by :func:`~adjudicator.interchange.county_names.county_key`; contests,
precincts, counting groups and choices are one where they differ by case or blanks alone.  Kept over
all files that are read together, so that a number that stands twice is found however it is spelt.
"""

from collections.abc import Callable
from functools import lru_cache

from adjudicator.domain.canvass.returns import ContestName, Place
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.returns.words import TOTALS, bare, bare_county, bucket_of
from adjudicator.interchange.texts import clean_text

Respelt = tuple[str, str, str]
"""What kind of name it is, as it is written, and as it is taken."""


class Spellings:
    """The names of a set of returns, each in its first spelling."""

    def __init__(self) -> None:
        self.respelt: list[Respelt] = []
        """Names that were taken for others, until somebody tells and clears them."""
        self._first: dict[tuple[str, ...], str] = {}
        self._told: set[Respelt] = set()
        # The same few names stand in every row of a county: looked at once each.
        self.county: Callable[[str], str] = lru_cache(maxsize=50_000)(self._county)
        self.contest: Callable[[str, str, str], ContestName] = lru_cache(maxsize=50_000)(
            self._contest
        )
        self.place: Callable[[str, str, str], Place] = lru_cache(maxsize=50_000)(self._place)
        self.bucket: Callable[[ContestName, str], str] = lru_cache(maxsize=50_000)(self._bucket)

    def _county(self, text: str) -> str:
        name = bare_county(clean_text(text))
        return self._one("county", name, ("county", county_key(name)))

    def _contest(self, county: str, office: str, district: str) -> ContestName:
        where = self.county(county)
        name = clean_text(office)
        title = self._one("contest", name, ("office", where, _loose(name)))
        part = clean_text(district)
        key = ("district", where, title, _loose(part))
        return ContestName(where, title, self._one("contest", part, key))

    def _place(self, county: str, precinct: str, group: str) -> Place:
        """A place of a county that is spelt already."""
        name = clean_text(precinct)
        kind = "" if bare(group) in TOTALS else clean_text(group)
        return Place(
            county,
            self._one("precinct", name, ("precinct", county, _loose(name))),
            self._one("counting group", kind, ("group", county, _loose(kind))),
        )

    def _bucket(self, contest: ContestName, text: str) -> str:
        name = bucket_of(text)
        return self._one("choice", name, ("choice", *contest, _loose(name)))

    def _one(self, kind: str, name: str, key: tuple[str, ...]) -> str:
        first = self._first.setdefault(key, name)
        respelt = kind, name, first
        if first != name and respelt not in self._told:
            self._told.add(respelt)
            self.respelt.append(respelt)
        return first


def _loose(text: str) -> str:
    return " ".join(text.casefold().split())
