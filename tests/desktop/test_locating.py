"""Contests are found behind the window; what it came to is told, and leads to the cases."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from adjudicator.desktop import locating
from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.cases.grouping import GroupBy
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.finding.place import Doubt
from adjudicator.domain.layouts import Box
from adjudicator.domain.policy import ScoresPolicy
from adjudicator.services.locating.listing import Count, Found
from adjudicator.services.next_steps import Way, locating_steps
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import FILE
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import ready_recount
from tests.desktop.support import dialog, press, settled
from tests.support.findings import (
    ink_piece,
    located,
    marked_ink,
    not_located,
    put_finding,
)
from tests.support.printed_pages import Printed, printed_recount

CHOICES = ("ada", "bo", "line")


def test_the_window_finds_contests_and_names_what_it_did_not_find(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locating, "BEGIN_MS", 0)
    recount = printed_recount(tmp_path, [Printed(), Printed(), Printed(back=True)])
    window.adopt(recount)
    assert window.desk is not None
    told = window.desk.locating
    qtbot.waitUntil(
        lambda: told.looked is not None and told.looked.count is not None, timeout=60_000
    )
    settled(qtbot, window)
    assert told.looked is not None
    assert (told.looked.done, told.looked.pages, told.looked.words) == (3, 3, "")
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert (
        "1 case not located on the image: the whole page is shown, without an outline."
        in overview.next.sentences
    )
    overview.next.buttons[Way.NOT_LOCATED].click()
    shown = dialog(qtbot, window, CaseListDialog)
    qtbot.waitUntil(lambda: shown.said.text() == "1 case of 3")
    assert shown.kind.currentText() == "Not located"
    shown.reject()
    (recount.folder.path / FILE).unlink()
    told.prefer(1)
    qtbot.waitUntil((recount.folder.path / FILE).exists, timeout=60_000)
    qtbot.waitUntil(lambda: told.looked is not None and told.looked.over, timeout=60_000)


def test_a_key_lists_every_case_and_overview_leads_to_those_to_check(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(ready_recount(tmp_path))
    settled(qtbot, window)
    press(window, "Ctrl+Shift+Z")
    shown = dialog(qtbot, window, CaseListDialog)
    qtbot.waitUntil(lambda: shown.said.text() == "5 cases")
    assert shown.kind.chosen is None
    shown.reject()
    qtbot.waitUntil(lambda: not window.findChildren(CaseListDialog))
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    overview.go(Way.TO_CHECK)
    shown = dialog(qtbot, window, CaseListDialog)
    qtbot.waitUntil(lambda: shown.said.text() == "0 cases of 5")
    assert shown.kind.chosen == Found.CHECK
    shown.reject()


def test_what_is_to_check_and_what_was_not_located_is_told_apart() -> None:
    def told(check: int, lost: int) -> list[tuple[str, str]]:
        count = Count(88, check, lost, 0, ())
        return [(step.sentence, step.button) for step in locating_steps(count)]

    assert told(0, 0) == []
    assert list(locating_steps(None)) == []
    assert told(2, 1) == [
        ("2 cases found to check on the image. The list shows how it stands now.", "Show them"),
        (
            "1 case not located on the image: the whole page is shown, without an outline.",
            "Show them",
        ),
    ]


def listed(qtbot: QtBot, window: MainWindow, recount: Recount) -> CaseListDialog:
    """All cases; of the first three one is circled, one dotted and one not located."""
    with recount.reading() as connection:
        circled, dotted, lost, *_ = cases = list_cases(connection, CaseFilter())
    ink = marked_ink("mayor", CHOICES, (9, 4, 2), pieces=[ink_piece(Box(9, 9, 9, 9), area=1.5)])
    put_finding(recount, circled, located("mayor", CHOICES), ink)
    dot = marked_ink("mayor", CHOICES, (0, 38, 0), quality=[Quality.STREAK])
    put_finding(recount, dotted, located("mayor", CHOICES), dot)
    put_finding(recount, lost, not_located("mayor", Doubt.PRINT_MISSING))
    window.adopt(recount)
    settled(qtbot, window)
    assert window.desk is not None
    shown = CaseListDialog(window.desk, window, "Cases", lambda _: cases, window)
    qtbot.addWidget(shown)
    qtbot.waitUntil(lambda: shown.said.text() == "5 cases")
    return shown


def rows(shown: CaseListDialog, column: int) -> list[str]:
    model = shown.table.model()
    return [str(model.index(n, column).data()) for n in range(model.rowCount())]


def choose(shown: CaseListDialog, kind: Found | None) -> None:
    shown.kind.setCurrentIndex(shown.kind.findData(kind))


def test_cases_are_narrowed_and_sorted_by_what_was_found(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    recount = ready_recount(tmp_path)
    shown = listed(qtbot, window, recount)
    location, oval, ink = 6, 7, 8
    assert rows(shown, location)[:3] == ["Located", "Located", "Not located"]
    assert rows(shown, ink)[:3] == ["1.5 mm\u00b2", "none", ""]
    assert rows(shown, oval)[:3] == [".01", ".04", ""]
    tips = [
        shown.table.model().index(1, column).data(Qt.ItemDataRole.ToolTipRole)
        for column in (oval, location)
    ]
    assert tips == ["fill .04, darkness .07", "Located. A streak runs through the contest"]
    counts = {
        Found.INK_OUTSIDE: 1,
        Found.INK_IN_OVAL: 1,
        Found.PLAIN: 0,
        Found.IMAGE: 1,
        Found.CHECK: 0,
    }
    for kind, number in counts.items():
        choose(shown, kind)
        assert len(rows(shown, 0)) == number
    choose(shown, Found.IMAGE)
    assert rows(shown, location) == ["streak through it"]
    choose(shown, Found.NOT_LOCATED)
    assert shown.said.text() == "3 cases of 5"
    assert "The print of this contest is not where it should be" in rows(shown, location)
    choose(shown, None)
    assert len(rows(shown, 0)) == 5, "nothing is out of reach"
    shown.table.sortByColumn(oval, Qt.SortOrder.DescendingOrder)
    assert rows(shown, oval)[:2] == [".04", ".01"]
    shown.table.sortByColumn(ink, Qt.SortOrder.DescendingOrder)
    assert rows(shown, ink)[0] == "1.5 mm\u00b2"
    shown.reject()


def test_ink_that_the_opening_hides_is_not_offered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    shown = listed(qtbot, window, ready_recount(tmp_path, Policy(scores=ScoresPolicy.AFTER)))
    offered = [shown.kind.itemText(n) for n in range(shown.kind.count())]
    assert offered == ["All of them", "Check the location", "Not located", "Not looked at yet"]
    for column in (7, 8):
        assert set(rows(shown, column)) == {"kept"}
        tip = shown.table.model().index(0, column).data(Qt.ItemDataRole.ToolTipRole)
        assert tip == "ink is shown after the batch is ruled"
    grouped = [shown.group.itemData(n) for n in range(shown.group.count())]
    assert GroupBy.INK not in grouped
    shown.reject()
