"""Every line of what waits leads to where it is done; and people land where their work is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.choose import ChooseBatches
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.papers_out.paper_screen import PaperScreen
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.attesting import Ground, Objection, answer_page, object_before
from adjudicator.services.next_steps import Way
from adjudicator.services.papers.life import request_paper
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import NOT_DRAWN, PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, press, settled, write


@pytest.fixture
def overview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> OverviewScreen:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen)
    return shown


@pytest.fixture
def busy(qtbot: QtBot, window: MainWindow, overview: OverviewScreen) -> OverviewScreen:
    """In batch 1 one case is sent up, one waits for the paper, one is objected to."""
    desk, recount = overview.desk, overview.recount
    seat_team(desk.seating)
    team = [desk.seating.seat("team1"), desk.seating.seat("team2")]
    with recount.reading() as connection:
        first, second, third = list_cases(connection, CaseFilter(batch=1))
    record_rulings(recount, [(first, Ruling(Disposition.NO_CONSENSUS))], team)
    record_rulings(recount, [(second, Ruling(Disposition.PAPER))], team)
    claim = Objection(Ground.PAPER)
    object_before(recount, desk.seating.seat("obs1"), third.seal, claim)
    request_paper(recount, third.seal, desk.seating.seat("team1"))
    window.refresh()
    settled(qtbot, window)
    return overview


def go(qtbot: QtBot, window: MainWindow, overview: OverviewScreen, way: Way) -> object:
    overview.next.buttons[way].setFocus()
    press(window, "Space")
    settled(qtbot, window)
    return window.stack.currentWidget()


def test_every_line_says_what_waits_and_where(busy: OverviewScreen) -> None:
    assert busy.next.sentences == [
        "2 cases wait for the board, 1 objection is open.",
        "1 case waits for the paper to be fetched.",
        "1 paper is out; their batches cannot close.",
        "1 batch is ready to close.",
        "2 cases wait for a team.",
        NOT_DRAWN,
    ]
    assert [busy.next.buttons[w].text() for w in (Way.BOARD, Way.PAPER, Way.REVIEW)] == [
        "Docket", "Paper", "Take the next batch",
    ]  # fmt: skip


def test_a_press_goes_through_though_the_screen_is_read_anew_beneath_it(
    qtbot: QtBot, window: MainWindow, busy: OverviewScreen
) -> None:
    button = busy.next.buttons[Way.PAPER]
    button.setFocus()
    QTest.keyPress(button, Qt.Key.Key_Space)
    answer_page(busy.recount, busy.desk.seating.seat("obs1"), 1)
    window.refresh()
    settled(qtbot, window)
    assert busy.next.buttons[Way.PAPER] is button
    assert QApplication.focusWidget() is button
    QTest.keyRelease(button, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert isinstance(window.stack.currentWidget(), PaperScreen)


def test_a_step_that_is_done_goes_and_the_first_that_stays_leads(busy: OverviewScreen) -> None:
    first, second, *_ = busy.next.stops
    assert busy._progress is not None
    busy.next.show_steps(busy._progress.steps[1:])
    assert busy.next.stops[0] is second
    assert second.property("kind") == "primary"
    assert first.isHidden()
    assert Way.BOARD not in busy.next.buttons


def test_what_waits_for_the_board_leads_to_the_docket(
    qtbot: QtBot, window: MainWindow, busy: OverviewScreen
) -> None:
    shown = go(qtbot, window, busy, Way.BOARD)
    assert isinstance(shown, DocketScreenPage)
    why = [row.line.why for row in shown.docket.list.table.shown()]
    assert sorted(why) == [
        "Objection R-001. The paper was asked for.",
        "The paper was asked for",
        "The team could not agree",
    ]


def test_paper_leads_to_where_papers_are(
    qtbot: QtBot, window: MainWindow, busy: OverviewScreen
) -> None:
    shown = go(qtbot, window, busy, Way.PAPER)
    assert isinstance(shown, PaperScreen)
    assert len(shown.table.shown()) == 2


def test_the_next_batch_is_taken(qtbot: QtBot, window: MainWindow, busy: OverviewScreen) -> None:
    shown = go(qtbot, window, busy, Way.REVIEW)
    assert isinstance(shown, ReviewPage)
    assert shown.batch == 2


def sign_in(qtbot: QtBot, window: MainWindow, person: str) -> None:
    press(window, "F3")
    settled(qtbot, window)
    write(window, person)
    press(window, "Return")
    write(window, PASSPHRASES[person])
    press(window, "Return")
    settled(qtbot, window)


@pytest.mark.parametrize(
    ("person", "screen"),
    [
        ("team1", "review"), ("chair1", "docket"), ("member2", "docket"), ("obs1", "my_record"),
        ("clerk1", "overview"),
    ],
)  # fmt: skip
def test_whoever_signs_in_first_lands_where_their_work_is(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen, person: str, screen: str
) -> None:
    assert overview.isVisible()
    sign_in(qtbot, window, person)
    assert window.stack.shown == screen


def test_a_second_person_leaves_the_screen_where_it_is(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    assert overview.isVisible()
    sign_in(qtbot, window, "clerk1")
    sign_in(qtbot, window, "chair1")
    assert window.stack.shown == "overview"


def test_whoever_has_gone_elsewhere_stays_there(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    assert overview.isVisible()
    window.show_screen("people")
    settled(qtbot, window)
    sign_in(qtbot, window, "obs1")
    assert window.stack.shown == "people"


def test_a_station_that_is_unlocked_goes_on_where_it_was(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    assert overview.isVisible()
    sign_in(qtbot, window, "clerk1")
    window.lock.lock()
    settled(qtbot, window)
    sign_in(qtbot, window, "team1")
    assert (window.stack.shown, window.lock.locked) == ("overview", False)


def test_ticked_are_the_batches_the_team_at_this_station_ruled_on(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    seat_team(overview.desk.seating)
    for batch in (1, 2):
        rule_batch(overview.recount, overview.desk.seating, batch)
    window.refresh()
    settled(qtbot, window)

    def ticked() -> tuple[list[int], bool]:
        overview.next.buttons[Way.CLOSE].click()
        choose = dialog(qtbot, window, ChooseBatches)
        found = [number for number, box in choose.boxes.items() if box.isChecked()]
        assert list(choose.boxes) == [1, 2]
        enabled = choose.go_on.isEnabled()
        choose.reject()
        settled(qtbot, window)
        return found, enabled

    assert ticked() == ([1, 2], True)
    for person in ("team1", "team2"):
        overview.desk.seating.sign_out(person)
    assert ticked() == ([], False), "nobody's batches are closed by default"
