"""Candidates in another order, or others in their place: never located by the order drawn alone."""

import pytest

from adjudicator.domain.finding.place import Standing
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, Scanner
from adjudicator.imaging.registration import locate
from tests.imaging.registration.other_names import (
    NAMES,
    OtherPrinting,
    board,
    district,
    scanned,
    scanned_reference,
)

EIGHT = NAMES[:8]
OTHERS = {
    "neighbours turned": OtherPrinting(
        "", board(*EIGHT), board(*EIGHT[:2], EIGHT[3], EIGHT[2], *EIGHT[4:]), GREY_SCANNER
    ),
    "neighbours turned, 1-bit": OtherPrinting(
        "", board(*NAMES), board(*NAMES[:8], NAMES[9], NAMES[8], *NAMES[10:]), BILEVEL_SCANNER
    ),
    "another name": OtherPrinting(
        "", board(*EIGHT), board(*EIGHT[:5], "Lena Baker", *EIGHT[6:]), GREY_SCANNER
    ),
    "a longer name": OtherPrinting(
        "", board(*EIGHT), board(*EIGHT[:7], f"{EIGHT[7]} Jr."), BILEVEL_SCANNER
    ),
    "a row more": OtherPrinting("", board(*EIGHT), board(*EIGHT, "Zed Olsen"), GREY_SCANNER),
    "a row less": OtherPrinting("", board(*EIGHT), board(*EIGHT[:-1]), GREY_SCANNER),
    "a shorter number": OtherPrinting("", district(26), district(2), GREY_SCANNER, "house"),
    "a longer number": OtherPrinting("", district(2), district(26), GREY_SCANNER, "house"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_candidates_than_were_drawn_are_not_located(other: OtherPrinting) -> None:
    place = locate(other.page(), [other.reference()], style=None).contest(other.contest)
    assert place is None or place.standing is not Standing.LOCATED


@pytest.mark.parametrize("scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=["grey", "1-bit"])
def test_marks_over_names_leave_the_contest_located(scanner: Scanner) -> None:
    marks = (
        MarkSpec("board", "c1", MarkKind.CIRCLED_NAME),
        MarkSpec("board", "c3", MarkKind.STRUCK_NAME),
        MarkSpec("board", "c5", MarkKind.X),
    )
    page = scanned(board(*EIGHT), scanner, 4, *marks)
    places = locate(page, [scanned_reference(board(*EIGHT), scanner)], style=None)
    assert {place.standing for place in places.contests} == {Standing.LOCATED}
