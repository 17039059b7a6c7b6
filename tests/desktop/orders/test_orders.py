"""Orders by keyboard: the form, the votes, the signatures, and what locks."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.orders.orders_screen import OrdersScreen
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.next_steps import Way
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.wording import Authority
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, no_dialog, press, settled, sign, write

BOARD = {p: PASSPHRASES[p] for p in ("chair1", "member1")}


@pytest.fixture
def orders(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> OrdersScreen:
    window.adopt(ready_recount(tmp_path), "orders")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OrdersScreen)
    return shown


def new_order(qtbot: QtBot, window: MainWindow) -> OrderForm:
    press(window, "Ctrl+M")
    return dialog(qtbot, window, OrderForm)


def fill(form: OrderForm, effect: Effect, why: str, by: Authority = Authority.COURT) -> None:
    form.by.setCurrentIndex(list(Authority).index(by))
    form.effect.setCurrentIndex(list(Effect).index(effect))
    form.given.setText("2025-11-09 21:14")
    form.words.setPlainText(why)


def suspend(qtbot: QtBot, window: MainWindow, document: Path | None = None) -> None:
    """Suspend the contest by order of the court, signed by two members."""
    form = new_order(qtbot, window)
    fill(form, Effect.SUSPEND, "Stay until the hearing")
    if document is not None:
        form.document.set_path(document)
    press(form, "Alt+G")
    sign(qtbot, window, **BOARD)


def test_an_order_is_filled_in_signed_and_stands_first_in_the_register(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen, tmp_path: Path
) -> None:
    assert orders.whole.text() == "No motion or order has been recorded yet."
    paper = tmp_path / "order.pdf"
    paper.write_bytes(b"%PDF-1.4 stay")
    suspend(qtbot, window, paper)
    (line,) = orders.orders.shown()
    assert line.sentence == (
        "Mayor is suspended by order of the Circuit Court, 9 Nov 21:14: Stay until the hearing."
    )
    assert line.in_force
    assert line.document is not None
    assert orders.hash.text().replace(" ", "").endswith(f"{line.document}.")
    assert orders.open_paper.isEnabled()
    assert "Judge Kelly yes, Ann Lewis yes" in orders.whole.text()


def test_the_form_is_filled_in_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    assert orders.isVisible()
    form = new_order(qtbot, window)
    assert form.by.hasFocus()
    press(form, "Alt+Y")
    write(form, "Stay until the hearing")
    press(form, "Alt+G")
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.record_button.text() == "Record the motion"
    assert "by order of the Circuit Court" in signing._request.sentence


def test_when_it_was_ordered_is_told_on_the_county_s_clock(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    orders.desk.recount._clock = lambda: datetime(2025, 11, 9, 2, 14, tzinfo=UTC)
    form = new_order(qtbot, window)
    assert form.given.text() == "2025-11-08 21:14"
    fill(form, Effect.SUSPEND, "Stay")
    given = form.draft().words.given
    assert given is not None
    assert (given.tzname(), f"{given:%H:%M}") == ("EST", "21:14")


def test_what_lacks_in_the_form_is_said_there(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen, tmp_path: Path
) -> None:
    assert orders.isVisible()
    form = new_order(qtbot, window)
    fill(form, Effect.SUSPEND, "")
    form.submit()
    settled(qtbot, window)
    assert form.banner.sentence.startswith("Say why, in words")
    form.words.setPlainText("Stay")
    form.given.setText("noon")
    form.submit()
    assert "is not a time" in form.banner.sentence
    form.given.setText("2025-11-09 21:14")
    form.document.set_path(tmp_path / "nowhere.pdf")
    form.submit()
    settled(qtbot, window)
    assert "cannot be read" in form.banner.sentence
    fill(form, Effect.RESUME, "It is over.")
    form.document.line.clear()
    form.submit()
    settled(qtbot, window)
    assert form.banner.sentence == "Choose what it is about from the list."
    assert not no_dialog(window)


def test_a_motion_that_is_not_carried_cannot_be_signed(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    assert orders.isVisible()
    form = new_order(qtbot, window)
    fill(form, Effect.SUSPEND, "Stay")
    votes = [box.currentData() for box in form.votes.boxes.values()]
    assert votes == ["yes", "yes", ""], "whoever is here is expected to vote"
    form.votes.boxes["member1"].setCurrentIndex(1)
    assert "the motion is not carried" in form.votes.said.text()
    assert not form.go_on.isEnabled()


def test_a_vote_against_stands_beside_those_who_sign(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    form = new_order(qtbot, window)
    fill(form, Effect.PRIORITY, "", Authority.BOARD)
    form.votes.boxes["member1"].setCurrentIndex(1)
    form.votes.boxes["member2"].setCurrentIndex(0)
    form.submit()
    sign(qtbot, window, chair1=PASSPHRASES["chair1"], member2=PASSPHRASES["member2"])
    (line,) = orders.orders.shown()
    assert line.votes_words == "2 yes, 1 no"
    assert line.sentence.startswith("Mayor comes first by motion of the board")


def test_single_ballots_are_isolated_by_their_numbers(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    assert window.desk is not None
    data = window.desk.recount.state.data
    name = data.cases[data.order[0]].name
    form = new_order(qtbot, window)
    fill(form, Effect.ISOLATE, "Contested")
    form.target.line.setText("0 0 1 5")
    form.submit()
    settled(qtbot, window)
    assert "slip" in form.banner.sentence
    form.target.line.setText(name)
    form.submit()
    asked = dialog(qtbot, window, SigningDialog)._request.sentence
    assert "What the machine counted on these sheets stays in the returns" in asked
    sign(qtbot, window, **BOARD)
    assert orders.orders.shown()[0].sentence.startswith(f"Case {name} isolated by order")
    form = new_order(qtbot, window)
    fill(form, Effect.RELEASE, "Dismissed")
    assert form.target.first.itemText(form.target.first.count() - 1) == f"Case {name}"


def test_a_suspended_contest_says_so_on_review_and_overview_at_once(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    assert orders.isVisible()
    window.show_review(None)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    review = page.review
    assert review is not None
    qtbot.waitUntil(lambda: review.panel.title == "What do you see?")
    window.show_screen("orders")
    suspend(qtbot, window)
    words = "Suspended by order of the Circuit Court, 9 Nov 21:14: Stay until the hearing"
    qtbot.waitUntil(lambda: review.panel.notice.startswith(words))
    window.show_screen("overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert overview.next.sentences[0].startswith(f"Mayor: {words}")
    assert Way.REVIEW not in overview.next.buttons
    assert {line.state for line in overview.batches.shown()} == {"SUSPENDED"}
    QTest.keyClick(overview.next.buttons[Way.ORDERS], Qt.Key.Key_Space)
    assert window.stack.shown == "orders"


def test_a_deadline_stands_in_the_head_of_the_overview(
    qtbot: QtBot, window: MainWindow, orders: OrdersScreen
) -> None:
    assert orders.isVisible()
    form = new_order(qtbot, window)
    fill(form, Effect.DEADLINE, "Official returns", Authority.SECRETARY)
    form.target.line.setText("2025-11-18 12:00")
    form.submit()
    sign(qtbot, window, **BOARD)
    window.show_screen("overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert "due Tue 18 Nov 2025 12:00 EST by order" in overview.due.due.text()
