"""Everything found on one page: where its contests stand, and the ink in them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import PagePlaces
from adjudicator.imaging.ink import measure
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.registration import PreparedReference, locate

VERSION: Final = 11
"""Of what is found; raised with any change that may find something else on some page."""


def examine(
    sha256: str,
    number: int,
    page: PageImage,
    references: Sequence[PreparedReference],
    *,
    style: str | None,
    contests: Collection[str] | None = None,
) -> PageFinding:
    """Find the contests of a page and measure their ink.

    :param sha256: of the image file.
    :param number: of the page within it, from 1.
    :param references: of every style and side that may be meant; their order does not matter.
    :param style: the ballot style that the source names, if it names one.
    :param contests: those whose ink is measured; by default all that stand on the page.
    """
    places = locate(page, references, style=style)
    held = next((each for each in references if each.name == places.reference), None)
    return PageFinding(
        image=sha256,
        page=number,
        width=page.width,
        height=page.height,
        dpi=round(page.dpi, 2),
        places=places,
        ink=() if held is None else measure(page, _of(places, contests), held),
    )


def _of(places: PagePlaces, contests: Collection[str] | None) -> PagePlaces:
    """The places of these contests alone."""
    if contests is None:
        return places
    return replace(places, contests=tuple(c for c in places.contests if c.contest in contests))
