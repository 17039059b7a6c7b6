"""Ctrl+I anywhere: one line, who was there, who signs."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.orders.incident_form import NOBODY, IncidentForm
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.services.notes import notes_register
from adjudicator.services.recount import Recount
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, press, settled, write


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    made = ready_recount(tmp_path)
    window.adopt(made, "overview")
    settled(qtbot, window)
    return made


def seat(window: MainWindow, *people: str) -> None:
    assert window.desk is not None
    for person in people:
        window.desk.seating.sign_in(person, PASSPHRASES[person])


def test_an_incident_is_noted_in_seven_keys_and_the_words(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    seat(window, "team1", "clerk1")
    press(window, "Ctrl+I")
    form = dialog(qtbot, window, IncidentForm)
    assert form.words.hasFocus()
    write(form, "The lights went out")
    form.boxes["team1"].setChecked(True)
    press(form, "Alt+W", "Down", "Return")
    settled(qtbot, window)
    (note,) = notes_register(recount)
    assert note.sentence == ("Incident: The lights went out. There: Ada Reyes. Noted by Ira Stone.")
    banner = getattr(window.stack.currentWidget(), "banner", None)
    assert isinstance(banner, Banner)
    assert banner.sentence == f"The incident is noted as entry {note.entry}."


def test_without_words_nothing_can_be_noted(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    seat(window, "obs1")
    press(window, "Ctrl+I")
    form = dialog(qtbot, window, IncidentForm)
    assert not form.record.isEnabled()
    press(form, "Return")
    settled(qtbot, window)
    assert form.isVisible()
    assert notes_register(recount) == []


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_it_is_heard_on_every_screen_and_says_who_is_missing(
    qtbot: QtBot, window: MainWindow, recount: Recount, name: str
) -> None:
    assert recount.watermark
    window.show_screen(name)
    settled(qtbot, window)
    press(window, "Ctrl+I")
    settled(qtbot, window)
    banner = getattr(window.stack.currentWidget(), "banner", None)
    assert isinstance(banner, Banner)
    assert banner.sentence == NOBODY
