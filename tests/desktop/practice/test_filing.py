"""A result filed as training given, from the result page, in a rehearsal."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.watermark import Watermark
from adjudicator.desktop.practice.filing import FilingDialog
from adjudicator.desktop.practice.practice_screen import PracticeScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.ledger.origin import Purpose
from adjudicator.services.notes import Category, NoteLine, notes_register
from adjudicator.services.opening import new_recount
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.roster import enrol_and_constitute
from tests.desktop.practice.conftest import Begin
from tests.desktop.practice.people import answer_by_keys, ruled, waiting
from tests.desktop.recounts import ELECTION, PASSPHRASES, PEOPLE
from tests.desktop.support import dialog, no_dialog, press, settled, write

FEW = tuple(p for p in PEOPLE if p.person in {"chair1", "member1", "team1"})


@pytest.fixture
def rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recount:
    """Of three people, whose passphrases are stretched no more than a test can wait for."""
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    recount = new_recount(tmp_path / "rehearsal", election=ELECTION, purpose=Purpose.REHEARSAL)
    enrol_and_constitute(recount, FEW, PASSPHRASES)
    return recount


def _result(qtbot: QtBot, screen: PracticeScreen) -> None:
    """Rule on one ballot as the pack reads it, and stop."""
    situation = waiting(qtbot, screen)
    answer_by_keys(qtbot, screen, situation.answers[0])
    ruled(qtbot, screen)
    press(screen, "Ctrl+E")
    assert screen.at_result


def _choose(qtbot: QtBot, window: MainWindow, name: str) -> FilingDialog:
    """Choose a person by the arrow keys and come to the passphrase."""
    filing = dialog(qtbot, window, FilingDialog)
    qtbot.waitUntil(lambda: bool(filing.table.shown()))
    names = [row.person.name for row in filing.table.shown()]
    press(filing, *["Down"] * names.index(name), "Return")
    return filing


def _training(recount: Recount) -> list[NoteLine]:
    return notes_register(recount, Category.TRAINING)


def test_filed_in_the_recount_that_is_open_signed_by_the_person(
    qtbot: QtBot, window: MainWindow, rehearsal: Recount, begin: Begin
) -> None:
    window.adopt(rehearsal)
    settled(qtbot, window)
    press(window, "Ctrl+Shift+S")
    screen = begin("blank", "overvote")
    shown = [m.words for m in window.findChildren(Watermark) if m.isVisible()]
    assert shown == ["PRACTICE - not an election record"]
    _result(qtbot, screen)
    press(screen, "Ctrl+F")
    filing = _choose(qtbot, window, "Ada Reyes")
    assert filing.where.currentText() == "Open now: Marsh County \u00b7 Town Election"
    write(filing, PASSPHRASES["team1"])
    press(filing, "Return")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: no_dialog(window))
    (note,) = _training(rehearsal)
    assert note.words == "Practice: 1 of 1 (2 were drawn), 1 minute (florida-2018)"
    assert note.signers == note.people == ("Ada Reyes",)
    assert screen.banner.sentence.startswith(f"Filed for Ada Reyes as entry {note.entry} in ")
    press(screen, "Ctrl+Shift+O")
    settled(qtbot, window)
    shown = [m.words for m in window.findChildren(Watermark) if m.isVisible()]
    assert shown == ["REHEARSAL - not an election record"]


def test_a_wrong_passphrase_files_nothing_and_says_so_in_place(
    qtbot: QtBot, window: MainWindow, rehearsal: Recount, begin: Begin
) -> None:
    window.adopt(rehearsal)
    settled(qtbot, window)
    press(window, "Ctrl+Shift+S")
    _result(qtbot, begin("blank", "overvote"))
    press(window, "Ctrl+F")
    filing = _choose(qtbot, window, "Ada Reyes")
    write(filing, "not the right one")
    press(filing, "Return")
    settled(qtbot, window)
    assert filing.isVisible()
    assert "not right" in filing.prompt._banner.sentence
    assert _training(rehearsal) == []
    press(filing, "Esc")


def test_filed_in_a_recount_opened_before_which_is_let_go_of_again(
    qtbot: QtBot, window: MainWindow, rehearsal: Recount, begin: Begin
) -> None:
    path = rehearsal.folder.path
    rehearsal.close()
    window._look.remember(path, "Marsh County", "Town Election", "rehearsal")
    screen = begin("blank", "overvote")
    _result(qtbot, screen)
    press(screen, "Ctrl+F")
    filing = _choose(qtbot, window, "Ada Reyes")
    assert filing.where.currentText() == "Marsh County \u00b7 Town Election"
    write(filing, PASSPHRASES["team1"])
    press(filing, "Return")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: no_dialog(window))
    assert window.desk is None, "no recount is open in the window"
    again = open_recount(path)
    assert len(_training(again)) == 1
    again.close()
    assert [Path(f.path) for f in window._look.settings.recent] == [path.resolve()]


def test_without_any_recount_it_says_what_to_choose(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    _result(qtbot, begin("blank", "overvote"))
    press(window, "Ctrl+F")
    filing = dialog(qtbot, window, FilingDialog)
    assert filing.nothing.text() == "Choose the folder of a recount in which you are enrolled."
    assert filing.other.hasFocus()
    assert not filing.prompt.isVisible()
    press(filing, "Esc")
    assert no_dialog(window)
