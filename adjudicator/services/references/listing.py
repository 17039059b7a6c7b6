"""Which styles and sides there are, which of them have a reference, and how many pages wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

from adjudicator.domain.election import Election
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.references import derived_style, side_name
from adjudicator.services.recount import Recount
from adjudicator.services.references.active import active_references
from adjudicator.services.references.supplied import derived
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import list_entries, list_people
from adjudicator.storage.queries.references import FlaggedSheet, flagged_sheets

_EXAMPLES = 12
"""Pages offered to draw on; any of them will do."""


class Drawn(StrEnum):
    """How far the reference of a style and side has come."""

    NONE = "none"
    SUPPLIED = "supplied"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]


_LABELS = {
    Drawn.NONE: "Not drawn",
    Drawn.SUPPLIED: "Came with the images",
    Drawn.CONFIRMED: "Confirmed",
}


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """One side of one ballot style."""

    style: str
    side: str
    drawn: Drawn
    pages: int
    """Pages of ballots under review that are of it."""
    contests: tuple[str, ...]
    """Ids of the contests the reference has; of the style, where there is none."""
    entry: int | None = None
    people: tuple[str, ...] = ()
    """Names of those who confirmed it."""
    examples: tuple[tuple[str, int], ...] = ()
    """Image and page of some of these pages, to be drawn on."""

    @property
    def waits(self) -> bool:
        """Whether pages wait for somebody to draw it."""
        return self.drawn is Drawn.NONE and self.pages > 0

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        by = f" by {' and '.join(self.people)}" if self.people else ""
        return f"{self.drawn.label}{by}"


def reference_lines(recount: Recount) -> tuple[ReferenceLine, ...]:
    """Every style and side that has pages or a reference, by style and side."""
    active = {(r.style, r.side): r for r in active_references(recount)}
    recorded = recount.state.data.references
    with recount.reading() as connection:
        pages = _pages_by_place(recount.election, flagged_sheets(connection))
        confirmed = _confirmed_by(connection, recorded)
    places = sorted({*active, *pages, *recorded})
    return tuple(
        _line(recount.election, place, active.get(place), pages.get(place, []), recorded, confirmed)
        for place in places
    )


def _line(
    election: Election,
    place: tuple[str, str],
    reference: ReferencePage | None,
    pages: list[tuple[str, int]],
    recorded: Mapping[tuple[str, str], int],
    confirmed: Mapping[int, tuple[str, ...]],
) -> ReferenceLine:
    style, side = place
    drawn, entry = Drawn.NONE, recorded.get(place)
    if reference is not None:
        drawn = Drawn.SUPPLIED if reference.entry is None else Drawn.CONFIRMED
        contests = tuple(c.contest for c in reference.layout.contests)
    else:
        contests = contests_of_style(election, style)
    return ReferenceLine(
        style=style,
        side=side,
        drawn=drawn,
        pages=len(pages),
        contests=contests,
        entry=entry,
        people=() if drawn is not Drawn.CONFIRMED or entry is None else confirmed[entry],
        examples=tuple(pages[:_EXAMPLES]),
    )


def contests_of_style(election: Election, style: str) -> tuple[str, ...]:
    """The contests of a style as the definition has it; all of them where it has no such style."""
    for known in election.styles:
        if known.id == style:
            return known.contests
    return tuple(contest.id for contest in election.contests)


def _confirmed_by(
    connection: Connection, recorded: Mapping[tuple[str, str], int]
) -> dict[int, tuple[str, ...]]:
    names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    found = {}
    for index in recorded.values():
        (entry,) = list_entries(connection, first=index, limit=1)
        found[index] = tuple(names.get(person, person) for person in entry.signers)
    return found


def _pages_by_place(
    election: Election, sheets: Iterable[FlaggedSheet]
) -> dict[tuple[str, str], list[tuple[str, int]]]:
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for sheet in sheets:
        style = likely_style(election, sheet)
        for number, (image, page, _) in enumerate(sheet.pages):
            found.setdefault((style, side_name(number)), []).append((image, page))
    return found


def likely_style(election: Election, sheet: FlaggedSheet) -> str:
    """The style a sheet is listed under.

    The one its source names or, by the layouts it brought, derived; else the only style of its
    precinct that carries its contests; else a name made of precinct and contests.  It says which
    page to draw on and nothing more: a page is held against every reference where no style is told.
    """
    told = sheet.style or derived([layout for _, _, layout in sheet.pages])
    if told is not None:
        return told
    wanted = set(sheet.contests)
    fits = [
        style.id
        for style in election.styles
        if sheet.precinct in style.precincts and wanted <= set(style.contests)
    ]
    return fits[0] if len(fits) == 1 else derived_style([sheet.precinct], [])


@dataclass(frozen=True, slots=True)
class PagesWaiting:
    """What waits for somebody to draw a reference."""

    pages: int
    places: int
    """Styles and sides."""

    @property
    def sentence(self) -> str:
        """For the list of what comes next; empty where nothing waits."""
        if not self.pages:
            return ""
        pages = "1 page waits" if self.pages == 1 else f"{self.pages:,} pages wait"
        sides = "1 side of ballots is" if self.places == 1 else f"{self.places:,} sides are"
        return f"{pages} for a reference page: {sides} not drawn yet."


_Key = tuple[int, ...]
_known: WeakKeyDictionary[Recount, tuple[_Key, PagesWaiting]] = WeakKeyDictionary()


def pages_waiting(recount: Recount) -> PagesWaiting:
    """How many pages wait; read anew only when cases or references have changed."""
    data = recount.state.data
    stand = sum(1 for brought in data.imports.values() if brought.voided is None)
    newest = max(data.references.values(), default=-1)
    key = (len(data.cases), stand, len(data.references), newest)
    known = _known.get(recount)
    if known is None or known[0] != key:
        lines = [line for line in reference_lines(recount) if line.waits]
        known = _known[recount] = key, PagesWaiting(sum(line.pages for line in lines), len(lines))
    return known[1]
