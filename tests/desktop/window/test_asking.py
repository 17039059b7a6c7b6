"""Observers are asked when the opening said; the team goes on meanwhile, whoever has answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.opening import Policy
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import press, settled

SILENT = "present, did not answer"
SIGNED = "signed, no objection"
Seat = Callable[[Policy], ReviewScreen]


@pytest.fixture
def seat(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Seat:
    """Opens the first batch, of three cases, with a team and two observers."""

    def make(policy: Policy) -> ReviewScreen:
        ready_recount(tmp_path, policy).close()
        window.open_folder(tmp_path / "recount")
        settled(qtbot, window)
        assert window.desk is not None
        for person in ("team1", "team2", "obs1", "obs2"):
            window.desk.seating.sign_in(person, PASSPHRASES[person])
        window.show_review(1)
        settled(qtbot, window)
        page = window.stack.currentWidget()
        assert isinstance(page, ReviewPage)
        assert page.review is not None
        qtbot.waitUntil(lambda: words(page.review) == ["present", "present"])
        return page.review

    return make


def words(review: ReviewScreen | None) -> list[str]:
    """The words beneath the observers' names."""
    assert review is not None
    return review.bar.observers.words


def rule(qtbot: QtBot, window: MainWindow, review: ReviewScreen, *shown: str) -> None:
    """The team rules on the ballot before it; then these words stand beneath the names."""
    qtbot.waitUntil(lambda: review.flow.shown)
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == list(shown))


def test_asked_each_ruling_the_row_shows_who_has_not_answered_and_nothing_waits(
    qtbot: QtBot, window: MainWindow, seat: Seat
) -> None:
    review = seat(Policy(attest="each"))
    rule(qtbot, window, review, *[f"{SILENT} \u00b7 1 \u00b7 asked"] * 2)
    assert review.bar.message == "", "no sentence at every ruling"
    press(window, "F5")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == [SIGNED, f"{SILENT} \u00b7 1 \u00b7 asked"])
    # The team goes on, though one has not answered.
    rule(
        qtbot, window, review, f"{SILENT} \u00b7 1 \u00b7 asked", f"{SILENT} \u00b7 2 \u00b7 asked"
    )
    press(window, "Ctrl+F6")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review)[1] == "declined to sign")


def test_asked_each_page_they_are_asked_once_when_it_is_full(
    qtbot: QtBot, window: MainWindow, seat: Seat
) -> None:
    review = seat(Policy(attest="page", page_max=2))
    rule(qtbot, window, review, *[f"{SILENT} \u00b7 1"] * 2)
    rule(qtbot, window, review, *[f"{SILENT} \u00b7 2 \u00b7 asked"] * 2)
    assert review.bar.message == (
        "! Asked for their answer: Flora Lee (2 rulings) and Gus Scott (2 rulings). "
        "Work goes on meanwhile."
    )
    press(window, "F5")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == [SIGNED, f"{SILENT} \u00b7 2 \u00b7 asked"])
    # The last page of a batch is asked for when the batch ends, full or not.
    rule(
        qtbot, window, review, f"{SILENT} \u00b7 1 \u00b7 asked", f"{SILENT} \u00b7 3 \u00b7 asked"
    )
    assert "Flora Lee (1 ruling)" in review.bar.message
    assert "Gus Scott" not in review.bar.message, "asked already"


def test_asked_each_batch_nobody_is_asked_before_its_end(
    qtbot: QtBot, window: MainWindow, seat: Seat
) -> None:
    review = seat(Policy(attest="batch", page_max=1))
    rule(qtbot, window, review, *[f"{SILENT} \u00b7 1"] * 2)
    rule(qtbot, window, review, *[f"{SILENT} \u00b7 2"] * 2)
    # Whoever wishes to may answer before.
    press(window, "F6")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == [f"{SILENT} \u00b7 2", SIGNED])
    rule(
        qtbot, window, review, f"{SILENT} \u00b7 3 \u00b7 asked", f"{SILENT} \u00b7 1 \u00b7 asked"
    )
    press(window, "F5", "Ctrl+F6")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == [SIGNED, "declined to sign"])


def test_whoever_is_away_is_not_asked(qtbot: QtBot, window: MainWindow, seat: Seat) -> None:
    review = seat(Policy(attest="each"))
    press(window, "Alt+F6")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: words(review) == ["present", "not at the table"])
    rule(qtbot, window, review, f"{SILENT} \u00b7 1 \u00b7 asked", "not at the table")
