"""A small county without counting teams: five ballots from the docket to the close, by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.overview.choose import ChooseBatches
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.services.next_steps import Way
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_entries, rulings_of_case
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases
from tests.desktop.recounts import NOT_DRAWN, PASSPHRASES, ready_recount
from tests.desktop.support import dialog, press, settled, sign, write

BOARD = ("chair1", "member1", "member2")
BLANK = ("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
"""A plainly blank ballot: seen, put to the vote, and one key of each member."""
OVER = ("O", "1", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    """Five cases in two batches, on the Overview, and nobody signed in."""
    ready_recount(tmp_path, Policy(tiers=1)).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    return window.desk.recount


def keys(qtbot: QtBot, window: MainWindow, *pressed: str) -> None:
    for key in pressed:
        press(window, key)
        settled(qtbot, window)


def sign_in(qtbot: QtBot, window: MainWindow, person: str) -> None:
    """By keyboard, as people do."""
    keys(qtbot, window, "F3")
    write(window, person)
    keys(qtbot, window, "Return")
    write(window, PASSPHRASES[person])
    keys(qtbot, window, "Return")


def overview_of(qtbot: QtBot, window: MainWindow) -> OverviewScreen:
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen)
    return shown


def docket_of(qtbot: QtBot, window: MainWindow) -> DocketScreenPage:
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, DocketScreenPage)
    return shown


def cases(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter())


def test_five_ballots_from_the_docket_to_the_close(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    overview = overview_of(qtbot, window)
    assert overview.next.sentences == ["5 cases wait for the board.", NOT_DRAWN]
    # The first to sign in is taken to where their work is.
    sign_in(qtbot, window, "chair1")
    page = docket_of(qtbot, window)
    for person in BOARD[1:]:
        sign_in(qtbot, window, person)
    docket = page.docket
    titles = [row.group for row in docket.list.table.shown()]
    assert titles == [
        *["Mayor \u00b7 Not ruled yet \u00b7 PCT 101, batch 1"] * 3,
        *["Mayor \u00b7 Not ruled yet \u00b7 PCT 102, batch 2"] * 2,
    ]
    numbers = [row.line.number for row in docket.list.table.shown()]
    in_order = sorted(cases(recount), key=lambda case: (case.batch, case.work))
    assert numbers == [case.number for case in in_order], "in order of work, batch by batch"
    keys(qtbot, window, "Return")
    pressed = []
    for case in in_order:
        qtbot.waitUntil(lambda: docket.flow.case is not None and docket.flow.shown)
        assert docket.flow.case is not None
        assert docket.flow.case.view.number == case.number
        plan = OVER if case.row.machine.over else BLANK
        keys(qtbot, window, *plan)
        pressed.append((case.row.machine.over > 0, len(plan)))
        with recount.reading() as connection:
            (made,) = rulings_of_case(connection, case.seal)
        plain = Disposition.TOO_MANY if case.row.machine.over else Disposition.NOTHING_MARKED
        assert (made.tier, made.ruling.disposition) == (Tier.BOARD, plain)
    assert pressed.count((False, 5)) == 3, "five keys for a blank ballot and a board of three"
    assert {case.status for case in cases(recount)} == {CaseStatus.RULED_BY_BOARD}
    assert docket.list.isVisible()
    assert docket.list.said.text() == "Nothing waits for the board."
    qtbot.waitUntil(lambda: docket.list.said.height() < 2 * theme().line("strong"))
    press(window, "Ctrl+E")
    sign(qtbot, window, **{p: PASSPHRASES[p] for p in BOARD})
    close(qtbot, window, recount)


def close(qtbot: QtBot, window: MainWindow, recount: Recount) -> None:
    """From Overview, by the presiding member and another officer."""
    window.show_screen("overview")
    overview = overview_of(qtbot, window)
    assert overview.next.sentences == ["2 batches are ready to close."]
    overview.next.buttons[Way.CLOSE].setFocus()
    keys(qtbot, window, "Space")
    press(dialog(qtbot, window, ChooseBatches), "Return")
    signing = dialog(qtbot, window, SigningDialog)
    told = [shown.text() for shown in signing.findChildren(QLabel)]
    assert any("presiding member and one other officer sign" in text for text in told)
    assert signing.lacking.text() == "Still needed: Judge Kelly, who presides."
    assert "team1" not in signing.rows
    sign(qtbot, window, chair1=PASSPHRASES["chair1"], clerk1=PASSPHRASES["clerk1"])
    assert overview.banner.sentence.startswith(
        "Batches 1 and 2 are closed. Note by hand: record code "
    )
    with recount.reading() as connection:
        assert all(batch.is_closed for batch in list_batches(connection))
        (entry,) = list_entries(connection, kinds=("close",))
    assert entry.signers == ("chair1", "clerk1")
    # Two officers close, and the head after it wants the board's majority.
    head, contest = overview.next.sentences
    assert head.endswith("(close of batches 1 and 2) is to be cosigned by the board.")
    assert contest == "Mayor: nothing waits any more. The board can close it."


def test_overview_says_there_is_one_tier_and_leads_to_the_docket(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert recount.state.data.rules.tiers == 1
    overview = overview_of(qtbot, window)
    told = [shown.text() for shown in overview.header.findChildren(QLabel)]
    assert any("one tier: the board rules at once" in text for text in told), told
    button = overview.next.buttons[Way.BOARD]
    button.setFocus()
    keys(qtbot, window, "Space")
    assert docket_of(qtbot, window).docket.list.header.subject == "5 cases on the docket"
    window.show_screen("overview")
    overview.batches.setFocus()
    overview.batches.selectRow(0)
    keys(qtbot, window, "Return")
    docket_of(qtbot, window)


def test_review_says_that_the_board_rules_and_offers_the_docket(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    window.show_screen("review")
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.idle.words.text() == "Reading\u2026"
    assert not [b for b in page.idle.findChildren(QPushButton) if b.isVisible()]
    settled(qtbot, window)
    assert page.idle.isVisible()
    assert page.idle.words.text().startswith("In this recount the board rules on every case")
    offered = [b.text() for b in page.idle.findChildren(QPushButton) if b.isVisible()]
    assert offered == ["Go to the &docket", "Back to the &Overview"]
    assert page.idle.docket.hasFocus()
    number = cases(recount)[2].number
    window.show_review(1, number)
    settled(qtbot, window)
    assert page.idle.docket.text() == f"Case {' '.join(number)} on the &docket"
    keys(qtbot, window, "Space")
    docket = docket_of(qtbot, window).docket
    qtbot.waitUntil(lambda: docket.flow.case is not None and docket.flow.shown)
    assert docket.flow.case is not None
    assert docket.flow.case.view.number == number


def test_like_ballots_of_the_work_are_put_to_one_vote(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert window.desk is not None
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    blank = next(c for c in cases(recount) if not c.row.machine.over)
    window.show_docket(blank.number)
    settled(qtbot, window)
    docket = docket_of(qtbot, window).docket
    qtbot.waitUntil(lambda: docket.flow.case is not None and docket.flow.shown)
    keys(qtbot, window, "0", "G")
    assert len(docket.flow.group) == 3
    keys(qtbot, window, "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    ruled = [c for c in cases(recount) if c.status is CaseStatus.RULED_BY_BOARD]
    assert {bool(case.row.machine.over) for case in ruled} == {False}
    assert len(ruled) == 3
