"""The docket in the window, over a real record: the board settles what a team could not."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.services.papers.life import papers_out
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_entries, rulings_of_case
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount, team_rules
from tests.desktop.support import dialog, enlarge, press, settled, sign, write

BOARD = ("chair1", "member1", "member2")


def _cases(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter())


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DocketScreenPage:
    recount = ready_recount(tmp_path)
    team_rules(recount)
    recount.close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    press(window, "Ctrl+Shift+K")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, DocketScreenPage)
    return shown


def _call(qtbot: QtBot, window: MainWindow, page: DocketScreenPage) -> str:
    """Call the case selected; its number."""
    press(window, "Return")
    settled(qtbot, window)
    flow = page.docket.flow
    qtbot.waitUntil(lambda: flow.case is not None and flow.shown)
    assert flow.case is not None
    return flow.case.view.number


def _press(qtbot: QtBot, window: MainWindow, *keys: str) -> None:
    for key in keys:
        press(window, key)
        settled(qtbot, window)


def test_the_list_groups_what_waits_and_tells_the_quorum(page: DocketScreenPage) -> None:
    rows = page.docket.list.table.shown()
    assert [row.line.why for row in rows] == [
        "Objection R-001",
        "The team could not agree",
        "The team could not agree",
    ]
    assert page.docket.list.quorum.text().startswith("Quorum 2 of 3: Judge Kelly since")
    assert page.docket.list.objections.text() == "Objections: HER 1 (1 open)"


def test_an_objection_is_called_upheld_by_two_to_one_and_signed_at_the_end(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    number = _call(qtbot, window, page)
    called = page.docket.case.call.call.text()
    assert "Objection R-001 by Flora Lee (HER): should be a vote for Ada Palm." in called
    assert "Mayor, precinct PCT" in called
    # Ada Palm, marked as instructed, on the roster's first and third member's word.
    _press(qtbot, window, "1", "Return", "Ctrl+1", "Ctrl+Shift+2", "Ctrl+3")
    assert window.desk is not None
    recount = window.desk.recount
    case = next(c for c in _cases(recount) if c.number == number)
    assert case.status is CaseStatus.RULED_BY_BOARD
    with recount.reading() as connection:
        made = rulings_of_case(connection, case.seal)[-1]
        entry = list_entries(connection, first=made.entry, limit=1)[0]
    assert (made.tier, made.ruling.votes) == (Tier.BOARD, frozenset({"ada"}))
    assert entry.signers == ("chair1",)
    assert entry.body["items"][0]["objections"] == [[made_objection(recount), "upheld"]]
    qtbot.waitUntil(lambda: page.docket.flow.shown)
    press(window, "Ctrl+E")
    sign(qtbot, window, **{p: PASSPHRASES[p] for p in BOARD})
    assert page.banner.sentence == "The sitting is ended: 3 votes signed."
    assert recount.state.data.sitting_votes == {}


def made_objection(recount: Recount) -> int:
    """The entry of the only objection."""
    (entry,) = recount.state.data.objections
    return entry


def test_like_cases_take_one_vote_of_each_member(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    assert window.desk is not None
    recount = window.desk.recount
    before = recount.state.size
    _press(qtbot, window, "Down")
    _call(qtbot, window, page)
    _press(qtbot, window, "O", "1", "G")
    assert len(page.docket.flow.group) == 2
    _press(qtbot, window, "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    ruled = [c for c in _cases(recount) if c.status is CaseStatus.RULED_BY_BOARD]
    assert len(ruled) == 2
    with recount.reading() as connection:
        kinds = [e.kind for e in list_entries(connection, first=before)]
    # The two cases lie in two batches: one vote of each member, one ruling act for each batch.
    assert kinds == ["vote", "vote", "vote", "rule", "rule"]


def _open_display(qtbot: QtBot, window: MainWindow, page: DocketScreenPage) -> PublicDisplay:
    """Open it; without a window manager it takes the keyboard, which the table takes back."""
    press(window, "Ctrl+D")
    assert page.display is not None
    qtbot.addWidget(page.display)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.display)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return page.display


def test_the_display_mirrors_the_case_and_never_a_dialog(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    number = _call(qtbot, window, page)
    display = _open_display(qtbot, window, page)
    assert display.facts.number == " ".join(number)
    assert display.facts.lead == "The counting team"
    _press(qtbot, window, "O", "1", "Return", "Ctrl+1")
    assert display.facts.sentence.startswith("Too many marked")
    assert [m.word for m in display.facts.members] == ["for", *["has not voted yet"] * 2]
    _press(qtbot, window, "Ctrl+H", "Ctrl+2")
    assert display.held
    assert [m.word for m in display.facts.members] == ["for", *["has not voted yet"] * 2]
    _press(qtbot, window, "Ctrl+H")
    assert [m.word for m in display.facts.members] == ["for", "for", "has not voted yet"]
    press(window, "Ctrl+D")
    assert page.display is None


def test_a_recess_is_recorded_and_stands_on_the_display(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    _call(qtbot, window, page)
    display = _open_display(qtbot, window, page)
    _press(qtbot, window, "Ctrl+Shift+E")
    form = dialog(qtbot, window, RecessForm)
    write(form, "7:00 a.m.")
    press(form, "Return")
    settled(qtbot, window)
    assert display.pause.words == "In recess until 7:00 a.m."
    assert page.banner.sentence.startswith("In recess until 7:00 a.m.")


def test_without_the_presiding_member_here_nothing_is_recorded(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    assert window.desk is not None
    _call(qtbot, window, page)
    _press(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2")
    window.desk.seating.attend("chair1", "away")
    window.desk.seating.sign_out("member2")
    page.docket.refresh()
    settled(qtbot, window)
    _press(qtbot, window, "Return")
    assert "quorum is 1 of 2" in page.docket.case.bar.message


@pytest.mark.parametrize("in_the_way", [False, True])
def test_sending_for_the_paper_makes_its_pull_slip_and_stands_without_one(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage, *, in_the_way: bool
) -> None:
    assert window.desk is not None
    recount = window.desk.recount
    folder = recount.folder.path / "papers"
    if in_the_way:
        folder.write_text("a file where the folder should be")
    number = _call(qtbot, window, page)
    press(window, "P")
    settled(qtbot, window)
    sent = (
        f"! Judge Kelly, who presides, sends for the paper of case {' '.join(number)}; "
        "the case waits here. "
    )
    told = page.docket.case.bar.message
    if in_the_way:
        assert told.startswith(f"{sent}There is no pull slip yet. The paper could not be kept in")
    else:
        assert told == f"{sent}Its pull slip is papers/pull-{number}.pdf in the recount's folder."
        assert (folder / f"pull-{number}.pdf").read_bytes().startswith(b"%PDF-")
    assert papers_out(recount) == [" ".join(number)]


def test_a_cover_scanned_at_the_docket_opens_its_batch_and_proposes_nothing(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    press(window, "/")
    write(window, "B.2")
    press(window, "Return", "Return")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.stack.shown == "review")
    shown = window.stack.currentWidget()
    assert isinstance(shown, ReviewPage)
    settled(qtbot, window)
    assert shown.batch == 2
    window.show_screen("docket")
    settled(qtbot, window)
    press(window, "/")
    write(window, "B.77")
    press(window, "Return")
    settled(qtbot, window)
    assert page.banner.sentence == "There is no batch 77. Choose one from the list."


def test_with_large_text_a_sitting_is_signed_on_a_form_no_larger_than_the_window(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    enlarge(window)
    window.resize(1366, 768)
    _call(qtbot, window, page)
    _press(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.width() <= window.width() == 1366
    assert signing.height() <= window.height() == 768
    press(signing, "Escape")


def _stops(page: DocketScreenPage) -> list[QWidget]:
    """Where Tab leads from here, until it comes round; every stop is on the screen."""
    found: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in found:
        assert not focus.visibleRegion().isEmpty(), focus.accessibleName()
        found.append(focus)
        press(page.window(), "Tab")
    return found


def test_tab_reaches_every_button_of_the_list_and_of_a_case(
    qtbot: QtBot, window: MainWindow, page: DocketScreenPage
) -> None:
    listed = page.docket.list
    ways = {listed.words, listed.print_button, listed.display_button, listed.recess_button}
    assert {*ways, listed.call_button, listed.table} <= set(_stops(page))
    listed.table.setFocus()
    _call(qtbot, window, page)
    case = page.docket.case
    shown = [seat for seat in case.bar.seats if seat.isVisible()]
    assert {case.pane.view, case.bar.put, *shown} <= set(_stops(page))
    _press(qtbot, window, "0")
    assert page.docket.flow.draft is not None
    assert page.docket.flow.draft.disposition is Disposition.NOTHING_MARKED, "the keys still work"
