"""Review in the window, over a real record: batch after batch by keyboard."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import press, settled

TEAM = ("team1", "team2")


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
        "Close it on the &Overview",
    ]
    assert page.review.panel.notices.buttons[0].hasFocus()
    assert page.banner.sentence == "", "it is said once"
    press(window, "Return")
    seen.append(_page(qtbot, window).batch)
    assert seen == [1, 2]
    _rule_all(qtbot, window)
    buttons = [b.text() for b in page.review.panel.notices.buttons]
    assert buttons == ["Close it on the &Overview"]
    press(window, "Return")
    assert window.stack.shown == "overview"


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
