"""A team hands over the batch in Review by keyboard, and the next team goes on with it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.review.flow import DROPPED
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.handing_over import NO_BATCH
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.notes import list_notes
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, no_dialog, press, settled, write


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    assert window.desk is not None
    for person in ("team1", "team2", "obs1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    return window.desk.recount


def review(qtbot: QtBot, window: MainWindow) -> ReviewScreen:
    window.show_review(1)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(lambda: shown.flow.shown)
    return shown


def seats(window: MainWindow) -> list[str]:
    assert window.desk is not None
    return [seat.person.id for seat in window.desk.seats]


def test_the_leaving_team_signs_its_part_and_the_next_one_signs_in(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    shown = review(qtbot, window)
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.shown)
    press(window, "B")
    press(window, "Ctrl+Alt+H")
    signing = dialog(qtbot, window, SigningDialog)
    words = "Batch 1, Mayor, precinct PCT 101: 1 of 3 ruled by Ada Reyes and Ben Ortiz, handed over"
    assert signing._request.sentence.startswith(
        f"\u201c{words}.\u201d 2 wait for the next team. Both sign this and are signed out."
    )
    assert sorted(signing.rows) == ["team1", "team2"]
    assert signing.lacking.text() == "Still needed: Ada Reyes and Ben Ortiz."
    assert signing.rows["team1"].line.hasFocus()
    for person in ("team1", "team2"):
        write(signing, PASSPHRASES[person])
        press(signing, "Return")
        settled(qtbot, window)
    press(signing, "Space")
    asked = dialog(qtbot, window, SignInDialog)
    with opened.reading() as connection:
        (note,) = list_notes(connection)
        kinds = [e.kind for e in list_entries(connection)][-3:]
    assert (note.category, note.words) == ("handed_over", words)
    assert note.signed == ("team1", "team2")
    assert kinds == ["note", "signout", "signout"]
    assert seats(window) == ["obs1"]
    assert shown.flow.message == DROPPED
    asked.reject()
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.banner.sentence.startswith(f"{words}. Note by hand: record code ")


def test_one_signature_is_not_enough_and_leaving_the_form_changes_nothing(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    review(qtbot, window)
    size = opened.state.size
    press(window, "Ctrl+Alt+H")
    signing = dialog(qtbot, window, SigningDialog)
    write(signing, PASSPHRASES["team1"])
    press(signing, "Return")
    settled(qtbot, window)
    assert signing.lacking.text() == "Still needed: Ben Ortiz."
    assert not signing.record_button.isEnabled()
    press(signing, "Esc", "Esc")
    settled(qtbot, window)
    assert no_dialog(window)
    assert opened.state.size == size
    assert seats(window) == ["team1", "team2", "obs1"]


def test_without_a_batch_or_a_team_the_reason_is_said(
    qtbot: QtBot, window: MainWindow, opened: Recount
) -> None:
    assert opened.watermark
    window.show_screen("people")
    press(window, "Ctrl+Alt+H")
    settled(qtbot, window)
    people = window.stack.currentWidget()
    assert isinstance(people, PeopleScreen)
    assert people.banner.sentence == NO_BATCH
    shown = review(qtbot, window)
    assert window.desk is not None
    window.desk.seating.sign_out("team2")
    press(window, "Ctrl+Alt+H")
    settled(qtbot, window)
    assert no_dialog(window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.banner.sentence.startswith("1 of the two seats of the counting team are taken")
    assert shown.flow.case is not None
