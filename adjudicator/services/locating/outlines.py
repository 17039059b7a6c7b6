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
    page has.  The other contests, too, stand only where they were found.  On a page nobody has
    looked at yet, what was supplied with the images stands.
    """
    if found is None:
        return tuple(pages)
    return tuple(_shown(page, contest, found) for page in pages)


def _shown(page: PageRecord, contest: str, found: CaseFinding) -> PageRecord:
    own = next((f for f in found.sheet if (f.image, f.page) == (page.image, page.page)), None)
    layout = page.layout
    if own is not None and own.width:
        layout = found_layout(own, contest)
    if found.located and (page.image, page.page) == (found.page.image, found.page.page):
        return replace(page, layout=found_layout(found.finding, contest))
    shown = _without(layout, contest)
    return replace(page, layout=shown if shown is not None and shown.contests else None)


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
