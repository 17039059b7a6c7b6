"""Review in the window, over a real record: batch after batch by keyboard."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.doubled import WITHIN, DoubledReturn
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, list_batches, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, enlarge, press, settled, sign, write
from tests.support.findings import located, put_finding

TEAM = ("team1", "team2")
_LEAST_BALLOT = 120
"""Pixels the ballot has beneath its banner, whatever stands below."""


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    recount = ready_recount(tmp_path)
    recount.close()
    return _open(qtbot, window, tmp_path)


def _open(qtbot: QtBot, window: MainWindow, folder: Path) -> Recount:
    window.open_folder(folder / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    for person in TEAM:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    return window.desk.recount


def _page(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    return page


def _review(qtbot: QtBot, window: MainWindow) -> ReviewScreen:
    review = _page(qtbot, window).review
    assert review is not None
    return review


def _rule_all(qtbot: QtBot, window: MainWindow) -> None:
    review = _review(qtbot, window)
    for _ in range(9):
        qtbot.waitUntil(lambda: review.flow.shown or bool(review.panel.notice))
        if review.flow.case is None:
            break
        press(window, "B", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: bool(review.panel.notices.buttons))


def test_return_goes_from_batch_to_batch_and_at_last_to_where_they_are_closed(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window.show_review(None)
    page = _page(qtbot, window)
    seen = [page.batch]
    _rule_all(qtbot, window)
    assert page.review is not None
    assert [b.text() for b in page.review.panel.notices.buttons] == [
        "Take the &next batch",
        "&Close this batch\u2026",
        "Back to the &Overview",
    ]
    assert page.review.panel.notices.buttons[0].hasFocus()
    assert page.banner.sentence == "", "it is said once"
    press(window, "Return")
    seen.append(_page(qtbot, window).batch)
    assert seen == [1, 2]
    _rule_all(qtbot, window)
    buttons = [b.text() for b in page.review.panel.notices.buttons]
    assert buttons == ["&Close this batch\u2026", "Back to the &Overview"]


def test_a_finished_batch_is_closed_from_review(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    window.show_review(2)
    page = _page(qtbot, window)
    _rule_all(qtbot, window)
    assert page.review is not None
    _, close, _ = page.review.panel.notices.buttons
    QTest.keyClick(close, Qt.Key.Key_Space)
    asked = dialog(qtbot, window, SigningDialog)
    assert asked.windowTitle().startswith("Close batch 2: Mayor, PCT 102")
    sign(qtbot, window, **{p: PASSPHRASES[p] for p in TEAM})
    assert "closed" in page.banner.sentence
    buttons = [b.text() for b in page.review.panel.notices.buttons]
    assert buttons == ["Take the &next batch", "Back to the &Overview"]
    with opened.reading() as connection:
        assert [b.is_closed for b in list_batches(connection)] == [False, True]


def test_u_revises_what_this_team_ruled_before_the_window_was_opened_anew(
    qtbot: QtBot, window: MainWindow, opened: Recount, tmp_path: Path
) -> None:
    assert opened.watermark
    window.show_review(1)
    page = _page(qtbot, window)
    assert page.review is not None
    assert page.review.flow.case is not None
    ruled = page.review.flow.case.number
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    window.leave()
    settled(qtbot, window)
    _open(qtbot, window, tmp_path)
    window.show_review(1)
    review = _review(qtbot, window)
    press(window, "U")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: review.panel.title == "Why is this ruling revised?")
    assert review.flow.case is not None
    assert review.flow.case.number == ruled
    assert review.bar.message.startswith("Revises: ")


def test_an_observer_is_present_until_there_is_something_to_answer(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    assert window.desk is not None
    window.desk.seating.sign_in("obs1", PASSPHRASES["obs1"])
    window.show_review(1)
    review = _review(qtbot, window)
    qtbot.waitUntil(lambda: review.bar.observers.words == ["present"])
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: review.bar.observers.words == ["present, did not answer \u00b7 1"])
    press(window, "F5")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: review.bar.observers.words == ["signed, no objection"])
    window.desk.seating.sign_in("obs2", PASSPHRASES["obs2"])
    window.refresh()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: review.bar.observers.words == ["signed, no objection", "present"])


def _stand_apart(review: ReviewScreen) -> bool:
    """The bar ends where the foot begins."""
    return review.bar.geometry().bottom() < review.foot.geometry().top()


def test_with_the_largest_text_in_the_smallest_window_no_observer_is_cut(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    assert window.desk is not None
    for person in ("obs1", "obs2"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    window.resize(1093, 614)
    enlarge(window)
    window.show_review(1)
    review = _review(qtbot, window)
    qtbot.waitUntil(lambda: review.bar.observers.words == ["present", "present"])
    for keys in ((), ("N",), ("Esc", "2"), ("Esc", "Shift+F5"), ("Esc", "L")):
        press(window, *keys)
        settled(qtbot, window)
        qtbot.waitUntil(partial(_stand_apart, review))
        assert review.pane.geometry().bottom() < review.bar.geometry().top(), keys
        assert review.foot.geometry().bottom() < review.height()
        assert review.pane.view.height() > _LEAST_BALLOT, keys
        chips = [c for c in review.bar.observers._chips if c.isVisible()]
        assert all(c.visibleRegion().boundingRect() == c.rect() for c in chips), keys
    # Each on one line, so that the ballot keeps the height; what an observer said is never cut.
    assert all(c.height() < 2 * theme().line("body") for c in chips)
    review.panel.show_notice("Recorded", "A long sentence of a clause. " * 12)
    layout = review.layout()
    assert layout is not None
    layout.invalidate()
    # Whatever the panel has to say, nothing asks for more height than there is.
    assert layout.minimumHeightForWidth(review.width()) <= review.height()


def test_the_foot_counts_a_note_of_a_wrong_outline_at_once(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    with opened.reading() as connection:
        for case in list_cases(connection, CaseFilter(batch=1)):
            put_finding(opened, case, located(case.row.contest, ("ada", "bo", "line")))
    window.show_review(1)
    review = _review(qtbot, window)
    before = opened.state.size
    press(window, "L")
    settled(qtbot, window)
    assert "From now on every station shows its whole page." in review.bar.message
    assert opened.state.size == before + 1
    assert f" \u00b7 {before + 1} entries" in review.foot.right


@pytest.mark.usefixtures("opened")
def test_a_cover_scanned_in_review_turns_to_its_batch_and_an_unknown_one_is_refused(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_review(1)
    page = _page(qtbot, window)
    first = page.review
    assert first is not None
    qtbot.waitUntil(lambda: first.flow.shown)
    press(window, "/")
    write(window, "B.9")
    press(window, "Return", "Return")
    settled(qtbot, window)
    assert page.banner.sentence == "There is no batch 9. Choose one from the list."
    assert page.review is first
    press(window, "/")
    write(window, "B.2")
    press(window, "Return", "Return")
    qtbot.waitUntil(lambda: page.batch == 2)
    review = _review(qtbot, window)
    qtbot.waitUntil(lambda: review.flow.shown)
    assert review.flow.proposed is None
    assert page.banner.sentence == ""


@pytest.mark.usefixtures("opened")
def test_the_second_return_of_a_scanner_leads_away_from_no_finished_batch(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_review(1)
    page = _page(qtbot, window)
    _rule_all(qtbot, window)
    assert window.desk is not None
    now = [0.0]
    window.desk.doubled = DoubledReturn(lambda: now[0])
    window.show_review(2)
    _review(qtbot, window)
    press(window, "/")
    write(window, "B.1")
    press(window, "Return")
    qtbot.waitUntil(lambda: page.batch == 1)
    review = _review(qtbot, window)
    qtbot.waitUntil(lambda: bool(review.panel.notices.buttons))
    press(window, "Return")
    settled(qtbot, window)
    assert page.batch == 1
    now[0] += WITHIN
    press(window, "Return")
    qtbot.waitUntil(lambda: page.batch == 2)


@pytest.mark.usefixtures("opened")
def test_a_finished_batch_takes_the_keyboard_from_no_other_screen(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_review(1)
    page = _page(qtbot, window)
    _rule_all(qtbot, window)
    assert page.review is not None
    window.show_screen("overview")
    settled(qtbot, window)
    before = QApplication.focusWidget()
    page._ask_for_ways()
    settled(qtbot, window)
    assert QApplication.focusWidget() is before
    window.show_screen("review")
    settled(qtbot, window)
    assert page.review.panel.notices.buttons[0].hasFocus()
