"""A drawn page held against what the machine read: the sign of names beside the wrong targets.

On pages of the style that carry machine readings, the ink is measured at the targets as they are
drawn.  Where it lies at one choice and the machine found its mark at another, a name may stand
beside another one's target.  That is told to whoever confirms, and decides nothing: a machine errs
too, which is why these ballots are under review.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.references import ReferenceDraft, side_name
from adjudicator.imaging.ink import measure
from adjudicator.imaging.registration import PreparedReference, locate, prepare
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.references.listing import likely_style
from adjudicator.services.references.recording import page_of
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from adjudicator.storage.queries.references import FlaggedSheet, flagged_sheets

_MOST_PAGES = 8
"""Looked at for each contest; each takes a few hundredths of a second."""
_OURS, _THEIRS = 100, 50
"""Per mille by which one target has to hold more ink than twice the other's, as we measure it and
as the machine does: its figures are lower, and a faint mark is a mark."""
_COUNTED = 1000
_Fills = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Unlike:
    """A contest where ink and machine reading lie at different targets."""

    contest: str
    pages: int
    of: int
    """Pages on which both are plain enough to be compared."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page with what the machine read there, by contest and choice."""

    image: str
    page: int
    readings: Mapping[str, _Fills]


def unlike_machine(
    recount: Recount, draft: ReferenceDraft, wanted: Callable[[], bool] = lambda: True
) -> tuple[Unlike, ...]:
    """The contests of a drawing whose names stand otherwise than the machine's readings say.

    :param wanted: asked before each page, for there may be dozens: whether anybody waits for it
        still.  Where nobody does, what was found so far is given.
    :raises Refusal: the page that was drawn on cannot be read.
    """
    pages = _pages(recount, draft)
    if not pages or not wanted():
        return ()
    reference = ReferencePage(
        draft.style, draft.side, draft.image, draft.page, draft.layout, key="drawn"
    )
    prepared = prepare(reference, page_of(recount, draft.image, draft.page))
    compared: dict[str, list[bool]] = {}
    for read in takewhile(lambda _read: wanted(), pages):
        for ink in _measured(recount, read, prepared):
            theirs = read.readings.get(ink.contest)
            ours = _fills(ink)
            if theirs is not None and (opposite(ours, theirs) or alike(ours, theirs)):
                compared.setdefault(ink.contest, []).append(opposite(ours, theirs))
    return tuple(
        Unlike(contest, sum(found), len(found)) for contest, found in compared.items() if any(found)
    )


def opposite(ours: _Fills, theirs: _Fills) -> bool:
    """Whether two targets are clearly ranked one way by us and the other way by the machine."""
    turned = {(other, one) for one, other in _ranked(theirs, _THEIRS)}
    return not turned.isdisjoint(_ranked(ours, _OURS))


def alike(ours: _Fills, theirs: _Fills) -> bool:
    """Whether two targets are clearly ranked, and the same way by both."""
    return not _ranked(theirs, _THEIRS).isdisjoint(_ranked(ours, _OURS))


def _ranked(fills: _Fills, least: int) -> set[tuple[str, str]]:
    """The pairs of choices of which the first has clearly more."""
    return {
        (one, other) for one in fills for other in fills if fills[one] >= 2 * fills[other] + least
    }


def _fills(ink: ContestInk) -> _Fills:
    """By choice; two targets of one choice are one, as they are for the machine's counts."""
    found: dict[str, int] = {}
    for target in ink.targets:
        found[target.choice] = max(found.get(target.choice, 0), target.fill)
    return found


def _readings(machine: MachineReading, choices: Sequence[str]) -> _Fills:
    """What the machine gave of each choice, else what it counted.

    Empty where that ranks no two of them plainly.
    """
    given: dict[str, int] = {}
    for mark in machine.marks:
        if mark.density is not None:
            given[mark.choice] = max(given.get(mark.choice, 0), mark.density)
    if not given and machine.votes:
        given = {choice: _COUNTED * (choice in machine.votes) for choice in choices}
    return given if _ranked(given, _THEIRS) else {}


def _pages(recount: Recount, draft: ReferenceDraft) -> list[_Read]:
    """Pages of the style and side on which the machine read something of a drawn contest."""
    choices: dict[str, list[str]] = {}
    for target in draft.layout.targets:
        if target.choice is not None:
            choices.setdefault(target.contest, []).append(target.choice)
    with recount.reading() as connection:
        sheets = {sheet.sheet: sheet for sheet in flagged_sheets(connection)}
        cases = list_cases(connection, CaseFilter())
    found: dict[tuple[str, int], dict[str, _Fills]] = {}
    taken: Counter[str] = Counter()
    for case in cases:
        contest = case.row.contest
        if contest not in choices or taken[contest] >= _MOST_PAGES:
            continue
        readings = _readings(case.row.machine, choices[contest])
        sheet = sheets.get(str(case.row.sheet))
        if readings and sheet is not None and likely_style(recount.election, sheet) == draft.style:
            for place in _of_side(sheet, draft.side):
                found.setdefault(place, {})[contest] = readings
                taken[contest] += 1
    return [_Read(image, page, readings) for (image, page), readings in found.items()]


def _of_side(sheet: FlaggedSheet, side: str) -> Iterator[tuple[str, int]]:
    for number, (image, page, _) in enumerate(sheet.pages):
        if side_name(number) == side:
            yield image, page


def _measured(recount: Recount, read: _Read, prepared: PreparedReference) -> tuple[ContestInk, ...]:
    """The ink of a page at the targets as they are drawn; none where it cannot be read."""
    try:
        page = page_of(recount, read.image, read.page)
    except Refusal:
        return ()
    places = locate(page, [prepared], style=None)
    return measure(page, places, prepared) if places.reference == prepared.name else ()
