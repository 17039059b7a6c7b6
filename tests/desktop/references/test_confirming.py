"""Confirming warns where machine readings speak against the names; what was said goes in time."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.screen import ReferencesScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.importing import Importer
from tests.desktop.support import press, settled
from tests.services.references.printed import Marked
from tests.support.scene import TEAM, Scene, Sheet, passphrase


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ReferencesScreen:
    scene = Scene.copy_of_constituted(tmp_path)
    sheets = [Sheet(n, council=("cy",), style=style) for n, style in enumerate("1122", start=1)]
    plain = scene.source(sheets)
    Importer(scene.recount, Marked(plain.folder, plain.sheets)).run(scene.identity("cora"))
    scene.pile()
    window.adopt(scene.recount, "overview")
    assert window.desk is not None
    for person in TEAM:
        window.desk.seating.sign_in(person, passphrase(person))
    window.show_screen("references")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ReferencesScreen)
    shown.canvas.setFocus()
    return shown


def keys(qtbot: QtBot, window: MainWindow, *pressed: str) -> None:
    for key in pressed:
        press(window, key)
        settled(qtbot, window)


@pytest.mark.parametrize("wrong", [False, True])
def test_names_that_the_machine_speaks_against_are_warned_of_and_nobody_is_stopped(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen, *, wrong: bool
) -> None:
    keys(qtbot, window, "B", "Return", "Return", "B", "Return")
    if wrong:
        keys(qtbot, window, "N", "2", "1")
    keys(qtbot, window, "Return", "Ctrl+Return")
    assert not screen.drawing_now
    doubt = screen.confirm.doubt
    assert doubt.isVisible() == wrong
    if wrong:
        assert "Council (2 of 2 pages)" in doubt.sentence
        assert doubt.sentence.endswith("Look again; you decide.")
        assert screen.announcer.last == doubt.sentence
    keys(qtbot, window, "Return", "F2")
    assert "Recorded as entry" in screen.banner.sentence
    assert len(screen.recount.state.data.references) == 1


def test_what_was_recorded_is_said_until_another_side_is_chosen(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    keys(qtbot, window, "B", "Return", "Return", "B", "Return", "Return")
    keys(qtbot, window, "Ctrl+Return", "Return", "F2")
    assert screen.work is not None
    assert screen.work.place == ("2", "front"), "on to what waits"
    assert "Recorded as entry" in screen.banner.sentence
    assert not screen.panel.undo.isEnabled()
    screen.lines.selectRow(0)
    settled(qtbot, window)
    assert screen.banner.sentence == ""


def test_at_large_text_no_state_is_cut_and_nothing_beside_the_page(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    window.resize(1366, 768)
    keys(qtbot, window, "B", "Return")
    for _ in range(10):
        settled(qtbot, window)
        qtbot.waitUntil(partial(_nothing_cut, screen))
        screen.panel.contest.addItem("Soil and Water Conservation District, Seat 2, unexpired term")
        wide = screen.panel._inner.minimumSizeHint().width()
        assert wide < theme().scaled(320), "a long title takes no width from the page"
        window._look.larger()


def _nothing_cut(screen: ReferencesScreen) -> bool:
    inner, area = screen.panel._inner, screen.panel._area
    listed = screen.lines.horizontalHeader().length() <= screen.lines.viewport().width()
    return listed and inner.minimumSizeHint().width() <= area.viewport().width()
