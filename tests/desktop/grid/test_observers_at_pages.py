"""Observers beside pages of blank ballots: asked after each page, free to object to any of them."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.grid.page_view import is_covered
from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.history import CaseStatus
from adjudicator.services.opening import Policy
from tests.desktop.grid.ballots import (
    blank_recount,
    blanks_of,
    keys,
    open_window,
    take_next_batch,
)
from tests.desktop.support import press, settled


def test_observers_are_asked_after_the_page_and_object_to_a_single_ballot(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = open_window(
        qtbot, window, blank_recount(tmp_path, blanks=8, policy=Policy(grid_ms=0, page_max=4)),
        "team1", "team2", "obs1",
    )  # fmt: skip
    grid = take_next_batch(qtbot, window)
    qtbot.waitUntil(lambda: grid.bar.observers.words == ["present"])
    # Before anything is recorded: to the third ballot, by its number.
    keys(qtbot, window, "3", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    assert grid.observers.form is not None
    objected = blanks_of(recount)[2].number
    assert grid.observers.form.subject.number == objected
    keys(qtbot, window, "6", "Return")
    qtbot.waitUntil(lambda: "R-001" in grid.bar.message)
    assert [t.face.why for t in grid.view.tiles if t.face] == ["", "", "objected to", ""]
    keys(qtbot, window, "Return", "F2")
    qtbot.waitUntil(
        lambda: grid.bar.observers.words == ["present, did not answer \u00b7 3 \u00b7 asked"]
    )
    keys(qtbot, window, "F5")
    qtbot.waitUntil(lambda: grid.bar.observers.words == ["signed, no objection"])
    statuses = {c.number: c.status for c in blanks_of(recount)}
    assert statuses[objected] is CaseStatus.DISPUTED
    # And to a ruling that stands, from the page before.
    keys(qtbot, window, "PgUp", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    keys(qtbot, window, "1", "1", "Return")
    qtbot.waitUntil(lambda: "R-002" in grid.bar.message)
    assert blanks_of(recount)[0].status is CaseStatus.DISPUTED


def test_a_page_that_comes_beneath_the_form_of_an_objection_is_shown_and_waits_for_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    policy = Policy(grid_ms=0, page_max=3)
    folder = blank_recount(tmp_path, blanks=6, policy=policy)
    recount = open_window(qtbot, window, folder, "team1", "team2", "obs1")
    grid = take_next_batch(qtbot, window)
    size = recount.state.size
    keys(qtbot, window, "Return", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    assert not is_covered(grid.view)
    # No key does it beneath the form; as when the word was given just before.
    grid.flow.confirm_second()
    qtbot.waitUntil(lambda: recount.state.size == size + 1)
    settled(qtbot, window)
    shown = [tile.face.ballot.case.number for tile in grid.view.tiles if tile.face]
    assert shown == [case.number for case in blanks_of(recount)[3:]]
    assert not grid.flow.looking.begun, "nobody looks at a page beneath the form"
    press(window, "Esc")
    qtbot.waitUntil(lambda: grid.flow.looking.begun)


def test_an_objection_disturbs_nobody_who_looks_however_large_the_text(
    qtbot: QtBot, window: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    folder = blank_recount(tmp_path, blanks=10)
    recount = open_window(qtbot, window, folder, "team1", "team2", "obs1")
    window.resize(1366, 768)
    apply_theme(qapp, scale=200)
    grid = take_next_batch(qtbot, window)
    on_page = len(grid.view.tiles)
    keys(qtbot, window, "Return", "Shift+F5")
    qtbot.waitUntil(lambda: grid.observers.form is not None)
    assert "Ben Ortiz looks" in grid.head.words
    assert len(grid.view.tiles) == on_page
    size = recount.state.size
    if is_covered(grid.view):
        keys(qtbot, window, "F2")
        assert recount.state.size == size, "nobody confirms what is covered"
    keys(qtbot, window, "Esc")
    qtbot.waitUntil(lambda: not is_covered(grid.view))
    assert "Ben Ortiz looks" in grid.head.words
    assert len(grid.view.tiles) == on_page
    keys(qtbot, window, "F2")
    assert recount.state.size > size
