"""Reconciliation by keyboard: keep a list, see what differs, note it, let the board explain it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.reconciliation.forms import SignedForm
from adjudicator.desktop.reconciliation.reconciliation_screen import ReconciliationScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.next_steps import Way
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, no_dialog, press, settled, sign, write

LIST = """\
container,precinct,ballot ids
7,PCT 101,b1;b2;b3
8,PCT 102,b4;b5;b9
"""


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ReconciliationScreen:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    press(window, "Ctrl+Shift+L")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ReconciliationScreen)
    return shown


def seat(window: MainWindow, *people: str) -> None:
    assert window.desk is not None
    for person in people:
        window.desk.seating.sign_in(person, PASSPHRASES[person])


def keep(qtbot: QtBot, window: MainWindow, path: Path, text: str = LIST) -> None:
    path.write_text(text)
    press(window, "Ctrl+K")
    form = dialog(qtbot, window, SignedForm)
    write(form, str(path))
    press(form, "Return")
    settled(qtbot, window)


def cells(screen: ReconciliationScreen) -> list[tuple[str, ...]]:
    model = screen.places.filter_model
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_numbers_stand_first_and_say_what_they_are_held_against(
    screen: ReconciliationScreen,
) -> None:
    assert screen.headline.text() == "Balanced in 0 of 2 precincts. 2 are not checked."
    assert screen.basis.text().startswith("Held against the machine's counts alone")
    assert cells(screen) == [
        ("PCT 101", "not checked", "-", "3", "here 1 + 2", "0 of 3"),
        ("PCT 102", "not checked", "-", "2", "here 1 + 1", "0 of 2"),
    ]
    assert "No independent number of ballots is known here" in screen.told.text()
    assert not screen.explain.isEnabled(), "nothing is to be explained"


def test_a_list_is_kept_and_what_it_misses_is_told_everywhere(
    qtbot: QtBot, window: MainWindow, screen: ReconciliationScreen, tmp_path: Path
) -> None:
    press(window, "Ctrl+K")
    assert no_dialog(window)
    assert "No clerk and no member of the board is signed in" in screen.banner.sentence
    seat(window, "clerk1")
    keep(qtbot, window, tmp_path / "expected.csv")
    assert no_dialog(window)
    assert screen.headline.text() == "Balanced in 1 of 2 precincts. 1 differs."
    assert "expected.csv, 6 flagged ballots, kept by Ira Stone" in screen.basis.text()
    screen.places.selectRow(1)
    assert screen.place.text() == "Precinct PCT 102"
    assert "2 of 3 flagged ballots are here, 1 is missing. Missing: b9." in screen.told.text()
    assert "Not explained by the board: batch 2 states it and does not close." in (
        screen.told.text()
    )
    screen.only.setChecked(True)
    assert [row[:4] for row in cells(screen)] == [("PCT 102", "NO", "3", "2")]
    press(window, "Ctrl+Shift+O")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    (line,) = [s for s in overview.next.sentences if "is missing" in s]
    assert line == "Precinct PCT 102: 2 of 3 flagged ballots are here, 1 is missing."
    assert [b.state for b in overview.batches.shown()] == ["NOT BEGUN", "SHORT 1"]
    overview.go(Way.RECONCILIATION)
    assert window.stack.currentWidget() is screen


def test_a_list_that_cannot_be_used_is_refused_with_its_place(
    qtbot: QtBot, window: MainWindow, screen: ReconciliationScreen, tmp_path: Path
) -> None:
    seat(window, "clerk1")
    keep(qtbot, window, tmp_path / "expected.csv", LIST.replace("PCT 102", "PCT 1O2"))
    form = dialog(qtbot, window, SignedForm)
    assert 'row 3, column precinct: "PCT 1O2" is not a precinct' in form.banner.sentence
    assert "2 are not checked" in screen.headline.text()
    press(form, "Escape")


def test_what_is_known_is_noted_and_the_boards_motion_explains(
    qtbot: QtBot, window: MainWindow, screen: ReconciliationScreen, tmp_path: Path
) -> None:
    seat(window, "clerk1")
    keep(qtbot, window, tmp_path / "expected.csv")
    screen.places.selectRow(1)
    press(window, "Ctrl+L")
    form = dialog(qtbot, window, SignedForm)
    write(form, "The van came late.")
    press(form, "Return")
    settled(qtbot, window)
    assert "The van came late. Noted by Ira Stone." in screen.told.text()
    assert "Not explained by the board" in screen.told.text()
    press(window, "Ctrl+E")
    motion = dialog(qtbot, window, OrderForm)
    assert motion.target.target == {"batch": 2}
    write(motion, "The ballot is looked for")
    press(motion, "Alt+G")
    sign(qtbot, window, **{p: PASSPHRASES[p] for p in ("chair1", "member1")})
    told = screen.told.text()
    assert "by 2 to 0 (Judge Kelly yes, Ann Lewis yes" in told
    assert "Not explained" not in told
    assert cells(screen)[1][1] == "NO, explained"


def test_the_ballots_of_a_place_open_from_its_row(
    qtbot: QtBot, window: MainWindow, screen: ReconciliationScreen
) -> None:
    screen.places.setFocus()
    press(window, "Return")
    listed = dialog(qtbot, window, CaseListDialog)
    assert sorted(case.row.ballot for case in listed.table.shown()) == ["b1", "b2", "b3"]
    press(listed, "Escape")
