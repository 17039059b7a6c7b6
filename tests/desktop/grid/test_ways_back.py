"""No key does to a page, or to a ballot of it, what cannot be seen or taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.grid.idle import NO_PAGE
from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.grid.tile import TileState
from adjudicator.desktop.review.seats_row import SeatButton
from adjudicator.desktop.window.grid_page import GridPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.history import CaseStatus
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.opening import Policy
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    check_location,
    grid_shown,
    keys,
    open_window,
    streak,
    take_next_batch,
)
from tests.desktop.support import press, settled


def test_a_page_is_given_up_once_asked_and_a_third_press_asks_of_the_next_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, page_max=3)
    open_window(qtbot, window, blank_recount(tmp_path, policy=policy))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Shift+F2", "Esc")
    assert grid.bar.message != ""
    assert not grid.flow.pages.apart
    keys(qtbot, window, "Shift+F2", "2", "Space", "Shift+F2")
    assert not grid.flow.pages.apart, "what was asked is forgotten with another key"
    keys(qtbot, window, "Shift+F2", "Shift+F2")
    assert "page 2 of 2" in grid.head.words
    assert len(grid.flow.pages.apart) == 3
    assert "Page 2: shall nothing be recorded" in grid.bar.message


def test_a_page_is_not_given_up_before_it_was_seen_for_the_least_time(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, policy=Policy(grid_ms=600_000)))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Shift+F2", "Shift+F2", "Shift+F2")
    assert "Not yet" in grid.bar.message
    assert not grid.flow.pages.apart


def _state(grid: GridScreen, place: int) -> TileState | None:
    face = grid.view.tiles[place].face
    return None if face is None else face.state


def test_a_ballot_opened_from_a_page_before_stays_recorded_blank_until_it_is_ruled_on_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, page_max=3)
    recount = open_window(qtbot, window, blank_recount(tmp_path, policy=policy))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2", "PgUp", "2", "U")
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    # Left as it is: that is said, on its tile too and once no page is left.
    window.show_screen("grid")
    grid = grid_shown(qtbot, window)
    case = blanks_of(recount)[1]
    told = (
        f"Case {spoken(case.number)} was opened in Review; "
        "it stays recorded blank until it is ruled on anew."
    )
    assert told in grid.bar.message
    assert _state(grid, 1) is TileState.OPENED
    keys(qtbot, window, "PgDown", "Return", "F2")
    assert grid.shows_summary
    assert told in grid.summary.rest.text()
    keys(qtbot, window, "PgUp", "PgUp", "2")
    assert "opened in Review: it stays recorded blank" in grid.view.tiles[1].accessibleName()
    # Opened once more from there, and ruled on.
    keys(qtbot, window, "U")
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.shown)
    assert page.review is not None
    assert page.review.panel.title == "Why is this ruling revised?"
    keys(qtbot, window, "2", "B", "Return", "F2")
    assert blanks_of(recount)[1].status is CaseStatus.NO_CONSENSUS
    window.show_screen("grid")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, GridPage)
    assert shown.grid is grid
    qtbot.waitUntil(lambda: grid.flow.message == "")
    assert told not in grid.summary.rest.text()
    # It waits for the board: nobody has ruled on it anew, and it is not recorded blank either.
    keys(qtbot, window, "PgUp", "PgUp")
    assert _state(grid, 1) is TileState.OPEN_AGAIN
    assert "no ruling stands, and it waits for one" in grid.view.tiles[1].accessibleName()


def test_the_frame_stands_on_the_first_page_on_the_ballot_that_keys_mean(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path), "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    assert [tile.hasFocus() for tile in grid.view.tiles] == [True, *[False] * 5]
    framed = grid.view.tiles[0].grab().toImage()
    keys(qtbot, window, "Right")
    assert [tile.is_current for tile in grid.view.tiles] == [False, True, *[False] * 4]
    assert grid.view.tiles[0].grab().toImage() != framed
    plain = grid.view.tiles[1].grab().toImage()
    # With the keyboard elsewhere an observer's Shift and F5 still mean that ballot.
    grid.bar.observers.findChildren(SeatButton)[0].setFocus()
    assert grid.view.tiles[1].is_current
    elsewhere = grid.view.tiles[1].grab().toImage()
    keys(qtbot, window, "Left")
    assert grid.view.tiles[1].grab().toImage() not in (plain, elsewhere)


@pytest.mark.parametrize(
    ("place", "before"), [(0, ()), (1, ("Return",)), (2, ("Return", "F2"))], ids=str
)
def test_space_on_a_seat_reached_by_tab_signs_for_nobody_and_the_mouse_does(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, place: int, before: tuple[str, ...]
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path), "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, *before)
    (observer,) = grid.bar.observers.findChildren(SeatButton)
    team = [seat for seat in grid.bar.findChildren(SeatButton) if seat is not observer]
    seat = [*team, observer][place]
    seat.setFocus()
    assert seat.hasFocus()
    stood = (grid.flow.pages.turn, recount.state.size)
    keys(qtbot, window, "Space")
    assert (grid.flow.pages.turn, recount.state.size) == stood
    QTest.mouseClick(seat, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert (grid.flow.pages.turn, recount.state.size) != stood


def test_where_ink_is_kept_until_the_ruling_a_place_in_doubt_is_still_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, scores="after")
    recount = open_window(qtbot, window, blank_recount(tmp_path, ink=(3,), policy=policy))
    check_location(recount, blanks_of(recount)[1])
    grid = take_next_batch(qtbot, window)
    assert [t.face.why for t in grid.view.tiles if t.face] == [
        "", "check the location", *[""] * 4,
    ]  # fmt: skip
    assert "6 ballots · 1 to check |" in grid.head.words
    assert grid.bar.sentence.startswith("“Nothing is marked on 5 of these 6 ballots; 1 is opened")


def test_the_head_counts_as_ink_what_is_ink(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(
        qtbot, window, blank_recount(tmp_path, ink=(3,)), "team1", "team2", "obs1"
    )
    streak(recount, blanks_of(recount)[0])
    grid = take_next_batch(qtbot, window)
    assert "1 with ink · 1 singly for another cause" in grid.head.words
    keys(qtbot, window, "2", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    keys(qtbot, window, "6", "Return")
    qtbot.waitUntil(lambda: "2 singly for another cause" in grid.head.words)
    assert "1 with ink" in grid.head.words


def no_pages(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> GridPage:
    """The grid while no page of blanks waits, the keyboard on the way to single ballots."""
    open_window(qtbot, window, blank_recount(tmp_path, found=0))
    window.show_screen("grid")
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, GridPage)
    qtbot.waitUntil(page.idle.on.hasFocus)
    return page


def test_where_no_page_waits_return_takes_the_way_that_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    no_pages(qtbot, window, tmp_path)
    press(window, "Return")
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), ReviewPage)


def test_what_is_found_meanwhile_moves_nobodys_keyboard_from_the_way_they_chose(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = no_pages(qtbot, window, tmp_path)
    press(window, "Tab")
    assert page.idle.back.hasFocus()
    page.idle.words.clear()
    # One more was looked at behind the window, which makes no page yet.
    page._further()
    qtbot.waitUntil(lambda: page.idle.words.text() == NO_PAGE)
    assert page.idle.back.hasFocus()
    press(window, "Return")
    settled(qtbot, window)
    assert window.stack.currentWidget() is not page
    window.show_screen("grid")
    settled(qtbot, window)
    qtbot.waitUntil(page.idle.on.hasFocus)


def test_the_form_of_an_observer_who_signs_out_is_put_away_and_the_page_is_free(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path), "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    desk = window.desk
    assert desk is not None
    desk.seating.sign_out("obs1")
    desk.changed.emit(frozenset({Topic.PEOPLE}))
    qtbot.waitUntil(lambda: grid.observers.form is None)
    assert "has signed out: the objection that was being written was put away" in grid.bar.message
    size = recount.state.size
    grid = grid_shown(qtbot, window)
    QTest.mouseClick(grid.view.tiles[3], Qt.MouseButton.LeftButton)
    keys(qtbot, window, "F2")
    assert recount.state.size == size + 1
