"""Our own printed ballots as reference pages, so that tests run where no real scans are."""

from functools import lru_cache

from adjudicator.domain.election import Choice, Contest
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.printing import geometry
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.render import PrintedSide, print_ballot
from adjudicator.imaging.registration import PreparedReference, prepare
from tests.imaging.printing.ballots import BOARD, MEASURE, SENATE, ballot, election

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


def house(district: int, *names: str) -> Contest:
    """A race that another district's ballot has with another number."""
    return Contest(
        "house",
        f"State Representative, District {district}",
        tuple(Choice(name.lower(), f"Dan {name}") for name in names or ("Ash", "Birch")),
    )


@lru_cache(maxsize=8)
def printed_style(style: str, *contests: Contest) -> tuple[PreparedReference, PrintedSide]:
    """The front of a ballot with these contests, as a reference and as it was printed."""
    ours = election(*contests)
    front = print_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign()).front
    return reference_of(page_of(front.image), layout_of(front.layout), style=style), front


def two_districts() -> tuple[PreparedReference, PreparedReference]:
    """Styles that differ by one digit in one title."""
    return (
        printed_style("26", SENATE, house(26), MEASURE)[0],
        printed_style("25", SENATE, house(25), MEASURE)[0],
    )


def other_order() -> PreparedReference:
    """A style of the same county with other contests in other places."""
    return printed_style("9", MEASURE, BOARD, house(9, "Cedar", "Doe", "Elm"))[0]


def _box(box: geometry.Box) -> Box:
    return Box(box.left, box.top, box.width, box.height)
