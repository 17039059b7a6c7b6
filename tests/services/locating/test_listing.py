"""Cases told in short, to be sorted and narrowed by what was found of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.domain.layouts import Box
from adjudicator.domain.policy import ScoresPolicy
from adjudicator.services.locating.listing import Found, count_cases, figures_of
from adjudicator.services.locating.wrong_place import say_wrong_place
from adjudicator.services.opening import Policy
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import BLANK, Boardroom
from tests.support.findings import (
    ink_piece,
    located,
    marked_ink,
    not_located,
    plain_ink,
    put_finding,
    to_check,
)
from tests.support.scene import Sheet

CHOICES = ("ann", "bob", "line")
PIECE = ink_piece(Box(300, 500, 60, 20), area=2.44, near="ann")


def room(place: Path, scores: ScoresPolicy = ScoresPolicy.SHOWN) -> Boardroom:
    """Five blank contests: plain, circled, to check, not located, and one nobody looked at."""
    made = Boardroom.with_room(place, Policy(scores=scores))
    made.begin([Sheet(n, council=None) for n in range(1, 6)])
    plain, circled, check, lost, _ = cases(made)
    ink = marked_ink("mayor", CHOICES, (12, 4, 8), pieces=[PIECE])
    put_finding(made.recount, plain, located("mayor", CHOICES), plain_ink("mayor", CHOICES))
    put_finding(made.recount, circled, located("mayor", CHOICES), ink)
    put_finding(made.recount, check, to_check("mayor", CHOICES), ink)
    put_finding(made.recount, lost, not_located("mayor", Doubt.PRINT_MISSING))
    return made


def cases(made: Boardroom) -> list[CaseRecord]:
    return sorted(made.cases(), key=lambda case: case.row.position)


@pytest.fixture
def open_room(tmp_path: Path) -> Iterator[Boardroom]:
    made = room(tmp_path)
    yield made
    made.recount.close()


def test_what_is_to_be_checked_is_not_plainly_blank(open_room: Boardroom) -> None:
    case = cases(open_room)[2]
    put_finding(open_room.recount, case, to_check("mayor", CHOICES), plain_ink("mayor", CHOICES))
    assert narrowed(open_room, Found.PLAIN) == [1]


def narrowed(made: Boardroom, wanted: Found) -> list[int]:
    """Positions of the cases a filter lets through."""
    listed = cases(made)
    figures = figures_of(made.recount, listed)
    return [case.row.position for case in listed if figures[case.seal].is_(wanted)]


def test_cases_are_narrowed_by_ink_and_by_place(open_room: Boardroom) -> None:
    assert narrowed(open_room, Found.PLAIN) == [1]
    assert narrowed(open_room, Found.INK_OUTSIDE) == [2, 3]
    assert narrowed(open_room, Found.CHECK) == [3]
    # Nothing is drawn in this recount, so what was not looked at cannot be.
    assert narrowed(open_room, Found.NOT_LOCATED) == [4, 5]


def test_ink_in_an_oval_alone_and_a_bad_image_can_be_asked_for(open_room: Boardroom) -> None:
    first, _, third, fourth, _ = cases(open_room)
    scanner = (Quality.ONE_BIT,)
    dot = marked_ink("mayor", CHOICES, (38, 4, 8), quality=scanner)
    put_finding(open_room.recount, first, located("mayor", CHOICES), dot)
    streak = marked_ink("mayor", CHOICES, (0, 4, 8), quality=(Quality.STREAK, *scanner))
    put_finding(open_room.recount, fourth, located("mayor", CHOICES), streak)
    assert narrowed(open_room, Found.INK_IN_OVAL) == [1]
    assert narrowed(open_room, Found.INK_OUTSIDE) == [2, 3], "with ink outside it is not alone"
    assert narrowed(open_room, Found.IMAGE) == [4], "black and white alone is not in doubt"
    found = figures_of(open_room.recount, [first, third, fourth])
    assert [found[case.seal].fill_words for case in (first, third, fourth)] == [".04", ".01", ".01"]
    assert found[first.seal].darkness == 68
    assert found[fourth.seal].image_words == "streak through it \u00b7 black and white"


def test_figures_are_told_in_words(open_room: Boardroom) -> None:
    found = list(figures_of(open_room.recount, cases(open_room)).values())
    assert [f.ink_words for f in found] == ["none", "2.4 mm\u00b2", "2.4 mm\u00b2", "", ""]
    assert [f.place_words for f in found][:4] == [
        "Located",
        "Located",
        "Check the location: what stands there is not quite what the reference page shows",
        "Not located: the print of this contest is not where it should be",
    ]


def test_all_cases_are_counted_by_how_they_stand(open_room: Boardroom) -> None:
    count = count_cases(open_room.recount)
    assert (count.located, count.check, count.not_located, count.not_looked) == (2, 1, 2, 0)
    assert dict(count.doubts) == {
        Doubt.UNCERTAIN: 1,
        Doubt.PRINT_MISSING: 1,
        Doubt.NO_REFERENCE: 1,
    }
    assert count.cases == 5


def test_what_people_said_of_a_place_is_honoured_in_lists(open_room: Boardroom) -> None:
    case = cases(open_room)[0]
    say_wrong_place(open_room.recount, case, None, [open_room.seating.seat("ada")])
    found = figures_of(open_room.recount, [case])[case.seal]
    assert (found.standing, found.doubt) == (Standing.NOT_LOCATED, Doubt.SAID_WRONG)
    assert found.plain is None


def test_ink_that_the_opening_hides_is_told_once_the_batch_is_ruled(tmp_path: Path) -> None:
    made = room(tmp_path, ScoresPolicy.AFTER)
    assert narrowed(made, Found.PLAIN) == narrowed(made, Found.INK_OUTSIDE) == []
    assert narrowed(made, Found.CHECK) == [3]
    told = figures_of(made.recount, cases(made)).values()
    assert {f.ink_words for f in told} == {"ink is shown after the batch is ruled"}
    assert {(f.fill, f.darkness, f.outside, f.quality) for f in told} == {(None, None, None, ())}
    assert narrowed(made, Found.INK_IN_OVAL) == narrowed(made, Found.IMAGE) == []
    for case in cases(made):
        made.rule(case, BLANK)
    assert narrowed(made, Found.PLAIN) == [1]
    assert narrowed(made, Found.INK_OUTSIDE) == [2, 3]
    made.recount.close()
