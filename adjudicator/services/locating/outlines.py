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

    Where the contest was found, its page has the boxes that were found on it; where it was looked
    for and not found, no page has a box of it.  Until it was looked for, the boxes supplied with
    the images stand.
    """
    if found is None:
        return tuple(pages)
    return tuple(
        replace(page, layout=found_layout(found.finding, contest))
        if found.located and page == found.page
        else replace(page, layout=_without(page.layout, contest))
        for page in pages
    )


def found_layout(finding: PageFinding, shown: str) -> PageLayout:
    """Every contest found on a page, in its own pixels; that one first."""
    places = sorted(finding.places.contests, key=lambda place: place.contest != shown)
    return PageLayout(
        finding.width,
        finding.height,
        tuple(ContestBox(p.contest, p.box) for p in places if p.box is not None),
        tuple(target for p in places for target in p.targets),
    )


def _without(layout: PageLayout | None, contest: str) -> PageLayout | None:
    if layout is None or layout.contest_box(contest) is None:
        return layout
    return replace(
        layout,
        contests=tuple(c for c in layout.contests if c.contest != contest),
        targets=tuple(t for t in layout.targets if t.contest != contest),
    )
