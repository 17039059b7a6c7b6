"""What another station did is on the screen when a screen is shown again, without a key."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import identity
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import press, settled


@pytest.fixture
def elsewhere(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    """The window is open on a recount, and so is another station."""
    recount = ready_recount(tmp_path)
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    return recount


def _show(qtbot: QtBot, window: MainWindow, name: str) -> object:
    window.show_screen(name)
    settled(qtbot, window)
    return window.stack.currentWidget()


def _suspend(recount: Recount) -> None:
    keys = {p: identity(recount, p, PASSPHRASES[p]) for p in ("chair1", "member1")}
    note_here(recount, keys)
    votes = [("chair1", "yes"), ("member1", "yes")]
    carry(recount, Effect.SUSPEND, targets.contest("mayor"), "Stay", votes, list(keys.values()))


def test_a_screen_shown_again_knows_who_came_to_another_table(
    qtbot: QtBot, window: MainWindow, elsewhere: Recount
) -> None:
    people = _show(qtbot, window, "people")
    assert isinstance(people, PeopleScreen)
    _show(qtbot, window, "tally")
    Seating(elsewhere).sign_in("team1", PASSPHRASES["team1"])
    _show(qtbot, window, "people")
    there = next(line for line in people.table.shown() if line.person.id == "team1")
    assert there.record.presence == "in"
    elsewhere.close()


def test_nothing_is_read_twice_where_nothing_happened(
    qtbot: QtBot, window: MainWindow, elsewhere: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = _show(qtbot, window, "people")
    assert isinstance(people, PeopleScreen)
    reads: list[None] = []
    monkeypatch.setattr(people, "refresh", lambda: reads.append(None))
    _show(qtbot, window, "tally")
    _show(qtbot, window, "people")
    assert reads == []
    elsewhere.close()


def test_review_shown_again_knows_that_its_contest_was_suspended(
    qtbot: QtBot, window: MainWindow, elsewhere: Recount
) -> None:
    assert window.desk is not None
    for person in ("team1", "team2"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    page = _show(qtbot, window, "review")
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.shown)
    _show(qtbot, window, "tally")
    _suspend(elsewhere)
    _show(qtbot, window, "review")
    review = page.review
    assert review is not None
    qtbot.waitUntil(lambda: review.flow.case is not None and bool(review.flow.case.barred))
    press(window, "0", "Return")
    assert "Stay" in review.bar.message
    elsewhere.close()
