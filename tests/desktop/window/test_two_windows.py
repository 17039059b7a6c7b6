"""Two windows on one recount: each is a station of its own, and neither signs the other out."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from adjudicator.desktop.screen import Screen
from adjudicator.desktop.window.foot import RecordFoot
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.recount import open_recount
from adjudicator.services.seating import Seating
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import press, settled

OPEN = "This recount is open in another window; this one is station s2."


def _open(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.open_folder(folder / "recount")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not window.record.busy)


def _foot(window: MainWindow) -> str:
    foot = window.findChild(RecordFoot)
    assert foot is not None
    return foot.text


def _banner(window: MainWindow) -> str:
    screen = window.stack.currentWidget()
    assert isinstance(screen, Screen)
    return screen.banner.sentence


def test_a_second_window_is_another_station_says_so_and_signs_nobody_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first = ready_recount(tmp_path)
    Seating(first).sign_in("team1", PASSPHRASES["team1"])
    _open(qtbot, window, tmp_path)
    assert window.desk is not None
    assert (first.station, window.desk.recount.station) == ("s1", "s2")
    assert [s.person for s in first.state.data.sessions_at("s1")] == ["team1"]
    assert OPEN in _foot(window)
    assert _banner(window) == OPEN
    first.close()
    press(window, "Ctrl+R")
    settled(qtbot, window)
    assert OPEN not in _foot(window)


def test_alone_a_window_says_nothing_and_ends_what_a_crash_left(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    crashed = ready_recount(tmp_path)
    Seating(crashed).sign_in("team1", PASSPHRASES["team1"])
    other = open_recount(tmp_path / "recount")
    Seating(other).sign_in("team2", PASSPHRASES["team2"])
    crashed.close()
    other.close()
    _open(qtbot, window, tmp_path)
    assert window.desk is not None
    data = window.desk.recount.state.data
    assert window.desk.recount.station == "s1"
    assert data.sessions_at("s1") == []
    assert [s.person for s in data.sessions_at("s2")] == ["team2"]
    assert "another window" not in _foot(window)
    assert _banner(window) == ""
