"""The lock: by command and by idleness; what it ends, what it covers, and how it is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.people.enrol import EnrolDialog
from adjudicator.desktop.people.idle import IdleWatch
from adjudicator.desktop.people.lock_cover import DROPPED, LOCKED, LockCover
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.review.flow import DROPPED as BEGIN_AGAIN
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.rulings import Ruling
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_entries
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, no_dialog, press, settled, write

IDLE = 1800


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(window: MainWindow) -> Clock:
    made = Clock()
    window.lock.watch.clock = made
    return made


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, clock: Clock, tmp_path: Path) -> Recount:
    assert clock.now == 0.0
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    assert window.desk is not None
    for person in ("team1", "team2", "obs1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    return window.desk.recount


def review(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    window.show_review(1)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(lambda: shown.flow.shown)
    return page


def kinds(recount: Recount) -> list[str]:
    with recount.reading() as connection:
        return [entry.kind for entry in list_entries(connection)]


def seats(window: MainWindow) -> list[str]:
    assert window.desk is not None
    return [seat.person.id for seat in window.desk.seats]


def is_locked(window: MainWindow) -> bool:
    """Whether a cover can be seen."""
    covers = [c for c in window.findChildren(LockCover) if c.isVisible()]
    assert bool(covers) == window.lock.locked
    return bool(covers)


def proposal(shown: ReviewScreen) -> Ruling | None:
    return shown.flow.proposed


def unlock(qtbot: QtBot, window: MainWindow, letters: str, person: str) -> None:
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, letters)
    press(asked, "Return")
    write(asked, PASSPHRASES[person])
    press(asked, "Return")
    settled(qtbot, window)


def test_the_command_signs_everybody_out_and_covers_the_window(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    press(window, "Ctrl+Alt+L")
    settled(qtbot, window)
    cover = window.lock.cover
    assert cover is not None
    assert cover.isVisible()
    assert cover.geometry() == window.rect()
    assert cover.words.text() == LOCKED == "Locked. Sign in (F3)."
    assert cover.told.text().startswith("Locked at ")
    assert "Everything recorded is safe." in cover.told.text()
    assert DROPPED not in cover.told.text()
    assert cover.sign_in.hasFocus()
    assert seats(window) == []
    assert kinds(opened)[-3:] == ["signout"] * 3
    assert opened.state.data.sessions_at(opened.station) == []


def test_a_locked_station_hears_the_sign_in_and_hardly_anything_else(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    size = opened.state.size
    press(window, "Ctrl+Alt+L")
    settled(qtbot, window)
    for key in ("Ctrl+Shift+P", "Ctrl+PgDown", "Ctrl+R", "Ctrl+W", "?", "Ctrl+Alt+H", "Ctrl+N"):
        press(window, key)
    settled(qtbot, window)
    assert window.stack.shown == "overview"
    assert is_locked(window)
    assert opened.state.size == size + 3
    assert window._maker["app.quit"].isEnabled()
    unlock(qtbot, window, "reyes", "team1")
    assert not is_locked(window)
    assert seats(window) == ["team1"]
    press(window, "Ctrl+Shift+P")
    assert window.stack.shown == "people"
    assert window._maker["recount.leave"].isEnabled()


def test_it_stays_locked_while_nobody_gives_the_right_passphrase(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    press(window, "Ctrl+Alt+L")
    settled(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F3)
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, "reyes")
    press(asked, "Return")
    write(asked, "not the passphrase")
    press(asked, "Return")
    settled(qtbot, window)
    asked.reject()
    assert is_locked(window)
    assert opened.state.data.sessions_at(opened.station) == []


def test_a_half_built_sentence_is_dropped_and_said_and_nothing_recorded_is_lost(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    page = review(qtbot, window)
    shown = page.review
    assert shown is not None
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.shown)
    case = shown.flow.case
    press(window, "B", "Return")
    assert proposal(shown) is not None
    press(window, "Ctrl+Alt+L")
    settled(qtbot, window)
    assert window.lock.cover is not None
    assert DROPPED in window.lock.cover.told.text()
    unlock(qtbot, window, "reyes", "team1")
    unlock(qtbot, window, "ortiz", "team2")
    assert shown.flow.case is not None
    assert case is not None
    assert shown.flow.case.number == case.number
    assert proposal(shown) is None
    assert shown.flow.draft is not None
    assert shown.flow.draft.disposition is None
    assert shown.flow.message == BEGIN_AGAIN
    assert kinds(opened).count("rule") == 1
    press(window, "F2")
    settled(qtbot, window)
    assert kinds(opened).count("rule") == 1
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    assert kinds(opened).count("rule") == 2


def test_what_both_agreed_on_just_before_the_lock_is_recorded(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    review(qtbot, window)
    press(window, "B", "Return", "F2", "Ctrl+Alt+L")
    settled(qtbot, window)
    assert [k for k in kinds(opened) if k in {"rule", "signout"}] == ["rule"] + ["signout"] * 3


def test_open_dialogs_are_left_and_with_them_what_they_hold(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window.show_screen("people")
    settled(qtbot, window)
    people = window.stack.currentWidget()
    assert isinstance(people, PeopleScreen)
    QTest.keyClick(people.enrol, Qt.Key.Key_Space)
    dialog(qtbot, window, EnrolDialog)
    window.lock.lock()
    settled(qtbot, window)
    assert no_dialog(window)


def test_nobody_there_for_half_an_hour_locks(
    qtbot: QtBot, window: MainWindow, opened: Recount, clock: Clock
) -> None:
    clock.now = IDLE - 1
    window.lock.watch.look()
    assert not is_locked(window)
    clock.now = IDLE
    window.lock.watch.look()
    settled(qtbot, window)
    cover = window.lock.cover
    assert cover is not None
    assert "nobody had pressed a key or the mouse for 30 minutes" in cover.told.text()
    assert opened.state.data.sessions_at(opened.station) == []


@pytest.mark.parametrize("means", ["key", "mouse"])
def test_a_key_or_the_mouse_begins_the_time_anew(
    window: MainWindow, opened: Recount, clock: Clock, means: str
) -> None:
    clock.now = IDLE - 1
    handle = window.windowHandle()
    if means == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    else:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    clock.now = IDLE + 1
    window.lock.watch.look()
    assert not is_locked(window)
    clock.now = 2 * IDLE
    window.lock.watch.look()
    assert is_locked(window)
    assert opened.watermark


def test_a_key_in_a_dialog_counts_too(
    qtbot: QtBot, window: MainWindow, opened: Recount, clock: Clock
) -> None:
    assert opened.watermark
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    clock.now = IDLE - 1
    QTest.keyClick(asked.windowHandle(), Qt.Key.Key_R)
    clock.now = IDLE + 1
    window.lock.watch.look()
    assert asked.isVisible()
    assert not is_locked(window)


def test_an_empty_station_needs_no_lock_and_start_has_none(
    qtbot: QtBot, window: MainWindow, opened: Recount, clock: Clock
) -> None:
    assert window.desk is not None
    window.desk.seating.lock()
    clock.now = IDLE
    window.lock.watch.look()
    assert not is_locked(window)
    window.leave()
    settled(qtbot, window)
    assert opened.purpose
    assert not window._maker["app.lock"].isEnabled()
    window.lock.lock()
    assert not is_locked(window)


def test_a_record_that_cannot_be_told_is_said_on_the_cover(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    opened._log_key = None
    (opened.folder.keys / "log.key").unlink()
    window.lock.lock()
    settled(qtbot, window)
    cover = window.lock.cover
    assert cover is not None
    assert cover.trouble.isVisible()
    assert "no log key" in cover.trouble.text()
    assert seats(window) == []


def test_leaving_the_recount_takes_the_cover_away(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window.lock.lock()
    settled(qtbot, window)
    window.leave()
    settled(qtbot, window)
    assert not is_locked(window)
    assert window.stack.currentWidget() is window.start
    assert window.start.isEnabled()
    assert window._maker["recount.open"].isEnabled()


def test_the_watch_tells_once_until_the_next_press(qtbot: QtBot) -> None:
    clock = Clock()
    watch = IdleWatch(clock=clock)
    told: list[float] = []
    watch.idle.connect(lambda: told.append(clock.now))
    watch.begin(60)
    for clock.now in (59.0, 60.0, 61.0, 119.0, 120.0):
        watch.look()
    assert told == [60.0, 120.0]
    watch.end()
    clock.now = 1000.0
    watch.look()
    assert len(told) == 2
    assert qtbot is not None
