"""What was found of a case: where its contest stands on which page, and the ink in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import (
    ContestPlace,
    Doubt,
    PagePlaces,
    ReferencePage,
    Standing,
)
from adjudicator.services.locating.references import key_with, references_now
from adjudicator.services.locating.said_wrong import is_said_wrong
from adjudicator.services.locating.supplied import against_supplied
from adjudicator.services.locating.twice import contests_on_two_sides, stands_on_two_sides
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import FindingCache, PageKey
from adjudicator.storage.queries.cases import CaseRecord, PageRecord
from adjudicator.storage.queries.pages import (
    CasePages,
    pages_of_batch,
    pages_of_case,
    pages_of_cases,
)

_ORDER: Final = {Standing.LOCATED: 0, Standing.CHECK: 1, Standing.NOT_LOCATED: 2}


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """What was found of one case."""

    case: str
    """Its seal."""
    style: str | None
    """The ballot style the source names; ``None`` where it names none."""
    page: PageRecord
    """The page the contest stands on; the first where it was not located."""
    place: ContestPlace
    ink: ContestInk | None
    """``None`` where the contest was not located, and so no ink was measured."""
    finding: PageFinding
    """Everything found on that page."""
    sheet: tuple[PageFinding, ...] = ()
    """Everything found on each page of the sheet, in paper order."""
    whole: bool = True
    """Whether every page of the sheet was looked at: the contest may stand on another one too."""

    @property
    def located(self) -> bool:
        """Whether there is a place to outline, to be checked or not."""
        return self.place.standing is not Standing.NOT_LOCATED


def case_finding(recount: Recount, case: CaseRecord) -> CaseFinding | None:
    """What was found of a case; ``None`` while its pages have not been looked at."""
    with recount.reading() as connection:
        pages = pages_of_case(connection, case.seal)
    return _findings(recount, pages).get(case.seal)


def batch_findings(recount: Recount, batch: int) -> Mapping[str, CaseFinding]:
    """What was found of the cases of a batch, by seal; those not looked at are left out."""
    with recount.reading() as connection:
        pages = pages_of_batch(connection, batch)
    return _findings(recount, pages)


def findings_of(
    recount: Recount, seals: Sequence[str], *, layouts: bool = False
) -> Mapping[str, CaseFinding]:
    """What was found of these cases, by seal, in one reading for all of them.

    :param layouts: hold it against the layouts that came with the images too; without that it is
        for sorting, not for outlines.
    """
    with recount.reading() as connection:
        pages = pages_of_cases(connection, seals, layouts=layouts)
    return _findings(recount, pages)


def page_keys(told: CasePages) -> tuple[PageKey, ...]:
    """The pages of a case as they are looked at and kept."""
    return tuple(PageKey(page.image, page.page, told.style or "") for page in told.pages)


def _findings(recount: Recount, cases: Sequence[CasePages]) -> dict[str, CaseFinding]:
    references = references_now(recount)
    cache = FindingCache.of(recount.folder)
    wanted = [key for told in cases for key in page_keys(told)]
    kept = cache.get(wanted, key_with(recount, references))
    found = {}
    for told in cases:
        if told.pages and (finding := _honoured(recount, told, _found(told, kept, references))):
            found[told.seal] = finding
    return found


def _honoured(recount: Recount, told: CasePages, found: CaseFinding | None) -> CaseFinding | None:
    """What was found, unless people said that it is in the wrong place."""
    if not is_said_wrong(recount, told.seal, [page.image for page in told.pages]):
        return found
    if found is None:
        nothing = [(page, _nothing(page)) for page in told.pages]
        return _whole_page(told, nothing, Doubt.SAID_WRONG)
    return without_place(found, Doubt.SAID_WRONG)


def _found(
    told: CasePages, kept: Mapping[PageKey, PageFinding], references: Sequence[ReferencePage]
) -> CaseFinding | None:
    """The page of a case on which its contest is found best, of those that could be read.

    ``None`` while it was found on none of them and there is a page that nobody has looked at.
    """
    keys = page_keys(told)
    pages = [(page, kept[key]) for page, key in zip(told.pages, keys, strict=True) if key in kept]
    whole = len(pages) == len(keys)
    if not whole and not references:
        nothing = [(page, _nothing(page)) for page in told.pages]
        return _whole_page(told, nothing, Doubt.NO_REFERENCE)
    placed = [
        CaseFinding(
            told.seal,
            told.style,
            page,
            against_supplied(place, finding, page.layout),
            finding.contest_ink(told.contest),
            finding,
            tuple(each for _, each in pages),
        )
        for page, finding in pages
        if (place := finding.places.contest(told.contest)) is not None
    ]
    if placed:
        best = replace(min(placed, key=_nearness), whole=whole)
        stands = sum(each.located or each.place.doubt is Doubt.PRINT_MISSING for each in placed)
        if (
            best.located
            and stands > 1
            and not stands_on_two_sides(told, contests_on_two_sides(references))
        ):
            return _to_check(best, Doubt.TWICE)
        return best if whole or best.located else None
    return _whole_page(told, pages, _why(told, pages, references)) if whole else None


def _nearness(found: CaseFinding) -> tuple[int, bool, float]:
    """The surest first; of two that are alike, never the blank one before one with ink."""
    plain = found.ink is not None and found.ink.plain
    return _ORDER[found.place.standing], plain, -found.place.print_found


def _to_check(finding: CaseFinding, doubt: Doubt) -> CaseFinding:
    """The same, to be checked for that reason, and never plainly blank."""
    place = replace(finding.place, standing=Standing.CHECK, doubt=doubt)
    ink = None if finding.ink is None else replace(finding.ink, plain=False)
    return replace(finding, place=place, ink=ink)


def _why(
    told: CasePages,
    pages: Sequence[tuple[PageRecord, PageFinding]],
    references: Sequence[ReferencePage],
) -> Doubt:
    """Why no page of a sheet has a place for the contest."""
    drawn = {r.style for r in references if r.layout.contest_box(told.contest) is not None}
    known = bool(drawn) if told.style is None else told.style in drawn
    if known and any(finding.places.reference is None for _, finding in pages):
        return Doubt.NO_FIT
    return Doubt.NO_REFERENCE


def _whole_page(
    told: CasePages, pages: Sequence[tuple[PageRecord, PageFinding]], doubt: Doubt
) -> CaseFinding:
    place = ContestPlace(told.contest, Standing.NOT_LOCATED, doubt, None, (), 0.0, 0.0)
    page, finding = pages[0]
    sheet = tuple(each for _, each in pages)
    return CaseFinding(told.seal, told.style, page, place, None, finding, sheet)


def _nothing(page: PageRecord) -> PageFinding:
    """Of a page that nothing can be held against, so that it was never opened for it."""
    return PageFinding(page.image, page.page, 0, 0, 0.0, PagePlaces(None, None, None, ()), ())


def without_place(finding: CaseFinding, doubt: Doubt) -> CaseFinding:
    """The same, not located for that reason: no outline, no figure of ink."""
    place = replace(finding.place, standing=Standing.NOT_LOCATED, doubt=doubt, box=None, targets=())
    return replace(finding, place=place, ink=None)
