"""Whoever is to look at a drawn ballot blind finds it on no other screen before."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.ledger.casenumbers import spoken
from tests.desktop.support import press, settled, write
from tests.services.second_look.looking_room import OTHERS, LookingRoom, looking_room
from tests.support.scene import passphrase


@pytest.fixture
def room(tmp_path: Path) -> LookingRoom:
    """Twelve blanks in one batch, confirmed by Ada and Ben; two are drawn."""
    made = looking_room(tmp_path).begin_looking()
    made.confirm("9")
    made.draw()
    return made


def opened(qtbot: QtBot, window: MainWindow, room: LookingRoom, *people: str) -> None:
    room.close()
    window.open_folder(room.path)
    settled(qtbot, window)
    sit(window, *people)


def sit(window: MainWindow, *people: str) -> None:
    assert window.desk is not None
    for person in people:
        window.desk.seating.sign_in(person, passphrase(person))


def review(qtbot: QtBot, window: MainWindow) -> ReviewScreen:
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    return page.review


def ask_for(qtbot: QtBot, window: MainWindow, number: str) -> ReviewScreen:
    """Slash, the case number, Return."""
    press(window, "/")
    write(window, number)
    press(window, "Return")
    return review(qtbot, window)


def test_a_case_that_waits_for_a_blind_look_is_not_opened_by_its_number(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    number, batch = room.to_look_at()[0], room.batch("10")
    opened(qtbot, window, room, *OTHERS)
    window.show_review(batch)
    shown = review(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.case is not None)
    assert shown.flow.case is not None
    before = shown.flow.case.number
    ask_for(qtbot, window, number)
    said = (
        f"Case {spoken(number)} waits for its second look, which is blind: Cyd Cole and "
        "Dot Dale can open it in Review once that look is recorded (Go, Second look)."
    )
    qtbot.waitUntil(lambda: shown.flow.message == said)
    assert shown.flow.case.number == before


@pytest.mark.parametrize("people", [("ada", "ben"), ("kelly", "lewis")])
def test_those_who_ruled_on_it_and_the_board_open_it(
    qtbot: QtBot, window: MainWindow, room: LookingRoom, people: tuple[str, str]
) -> None:
    number, batch = room.to_look_at()[0], room.batch("10")
    opened(qtbot, window, room, *people)
    window.show_review(batch)
    review(qtbot, window)
    shown = ask_for(qtbot, window, number)
    qtbot.waitUntil(lambda: shown.flow.case is not None and shown.flow.case.number == number)


def test_whoever_walks_through_a_batch_passes_over_it(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    numbers, batch = room.to_look_at(), room.batch("9")
    opened(qtbot, window, room, *OTHERS)
    window.show_review(batch)
    shown = review(qtbot, window)
    items = [item.number for item in shown.controller.navigator.worklist.items]
    assert len(items) == 10
    assert not set(numbers) & set(items)


def test_a_ballot_on_the_screen_is_put_away_when_they_sit_down(
    qtbot: QtBot, window: MainWindow, room: LookingRoom
) -> None:
    number, batch = room.to_look_at()[0], room.batch("9")
    opened(qtbot, window, room)
    window.show_review(batch, number)
    shown = review(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.case is not None and shown.flow.case.number == number)
    sit(window, *OTHERS)
    window.refresh()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.case is None)
    assert "which is blind" in shown.flow.message
