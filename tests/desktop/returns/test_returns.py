"""Returns in the real window, by keyboard: from Start to which contests go to a recount."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.cli.main import main
from adjudicator.desktop.returns import returns_screen
from adjudicator.desktop.returns.reading import Answer, Progress, Question
from adjudicator.desktop.returns.returns_screen import Page, ReturnsScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.services.importing import Cancelled
from tests.desktop.recounts import make_recount
from tests.desktop.support import press, settled, write

ROWS = """county,precinct,office,district,party,candidate,votes
Volusia,P1,State House,26,REP,Fetterhoff,30599
Volusia,P1,State House,26,DEM,Henry,30544
Volusia,P1,State House,26,,OverVotes,10
Volusia,P1,State House,26,,UnderVotes,1844
Volusia,P1,Sheriff,,,Cy Cole,400
Volusia,P1,Sheriff,,,Di Dale,200
Volusia,P1,=Council,1,,Ann Ash,300
Volusia,P1,=Council,1,,Bo Birch,300
Volusia,P1,=Council,1,,Eve Elm,299
"""
HOUSE, COUNCIL, SHERIFF = "State House 26", "=Council 1, Volusia", "Sheriff, Volusia"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    path = tmp_path / "volusia.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture
def screen(window: MainWindow) -> ReturnsScreen:
    """Returns, opened by its key."""
    press(window, "Ctrl+Shift+U")
    made = window.returns.screen
    assert made is not None
    assert window.stack.currentWidget() is made
    return made


@pytest.fixture
def loaded(
    qtbot: QtBot, window: MainWindow, screen: ReturnsScreen, returns: Path
) -> Callable[[int], ReturnsScreen]:
    """Load the returns of the test as those of a stage: 0 the first, 1 the second."""

    def load(stage: int) -> ReturnsScreen:
        screen.files.stage.setCurrentIndex(stage)
        screen.files.sources.add(returns)
        press(window, "Ctrl+Return")
        settled(qtbot, window)
        assert screen.shown == Page.CONTESTS
        return screen

    return load


def titles(screen: ReturnsScreen) -> list[str]:
    return [found.title for found in screen.contests.table.shown()]


def row(screen: ReturnsScreen, place: int) -> list[str]:
    """The words of a row as they stand in the list."""
    model = screen.contests.table.filter_model
    return [str(model.index(place, n).data()) for n in range(model.columnCount())]


def choose(screen: ReturnsScreen, title: str) -> None:
    screen.contests.table.selectRow(titles(screen).index(title))


def test_from_start_by_keyboard_to_what_is_ordered(
    qtbot: QtBot, window: MainWindow, returns: Path
) -> None:
    window.start.returns.setFocus()
    press(window, "Space")
    screen = window.returns.screen
    assert screen is not None
    write(window, str(returns))
    press(window, "Return", "Return")
    settled(qtbot, window)
    assert screen.header.subject == (
        "First unofficial returns \u00b7 Florida, November 2018 \u00b7 1 file, 9 rows, "
        "1 of 67 counties"
    )
    assert titles(screen) == [COUNCIL, HOUSE, SHERIFF], "what is ordered first, the closest first"
    assert screen.contests.summary.text() == "3 contests \u00b7 0 to hand, 2 to the machines"
    assert row(screen, 1) == [
        "State House 26\nstate, if all counties are in",
        "30,599  Fetterhoff\n30,544  Henry",
        "55\n0.0900 %",
        "61,143\n1,854",
        "manual\nstate orders machine",
        "0.5 %: 250 inside\n0.25 %: 97 inside",
    ]
    press(window, "Down")
    assert screen.contests.details.title.text() == HOUSE
    assert screen.contests.details.ordered.text() == "ORDERED: MACHINE"
    assert screen.contests.details.final.text() == "IF ALL ARE IN"
    assert screen.contests.details.said[-2].startswith("Ordered by the Secretary of State: a mach")
    press(window, "Ctrl+D")
    assert window.stack.currentWidget() is window.start
    press(window, "Ctrl+N")
    wizard = window.stack.currentWidget()
    press(window, "Ctrl+Shift+U")
    assert titles(screen) == [COUNCIL, HOUSE, SHERIFF], "it is found as it was left"
    press(window, "Ctrl+D")
    assert window.stack.currentWidget() is wizard, "what was begun there is not lost"


def test_an_open_recount_stays_and_one_key_leads_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(make_recount(tmp_path / "recount"), "people")
    settled(qtbot, window)
    desk, people = window.desk, window.stack.currentWidget()
    press(window, "Ctrl+Shift+U")
    assert isinstance(window.stack.currentWidget(), ReturnsScreen)
    assert [b.isChecked() for b in window.navigation._tabs.values() if b.isChecked()] == []
    press(window, "Ctrl+D")
    assert window.stack.currentWidget() is people
    assert window.desk is desk


def test_a_file_that_cannot_be_used_is_refused_with_its_place_and_mended(
    qtbot: QtBot, window: MainWindow, screen: ReturnsScreen, returns: Path
) -> None:
    bad = returns.with_name("bad.csv")
    bad.write_text(
        "county,precinct,contest,candidat,votes\n"
        "Volusia,P2,Sheriff,Cy Cole,1\nVolusia,P2,Sheriff,Di Dale,1\n"
    )
    screen.files.sources.add(returns, bad)
    press(window, "Ctrl+Return")
    settled(qtbot, window)
    assert screen.shown == Page.FILES
    assert screen.answer is None
    assert not screen.save.isEnabled()
    assert screen.files.summary.text().startswith("Nothing was loaded: bad.csv cannot be used.")
    (line,) = screen.files.problems.shown()
    assert (line.kind, line.problem.where) == ("Refused", "bad.csv, row 1, column candidate")
    assert 'Is it "candidat"?' in screen.files.whole.text()
    bad.write_text(bad.read_text().replace("candidat,", "candidate,").replace("Cole,1", "Cole,1.5"))
    press(window, "Ctrl+Return")
    settled(qtbot, window)
    choose(screen, SHERIFF)
    assert screen.contests.details.final.text() == "NOT FINAL"
    assert screen.contests.details.ordered.text() == "NOTHING ORDERED YET"
    assert row(screen, titles(screen).index(SHERIFF))[4] == "so far none\nnone yet: not whole"
    assert screen.contests.summary.text().endswith("to the machines, 1 not whole")
    screen.contests.kept.setCurrentIndex(3)
    assert titles(screen) == [SHERIFF]
    assert screen.contests.lacking.accessibleName().startswith("66 of 67 counties are not in")
    assert screen.contests.lacking.accessibleName().endswith(
        "1 row could not be used and was put aside."
    )
    QTest.keyClick(screen.contests.notes, Qt.Key.Key_Space)
    assert screen.shown == Page.FILES
    assert [line.kind for line in screen.files.problems.shown()] == ["Put aside"]
    assert "Ask the county for it, or mend it" in screen.files.whole.text()


def test_a_tie_is_told_and_what_people_tell_changes_it_at_once(
    window: MainWindow, loaded: Callable[[int], ReturnsScreen]
) -> None:
    screen = loaded(1)
    details = screen.contests.details
    choose(screen, COUNCIL)
    assert "Ann Ash and Bo Birch have equal votes: lots decide." in details.said[0]
    assert [tick.text() for tick in details.declined] == ["Bo Birch", "Eve Elm"]
    assert details.ordered.text() == "ORDERED: MANUAL"
    details.seats.setFocus()
    press(window, "Up")
    assert details.said[1] == "Margin 1 vote of 899 cast, 0.1112 %."
    assert [tick.text() for tick in details.declined] == ["Eve Elm"]
    QTest.keyClick(details.declined[0], Qt.Key.Key_Space)
    assert details.ordered.text() == "ORDERED: NONE"
    assert details.said[-1] == (
        "Told by people, not read from the returns: 2 are elected; Eve Elm asked in writing that "
        "no recount be made."
    )
    assert row(screen, titles(screen).index(COUNCIL))[0].endswith("told by people")
    QTest.keyClick(details.declined[0], Qt.Key.Key_Space)
    assert details.ordered.text() == "ORDERED: MANUAL"
    tab_reaches_everything(window, screen)
    the_list_is_narrowed(screen)


def tab_reaches_everything(window: MainWindow, screen: ReturnsScreen) -> None:
    """The filters, the pages and what stands in the header; nobody needs a mouse."""
    screen.contests.enter()
    reached = []
    for _ in range(15):
        press(window, "Tab")
        reached.append(QApplication.focusWidget())
    wanted = (*screen.parts.buttons, screen.save, screen.back, screen.contests.kept)
    assert {*wanted, screen.contests.words, screen.contests.details.seats} <= {*reached}


def the_list_is_narrowed(screen: ReturnsScreen) -> None:
    """By what is ordered, and by words of the title or the name of any choice."""
    screen.contests.kept.setCurrentIndex(2)
    assert sorted(titles(screen)) == [COUNCIL, HOUSE]
    screen.contests.kept.setCurrentIndex(0)
    screen.contests.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert titles(screen)[0] == SHERIFF, "what is ordered last"
    screen.contests.words.setText("dale")
    assert titles(screen) == [SHERIFF]
    assert screen.contests.details.title.text() == SHERIFF
    assert screen.contests.summary.text() == "1 of 3 contests \u00b7 2 to hand, 0 to the machines"
    screen.contests.words.setText("nobody")
    assert screen.contests.details.title.text() == "No contest is chosen"


def test_another_stage_is_looked_at_without_reading_again_and_what_was_told_stays(
    qtbot: QtBot, window: MainWindow, loaded: Callable[[int], ReturnsScreen], returns: Path
) -> None:
    screen = loaded(0)
    choose(screen, HOUSE)
    assert not screen.contests.details.recount.isVisible()
    returns.unlink()
    screen.files.stage.setCurrentIndex(1)
    settled(qtbot, window)
    assert screen.contests.details.ordered.text() == "ORDERED: MANUAL"
    assert (
        "The 1,854 over- and undervotes are no fewer than the 55 votes needed to change the "
        "outcome." in screen.contests.details.said
    )
    screen.files.stage.setCurrentIndex(2)
    # While the other stage is being computed.
    QTest.keyClick(screen.contests.details.declined[0], Qt.Key.Key_Space)
    settled(qtbot, window)
    assert screen.header.subject.startswith("Official returns")
    assert screen.contests.details.said[-1] == (
        "Told by people, not read from the returns: Henry asked in writing that no recount be made."
    )


def test_two_sets_are_compared_the_answer_first_and_both_numbers_said(
    qtbot: QtBot, window: MainWindow, loaded: Callable[[int], ReturnsScreen], returns: Path
) -> None:
    screen = loaded(1)
    other = returns.with_name("county.csv")
    other.write_text(ROWS.replace("Henry,30544", "Henry,30554").replace("Sheriff", "Mayor"))
    QTest.keyClick(screen.parts.buttons[Page.COMPARE], Qt.Key.Key_Space)
    write(window, str(other))
    press(window, "Return", "Return")
    settled(qtbot, window)
    compare = screen.compare
    assert compare.answer.text() == (
        "The results do not match: of 7 numbers in 2 contests, 1 place, 1 differ."
    )
    assert [(r.contest, r.precinct, r.choice, r.one, r.other) for r in compare.table.shown()] == [
        ("State House 26, Volusia", "P1", "Henry", 30544, 30554),
        ("Sheriff, Volusia", "", "the whole contest", None, None),
        ("Mayor, Volusia", "", "the whole contest", None, None),
    ]
    compare.words.setText("henry")
    assert len(compare.table.shown()) == 1
    saved = returns.with_name("differences.csv")
    screen.save_to(saved)
    settled(qtbot, window)
    assert (
        saved.read_text().splitlines()[1] == '"State House 26, Volusia",P1,all,Henry,30544,30554,'
    )


def test_the_answer_is_saved_as_the_command_gives_it_and_as_a_table_no_spreadsheet_runs(
    qtbot: QtBot,
    window: MainWindow,
    loaded: Callable[[int], ReturnsScreen],
    returns: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen = loaded(1)
    for name in ("answer.json", "answer.csv"):
        screen.save_to(returns.with_name(name))
        settled(qtbot, window)
        assert screen.banner.sentence == f"Saved as {returns.with_name(name)}."
    main(["canvass", str(returns), "--stage", "second", "--json"])
    saved = returns.with_name("answer.json").read_text()
    assert saved == capsys.readouterr().out
    assert json.loads(saved)["read"][0]["file"] == "volusia.csv"
    table = list(csv.DictReader(io.StringIO(returns.with_name("answer.csv").read_text())))
    assert [line["contest"] for line in table] == [HOUSE, SHERIFF, f"'{COUNCIL}"]
    assert (table[0]["margin"], table[0]["ordered"], table[0]["overvotes"]) == (
        "55",
        "manual",
        "10",
    )
    leads_to_a_new_recount(window, screen)


def leads_to_a_new_recount(window: MainWindow, screen: ReturnsScreen) -> None:
    """From a contest that goes to hand, and from no other."""
    choose(screen, SHERIFF)
    assert not screen.contests.details.recount.isVisible()
    choose(screen, HOUSE)
    QTest.keyClick(screen.contests.details.recount, Qt.Key.Key_Space)
    wizard = window.stack.currentWidget()
    assert isinstance(wizard, WizardScreen)
    assert wizard.banner.sentence.startswith("For State House 26: choose its election file")


def test_reading_can_be_stopped_and_nothing_is_kept(
    qtbot: QtBot,
    window: MainWindow,
    screen: ReturnsScreen,
    returns: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(_asked: Question, progress: Progress, cancelled: Callable[[], bool]) -> Answer:
        progress(3, 63)
        while not cancelled():
            pass
        raise Cancelled

    monkeypatch.setattr(returns_screen, "read_answer", endless)
    screen.files.sources.add(returns)
    press(window, "Ctrl+Return")
    qtbot.waitUntil(lambda: screen.files.progress.words.text() == "3 of 63 files read")
    assert QApplication.focusWidget() is screen.files.progress.cancel
    press(window, "Space")
    settled(qtbot, window)
    assert screen.answer is None
    assert screen.banner.sentence == "The reading was stopped. Nothing of it was kept."
    assert screen.files.load.isEnabled()
