"""The record code of the newest entry stands on every screen's foot and on the public display."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop import newest
from adjudicator.desktop.kit.frame import FootLine
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.services.people import identity
from adjudicator.services.presence import AWAY, note_presence
from adjudicator.services.recount import Recount, open_recount
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import settled


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    made = ready_recount(tmp_path)
    window.adopt(made, "overview")
    settled(qtbot, window)
    return made


def foot(window: QWidget) -> str:
    (shown,) = [f for f in window.findChildren(FootLine) if f.isVisible()]
    return f"{shown.text} {shown.right}"


def words(recount: Recount) -> str:
    return f"{recount.record_code()} at "


@pytest.mark.parametrize("screen", SCREENS)
def test_it_stands_on_every_foot(
    qtbot: QtBot, window: MainWindow, recount: Recount, screen: str
) -> None:
    window.show_screen(screen)
    settled(qtbot, window)
    assert words(recount) in foot(window)
    assert f" \u00b7 {recount.state.size} entries" in foot(window)


def act_elsewhere(recount: Recount) -> None:
    """Another station notes that a member is away."""
    other = open_recount(recount.folder.path)
    key = identity(other, "member1", PASSPHRASES["member1"])
    note_presence(other, "member1", AWAY, key)
    other.close()


def test_it_follows_another_station_in_review_docket_and_on_the_display(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert newest.EVERY_MS >= 1_000, "it is not looked for all the time"
    desk = window.desk
    assert desk is not None
    window.show_screen("review")
    settled(qtbot, window)
    review = window.stack.currentWidget()
    assert isinstance(review, ReviewPage)
    window.show_screen("docket")
    settled(qtbot, window)
    docket = window.stack.currentWidget()
    assert isinstance(docket, DocketScreenPage)
    docket.toggle_display()
    display = docket.display
    assert display is not None
    qtbot.addWidget(display)
    settled(qtbot, window)
    assert words(recount) in display.foot.words
    before = recount.record_code()
    act_elsewhere(recount)
    desk.newest._timer.setInterval(50)
    qtbot.waitUntil(lambda: before not in display.foot.words)
    assert words(recount) in display.foot.words
    assert words(recount) in foot(window)
    assert review.review is not None
    assert words(recount) in review.review.foot.right
    docket.hold_display()
    act_here = identity(recount, "member2", PASSPHRASES["member2"])
    note_presence(recount, "member2", AWAY, act_here)
    qtbot.waitUntil(lambda: words(recount) in display.foot.words)
    display.close()
