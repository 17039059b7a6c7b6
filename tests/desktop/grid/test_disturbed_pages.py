"""A page that is disturbed: a form over it, another size, other people; nothing is lost unsaid."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.grid.flow import DROPPED, LED_BACK, MADE_ANEW
from adjudicator.desktop.grid.keys import WRITING
from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.grid.tile import TileState
from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.review.seats_row import SeatButton
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.opening import Policy
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    grid_shown,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.recounts import PASSPHRASES
from tests.desktop.support import press, settled


def _tiles(grid: GridScreen) -> list[str]:
    return [tile.face.ballot.seal for tile in grid.view.tiles if tile.face]


def _page(grid: GridScreen) -> list[str]:
    return [ballot.seal for ballot in grid.flow.pages.page]


def _pulled(grid: GridScreen) -> list[int]:
    """The places of those taken out, from 1."""
    faces = [tile.face for tile in grid.view.tiles if tile.face]
    return [face.place for face in faces if face.state is TileState.PULLED]


@pytest.fixture
def written(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> GridScreen:
    """Page 2 of 5, before the second member, with the form of an objection over it."""
    folder = blank_recount(tmp_path, blanks=10, policy=Policy(grid_ms=0, page_max=2))
    open_window(qtbot, window, folder, "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2", "Return", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    return grid


@pytest.mark.parametrize("key", ["F2", "Shift+F2", "PgUp", "Space", "U"])
def test_while_an_objection_is_written_nothing_becomes_of_the_page_beneath(
    qtbot: QtBot, window: MainWindow, written: GridScreen, key: str
) -> None:
    assert window.desk is not None
    size, page = window.desk.recount.state.size, _page(written)
    words = written.head.words
    written.view.setFocus()
    press(window, key)
    settled(qtbot, window)
    assert window.desk.recount.state.size == size
    assert _page(written) == page == _tiles(written)
    assert written.head.words == words
    assert not written.flow.pages.pulled
    assert WRITING in written.bar.form.text
    # Put away, the second member goes on where they were.
    keys(qtbot, window, "Esc")
    assert WRITING not in written.flow.message
    keys(qtbot, window, "F2")
    assert window.desk.recount.state.size == size + 1


def test_a_ballot_is_not_taken_out_with_the_mouse_beside_the_form_of_an_objection(
    written: GridScreen,
) -> None:
    QTest.mouseClick(written.view.tiles[1], Qt.MouseButton.LeftButton)
    assert not written.flow.pages.pulled


def test_what_nobody_ruled_on_tells_of_no_ink_on_a_page_before_either(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, scores="after", page_max=4)
    folder = blank_recount(tmp_path, blanks=8, ink=(1,), policy=policy)
    open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2")
    assert "singly" not in grid.foot.text, "how many show ink, before anybody ruled on them"
    keys(qtbot, window, "PgUp")
    assert "PAGE BEFORE" in grid.head.words
    assert "ink" not in grid.head.words
    spoken = [button.accessibleName() for button in grid.bar.findChildren(SeatButton)]
    assert not any("looks" in name for name in spoken), "that is said of another page"
    face = grid.view.tiles[1].face
    assert face is not None
    assert face.state is TileState.BLANK
    assert not face.outlined
    assert not any("ink" in tile.accessibleName() for tile in grid.view.tiles)


def test_who_moves_up_to_the_first_seat_finds_nothing_that_another_took_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "3", "Space")
    assert _pulled(grid) == [3]
    desk = window.desk
    assert desk is not None
    desk.seating.sign_out("team1")
    desk.changed.emit(frozenset({Topic.PEOPLE}))
    settled(qtbot, window)
    assert "Ben Ortiz looks" in grid.head.words
    assert not _pulled(grid)
    assert grid.flow.message == DROPPED
    desk.seating.sign_in("team1", PASSPHRASES["team1"])
    desk.changed.emit(frozenset({Topic.PEOPLE}))
    settled(qtbot, window)
    assert not _pulled(grid)


def test_what_was_taken_out_stays_when_a_second_member_comes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path), "team1")
    window.show_screen("grid")
    grid = grid_shown(qtbot, window)
    keys(qtbot, window, "3", "Space")
    desk = window.desk
    assert desk is not None
    desk.seating.sign_in("team2", PASSPHRASES["team2"])
    desk.changed.emit(frozenset({Topic.PEOPLE}))
    settled(qtbot, window)
    assert _pulled(grid) == [3]
    assert grid.flow.message != DROPPED


def test_a_smaller_window_and_a_larger_one_lose_nothing_that_was_taken_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=12))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    whole = _page(grid)
    keys(qtbot, window, "1", "1", "Space", "Return", "2", "Space")
    assert _pulled(grid) == [2]
    window.resize(900, 500)
    grid = grid_shown(qtbot, window)
    assert len(_page(grid)) < 11
    assert "Ada Reyes looks" in grid.head.words, "the first member looks again"
    assert grid.flow.message == MADE_ANEW
    window.resize(1366, 768)
    grid = grid_shown(qtbot, window)
    assert _page(grid) == whole, "the page is filled again"
    assert grid.flow.message == MADE_ANEW
    qtbot.waitUntil(lambda: _pulled(grid) == [11])
    keys(qtbot, window, "Return")
    assert _pulled(grid) == [2], "nor what the second one took out"
    size = recount.state.size
    keys(qtbot, window, "F2")
    assert recount.state.size == size + 1
    singly = [blanks_of(recount)[n].number for n in (1, 10)]
    assert grid.flow.pages.singly == singly


def test_larger_text_says_that_a_finished_look_begins_again(
    qtbot: QtBot, window: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, blanks=18))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "1", "Space")
    apply_theme(qapp, scale=200)
    grid = grid_shown(qtbot, window)
    assert "Ada Reyes looks" in grid.head.words
    assert grid.flow.message == MADE_ANEW
    keys(qtbot, window, "Return")
    assert _pulled(grid) == [1]
    apply_theme(qapp)


def test_where_a_page_is_as_full_as_before_another_size_disturbs_nobody(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, blanks=4))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return")
    for size in ((1920, 1080), (1366, 768)):
        window.resize(*size)
        grid = grid_shown(qtbot, window)
        assert "Ben Ortiz looks" in grid.head.words
        assert grid.flow.message != MADE_ANEW


def test_the_page_of_now_is_made_anew_behind_a_page_before_and_nobody_is_led_away_from_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, page_max=12)
    open_window(qtbot, window, blank_recount(tmp_path, blanks=24, policy=policy))
    window.resize(900, 500)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2", "PgUp")
    before = len(_page(grid))
    window.resize(1366, 768)
    settled(qtbot, window)
    assert "PAGE BEFORE" in grid.head.words
    assert len(_page(grid)) > before
    keys(qtbot, window, "PgDown")
    assert _tiles(grid) == _page(grid)


def test_on_a_last_page_of_fewer_ballots_space_takes_one_out_and_signs_for_nobody(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, page_max=4)
    folder = blank_recount(tmp_path, blanks=5, policy=policy)
    recount = open_window(qtbot, window, folder, "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "4", "Return", "4", "F2")
    assert len(_page(grid)) == 1
    size = recount.state.size
    press(window, "Space")
    settled(qtbot, window)
    assert recount.state.size == size
    assert _pulled(grid) == [1]


def test_a_smaller_window_leaves_the_keyboard_on_a_ballot_that_is_seen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, blanks=12), "team1", "team2", "obs1")
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "1", "1")
    window.resize(900, 500)
    grid = grid_shown(qtbot, window)
    tiles = [tile for tile in grid.view.tiles if tile.hasFocus()]
    assert [tile.isVisible() for tile in tiles] == [True]


def test_an_objection_does_not_draw_the_ink_that_is_kept_until_the_ruling(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, scores="after", page_max=4)
    folder = blank_recount(tmp_path, blanks=6, ink=(1,), policy=policy)
    open_window(qtbot, window, folder, "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    tile = grid.view.tiles[1]
    before = tile.grab().toImage()
    keys(qtbot, window, "2", "Shift+F5", "5", "Return")
    qtbot.waitUntil(lambda: tile.face is not None and bool(tile.face.why))
    assert tile.face is not None
    assert (tile.face.why, tile.face.ink) == ("objected to", False)
    assert before.size() == tile.grab().toImage().size()


def test_a_page_before_that_has_no_room_any_more_is_left_in_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, blanks=14))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2", "PgUp")
    assert "PAGE BEFORE" in grid.head.words
    window.resize(900, 500)
    grid = grid_shown(qtbot, window)
    assert "PAGE BEFORE" not in grid.head.words
    assert grid.flow.message == LED_BACK
    assert all(tile.isVisible() for tile in grid.view.tiles)


def test_digits_of_one_page_do_not_go_on_over_the_next(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, blanks=12))
    window.resize(1366, 768)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "1", "Return", "1")
    assert grid.view.current == 0


def test_the_whole_ballot_says_which_it_is_and_that_it_was_taken_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, blanks=4))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "3", "Z")
    number = spoken(blanks_of(recount)[2].number)
    assert f"ballot 3, case {number}" in grid.head.words
    keys(qtbot, window, "Space")
    assert f"case {number}, taken out" in grid.head.words
    keys(qtbot, window, "Z")
    assert "Ada Reyes looks" in grid.head.words


def test_where_ink_is_kept_no_page_before_tells_which_ballots_had_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, scores="after", page_max=4)
    folder = blank_recount(tmp_path, blanks=8, ink=(1,), policy=policy)
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    said: list[str] = []
    grid.flow.said.connect(said.append)
    assert "What shows ink comes singly all the same." in grid.bar.sentence
    keys(qtbot, window, "Return", "F2")
    qtbot.waitUntil(lambda: "Page 1 recorded." in said)
    assert len(recount.state.data.rulings) == 1
    keys(qtbot, window, "PgUp")
    states = {tile.face.state for tile in grid.view.tiles if tile.face}
    assert states == {TileState.BLANK}
    assert "3" not in grid.bar.sentence
