"""Our own printed ballots as reference pages, so that tests run where no real scans are."""

from functools import lru_cache

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.printing import geometry
from adjudicator.imaging.registration import PreparedReference, prepare
from tests.imaging.printing.ballots import ballot

STYLE = "7"


def layout_of(printed: geometry.PageLayout) -> PageLayout:
    """The boxes of a printed page as the rest of the product keeps them."""
    return PageLayout(
        printed.width,
        printed.height,
        tuple(ContestBox(c.contest, _box(c.box)) for c in printed.contests),
        tuple(TargetBox(t.contest, t.choice, _box(t.target)) for t in printed.targets),
    )


def page_of(grey: Grey, dpi: float = 200, *, one_bit: bool = False) -> PageImage:
    return PageImage(grey, one_bit, dpi)


def reference_of(
    page: PageImage, layout: PageLayout, *, style: str = STYLE, side: str = "front"
) -> PreparedReference:
    reference = ReferencePage(style, side, "0" * 64, 1, layout, f"{style}-{side}".ljust(64, "0"))
    return prepare(reference, page)


@lru_cache(maxsize=1)
def printed_reference() -> PreparedReference:
    front = ballot().front
    return reference_of(page_of(front.image), layout_of(front.layout))


def _box(box: geometry.Box) -> Box:
    return Box(box.left, box.top, box.width, box.height)
