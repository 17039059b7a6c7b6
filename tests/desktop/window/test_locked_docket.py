"""The station locks while the board has a case before it: nothing half said stays, or is shown."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.display.words import NO_CASE
from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.board.recesses import note_recess
from adjudicator.services.opening import Policy
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import press, settled, write

BOARD = ("chair1", "member1", "member2")


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DocketScreenPage:
    """A blank contest is called, and the public display is open."""
    ready_recount(tmp_path, Policy(tiers=1)).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    with window.desk.recount.reading() as connection:
        blank = next(c for c in list_cases(connection, CaseFilter()) if not c.row.machine.over)
    window.show_docket(blank.number)
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, DocketScreenPage)
    qtbot.waitUntil(lambda: shown.docket.flow.shown)
    press(window, "Ctrl+D")
    display = display_of(shown)
    qtbot.addWidget(display)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is display)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert seen(display) == number(shown)
    return shown


def display_of(page: DocketScreenPage) -> PublicDisplay:
    assert page.display is not None
    return page.display


def number(page: DocketScreenPage) -> str:
    case = page.docket.flow.case
    assert case is not None
    return spoken(case.view.number)


def seen(display: PublicDisplay) -> str:
    """What the public sees: the number of a case, or the sentence without one."""
    return display.pause.words if display.pause.isVisible() else display.facts.number


def sign_in(qtbot: QtBot, window: MainWindow, person: str) -> None:
    press(window, "F3")
    settled(qtbot, window)
    write(window, person)
    press(window, "Return")
    write(window, PASSPHRASES[person])
    press(window, "Return")
    settled(qtbot, window)


def test_a_half_entered_voice_vote_and_its_proposal_are_dropped(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    flow = page.docket.flow
    press(window, "0", "Return", "V", "Ctrl+1", "Ctrl+Shift+2")
    assert flow.vote.heard == {"chair1": Voice.FOR, "member1": Voice.AGAINST}
    assert window.desk is not None
    before = window.desk.recount.state.data
    window.lock.lock()
    settled(qtbot, window)
    assert (flow.vote.proposed, flow.vote.heard, flow.vote.listening) == (None, {}, False)
    assert flow.draft is not None
    assert flow.draft.disposition is None
    assert before.sitting_votes == {}, "what was only heard is in no record"
    assert window.lock.cover is not None


def test_votes_given_before_the_lock_stay_in_the_record(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    press(window, "0", "Return", "Ctrl+1")
    window.lock.lock()
    settled(qtbot, window)
    flow = page.docket.flow
    assert window.desk is not None
    assert list(window.desk.recount.state.data.sitting_votes) == ["chair1"]
    assert (flow.vote.proposed, flow.vote.count, flow.vote.busy) == (None, None, False)


@pytest.mark.parametrize("held", [False, True])
def test_the_public_sees_no_case_while_the_station_is_locked(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage, *, held: bool
) -> None:
    display = display_of(page)
    press(window, "0", "Return", *(["Ctrl+H"] if held else []))
    settled(qtbot, window)
    window.lock.lock()
    settled(qtbot, window)
    assert seen(display) == NO_CASE
    # Whatever is read anew meanwhile, nothing of the table comes back.
    window.refresh()
    page.docket.flow.say("Something else.")
    settled(qtbot, window)
    assert seen(display) == NO_CASE
    assert (display.facts.number, display.facts.sentence) == ("", "")
    sign_in(qtbot, window, "chair1")
    assert not window.lock.locked
    assert seen(display) == number(page)
    assert display.facts.sentence == "", "the proposal was dropped"


def test_a_recess_stays_a_recess_on_the_display(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    display = display_of(page)
    assert window.desk is not None
    note_recess(window.desk.recount, "7:00 a.m.", window.desk.seating.seat("chair1"))
    window.refresh()
    settled(qtbot, window)
    window.lock.lock()
    settled(qtbot, window)
    assert seen(display) == "In recess until 7:00 a.m."
    sign_in(qtbot, window, "chair1")
    assert seen(display) == "In recess until 7:00 a.m."
