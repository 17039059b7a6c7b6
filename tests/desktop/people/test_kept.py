"""What people kept: brought to the sign-in, told at the sign-out, found by the window."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.only_read import READING, OnlyReadStrip
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.ledger.envelope import parse_entry
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.lines import entry_line
from adjudicator.storage.stick import Stick
from tests.desktop.recounts import PASSPHRASES, make_recount
from tests.desktop.support import dialog, no_dialog, press, settled, write


@pytest.fixture
def people(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> PeopleScreen:
    window.adopt(make_recount(tmp_path / "recount"), "people")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, PeopleScreen)
    return shown


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def ask(qtbot: QtBot, window: MainWindow, letters: str) -> SignInDialog:
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, letters)
    press(asked, "Return")
    return asked


def bring(asked: SignInDialog, kept: str, passphrase: str) -> None:
    """By keyboard alone: the passphrase first, then on to the line, then Return."""
    write(asked, passphrase)
    for _ in range(8):
        if asked.kept.line.hasFocus():
            break
        press(asked, "Tab")
    assert asked.kept.line.hasFocus()
    asked.kept.line.selectAll()
    write(asked, kept)
    press(asked, "Return")


def last_kept(recount: Recount) -> list[object] | None:
    with recount.reading() as connection:
        line = entry_line(connection, recount.state.size - 1)
    assert line is not None
    kept: list[object] | None = parse_entry(line).body["kept"]
    return kept


def strip(window: MainWindow) -> str:
    found = window.findChild(OnlyReadStrip)
    assert found is not None
    return found.sentence


def test_a_code_is_typed_after_the_passphrase_and_compared(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    head = list(people.recount.state.head)
    code = people.recount.record_code()
    bring(ask(qtbot, window, "reyes"), code.lower(), PASSPHRASES["team1"])
    settled(qtbot, window)
    assert no_dialog(window)
    assert last_kept(people.recount) == head


def test_a_wrong_code_is_told_in_place_and_without_it_one_signs_in(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    asked = ask(qtbot, window, "reyes")
    bring(asked, "FFFF-FFFF-FFFF-FFFF", PASSPHRASES["team1"])
    settled(qtbot, window)
    assert "never had the code FFFF-FFFF-FFFF-FFFF" in asked.prompt._banner.sentence
    assert not people.desk.seats
    assert strip(window) == ""
    asked.kept.line.clear()
    write(asked, PASSPHRASES["team1"])
    press(asked, "Return")
    settled(qtbot, window)
    assert no_dialog(window)
    assert last_kept(people.recount) is None


def test_a_stick_is_remembered_and_written_at_the_sign_out(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen, stick: Path
) -> None:
    bring(ask(qtbot, window, "lee"), str(stick), PASSPHRASES["obs1"])
    settled(qtbot, window)
    asked = ask(qtbot, window, "lee")
    assert asked.kept.text == str(stick)
    asked.leave.click()
    settled(qtbot, window)
    code = people.recount.record_code()
    assert people.banner.sentence == f"Record code {code} is kept on {stick}."
    assert len(Stick(stick).lines(people.recount.origin)) == people.recount.state.size
    other = ask(qtbot, window, "reyes")
    assert other.kept.text == ""
    other.reject()


def test_without_a_stick_the_code_to_note_is_told(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    people.desk.seating.sign_in("obs1", PASSPHRASES["obs1"])
    asked = ask(qtbot, window, "lee")
    asked.leave.click()
    settled(qtbot, window)
    assert f"Note by hand: record code {people.recount.record_code()}" in people.banner.sentence


def test_a_stick_that_shows_an_older_copy_puts_it_on_top_of_every_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, stick: Path
) -> None:
    home = tmp_path / "home"
    made = make_recount(home / "recount")
    made.close()
    shutil.copytree(home, tmp_path / "snapshot")
    later = open_recount(home / "recount")
    seating = Seating(later)
    seating.sign_in("obs1", PASSPHRASES["obs1"], str(stick))
    seating.sign_out("obs1")
    later.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "snapshot", home)
    window.open_folder(home / "recount")
    settled(qtbot, window)
    assert strip(window) == ""
    asked = ask(qtbot, window, "lee")
    bring(asked, str(stick), PASSPHRASES["obs1"])
    settled(qtbot, window)
    assert asked.prompt._banner.sentence.startswith("Nobody was signed in: this is an older copy.")
    asked.reject()
    assert strip(window).startswith("This is an older copy.")
    window.show_screen("tally")
    assert strip(window).startswith("This is an older copy.")


def test_a_copy_from_another_computer_offers_reading_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    made = make_recount(tmp_path / "first" / "recount")
    made.close()
    shutil.copytree(tmp_path / "first" / "recount", tmp_path / "second" / "recount")
    window.open_folder(tmp_path / "second" / "recount")
    settled(qtbot, window)
    assert window.stack.shown == "overview"
    assert strip(window).startswith("This is a copy from another computer")
    found = window.findChild(OnlyReadStrip)
    assert found is not None
    assert found.isVisible()
    for name in SCREENS:
        window.show_screen(name)
        settled(qtbot, window)
        assert (window.stack.shown == name) == (name in READING)
        assert found.isVisible()
        assert window._maker[f"go.{name}"].isEnabled() == (name in READING)
    assert not window._maker["app.sign_in"].isEnabled()
    press(window, "F3")
    assert no_dialog(window)
    window.leave()
    settled(qtbot, window)
    window.adopt(make_recount(tmp_path / "third" / "recount"), "people")
    settled(qtbot, window)
    assert strip(window) == ""
    assert window._maker["app.sign_in"].isEnabled()
    assert window._maker["go.review"].isEnabled()
