"""The pages of a case with the boxes that may be outlined on them."""

from collections.abc import Sequence
from dataclasses import replace

from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.layouts import ContestBox, PageLayout
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.storage.queries.cases import PageRecord


def with_found_places(
    pages: Sequence[PageRecord], contest: str, found: CaseFinding | None
) -> tuple[PageRecord, ...]:
    """The pages as they are shown.

    Where the contest was found, its page has a box of it; where it was looked for and not found, no
    page has.  The other contests, too, stand only where they were found.  A page nobody has looked
    at yet is shown whole: what was supplied with it may lie beside the print.
    """
    return tuple(_shown(page, contest, found) for page in pages)


def _shown(page: PageRecord, contest: str, found: CaseFinding | None) -> PageRecord:
    if found is None:
        return replace(page, layout=None)
    here = (page.image, page.page)
    if found.located and here == (found.page.image, found.page.page):
        return replace(page, layout=found_layout(found.finding, contest))
    own = next((f for f in found.sheet if (f.image, f.page) == here), None)
    if own is None or not own.width:
        return replace(page, layout=None)
    shown = _without(found_layout(own, contest), contest)
    return replace(page, layout=shown if shown.contests else None)


def found_layout(finding: PageFinding, shown: str) -> PageLayout:
    """Every contest found on a page, in its own pixels; that one first."""
    places = sorted(finding.places.contests, key=lambda place: place.contest != shown)
    return PageLayout(
        finding.width,
        finding.height,
        tuple(ContestBox(p.contest, p.box) for p in places if p.box is not None),
        tuple(target for p in places for target in p.targets),
    )


def _without(layout: PageLayout, contest: str) -> PageLayout:
    return replace(
        layout,
        contests=tuple(c for c in layout.contests if c.contest != contest),
        targets=tuple(t for t in layout.targets if t.contest != contest),
    )
