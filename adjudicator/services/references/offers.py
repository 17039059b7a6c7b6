"""What is put before whoever draws a reference: a page, and contests found by their print."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import PageLayout
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.proposing import ContestProposal, propose_contest
from adjudicator.imaging.registration import PreparedReference, prepare
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.references.active import active_references, pages_to_use
from adjudicator.services.references.held import page_on_print
from adjudicator.services.references.listing import ReferenceLine
from adjudicator.services.references.recording import page_of

_MOST_REFERENCES = 8
"""Looked at for one page; each takes a few tenths of a second."""


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """A page to draw on."""

    image: str
    """SHA-256 of its file."""
    page: int
    """Page within that file, from 1."""
    pixels: PageImage
    layout: PageLayout | None
    """What holds for this very page, recorded or supplied."""


def offer_page(recount: Recount, line: ReferenceLine, number: int | None = None) -> OfferedPage:
    """The page that a reference was drawn on, or one of those that wait for one.

    :param number: which of the line's examples; ``None``: the page of the reference that holds, if
        there is one, else the first example.
    :raises Refusal: there is no page, or it cannot be read.
    """
    holding = _holding(recount, line)
    if number is None and holding:
        return _as_it_holds(recount, holding)
    if not line.examples:
        raise Refusal(
            "There is no page of this style and side yet. Nothing was changed. Bring in a scan of "
            "the blank ballot."
        )
    image, page = line.examples[(number or 0) % len(line.examples)]
    return OfferedPage(image, page, page_of(recount, image, page), None)


def _as_it_holds(recount: Recount, holding: Sequence[ReferencePage]) -> OfferedPage:
    """What two people confirmed as they did; what was supplied where it is printed."""
    first = holding[0]
    if first.entry is not None:
        pixels = page_of(recount, first.image, first.page)
        return OfferedPage(first.image, first.page, pixels, first.layout)
    page = page_on_print(recount, holding)
    reference = page.held.reference
    return OfferedPage(reference.image, reference.page, page.image, reference.layout)


def _holding(recount: Recount, line: ReferenceLine) -> Sequence[ReferencePage]:
    """The pages that may serve; a confirmed one alone."""
    place = (line.style, line.side)
    return next((p for p in pages_to_use(recount) if (p[0].style, p[0].side) == place), ())


def contests_by_print(
    recount: Recount, page: PageImage, wanted: Collection[str], apart_from: tuple[str, str]
) -> tuple[ContestProposal, ...]:
    """Contests that are drawn for other styles, found on this page by their print.

    :param wanted: contests that are not drawn here.
    :param apart_from: the style and side at hand.
    """
    best: dict[str, ContestProposal] = {}
    for prepared in _others(recount, wanted, apart_from):
        for contest in (c.contest for c in prepared.contests if c.contest in wanted):
            found = propose_contest(prepared, contest, page)
            known = best.get(contest)
            if found is not None and (known is None or found.print_found > known.print_found):
                best[contest] = found
    return tuple(sorted(best.values(), key=lambda p: (p.box.x, p.box.y)))


def _others(
    recount: Recount, wanted: Collection[str], apart_from: tuple[str, str]
) -> Iterator[PreparedReference]:
    """References of other styles with one of these contests; recorded ones first."""
    references = [
        r
        for r in active_references(recount)
        if (r.style, r.side) != apart_from and any(c.contest in wanted for c in r.layout.contests)
    ]
    for reference in _recorded_first(references)[:_MOST_REFERENCES]:
        try:
            yield prepare(reference, page_of(recount, reference.image, reference.page))
        except Refusal:
            continue  # Its image is missing: others may do.


def _recorded_first(references: Sequence[ReferencePage]) -> list[ReferencePage]:
    return sorted(references, key=lambda r: (r.entry is None, r.style, r.side))
