"""The second look in the window, over a real record: by keyboard, blind, ballot after ballot."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.second_look.flow import DROPPED
from adjudicator.desktop.second_look.list_page import LookListPage
from adjudicator.desktop.second_look.page import SecondLookPage
from adjudicator.desktop.second_look.ports import LookSheet, LookTable
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.second_look import BatchLooks, Rate, Stage
from adjudicator.services.next_steps import Way
from adjudicator.services.second_look.looking import LookList
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.services.status import recount_status
from tests.desktop.recounts import ready_recount
from tests.desktop.support import dialog, press, settled, sign, write
from tests.services.second_look.looking_room import DICE, OTHERS, LookingRoom, looking_room
from tests.support.scene import passphrase


@pytest.fixture
def room(tmp_path: Path) -> LookingRoom:
    """Twelve blanks in one batch, confirmed by Ada and Ben; nothing is drawn."""
    made = looking_room(tmp_path).begin_looking()
    made.confirm("9")
    return made


def opened(qtbot: QtBot, window: MainWindow, room: LookingRoom, *people: str) -> None:
    room.close()
    window.open_folder(room.path)
    settled(qtbot, window)
    assert window.desk is not None
    for person in people:
        window.desk.seating.sign_in(person, passphrase(person))


def looks(window: MainWindow) -> SecondLooks:
    assert window.desk is not None
    found = read_looks(window.desk.recount)
    assert found is not None
    return found


def page(qtbot: QtBot, window: MainWindow) -> SecondLookPage:
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, SecondLookPage)
    return shown


def waits_for_ballot(qtbot: QtBot, shown: SecondLookPage) -> str:
    qtbot.waitUntil(lambda: shown.flow.view is not None and shown.flow.shown)
    assert shown.flow.view is not None
    return shown.flow.view.number


def every_word(shown: SecondLookPage) -> str:
    """Everything a label or a named control of the screen says."""
    found = [w.text() for w in shown._ballot.findChildren(QLabel) if w.isVisible()]
    found += [w.accessibleName() for w in shown._ballot.findChildren(QWidget)]
    return " ".join(found)


def test_the_board_draws_from_the_overview_with_what_was_thrown(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    opened(qtbot, window, room)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert Way.CLOSE not in overview.next.buttons
    QTest.keyClick(overview.next.buttons[Way.DRAW], Qt.Key.Key_Space)
    form = dialog(qtbot, window, SigningDialog)
    assert not form.record_button.isEnabled()
    write(form, DICE)
    sign(qtbot, window, kelly=passphrase("kelly"), lewis=passphrase("lewis"))
    (batch,) = looks(window).batches
    assert (batch.stage, batch.drawn) == (Stage.LOOK, 2)
    assert "2 blanks of 1 batch drawn." in overview.banner.sentence
    assert Way.LOOK in overview.next.buttons


def test_another_team_looks_at_one_ballot_after_another_by_two_keys_each(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    room.draw()
    opened(qtbot, window, room, *OTHERS)
    window.show_screen("second_look")
    shown = page(qtbot, window)
    first = waits_for_ballot(qtbot, shown)
    told = every_word(shown).lower()
    for secret in ("ruled to have", "machine:", "undervote", "no vote", "ada", "ben "):
        assert secret not in told
    press(window, "C")
    assert not shown.pane.ink_outlined
    press(window, "F2")
    assert "Nothing is proposed yet" in shown.bar.message.text()
    press(window, "0", "Return", "F2")
    second = waits_for_ballot(qtbot, shown)
    assert second != first
    qtbot.waitUntil(lambda: looks(window).rate == Rate(1, 0))
    press(window, "1", "Return", "Backspace", "O", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: looks(window).rate == Rate(2, 1))
    assert shown.flow.view is None, "the list is back"
    qtbot.waitUntil(shown.list.draw.isEnabled)
    assert "are to be drawn by the board" in shown.list.what.text()
    assert "1 of 2 seen otherwise (500 of 1,000)" in shown.list.rate.text()


def test_those_who_ruled_are_told_that_another_team_looks(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    room.draw()
    opened(qtbot, window, room, "ada", "ben")
    window.show_screen("second_look")
    shown = page(qtbot, window)
    qtbot.waitUntil(lambda: bool(shown.list.what.text()))
    assert shown.flow.view is None
    assert shown.list.what.text() == (
        "Ada Alder and Ben Beech ruled on 2 drawn ballots that wait: another team looks."
    )
    assert not shown.list.begin.isEnabled()


def test_return_takes_the_way_from_the_list_and_what_was_drawn_is_said_to_those_who_drew(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    opened(qtbot, window, room)
    window.show_screen("second_look")
    shown = page(qtbot, window)
    qtbot.waitUntil(shown.list.draw.isEnabled)
    press(window, "Return")
    form = dialog(qtbot, window, SigningDialog)
    write(form, DICE)
    sign(qtbot, window, kelly=passphrase("kelly"), lewis=passphrase("lewis"))
    settled(qtbot, window)
    assert shown.banner.sentence.startswith("2 blanks of 1 batch drawn.")
    assert window.desk is not None
    for person in OTHERS:
        window.desk.seating.sign_in(person, passphrase(person))
    window.refresh()
    qtbot.waitUntil(shown.list.begin.isEnabled)
    assert shown.banner.sentence == "", "others sit here now"
    if shown.flow.view is None:
        press(window, "Return")
    waits_for_ballot(qtbot, shown)
    press(window, "0")
    window.desk.seating.sign_out(OTHERS[1])
    window.refresh()
    qtbot.waitUntil(lambda: shown.flow.view is None)
    qtbot.waitUntil(lambda: shown.list.said.text() == DROPPED)
    assert shown.list.said.isVisible()


def test_above_the_limit_it_is_said_how_many_of_the_drawn_are_looked_at() -> None:
    rate = Rate(4, 4)
    batch = BatchLooks(7, Stage.AGAIN, 8, 8, 4, (), 4, rate, 10, above=True)
    shown = LookListPage("Ctrl+D")
    shown.show_sheet(LookSheet(SecondLooks(25, 10, (batch,)), LookTable(), LookList((), 0, "")))
    assert shown.what.text() == (
        "8 blanks are to be drawn by the board, 4 of them to be looked at."
    )


def test_where_the_opening_fixed_none_there_is_no_such_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    window.show_screen("second_look")
    assert isinstance(window.stack.currentWidget(), OverviewScreen)
    assert not window._maker["go.second_look"].isVisible()
    assert window.desk is not None
    assert recount_status(window.desk.recount).looks is None
