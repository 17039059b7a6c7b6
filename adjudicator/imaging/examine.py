"""Everything found on one page: where its contests stand, and the ink in them."""

from collections.abc import Sequence
from typing import Final

from adjudicator.domain.finding.page import PageFinding
from adjudicator.imaging.ink import measure
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.registration import PreparedReference, locate

VERSION: Final = 1
"""Of what is found; raised with any change that may find something else on some page."""


def examine(
    sha256: str,
    number: int,
    page: PageImage,
    references: Sequence[PreparedReference],
    *,
    style: str | None,
) -> PageFinding:
    """Find the contests of a page and measure their ink.

    :param sha256: of the image file.
    :param number: of the page within it, from 1.
    :param references: of every style and side that may be meant; their order does not matter.
    :param style: the ballot style that the source names, if it names one.
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
        ink=() if held is None else measure(page, places, held),
    )
