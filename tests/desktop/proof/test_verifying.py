"""Verifying in the window: the one sentence, what was kept outside, and a record that is broken."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.next_list import ONLY_READ
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.proof import verifying
from adjudicator.desktop.proof.verify_dialog import VerifyDialog
from adjudicator.desktop.window.foot import RecordFoot
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.only_read import READING
from adjudicator.services.recount import Recount, open_recount
from tests.desktop.recounts import ready_recount
from tests.desktop.support import dialog, press, settled, write


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    made = ready_recount(tmp_path)
    window.adopt(made, "record")
    settled(qtbot, window)
    return made


def ask(qtbot: QtBot, window: MainWindow, code: str = "") -> VerifyDialog:
    press(window, "Ctrl+Shift+V")
    asked = dialog(qtbot, window, VerifyDialog)
    assert asked.codes.hasFocus()
    if code:
        write(asked, code)
    press(asked, "Return")
    return asked


def done(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: not desk.verifying.running, timeout=60_000)


def test_without_anything_from_outside_it_says_so_in_one_sentence(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    asked = ask(qtbot, window)
    assert asked.cancel.isVisible()
    done(qtbot, window)
    sentence = "The record is consistent in itself, compared with nothing from outside."
    assert asked.banner.sentence == sentence
    assert f"{recount.state.size} entries, record code {recount.record_code()}." in (
        asked.text.toPlainText()
    )
    foot = window.findChild(RecordFoot)
    assert foot is not None
    assert "\u00b7 verified " in foot.text
    assert window._strip is not None
    assert not window._strip.isVisible()


def test_with_a_code_that_was_written_down_it_contains_all_that_was_kept(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    asked = ask(qtbot, window, recount.record_code())
    done(qtbot, window)
    assert asked.banner.sentence == "The record holds, and contains all you kept."


def test_what_is_no_code_and_no_file_is_said_and_it_can_be_stopped(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert recount.state.size
    asked = ask(qtbot, window, "nonsense")
    done(qtbot, window)
    assert "is neither a record code" in asked.banner.sentence
    asked.codes.clear()
    asked.start()
    press(asked, "Space")
    done(qtbot, window)
    assert asked.banner.sentence == "The verification was stopped. Nothing was changed."
    assert asked.go.hasFocus()


def break_a_signature(path: Path) -> None:
    """Somebody with the database writes over one act; the triggers are taken away for it."""
    with sqlite3.connect(path / "record.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            database.execute(f"DROP TRIGGER {name}")
        (data,) = database.execute("SELECT data FROM entries WHERE i = 5").fetchone()
        text = data.decode() if isinstance(data, bytes) else data
        changed = text.replace('"t":"20', '"t":"19', 1)
        assert changed != text
        value = changed.encode() if isinstance(data, bytes) else changed
        database.execute("UPDATE entries SET data = ? WHERE i = 5", (value,))
    database.close()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(verifying, "OPENING_CHECK_MS", 0)
    yield
    QApplication.processEvents()


def test_a_record_that_does_not_hold_is_for_reading_only_with_that_sentence_on_top(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, checked: None
) -> None:
    assert checked is None
    made = ready_recount(tmp_path)
    path = made.folder.path
    made.close()
    recount = open_recount(path)
    break_a_signature(path)
    window.adopt(recount, "overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    strip = window._strip
    assert strip is not None
    qtbot.waitUntil(strip.isVisible, timeout=60_000)
    assert strip.sentence.startswith("The record does not hold at entry 5 because ")
    assert window.desk is not None
    assert window.desk.verifying.last is not None
    assert strip.sentence == window.desk.verifying.last.verdict.sentence
    settled(qtbot, window)
    assert not overview.next.stops, "nothing is offered that would be refused"
    assert overview.next.nothing.text() == ONLY_READ
    assert set(window.navigation._tabs) == READING - {"reconciliation"}, (
        "it is in the Go menu alone"
    )
    assert not window._maker["app.sign_in"].isEnabled()
