"""Marks side by side in Review: offered for an overvote, never shown unasked, with the rest."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from adjudicator.desktop.ballot.found import KEPT
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.marks.beside import NOT_LOCATED
from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.finding.place import ContestPlace, Standing
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.readings import MachineReading, Mark
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.storage.queries.cases import PageRecord
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import BOX, Table, seat, shelf
from tests.desktop.review.fakes import SENATE, case_view
from tests.desktop.support import press
from tests.support.findings import marked_ink, not_located, page_finding

__all__ = ["seat", "shelf"]
Seat = Callable[..., Table]
OTHERS = PageLayout(
    400,
    520,
    (
        ContestBox("senate", BOX),
        ContestBox("governor", Box(40, 240, 320, 90)),
        ContestBox("sheriff", Box(40, 360, 320, 90)),
    ),
    (),
)
PLACE = ContestPlace(
    "senate",
    Standing.LOCATED,
    None,
    BOX,
    (
        TargetBox("senate", "fetterhoff", Box(50, 135, 22, 14)),
        TargetBox("senate", "henry", Box(50, 175, 22, 14)),
    ),
    0.999,
    0.98,
)
OVER = MachineReading(frozenset(), over=1, marks=(Mark("fetterhoff", 450), Mark("henry", 430)))


def overvote(
    shelf: Shelf,
    place: ContestPlace = PLACE,
    *,
    number: str = "417K",
    kept: bool = False,
    machine: MachineReading = OVER,
) -> CaseView:
    ref = shelf.page(int(number[0]))
    finding = page_finding(ref.sha256, (place,))
    ink = marked_ink("senate", ("fetterhoff", "henry"), (460, 440))
    case = CaseFinding(
        "seal", "5-r", PageRecord(ref.sha256, 1, OTHERS), place,
        None if place.box is None else ink, finding, (finding,),
    )  # fmt: skip
    layout = OTHERS if place.box is not None else None
    sides = (BallotSide(ref, "Front", layout), BallotSide(shelf.page(90), "Back"))
    titles = {"senate": SENATE.title, "governor": "Governor", "sheriff": "Sheriff"}
    return case_view(number, sides, machine=machine, finding=case, titles=titles, ink_kept=kept)


@pytest.fixture
def table(seat: Seat, shelf: Shelf) -> Table:
    return seat(overvote(shelf), overvote(shelf, number="52QD"))


def test_an_overvote_offers_it_and_shows_nothing_unasked(table: Table) -> None:
    offered = table.screen.pane.strip.offered
    assert offered.isVisible()
    assert offered.accessibleName() == "S, Side by side"
    assert not table.screen.marks.view.isVisible()
    assert table.screen.pane.view.isVisible()


def test_both_marks_stand_at_one_scale_with_their_fills_and_the_rest_below(table: Table) -> None:
    press(table.screen, "S")
    view = table.screen.marks.view
    assert view.isVisible()
    assert [each.caption for each in view.canvas.shown] == [
        "1 Elizabeth Fetterhoff \u00b7 fill .46",
        "2 Patrick Henry \u00b7 fill .44",
    ]
    view.grab()
    assert view.canvas.scale >= 1.0
    assert [b.other.title for b in view.others.buttons] == ["Governor", "Sheriff"]
    assert view.lead.text().endswith("Back: not located, A shows it whole.")


def test_any_other_ballot_offers_nothing_and_has_it_at_the_key(seat: Seat, shelf: Shelf) -> None:
    table = seat(overvote(shelf, machine=MachineReading(frozenset(), under=1)))
    assert not table.screen.pane.strip.offered.isVisible()
    press(table.screen, "S")
    assert table.screen.marks.view.isVisible()


def test_long_captions_take_another_line_and_none_of_their_words_is_cut(table: Table) -> None:
    press(table.screen, "S")
    canvas = table.screen.marks.view.canvas
    long = "Bartholomew Featherstonehaugh III \u00b7 fill 1.00, ink goes over its edge"
    canvas.show_pictures(
        [replace(each, caption=f"{n} {long}") for n, each in enumerate(canvas.shown)]
    )
    metrics = theme().metrics("body", bold=True)
    for wide in (1500, 700, 420):
        made = canvas.arranged(wide, 400)
        need = metrics.boundingRect(
            QRect(0, 0, int(made.slot), 999), int(Qt.TextFlag.TextWordWrap), f"0 {long}"
        ).height()
        lines = {round(p.y) for p in made.places}
        assert min(lines) >= need
        for place, other in pairwise(sorted(lines)):
            high = max(p.height for p in made.places if round(p.y) == place)
            assert other - need >= place + high, "on no picture"


@pytest.mark.parametrize("key", ["S", "Z", "A"])
def test_the_ballot_comes_back_and_the_keys_count_all_the_while(table: Table, key: str) -> None:
    press(table.screen, "S", "0")
    assert table.screen.marks.view.isVisible()
    assert table.screen.bar.sentence.startswith("\u201cNo vote")
    press(table.screen, key)
    assert table.screen.pane.view.isVisible()
    assert table.screen.pane.view.hasFocus()


def test_another_contest_is_shown_large_by_keyboard_and_the_marks_come_back(table: Table) -> None:
    press(table.screen, "S")
    view = table.screen.marks.view
    sheriff = view.others.buttons[1]
    sheriff.setFocus()
    QTest.keyClick(sheriff, Qt.Key.Key_Space)
    assert [each.caption for each in view.canvas.shown] == ["Sheriff"]
    QTest.keyClick(sheriff, Qt.Key.Key_Space)
    assert len(view.canvas.shown) == 2


def test_the_next_ballot_is_seen_as_ever(table: Table) -> None:
    press(table.screen, "S", "PgDown")
    table.wait_for("52QD")
    assert not table.screen.marks.view.isVisible()
    assert table.screen.pane.view.isVisible()


def test_what_is_not_located_is_not_set_side_by_side_and_the_key_says_so(
    seat: Seat, shelf: Shelf
) -> None:
    table = seat(overvote(shelf, not_located("senate")))
    assert not table.screen.pane.strip.offered.isVisible()
    press(table.screen, "S")
    assert table.screen.bar.message.endswith(NOT_LOCATED)
    assert table.screen.pane.view.isVisible()


def test_fills_the_opening_keeps_stand_nowhere_until_the_ballot_is_ruled_on(
    seat: Seat, shelf: Shelf
) -> None:
    table = seat(overvote(shelf, kept=True))
    press(table.screen, "S")
    captions = [each.caption for each in table.screen.marks.view.canvas.shown]
    assert captions == ["1 Elizabeth Fetterhoff", "2 Patrick Henry"]
    assert table.screen.bar.message.endswith(KEPT)
    press(table.screen, "F4")
    assert KEPT in table.screen.panel.notice
    assert ".4" not in table.screen.panel.notice


def test_an_outline_said_to_be_wrong_takes_what_rests_on_it_away(table: Table) -> None:
    press(table.screen, "S", "L")
    assert table.screen.pane.view.isVisible()
    assert not table.screen.pane.strip.offered.isVisible()
    assert table.screen.pane.view.shows_whole_page
    press(table.screen, "S")
    assert not table.screen.marks.view.isVisible()


def test_the_foot_tells_the_figures_and_the_banner_asks_to_look(seat: Seat, shelf: Shelf) -> None:
    check = replace(PLACE, standing=Standing.CHECK)
    table = seat(overvote(shelf, check))
    assert "check the location 40/40, residual 0.4 px, print 99.9 %" in _foot(table)
    assert table.screen.pane.banner.sentence.endswith("Is the outline right? L if not.")
    assert "Is the outline right? L if not." in table.screen.announcer.last


def _foot(table: Table) -> str:
    return table.screen.foot._facts.accessibleName()
