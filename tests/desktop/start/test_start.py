import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.window import demonstrating
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.demonstration.folder import DemonstrationFolder
from tests.desktop.recounts import make_recount
from tests.desktop.support import settled

Progress = Callable[[str, int, int], None]


def small_demonstration(out: Path, *, progress: Progress) -> DemonstrationFolder:
    """As quick as a demonstration can be: the same people, no ballots."""
    progress("Printing, marking and scanning ballots", 60, 120)
    out.mkdir(parents=True)
    make_recount(out / "recount").close()
    progress("Printing, marking and scanning ballots", 120, 120)
    return DemonstrationFolder(out)


def test_a_first_start_offers_what_there_is(window: MainWindow) -> None:
    start = window.start
    assert start.nothing.isVisible()
    assert not start.go_on.isVisible()
    assert start.new.hasFocus()
    texts = [b.text().replace("&", "") for b in (start.new, start.open, start.demonstration)]
    assert texts == ["New recount\u2026", "Open a folder\u2026", "Demonstration\u2026"]


def test_the_demonstration_is_made_and_opened_with_its_passphrases_named(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstrating, "make_half_ruled", small_demonstration)
    window.demonstrations.make(tmp_path / "demo")
    settled(qtbot, window)
    assert window.stack.shown == "overview"
    banner = getattr(window.stack.currentWidget(), "banner", None)
    assert banner is not None
    assert banner.sentence.startswith("Sign in with F3. The passphrases of these people are in ")


def test_a_demonstration_can_be_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = threading.Event()

    def slow(out: Path, *, progress: Progress) -> DemonstrationFolder:
        assert pressed.wait(10)
        return small_demonstration(out, progress=progress)

    monkeypatch.setattr(demonstrating, "make_half_ruled", slow)
    window.demonstrations.make(tmp_path / "demo")
    assert window.start.stop.isVisible()
    assert not window.start.new.isEnabled()
    QTest.keyClick(window.start.stop, Qt.Key.Key_Space)
    pressed.set()
    settled(qtbot, window)
    assert window.start.banner.sentence == "The demonstration was stopped. Nothing of it is left."
    assert window.start.new.isEnabled()
    assert not (tmp_path / "demo").exists()


def test_a_line_is_forgotten_and_the_folder_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(make_recount(tmp_path / "recount"))
    settled(qtbot, window)
    window.leave()
    settled(qtbot, window)
    assert len(window.start.table.shown()) == 1
    window.resize(1093, 614)
    bar = window.start.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    QTest.keyClick(window.start.forget, Qt.Key.Key_Space)
    assert window.start.table.shown() == []
    assert window.start.nothing.isVisible()
    assert (tmp_path / "recount" / "recount.json").is_file()
