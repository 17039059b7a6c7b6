"""The state in the real window, by keyboard: from Start to the counties and the figures."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.statewide import state_screen
from adjudicator.desktop.statewide.counties_pane import Kept
from adjudicator.desktop.statewide.hourly import StatusForm
from adjudicator.desktop.statewide.question import StateQuestion
from adjudicator.desktop.statewide.state_screen import Page, StateScreen
from adjudicator.desktop.statewide.typing_form import TypingForm
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.importing import Cancelled
from adjudicator.services.statewide.report import StateReport
from tests.desktop.recounts import make_recount
from tests.desktop.support import dialog, press, settled, write
from tests.support.counties import County


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bay is in; two recounts of Gulf; Leon is at work."""
    place = tmp_path_factory.mktemp("state")
    County("Bay", scott=700, nelson=200).export(place)
    County("Leon", scott=40, nelson=90, done=False).export(place)
    for salt in ("1", "2"):
        County("Gulf", salt=salt).export(place, f"gulf-{salt}")
    return place


@pytest.fixture
def screen(window: MainWindow) -> StateScreen:
    """The state, opened by its key."""
    press(window, "Ctrl+Shift+J")
    made = window.state.screen
    assert made is not None
    assert window.stack.currentWidget() is made
    return made


@pytest.fixture
def loaded(qtbot: QtBot, window: MainWindow, screen: StateScreen, folder: Path) -> StateScreen:
    screen.sources.sources.add(folder)
    press(window, "Ctrl+Return")
    settled(qtbot, window)
    assert screen.shown == Page.COUNTIES
    return screen


def counties(screen: StateScreen) -> list[tuple[str, str]]:
    """County and standing as they stand in the list."""
    model = screen.counties.table.filter_model
    return [
        (str(model.index(n, 0).data()), str(model.index(n, 1).data()))
        for n in range(model.rowCount())
    ]


def keep(screen: StateScreen, kept: Kept) -> None:
    screen.counties.kept.setCurrentIndex(screen.counties.kept.findData(kept))


def test_from_start_by_keyboard_to_who_is_in(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.start.state.setFocus()
    press(window, "Space")
    screen = window.state.screen
    assert screen is not None
    write(window, str(folder))
    press(window, "Return", "Return")
    settled(qtbot, window)
    assert screen.counties.summary.text() == (
        "U.S. Senate: 2 of 67 counties in, 64 missing, 1 refused; 1 partial."
    )
    assert counties(screen)[0] == ("Gulf", "refused")
    assert len(counties(screen)) == 67
    about = screen.counties.details.sentences.text()
    assert "Two recounts of one county: gulf-1 and gulf-2." in about
    assert "What to do: Ask the county which one is to be filed" in about
    press(window, "Ctrl+D")
    assert window.stack.currentWidget() is window.start


def test_counties_are_narrowed_by_standing_and_words(
    window: MainWindow, loaded: StateScreen
) -> None:
    pane, reached = loaded.counties, []
    for _ in range(12):
        press(window, "Tab")
        reached.append(QApplication.focusWidget())
    wanted = (*loaded.parts.buttons, loaded.save, loaded.back, pane.contest, pane.kept, pane.words)
    assert {*wanted} <= {*reached}
    keep(loaded, Kept.IN)
    assert counties(loaded) == [("Leon", "in, partial"), ("Bay", "in")]
    keep(loaded, Kept.WAITING)
    assert len(counties(loaded)) == 66
    loaded.counties.words.setText("miami")
    assert counties(loaded) == [("Miami-Dade", "missing")]


def test_the_figures_stand_split_with_the_outcome_and_are_saved(
    qtbot: QtBot, window: MainWindow, loaded: StateScreen, tmp_path: Path
) -> None:
    loaded.show_page(Page.TOTALS)
    model = loaded.totals.table.filter_model
    rows = [[str(model.index(n, c).data()) for c in range(9)] for n in range(2)]
    assert rows == [
        ["Rick Scott", "740", "0", "740", "0", "0", "740", "0", "740"],
        ["Bill Nelson", "290", "+2", "292", "0", "0", "290", "+2", "292"],
    ]
    assert "After: Rick Scott ahead by 448 votes" in loaded.totals.outcome.text()
    loaded.show_page(Page.ALIKE)
    assert "is no reproach" in loaded.alike.rule.text()
    for ending, begins in (("json", b"{"), ("csv", b"contest,county"), ("pdf", b"%PDF")):
        loaded.save_to(tmp_path / f"state.{ending}")
        settled(qtbot, window)
        assert (tmp_path / f"state.{ending}").read_bytes().startswith(begins)


def test_what_cannot_be_read_is_told_and_what_was_read_stays(
    qtbot: QtBot, window: MainWindow, loaded: StateScreen, tmp_path: Path
) -> None:
    loaded.sources.sources.add(tmp_path / "nowhere")
    press(window, "Ctrl+Return")
    settled(qtbot, window)
    assert "holds no export" in loaded.banner.sentence
    assert loaded.state is not None
    assert "2 exports hold and count; 2 are refused" in loaded.sources.summary.text()


def test_a_reading_can_be_stopped(
    qtbot: QtBot,
    window: MainWindow,
    screen: StateScreen,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(
        _question: StateQuestion,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> StateReport:
        progress(1, 67)
        qtbot.waitUntil(cancelled)
        raise Cancelled

    monkeypatch.setattr(state_screen, "read_state", slow)
    screen.sources.sources.add(folder)
    press(window, "Ctrl+Return")
    qtbot.waitUntil(lambda: screen.sources.progress.words.text() == "1 of 67 exports read")
    press(window, "Space")
    settled(qtbot, window)
    assert "Nothing of it was kept" in screen.banner.sentence
    assert screen.sources.load.isEnabled()


# Typed figures ---------------------------------------------------------------------------------


def type_sheet(qtbot: QtBot, window: MainWindow, typist: str, votes: tuple[str, str]) -> None:
    press(window, "Ctrl+T")
    form = dialog(qtbot, window, TypingForm)
    assert not any(edit.text() for _, *edits in form.rows for edit in edits)
    write(form, typist)
    form.county.setCurrentText("Union")
    for (_, _, edit), number in zip(form.rows, votes, strict=False):
        edit.setText(number)
    form.take.setFocus()
    press(form, "Space")


def test_two_people_type_without_seeing_each_others_figures(
    qtbot: QtBot, window: MainWindow, loaded: StateScreen
) -> None:
    type_sheet(qtbot, window, "Ann Ash", ("31", "12"))
    assert "Only Ann Ash has typed it." in loaded.banner.sentence
    type_sheet(qtbot, window, "Bo Birch", ("13", "12"))
    assert "U.S. Senate, Rick Scott: 31 and 13" in loaded.banner.sentence
    type_sheet(qtbot, window, "Bo Birch", ("31", "12"))
    assert loaded.banner.sentence == ("Union: both typed the same. Verify and add up to see it.")
    press(window, "Ctrl+Return")
    settled(qtbot, window)
    loaded.counties.words.setText("union")
    assert counties(loaded) == [("Union", "typed")]


def test_a_figure_that_is_none_stays_on_the_form(
    qtbot: QtBot, window: MainWindow, loaded: StateScreen
) -> None:
    type_sheet(qtbot, window, "Ann Ash", ("3x", "12"))
    form = dialog(qtbot, window, TypingForm)
    assert form.banner.sentence == 'Rick Scott: "3x" is not a number of votes.'
    assert loaded.sheets == ()
    form.reject()


# A county's own status file --------------------------------------------------------------------


def test_a_station_writes_its_status_file_now_and_every_hour(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(make_recount(tmp_path))
    settled(qtbot, window)
    window.status_files.ask(window.desk, window)
    form = dialog(qtbot, window, StatusForm)
    out = tmp_path / "out"
    form.place.line.setText(str(out))
    form.hourly.setChecked(True)
    form.write.setFocus()
    press(form, "Space")
    settled(qtbot, window)
    (path,) = out.iterdir()
    assert form.banner.sentence == f"Written: {path}, signed by the record's own key."
    kept = SettingsFile(tmp_path / "settings" / "window.json").load()
    assert kept.status_folder == str(out)
    form.accept()
    path.unlink()
    window.status_files.write()
    settled(qtbot, window)
    assert path.exists()
    out_of_reach = tmp_path / "file"
    out_of_reach.write_text("no folder")
    window.status_files.keep(str(out_of_reach / "deeper"))
    window.status_files.write()
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen)
    assert "The status file for the state was not written" in shown.banner.sentence
