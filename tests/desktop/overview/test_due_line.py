"""The countdown of the Overview, by a clock that the test turns."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.next_steps import Way
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import settled

SATURDAY = datetime(2025, 11, 16, 2, 14, tzinfo=UTC)
"""21:14 in Florida; official returns are due that Sunday, twelve days after the election."""


def carried(recount: Recount, effect: Effect, target: targets.Target) -> None:
    board = [identity(recount, p, PASSPHRASES[p]) for p in ("chair1", "member1")]
    votes = [("chair1", "yes"), ("member1", "yes")]
    carry(recount, effect, target, "Ordered by the court.", votes, board)


def test_the_time_left_is_counted_down_and_what_comes_too_late_stands_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount, moment = ready_recount(tmp_path), [SATURDAY]
    recount._clock = lambda: moment[0]
    carried(recount, Effect.DEADLINE, targets.deadline("mayor", SATURDAY + timedelta(minutes=50)))
    window.adopt(recount, "overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    due = overview.due
    assert due.due.text() == (
        "Official returns due Sun 12:00 EST (in 14 h 46 m)  \u00b7  "
        "Due Sat 22:04 EST by order (in 50 m 00 s)"
    )
    assert due.more.text().startswith("No table has ruled yet, so nothing can be said")
    moment[0] += timedelta(minutes=46, seconds=1)
    qtbot.waitUntil(lambda: due.due.text().endswith("(in 3 m 59 s)"))
    assert "(in 13 h 59 m)" in due.due.text()
    assert due.late.isHidden()
    moment[0] += timedelta(minutes=5)
    qtbot.waitUntil(lambda: due.due.text().endswith("by order (1 m 01 s ago)"))
    assert due.late.text() == "! AFTER THE DEADLINE"
    assert not due.late.isHidden()
    window.refresh()
    settled(qtbot, window)
    assert overview.next.sentences[0].startswith("Mayor is past the deadline set by order")
    assert overview.next.buttons[Way.ORDERS].text() == "Orders"
    carried(recount, Effect.REFILE, targets.contest("mayor"))
    window.refresh()
    settled(qtbot, window)
    assert due.late.isHidden(), "what is filed again is not late"
    assert due.more.text().startswith("Mayor: The first returns are filed again by motion of")
