"""Lists of cases stand in groups under headings: counted, folded away, remembered, none hidden."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.cases.grouping import GroupBy
from adjudicator.desktop.kit.table import Index
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.finding.place import Doubt
from adjudicator.domain.layouts import Box
from adjudicator.services.locating.listing import Found
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import ready_recount
from tests.desktop.support import settled
from tests.services.second_look.looking_room import OTHERS, looking_room
from tests.support.findings import (
    ink_piece,
    located,
    marked_ink,
    not_located,
    plain_ink,
    put_finding,
)
from tests.support.scene import passphrase

CHOICES = ("ada", "bo", "line")
LOST = "Not located: the print of this contest is not where it should be"
NEVER = "Not located: nobody has drawn where the contests of this ballot style stand"


@pytest.fixture
def recount(tmp_path: Path) -> Recount:
    """Five cases: the first circled, the third plain, the second not located."""
    made = ready_recount(tmp_path)
    with made.reading() as connection:
        circled, lost, plain, *_ = list_cases(connection, CaseFilter())
    ink = marked_ink("mayor", CHOICES, (9, 4, 2), pieces=[ink_piece(Box(9, 9, 9, 9), area=1.5)])
    put_finding(made, circled, located("mayor", CHOICES), ink)
    put_finding(made, plain, located("mayor", CHOICES), plain_ink("mayor", CHOICES))
    put_finding(made, lost, not_located("mayor", Doubt.PRINT_MISSING))
    return made


def listed(qtbot: QtBot, window: MainWindow) -> CaseListDialog:
    assert window.desk is not None
    with window.desk.recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
    shown = CaseListDialog(window.desk, window, "Cases", lambda _: cases, window)
    qtbot.waitUntil(lambda: shown.said.text().startswith(f"{len(cases)} cases"))
    return shown


def group(shown: CaseListDialog, by: GroupBy) -> None:
    shown.group.setCurrentIndex(shown.group.findData(by))


def lines(shown: CaseListDialog) -> list[str]:
    """What stands in the first column: headings, and case numbers without their spaces."""
    model = shown.table.model()
    told = [str(model.index(n, 0).data()) for n in range(model.rowCount())]
    return [words if "\u00b7" in words else words.replace(" ", "") for words in told]


def headings(shown: CaseListDialog) -> list[str]:
    return [words for words in lines(shown) if "\u00b7" in words]


def line_of(shown: CaseListDialog, words: str) -> Index:
    place = next(n for n, told in enumerate(lines(shown)) if words in told)
    return shown.table.model().index(place, 0)


def press(shown: CaseListDialog, key: Qt.Key) -> None:
    QTest.keyClick(shown.table, key)


def test_groups_have_headings_with_counts_and_keep_the_order_of_work(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    window.adopt(recount)
    settled(qtbot, window)
    shown = listed(qtbot, window)
    order = [case.number for case in shown.table.shown()]
    assert lines(shown) == order, "not grouped at first"
    group(shown, GroupBy.LOCATION)
    assert lines(shown) == [
        "\u25be  Located \u00b7 2 cases",
        order[0],
        order[2],
        f"\u25be  {NEVER} \u00b7 2 cases",
        order[3],
        order[4],
        f"\u25be  {LOST} \u00b7 1 case",
        order[1],
    ]
    group(shown, GroupBy.INK)
    assert headings(shown) == [
        "\u25be  Ink outside the targets \u00b7 1 case",
        "\u25be  Plainly blank \u00b7 1 case",
        "\u25be  No ink measured: not located \u00b7 3 cases",
    ]
    group(shown, GroupBy.CONTEST)
    assert headings(shown) == ["\u25be  Mayor \u00b7 5 cases"]
    group(shown, GroupBy.NOTHING)
    assert lines(shown) == order
    group(shown, GroupBy.LOCATION)
    before = headings(shown)
    ballot = 9
    found = {}
    for way in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        shown.table.sortByColumn(ballot, way)
        assert headings(shown) == before
        assert lines(shown)[0] == before[0]
        found[way] = [case.row.ballot for case in shown.table.shown()][:2]
    up, down = found.values()
    assert up == sorted(up) == down[::-1]
    shown.reject()


def test_a_heading_folds_its_group_away_by_key_and_mouse_and_says_how_many(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    window.adopt(recount)
    settled(qtbot, window)
    shown = listed(qtbot, window)
    group(shown, GroupBy.LOCATION)
    shown.table.setCurrentIndex(line_of(shown, "Located \u00b7"))
    assert shown.table.current() is None
    assert not shown.open_button.isEnabled()
    press(shown, Qt.Key.Key_Space)
    assert shown.said.text() == "5 cases \u00b7 2 folded away"
    assert len(shown.table.shown()) == 3
    assert lines(shown)[0] == "\u25b8  Located \u00b7 2 cases"
    press(shown, Qt.Key.Key_Left)
    assert len(shown.table.shown()) == 3, "it is folded away already"
    press(shown, Qt.Key.Key_Right)
    assert shown.said.text() == "5 cases"
    press(shown, Qt.Key.Key_Return)
    assert len(shown.table.shown()) == 3
    assert not shown.result(), "Return on a heading opens no ballot"
    shown.table.clicked.emit(line_of(shown, "Located \u00b7"))
    assert len(shown.table.shown()) == 5
    press(shown, Qt.Key.Key_Down)
    assert shown.open_button.isEnabled()
    shown.reject()


def test_words_find_what_is_folded_away_and_grouping_is_remembered_and_works_with_narrowing(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    window.adopt(recount)
    settled(qtbot, window)
    shown = listed(qtbot, window)
    wanted = shown.table.shown()[0]
    group(shown, GroupBy.LOCATION)
    shown.table.setCurrentIndex(line_of(shown, "Located \u00b7"))
    press(shown, Qt.Key.Key_Left)
    shown.words.setText(wanted.row.ballot)
    assert shown.table.shown() == [wanted]
    assert headings(shown) == ["\u25b8  Located \u00b7 1 of 2 cases"]
    assert shown.said.text() == "5 cases"
    shown.words.clear()
    assert wanted not in shown.table.shown()
    shown.reject()
    again = listed(qtbot, window)
    assert again.group.currentData() == GroupBy.LOCATION
    assert again.said.text() == "5 cases \u00b7 2 folded away"
    again.kind.setCurrentIndex(again.kind.findData(Found.NOT_LOCATED))
    assert [words[3:] for words in headings(again)] == [
        f"{NEVER} \u00b7 2 cases",
        f"{LOST} \u00b7 1 case",
    ]
    again.reject()


def test_a_list_tells_those_who_are_to_look_blind_nothing_of_a_drawn_ballot(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    room = looking_room(tmp_path).begin_looking()
    room.confirm("9")
    room.draw()
    number = room.to_look_at()[0]
    room.close()
    window.open_folder(room.path)
    settled(qtbot, window)
    assert window.desk is not None
    for person in OTHERS:
        window.desk.seating.sign_in(person, passphrase(person))
    shown = listed(qtbot, window)
    place = next(n for n, told in enumerate(lines(shown)) if told == number)
    machine, state, ink = (shown.table.model().index(place, n).data() for n in (4, 5, 8))
    assert (machine, state, ink) == (
        "kept until the second look",
        "Waits for your second look",
        "kept",
    )
    shown.table.selectRow(place)
    shown.open_button.click()
    assert "waits for its second look, which is blind" in shown.said.text()
    assert not shown.result(), "the list stays"
    shown.reject()
