"""Two people and pages of blank ballots, in the real window over a real record."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from adjudicator.desktop.grid.tile import TileState
from adjudicator.desktop.window.grid_page import GridPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import rulings_of_entry
from tests.desktop.grid.another_table import rule_at_another_table
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    grid_shown,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.support import hold, let_go, press, settled


def _statuses(recount: Recount) -> list[CaseStatus]:
    return [case.status for case in blanks_of(recount)]


def test_the_union_of_two_separate_looks_is_opened_singly_the_rest_is_one_act(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, ink=(4,)))
    grid = take_next_batch(qtbot, window)
    assert "page 1 of 1 · 6 ballots · 1 with ink" in grid.head.words
    assert "Ada Reyes looks" in grid.head.words
    assert [tile.face.state for tile in grid.view.tiles if tile.face] == [
        *[TileState.BLANK] * 4, TileState.SINGLY, TileState.BLANK,
    ]  # fmt: skip
    # The first member takes out the second ballot, and cannot sweep along the fifth.
    keys(qtbot, window, "Right", "Space", "5", "Space")
    assert "opened singly in any case: ink" in grid.bar.message
    assert grid.bar.sentence == "“Nothing is marked on 4 of these 6 ballots; 2 are opened singly.”"
    size = recount.state.size
    keys(qtbot, window, "Return")
    assert recount.state.size == size, "one member's word records nothing"
    # The second sees the page afresh, without what the first took out.
    assert "Ben Ortiz looks" in grid.head.words
    states = [tile.face.state for tile in grid.view.tiles if tile.face]
    assert TileState.PULLED not in states
    keys(qtbot, window, "1", "Space", "F2")
    assert recount.state.size == size + 1, grid.bar.message
    act = recount.state.data.rulings[size]
    with recount.reading() as connection:
        made = rulings_of_entry(connection, size)
    cases = blanks_of(recount)
    assert [r.case_seal for r in made] == [cases[n].seal for n in (2, 3, 5)]
    assert {r.ruling.disposition for r in made} == {Disposition.NOTHING_MARKED}
    assert set(act.signers) == {"team1", "team2"}
    assert grid.shows_summary
    assert "1 page done: nothing is marked on 3 ballots." in grid.summary.words.text()
    assert "4 ballots of this batch come singly." in grid.summary.rest.text()
    # On with Return: what was taken out first, in the order of the page, then the rest.
    keys(qtbot, window, "Return")
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    order = [item.number for item in page.review.controller.navigator.worklist.items]
    assert order[:3] == [cases[n].number for n in (0, 1, 4)]
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.case is not None)
    assert page.review.flow.case is not None
    assert page.review.flow.case.number == cases[0].number


def test_page_after_page_with_a_number_and_what_was_done_in_the_corner(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, blanks=5, policy=Policy(grid_ms=0, page_max=2))
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    assert "page 1 of 3 · 2 ballots" in grid.head.words
    keys(qtbot, window, "Return", "Enter")
    assert "page 2 of 3" in grid.head.words
    assert grid.bar.last.startswith("Page 1 recorded: 2 blank")
    keys(qtbot, window, "Return", "F2", "Return", "F2")
    assert set(_statuses(recount)) == {CaseStatus.RULED}
    assert grid.shows_summary
    assert "3 pages done" in grid.summary.words.text()
    # Back over the last pages, and to where no page is left.
    keys(qtbot, window, "PgUp")
    assert "page 3 of 3" in grid.head.words
    keys(qtbot, window, "PgDown")
    assert grid.shows_summary


def test_keys_are_dead_for_the_least_time_and_the_seat_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, policy=Policy(grid_ms=600_000))
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    size = recount.state.size
    qtbot.waitUntil(lambda: grid.bar.seat_words[0] == "in 600 s")
    keys(qtbot, window, "Return")
    assert grid.bar.message.startswith("! Not yet: this page can be confirmed in ")
    assert "Ada Reyes looks" in grid.head.words
    assert recount.state.size == size
    # Taking out is never dead.
    keys(qtbot, window, "Space")
    assert grid.flow.pages.pulled


def test_the_second_member_has_a_least_time_of_their_own(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, policy=Policy(grid_ms=40))
    open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    qtbot.waitUntil(lambda: not grid.flow.looking.left)
    press(window, "Return")
    assert grid.flow.looking.left, "the page is before the second member from now on"
    qtbot.waitUntil(lambda: not grid.flow.looking.left)
    keys(qtbot, window, "F2")
    assert grid.shows_summary


def test_the_second_key_first_the_first_key_twice_and_holding_a_key_record_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    size = recount.state.size
    keys(qtbot, window, "F2")
    assert "The first member looks first" in grid.bar.message
    keys(qtbot, window, "Return", "Return")
    assert "Now the second one does" in grid.bar.message
    assert recount.state.size == size
    keys(qtbot, window, "Esc")
    assert "Ada Reyes looks" in grid.head.words


def test_where_they_do_not_agree_every_ballot_of_the_page_comes_singly(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    size = recount.state.size
    keys(qtbot, window, "Return", "Shift+F2")
    assert "shall nothing be recorded of it, and all 6 ballots are opened singly?" in (
        grid.bar.message
    )
    assert not grid.flow.pages.apart
    keys(qtbot, window, "Shift+F2")
    assert recount.state.size == size
    assert grid.shows_summary
    assert "7 ballots of this batch come singly." in grid.summary.rest.text()
    keys(qtbot, window, "Return")
    assert isinstance(window.stack.currentWidget(), ReviewPage)
    # They stand on no page again while this is open.
    window.show_screen("grid")
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, GridPage)
    assert "No page of blank ballots waits" in page.idle.words.text()


def test_back_over_the_last_three_pages_and_a_ballot_is_taken_out_to_be_revised(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, blanks=10, policy=Policy(grid_ms=0, page_max=2))
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, *["Return", "F2"] * 4)
    keys(qtbot, window, "PgUp")
    assert "page 4 of 5" in grid.head.words
    assert [t.face.state for t in grid.view.tiles if t.face] == [TileState.RECORDED] * 2
    keys(qtbot, window, "PgUp", "PgUp", "PgUp")
    assert "page 2 of 5" in grid.head.words
    assert "No further page back" in grid.bar.message
    size = recount.state.size
    keys(qtbot, window, "F2")
    assert "This page is done" in grid.bar.message
    keys(qtbot, window, "Return")
    assert "page 5 of 5" in grid.head.words
    assert recount.state.size == size
    keys(qtbot, window, "PgUp", "Right", "U")
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.case is not None)
    assert page.review is not None
    assert page.review.flow.case is not None
    number = page.review.flow.case.number
    assert number == blanks_of(recount)[7].number
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.shown)
    # With a reason, as U asks for it.
    assert page.review.panel.title == "Why is this ruling revised?"
    keys(qtbot, window, "2", "B", "Return", "F2")
    case = next(c for c in blanks_of(recount) if c.number == number)
    assert case.status is CaseStatus.NO_CONSENSUS
    # And back to the pages.
    window.show_screen("grid")
    grid = grid_shown(qtbot, window)
    assert "page 5 of 5" in grid.head.words
    keys(qtbot, window, "Return", "F2")
    assert grid.shows_summary


def test_a_ballot_ruled_on_at_another_table_meanwhile_refuses_the_page_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path)
    recount = open_window(qtbot, window, folder)
    grid = take_next_batch(qtbot, window)
    taken = rule_at_another_table(folder, blanks_of(recount)[2])
    size = recount.state.size
    keys(qtbot, window, "Return", "F2")
    settled(qtbot, window)
    grid = grid_shown(qtbot, window)
    assert "Page 1 was not recorded." in grid.bar.message
    assert "was ruled on meanwhile" in grid.bar.message
    assert grid.bar.message.endswith("Nothing was lost. It is left out of the page now.")
    assert recount.state.size == size
    assert "page 1 of 1 · 5 ballots" in grid.head.words
    assert taken not in [b.case.number for b in grid.flow.pages.page]
    keys(qtbot, window, "Return", "F2")
    assert recount.state.size == size + 1


def test_the_whole_ballot_and_back_and_outlines_are_hidden_while_h_is_held(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, ink=(0,)))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Z")
    assert grid.whole.pane.isVisible()
    keys(qtbot, window, "Right")
    assert grid.view.current == 1
    keys(qtbot, window, "Z")
    assert grid.view.isVisible()
    outlined = grid.view.tiles[0].grab().toImage()
    hold(window, "H")
    assert grid.view.tiles[0].grab().toImage() != outlined
    let_go(window, "H")
    assert grid.view.tiles[0].grab().toImage() == outlined


def test_a_ballot_is_taken_out_with_the_mouse_and_every_one_has_a_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, ink=(1,)))
    grid = take_next_batch(qtbot, window)
    QTest.mouseClick(grid.view.tiles[2], Qt.MouseButton.LeftButton)
    number = " ".join(blanks_of(recount)[2].number)
    assert grid.view.tiles[2].accessibleName() == (
        f"Ballot 3, case {number}, taken out: it is opened singly"
    )
    assert grid.view.tiles[1].accessibleName().endswith(", opened singly: ink")
    assert grid.view.tiles[0].accessibleName().endswith(", blank unless it is taken out")


def test_where_ink_is_shown_only_after_the_ruling_nothing_tells_of_it_before(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, scores="after")
    recount = open_window(qtbot, window, blank_recount(tmp_path, ink=(1,), policy=policy))
    grid = take_next_batch(qtbot, window)
    assert "ink" not in grid.head.words
    assert {t.face.state for t in grid.view.tiles if t.face} == {TileState.BLANK}
    kept = "What shows ink comes singly all the same."
    assert grid.bar.sentence == f"“Nothing is marked on these 6 ballots.” {kept}"
    keys(qtbot, window, "Return", "F2")
    assert _statuses(recount).count(CaseStatus.RULED) == 5, "it is not swept along all the same"
    assert blanks_of(recount)[1].status is CaseStatus.UNREVIEWED


def test_a_key_on_the_summary_says_that_nothing_was_recorded(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path, policy=Policy(grid_ms=0)))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Return", "F2")
    assert grid.shows_summary
    size = recount.state.size
    keys(qtbot, window, "F2")
    assert "Nothing was recorded." in grid.bar.message
    assert recount.state.size == size


def test_where_the_opening_has_no_pages_nothing_speaks_of_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path, policy=Policy(grid=False)))
    window.show_review(None)
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), ReviewPage)
    press(window, "Ctrl+Shift+X")
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), ReviewPage)
    listed = [a.text() for m in window.findChildren(QMenu) for a in m.actions() if a.isVisible()]
    assert "Review" in listed
    assert "Blank grid" not in listed
    for _ in range(14):
        press(window, "Ctrl+PgDown")
        assert window.stack.shown != "grid"


def test_both_ways_stand_in_the_menu_and_review_is_never_out_of_reach(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    take_next_batch(qtbot, window)
    press(window, "Ctrl+Shift+B")
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), ReviewPage)
    press(window, "Ctrl+Shift+X")
    grid = grid_shown(qtbot, window)
    # A slip of the key that sets marks side by side elsewhere leaves nobody's page.
    keys(qtbot, window, "S")
    assert grid_shown(qtbot, window) is grid
    keys(qtbot, window, "Ctrl+E")
    assert isinstance(window.stack.currentWidget(), ReviewPage)
    assert not grid.flow.pages.before.done.pages


def test_what_was_asked_before_a_page_came_takes_it_from_nobody(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    press(window, "Space")
    page = window.stack.currentWidget()
    assert isinstance(page, GridPage)
    # As when contests were found while the first question was under way.
    page._read()
    settled(qtbot, window)
    assert page.grid is grid
    assert grid.flow.pages.pulled


def test_who_comes_new_finds_nothing_taken_out_and_looks_from_the_beginning(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_window(qtbot, window, blank_recount(tmp_path))
    grid = take_next_batch(qtbot, window)
    keys(qtbot, window, "Space", "Return")
    assert window.desk is not None
    assert window.desk.drop_unfinished()
    grid = grid_shown(qtbot, window)
    assert "Ada Reyes looks" in grid.head.words
    assert not grid.flow.pages.pulled
    assert "Begin again" in grid.bar.message


@pytest.mark.parametrize("who", [("team1",), ("obs1",)])
def test_without_both_members_nothing_is_confirmed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, who: tuple[str, ...]
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path), *who)
    window.show_review(None)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    size = recount.state.size
    press(window, "Return")
    settled(qtbot, window)
    press(window, "F2")
    settled(qtbot, window)
    assert recount.state.size == size
    assert page is window.stack.currentWidget()


def test_a_ballot_whose_image_was_altered_is_not_swept_along(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(qtbot, window, blank_recount(tmp_path))
    image = recount.folder.image(blanks_of(recount)[3].row.images[0])
    image.chmod(0o600)
    image.write_bytes(image.read_bytes() + b" ")
    grid = take_next_batch(qtbot, window)
    assert [t.face.why for t in grid.view.tiles if t.face][3] == "cannot be shown"
    keys(qtbot, window, "Return", "F2")
    assert _statuses(recount).count(CaseStatus.RULED) == 5
    assert blanks_of(recount)[3].status is CaseStatus.UNREVIEWED
