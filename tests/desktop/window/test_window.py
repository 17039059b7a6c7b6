import gc
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.cli.main import build_parser
from adjudicator.desktop.app import DESKTOP_FILE, make_application, make_window
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.desktop.kit.watermark import Watermark, WatermarkLine
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.leaving import LeaveDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.menus import MENUS
from adjudicator.desktop.window.only_read import offered
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.services.recount import Recount, open_recount
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, no_dialog, press, settled


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    recount = ready_recount(tmp_path)
    recount.close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    return window.desk.recount


def kinds(folder: Path) -> list[str]:
    recount = open_recount(folder)
    try:
        with recount.reading() as connection:
            return [entry.kind for entry in list_entries(connection)]
    finally:
        recount.close()


def test_without_a_recount_there_is_start_and_the_rest_is_grey(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start
    assert not window._maker["go.tally"].isEnabled()
    assert not window._maker["app.sign_in"].isEnabled()
    assert window._maker["recount.open"].isEnabled()


def test_every_screen_is_reached_by_its_key(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark is not None
    assert window.desk is not None
    for name in offered(window.desk):
        press(window, window._maker[f"go.{name}"].shortcut().toString())
        settled(qtbot, window)
        assert window.stack.shown == name
        shown = window.stack.currentWidget()
        assert shown is not None
        assert shown.accessibleName()
    press(window, "Ctrl+PgDown")
    assert window.stack.shown == next(iter(SCREENS))
    press(window, "Ctrl+PgUp")
    assert window.stack.shown == list(SCREENS)[-1]


def test_the_menus_hold_every_command_of_the_window(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [title for title, _ in MENUS]
    wanted = [c for _, commands in MENUS for c in commands if c != "-"]
    assert [window._maker[c].text() for c in wanted] == [window._table[c].label for c in wanted]


def test_the_foot_tells_the_record_and_the_watermark_is_on_every_screen(
    window: MainWindow, opened: Recount
) -> None:
    assert window._foot is not None
    assert window._foot.text.startswith(f"Record {opened.record_code()} at ")
    mark = window.findChild(Watermark)
    assert mark is not None
    for name in SCREENS:
        window.show_screen(name)
        assert mark.isVisible()
        assert mark.size() == window.size()
        assert mark.words == "DEMONSTRATION - not an election record"


def test_a_folder_opened_before_is_offered_and_opened_by_return(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    folder = opened.folder.path
    window.leave()
    settled(qtbot, window)
    [line] = window.start.table.shown()
    assert (line.county, line.purpose) == ("Marsh County", "demo")
    press(window, "Return")
    settled(qtbot, window)
    assert window.stack.shown == "overview"
    assert window.desk is not None
    assert window.desk.recount.folder.path == folder


def test_a_folder_that_is_none_says_so_on_start(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_folder(tmp_path)
    settled(qtbot, window)
    assert "is not a recount folder" in window.start.banner.sentence
    assert window.stack.currentWidget() is window.start


def test_leaving_signs_everyone_out(qtbot: QtBot, window: MainWindow, opened: Recount) -> None:
    folder = opened.folder.path
    assert window.desk is not None
    window.desk.seating.sign_in("team1", PASSPHRASES["team1"])
    window.desk.seating.sign_in("obs1", PASSPHRASES["obs1"])
    window.leave()
    settled(qtbot, window)
    assert kinds(folder)[-2:] == ["signout", "signout"]


@pytest.mark.parametrize("key", ["Ctrl+N", "leave", "recent"])
def test_a_table_with_people_at_it_is_not_left_without_a_question(
    qtbot: QtBot, window: MainWindow, opened: Recount, key: str
) -> None:
    assert window.desk is not None
    for person in ("team1", "team2", "obs1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])

    def want() -> None:
        if key == "leave":
            window._maker["recount.leave"].trigger()
        elif key == "recent":
            window.start.folder_asked.emit(str(opened.folder.path))
        else:
            press(window, key)

    want()
    asked = dialog(qtbot, window, LeaveDialog)
    assert asked.question == "Three people are signed in here. Leave this recount?"
    press(asked, "Return")
    settled(qtbot, window)
    assert no_dialog(window)
    assert window.desk is not None
    assert len(window.desk.seats) == 3
    want()
    QTest.keyClick(dialog(qtbot, window, LeaveDialog).go, Qt.Key.Key_Space)
    settled(qtbot, window)
    if key == "recent":
        assert window.desk is not None
        assert not window.desk.seats
    else:
        assert window.desk is None


def test_the_names_of_the_screens_stand_beside_the_menus_where_there_is_room(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    tabs = window.navigation._tabs
    # These have their place in the Go menu alone: the row has no room for another name.
    in_the_menu = {"reconciliation", "references", "grid", "second_look"}
    assert list(tabs) == [name for name in SCREENS if name not in in_the_menu]
    qtbot.waitUntil(lambda: all(tab.visibleRegion().boundingRect() == tab.rect() for tab in
                                tabs.values()))  # fmt: skip
    assert all(tab.width() >= tab.sizeHint().width() for tab in tabs.values())
    for _ in range(10):
        window._look.larger()
    assert not window.navigation.isVisible(), "there is no room at 200 %"
    for _ in range(10):
        window._look.smaller()
    assert window.navigation.isVisible()


@pytest.mark.parametrize("key", ["Ctrl+Q", ""])
def test_the_window_is_not_closed_over_people_without_a_question(
    qtbot: QtBot, window: MainWindow, opened: Recount, tmp_path: Path, key: str
) -> None:
    desk = window.desk
    assert desk is not None
    for person in ("team1", "obs1"):
        desk.seating.sign_in(person, PASSPHRASES[person])

    def want() -> None:
        if key:
            press(window, key)
        else:
            window.close()
            window.close()

    want()
    asked = dialog(qtbot, window, LeaveDialog)
    assert asked.question == "Two people are signed in here. Close the window?"
    assert asked.go.text().replace("&", "") == "Sign everyone out and close"
    assert [w.words for w in asked.findChildren(WatermarkLine)] == [opened.watermark]
    press(asked, "Return")
    settled(qtbot, window)
    assert no_dialog(window)
    assert window.isVisible()
    assert len(desk.seats) == 2
    want()
    QTest.keyClick(dialog(qtbot, window, LeaveDialog).go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.desk is None
    assert kinds(tmp_path / "recount")[-2:] == ["signout", "signout"]


def test_the_window_closes_at_once_where_nobody_is_signed_in(
    window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window.close()
    assert not window.isVisible()
    assert no_dialog(window)


def test_a_recount_nobody_is_signed_in_at_is_left_at_once(
    window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window._maker["recount.leave"].trigger()
    assert window.desk is None


def test_review_opens_on_the_next_batch_and_on_a_case_by_its_number(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    window.show_review(None)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.batch == 1
    with opened.reading() as connection:
        other = list_cases(connection, CaseFilter(batch=2))[1]
    window.show_review(2, other.number)

    def shown() -> bool:
        return page.review is not None and page.review.controller.navigator.current == other.number

    qtbot.waitUntil(shown)
    assert page.batch == 2
    assert window._foot is not None
    assert not window._foot.isVisible()


def test_an_open_record_is_spared_from_looks_for_garbage_until_it_is_left(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.purpose
    settled(qtbot, window)
    assert gc.get_freeze_count() > 10_000
    window.leave()
    assert gc.get_freeze_count() < 10_000


def test_the_keys_work_again_where_a_batch_is_opened_anew(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.purpose
    window.show_review(1)
    settled(qtbot, window)
    window.show_screen("overview")
    settled(qtbot, window)
    window.show_review(1)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    before = page.review.controller.navigator.current
    press(window, "PgDown")
    assert page.review.controller.navigator.current != before


def test_the_look_is_changed_from_the_menu_and_kept(
    qapp: QApplication, window: MainWindow, tmp_path: Path
) -> None:
    window._maker["app.dark"].trigger()
    press(window, "Ctrl+Shift+Up")
    assert (theme().scheme, theme().scale) == (Scheme.DARK, 110)
    again = make_window(qapp, SettingsFile(tmp_path / "settings" / "window.json"))
    assert (theme().scheme, theme().scale) == (Scheme.DARK, 110)
    again._maker["app.light"].trigger()
    press(again, "Ctrl+Shift+Down")
    again._look.smaller()
    assert (theme().scheme, theme().scale) == (Scheme.LIGHT, 100)
    again.close()
    again.deleteLater()


def test_settings_that_cannot_be_read_are_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text("{ nonsense")
    assert SettingsFile(path).load().scale == 100


def test_the_key_card_shows_the_keys_of_this_screen(window: MainWindow, opened: Recount) -> None:
    assert opened.watermark
    press(window, "?")
    card = window.stack.card
    assert card is not None
    assert card.isVisible()
    assert "Go to" in card.groups()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_everything_that_can_be_pressed_has_a_name_and_a_place_in_the_tab_order(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    for name in SCREENS:
        if name == "review":
            continue
        window.show_screen(name)
        settled(qtbot, window)
        shown = window.stack.currentWidget()
        assert shown is not None
        for widget in shown.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                text = widget.text() if hasattr(widget, "text") else ""
                inner = widget.objectName().startswith("qt_") or widget.parent() is None
                assert widget.accessibleName() or text or inner, (name, widget)


def test_the_application_has_the_name_of_its_desktop_entry(qapp: QApplication) -> None:
    assert make_application() is qapp
    assert DESKTOP_FILE == "org.adjudicator.Adjudicator"


def test_the_command_line_offers_open_without_loading_qt() -> None:
    assert build_parser().parse_args(["open", "there"]).folder == Path("there")
    code = "import sys, adjudicator.cli.main; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
