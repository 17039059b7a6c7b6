"""Nothing is decided by what was said before: the board hears, sees, and speaks anew."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.display.facts import LOCKED
from adjudicator.desktop.docket.flow import VOTES_BEFORE
from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.history import CaseStatus
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.objections import register
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.life import paper_on_table, request_paper
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount, team_rules
from tests.desktop.support import dialog, press, settled, write

BOARD = ("chair1", "member1", "member2")


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DocketScreenPage:
    """An undervote objected to, and two overvotes the team could not agree on; the board sits."""
    recount = ready_recount(tmp_path)
    team_rules(recount)
    recount.close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    window.show_screen("docket")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, DocketScreenPage)
    return shown


def record(window: MainWindow) -> Recount:
    assert window.desk is not None
    return window.desk.recount


def now(window: MainWindow, number: str) -> CaseRecord:
    with record(window).reading() as connection:
        return next(c for c in list_cases(connection, CaseFilter()) if c.number == number)


def call(qtbot: QtBot, window: MainWindow, page: DocketScreenPage, *first: str) -> str:
    """Call the case selected; its number."""
    keys(qtbot, window, *first, "Return")
    flow = page.docket.flow
    qtbot.waitUntil(lambda: flow.case is not None and flow.shown)
    assert flow.case is not None
    return flow.case.view.number


def keys(qtbot: QtBot, window: MainWindow, *pressed: str) -> None:
    for key in pressed:
        press(window, key)
        settled(qtbot, window)


def seat(qtbot: QtBot, window: MainWindow, *people: str) -> None:
    assert window.desk is not None
    for person in people:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    window.refresh()
    settled(qtbot, window)


def open_display(qtbot: QtBot, window: MainWindow, page: DocketScreenPage) -> PublicDisplay:
    press(window, "Ctrl+D")
    assert page.display is not None
    qtbot.addWidget(page.display)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.display)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return page.display


def test_a_ballot_taken_out_is_not_decided_by_the_votes_on_its_group(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    call(qtbot, window, page, "Down")
    flow = page.docket.flow
    keys(qtbot, window, "O", "1", "G", "Return", "Ctrl+1", "Ctrl+2", "Down", "T", "Ctrl+3")
    out = flow.cases[0].number if not flow.group else ""
    (note,) = notes_register(record(window), Category.EXPLAINED)
    assert note.words.startswith("Taken out of the group: case ")
    assert note.signed == ("member2",)
    taken = next(
        row.line.number
        for row in page.docket.list.table.shown()
        if spoken(row.line.number) in note.words
    )
    assert taken != out
    window.show_docket(taken)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: flow.shown)
    assert [word.partition(":")[0] for word in page.docket.case.bar.words] == [
        "earlier",
        "earlier",
        "votes",
    ]
    keys(qtbot, window, "O", "1", "Return", "Ctrl+Shift+3")
    assert now(window, taken).status is CaseStatus.NO_CONSENSUS
    assert page.docket.case.bar.words[2] == "against \u2713"


def test_votes_before_an_objection_do_not_reject_it_unheard(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    seat(qtbot, window, "obs1")
    number = call(qtbot, window, page, "Down")
    keys(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2", "Shift+F5", "1", "1", "Return")
    keys(qtbot, window, "Return", "Ctrl+Shift+3")
    assert now(window, number).status is CaseStatus.NO_CONSENSUS
    assert page.docket.case.bar.words == ["presides", "votes", "against \u2713"]
    keys(qtbot, window, "Ctrl+1", "Ctrl+2")
    assert now(window, number).status is CaseStatus.RULED_BY_BOARD


def test_votes_on_the_image_decide_nothing_from_the_paper(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    seat(qtbot, window, "clerk1")
    number = call(qtbot, window, page, "Down")
    keys(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2")
    assert window.desk is not None
    clerk, recount = window.desk.seating.seat("clerk1"), record(window)
    request_paper(recount, now(window, number).seal, clerk)
    paper_on_table(recount, now(window, number).seal, clerk)
    window.refresh()
    settled(qtbot, window)
    window.show_docket(number)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: page.docket.flow.shown)
    keys(qtbot, window, "E", "O", "1", "Return", "Ctrl+Shift+3")
    assert now(window, number).status is CaseStatus.NO_CONSENSUS


def test_what_stands_of_a_vote_is_told_when_the_case_is_called_again(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    number = call(qtbot, window, page, "Down")
    keys(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2", "PgDown", "PgUp")
    qtbot.waitUntil(lambda: page.docket.flow.shown)
    bar = page.docket.case.bar
    for _ in ("called again", "put again"):
        assert bar.words[:2] == ["earlier: for too many marked: no vote in this contest"] * 2
        if page.docket.flow.vote.proposed is None:
            keys(qtbot, window, "O", "1", "Return")
    assert bar.message == f"! {VOTES_BEFORE}"
    keys(qtbot, window, "Return")
    assert "no majority of the board's seats" in bar.message
    assert now(window, number).status is CaseStatus.NO_CONSENSUS


def test_the_presiding_member_decides_what_no_outcome_answers(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    seat(qtbot, window, "obs1", "obs2")
    number = call(qtbot, window, page, "Down")
    keys(qtbot, window, "Shift+F5", "7", "Return", "Shift+F6", "5", "Return")
    keys(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    assert now(window, number).status is CaseStatus.NO_CONSENSUS
    assert "procedure or view" in page.docket.case.bar.message
    keys(qtbot, window, "1", "2", "Return")
    assert now(window, number).status is CaseStatus.RULED_BY_BOARD
    fates = {line.label: line.fate.value for line in register(record(window))}
    assert (fates["R-002"], fates["R-003"]) == ("upheld", "rejected")


def test_an_order_locks_the_called_case_at_once_for_the_table_and_the_public(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    call(qtbot, window, page, "Down")
    display = open_display(qtbot, window, page)
    keys(qtbot, window, "O", "1", "Return", "Ctrl+1")
    press(window, "Ctrl+Shift+M")
    settled(qtbot, window)
    assert window.desk is not None

    def suspend(recount: Recount) -> None:
        signing = [identity(recount, p, PASSPHRASES[p]) for p in BOARD[:2]]
        yes = [(p, "yes") for p in BOARD[:2]]
        target = targets.contest("mayor")
        carry(recount, Effect.SUSPEND, target, "Stay until the hearing", yes, signing)

    window.desk.act(suspend, frozenset(Topic), lambda _none: None, lambda f: pytest.fail(str(f)))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: display.facts.lead == LOCKED)
    assert "Stay until the hearing" in display.facts.sentence
    assert [member.word for member in display.facts.members] == ["presides", "here", "here"]
    window.show_screen("docket")
    settled(qtbot, window)
    flow = page.docket.flow
    assert flow.vote.proposed is None
    assert flow.draft is not None
    assert "Stay until the hearing" in flow.draft.facts.barred
    keys(qtbot, window, "O", "1", "Return")
    assert flow.vote.proposed is None


@pytest.mark.parametrize("group", [False, True])
def test_whoever_comes_back_to_the_docket_votes_on(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage, *, group: bool
) -> None:
    call(qtbot, window, page, "Down")
    keys(qtbot, window, "O", "1", *(["G"] if group else []), "Return", "Ctrl+1")
    press(window, "Ctrl+Shift+O")
    settled(qtbot, window)
    press(window, "Ctrl+Shift+K")
    settled(qtbot, window)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    keys(qtbot, window, "Ctrl+2")
    assert [word[:3] for word in page.docket.case.bar.words[:2]] == ["for", "for"]


def recess(qtbot: QtBot, window: MainWindow, until: str) -> None:
    keys(qtbot, window, "Ctrl+Shift+E")
    form = dialog(qtbot, window, RecessForm)
    write(form, until)
    press(form, "Return")
    settled(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def notes(window: MainWindow) -> list[str]:
    return [note.words for note in reversed(notes_register(record(window), Category.EXPLAINED))]


def test_a_recess_has_its_beginning_and_its_end_without_a_display(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    call(qtbot, window, page)
    recess(qtbot, window, "7:00 a.m.")
    keys(qtbot, window, "1", "Return")
    assert page.docket.flow.vote.proposed is None
    keys(qtbot, window, "Ctrl+Shift+E")
    assert notes(window) == [
        "The board is in recess until 7:00 a.m.",
        "The recess is over: the board sits again.",
    ]
    keys(qtbot, window, "Return", "Ctrl+1")
    assert page.docket.flow.vote.proposed is not None


def test_a_display_opened_in_a_recess_shows_it_and_its_end(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    number = call(qtbot, window, page)
    recess(qtbot, window, "7:00 a.m.")
    display = open_display(qtbot, window, page)
    assert display.showing == "In recess until 7:00 a.m."
    keys(qtbot, window, "Ctrl+Shift+E")
    assert display.showing == spoken(number)


def test_what_was_held_before_a_recess_is_held_after_it(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    number = call(qtbot, window, page)
    display = open_display(qtbot, window, page)
    keys(qtbot, window, "Ctrl+H")
    recess(qtbot, window, "7:00 a.m.")
    assert display.showing == "In recess until 7:00 a.m."
    keys(qtbot, window, "Ctrl+Shift+E")
    assert display.showing == spoken(number)


def test_without_either_of_them_nobody_sends_for_the_paper(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    assert window.desk is not None
    number = call(qtbot, window, page)
    window.desk.seating.sign_out("member1")
    window.desk.seating.sign_out("chair1")
    window.desk.seating.sign_out("member2")
    window.refresh()
    settled(qtbot, window)
    keys(qtbot, window, "P")
    assert "neither is signed in at this station" in page.docket.case.bar.message
    assert now(window, number).paper is None
