"""Reopening from Review and from a list of cases; ruling blind; both rulings side by side."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.orders.reopen_form import ReopenPane
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.review.flow import BLIND
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.attesting import answer_page
from adjudicator.services.closing import close_batches
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, press, settled, sign, write

OFFICERS = {p: PASSPHRASES[p] for p in ("chair1", "clerk1")}
OLD = "Vote for Ada Palm under (3)(a): marked as instructed."


@pytest.fixture
def closed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> CaseRecord:
    """A case of a closed batch that an observer had answered; the team sits in the window."""
    ready_recount(tmp_path).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    recount, seating = window.desk.recount, window.desk.seating
    seat_team(seating)
    rule_batch(recount, seating, 1)
    answer_page(recount, seating.seat("obs1"), 1)
    team = [identity(recount, p, PASSPHRASES[p]) for p in ("team1", "team2")]
    close_batches(recount, [1], team, seen=recount.state.close_counts([1]))
    return cases(recount)[0]


def cases(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        found = list_cases(connection, CaseFilter(batch=1))
    return [case for case in found if not case.row.machine.over]


def review(qtbot: QtBot, window: MainWindow, number: str) -> ReviewScreen:
    """Review with that case on the screen, opened by its number as anywhere."""
    window.show_review(2)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(lambda: shown.flow.shown)
    press(window, "/")
    write(window, number)
    press(window, "Return")
    qtbot.waitUntil(
        lambda: (
            shown.flow.case is not None and shown.flow.case.number == number and shown.flow.shown
        )
    )
    return shown


def reopen_here(qtbot: QtBot, window: MainWindow) -> SigningDialog:
    press(window, "Ctrl+U")
    signing = dialog(qtbot, window, SigningDialog)
    signing.reason.setText("A smudge was taken for a mark.")
    return signing


def test_a_closed_case_is_reopened_by_two_officers_and_says_who_is_told(
    qtbot: QtBot, window: MainWindow, closed: CaseRecord
) -> None:
    shown = review(qtbot, window, closed.number)
    assert shown.panel.notice.startswith(OLD)
    press(window, "U")
    assert "closed" in shown.bar.message, "revising is refused in words"
    signing = reopen_here(qtbot, window)
    (pane,) = signing.findChildren(ReopenPane)
    assert pane.told.text() == "Flora Lee (signed, no objection)"
    sign(qtbot, window, **OFFICERS)
    qtbot.waitUntil(lambda: shown.flow.case is not None and shown.flow.case.blind)
    assert shown.panel.title == "What do you see?"
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.banner.sentence.endswith("is reopened. To be told: Flora Lee.")


def all_words(shown: ReviewScreen) -> str:
    """Everything Review says at this moment."""
    bar, panel = shown.bar, shown.panel
    tips = bar._last.toolTip() + bar._last.accessibleDescription()
    return f"{bar.sentence} {bar.message} {bar.last} {tips} {panel.title} {panel.notice}"


def test_it_is_ruled_on_blind_and_then_both_rulings_stand_side_by_side(
    qtbot: QtBot, window: MainWindow, closed: CaseRecord
) -> None:
    shown = review(qtbot, window, closed.number)
    reopen_here(qtbot, window)
    sign(qtbot, window, **OFFICERS)
    qtbot.waitUntil(lambda: shown.flow.case is not None and shown.flow.case.blind)
    qtbot.waitUntil(lambda: shown.flow.shown)
    assert "Ada Palm under" not in all_words(shown)
    assert BLIND in shown.bar.message
    press(window, "U")
    assert BLIND in shown.bar.message, "nothing of the old ruling can be revised or seen"
    press(window, "0", "Return")
    assert shown.panel.title == "Why is this case ruled on anew?"
    press(window, "F2")
    assert shown.flow.proposed is None, "nothing is agreed on before the reason is said"
    press(window, "Backspace")
    assert shown.panel.title != "Why is this case ruled on anew?"
    press(window, "Return", "2", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.panel.title == "Ruled again")
    assert shown.panel.notice == (
        f"Before: {OLD}\n\nNow: No vote: nothing is marked in this contest."
    )
    press(window, "U")
    qtbot.waitUntil(lambda: shown.panel.title == "Why is this ruling revised?")


def test_a_list_of_cases_reopens_one_or_says_why_not(
    qtbot: QtBot, window: MainWindow, closed: CaseRecord
) -> None:
    assert window.desk is not None
    shown = CaseListDialog(window.desk, window, "Cases", cases, window)
    shown.open()
    settled(qtbot, window)
    QTest.keyClick(shown.reopen_button, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    signing.reason.setText("A smudge.")
    sign(qtbot, window, **OFFICERS)
    assert "is reopened" in shown.said.text()
    assert closed.number == shown.table.shown()[0].number
    shown.table.selectRow(0)
    QTest.keyClick(shown.reopen_button, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert "reopened already" in shown.said.text()


def test_who_had_answered_is_told_at_the_next_sign_in(
    qtbot: QtBot, window: MainWindow, closed: CaseRecord
) -> None:
    assert window.desk is not None
    review(qtbot, window, closed.number)
    reopen_here(qtbot, window)
    sign(qtbot, window, **OFFICERS)
    window.desk.seating.sign_out("obs1")
    window.show_screen("overview")
    settled(qtbot, window)
    press(window, "F3")
    form = dialog(qtbot, window, SignInDialog)
    write(form, "Flora")
    press(form, "Return")
    write(form, PASSPHRASES["obs1"])
    press(form, "Return")
    settled(qtbot, window)
    banner = getattr(window.stack.currentWidget(), "banner", None)
    assert isinstance(banner, Banner)
    qtbot.waitUntil(lambda: "was reopened: A smudge was taken for a mark." in banner.sentence)
    assert banner.sentence.startswith("Flora Lee: Case ")


def test_the_record_reopens_the_cases_of_a_ruling(
    qtbot: QtBot, window: MainWindow, closed: CaseRecord
) -> None:
    assert closed.ruling is not None
    window.show_screen("record")
    settled(qtbot, window)
    record = window.stack.currentWidget()
    assert isinstance(record, RecordScreen)
    record.filters.case.setText(closed.number)
    record.filters.kind.setCurrentIndex(record.filters.kind.findData("rule"))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: len(record.table.shown()) == 1 and record.reopen.isEnabled())
    QTest.keyClick(record.reopen, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    signing.reason.setText("A smudge.")
    sign(qtbot, window, **OFFICERS)
    assert "is reopened" in record.banner.sentence
