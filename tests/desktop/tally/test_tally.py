from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.tally.reading import By, footing_words, margin_words
from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.services.closing import close_batches
from adjudicator.services.people import identity
from tests.desktop.recounts import ELECTION, PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, settled

MAYOR = ELECTION.contests[0]


@pytest.fixture
def tally(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> TallyScreen:
    """Batch 1 is ruled and closed, batch 2 is ruled and open."""
    window.adopt(ready_recount(tmp_path), "overview")
    assert window.desk is not None
    recount, seating = window.desk.recount, window.desk.seating
    settled(qtbot, window)
    seat_team(seating)
    rule_batch(recount, seating, 1)
    rule_batch(recount, seating, 2)
    team = [identity(recount, p, PASSPHRASES[p]) for p in ("team1", "team2")]
    close_batches(recount, [1], team, seen=recount.state.close_counts([1]))
    window.show_screen("tally")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, TallyScreen)
    return shown


def figures(tally: TallyScreen) -> dict[str, tuple[int, int, int]]:
    rows = tally.figures.shown()
    return {r.name: (r.figure.before, r.figure.change, r.figure.after) for r in rows}


def choose(tally: TallyScreen, name: str) -> None:
    for number, row in enumerate(tally.figures.shown()):
        if row.name == name:
            tally.figures.selectRow(number)


def test_while_open_only_closed_batches_are_shown_and_it_says_partial(tally: TallyScreen) -> None:
    assert tally.headline.text() == "Partial: 1 of 2 precincts closed\nMayor"
    assert figures(tally)["Ada Palm"] == (0, 2, 2)
    assert figures(tally)["Undervotes"] == (3, -2, 1)
    assert tally.pending.text().startswith("Pending: 2 cases: ")
    assert tally.sum.text() == "Ada Palm: Flagged ballots as read 0 + found by hand 2 = 2"
    assert tally.margin.text() == (
        "Before: no votes.\nAfter: Ada Palm ahead of Bo Cedar by 2 votes of 2, 100.0000 %."
    )
    assert tally.outcome.text() == ("Outcome so far: Ada Palm. Another outcome than before.")
    assert tally.outside.text() == (
        "Awaiting duplicate: none.\n2 pending cases could still change the outcome."
    )


def test_that_it_foots_is_not_that_the_ballots_balance(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    assert tally.footing.text().startswith("Foots: ")
    assert tally.balance.text() == "Balanced: not checked (Reconciliation)."
    tally.by.setCurrentIndex(list(By).index(By.LOT))
    settled(qtbot, window)
    assert tally.balance.isHidden(), "the reconciliation knows no lots"


def test_precincts_are_told_apart(qtbot: QtBot, window: MainWindow, tally: TallyScreen) -> None:
    tally.by.setCurrentIndex(list(By).index(By.PRECINCT))
    settled(qtbot, window)
    model = tally.parts.filter_model
    parts = [model.index(n, 1).data() for n in range(model.rowCount())]
    assert parts == ["PCT 101", "PCT 102"]
    tally.parts.selectRow(1)
    settled(qtbot, window)
    assert figures(tally)["Ada Palm"] == (0, 0, 0)
    assert tally.headline.text().endswith("Mayor \u00b7 PCT 102")


def test_every_number_opens_the_ballots_behind_it(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    choose(tally, "Ada Palm")
    assert not tally.show_before.isEnabled()
    QTest.keyClick(tally.show_changes, Qt.Key.Key_Space)
    behind = dialog(qtbot, window, CaseListDialog)
    settled(qtbot, window)
    assert behind.title.text() == "Mayor: ballots whose ruling changed Ada Palm"
    assert [case.row.ballot for case in behind.table.shown()] == sorted(
        ["b1", "b2"], key=[case.row.ballot for case in behind.table.shown()].index
    )
    assert len(behind.table.shown()) == 2
    number = behind.table.shown()[0].number
    QTest.keyClick(behind.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.stack.shown == "review")
    page = window.stack.currentWidget()

    def there() -> bool:
        review = getattr(page, "review", None)
        return review is not None and review.controller.navigator.current == number

    qtbot.waitUntil(there)


@pytest.mark.parametrize(
    ("by", "part", "changed", "pending"),
    [
        (By.GROUP, "Vote-by-mail", ["b1", "b2"], ["b4", "b5"]),
        (By.LOT, "Accepted", ["b1", "b2"], ["b4", "b5"]),
        (By.PRECINCT, "PCT 101", ["b1", "b2"], []),
    ],
)
def test_the_ballots_behind_a_part_are_two_keys_away(
    qtbot: QtBot,
    window: MainWindow,
    tally: TallyScreen,
    by: By,
    part: str,
    changed: list[str],
    pending: list[str],
) -> None:
    tally.by.setCurrentIndex(list(By).index(by))
    settled(qtbot, window)
    tally.parts.setFocus()
    assert tally.headline.text().endswith(f"Mayor \u00b7 {part}")
    assert tally.sum.text().endswith("0 + found by hand 2 = 2")
    QTest.keyClick(tally.parts, Qt.Key.Key_Return)
    QTest.keyClick(tally.figures, Qt.Key.Key_Return)
    behind = dialog(qtbot, window, CaseListDialog)
    settled(qtbot, window)
    assert sorted(case.row.ballot for case in behind.table.shown()) == changed
    behind.reject()
    settled(qtbot, window)
    assert tally.show_pending.isVisible() is bool(pending)
    if pending:
        QTest.keyClick(tally.show_pending, Qt.Key.Key_Space)
        behind = dialog(qtbot, window, CaseListDialog)
        settled(qtbot, window)
        assert sorted(case.row.ballot for case in behind.table.shown()) == pending
        behind.reject()


def test_a_number_that_is_pressed_opens_its_own_ballots(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    choose(tally, "Undervotes")
    row = tally.figures.currentIndex().row()
    tally.figures.setCurrentIndex(tally.figures.model().index(row, 1))
    QTest.keyClick(tally.figures, Qt.Key.Key_Return)
    behind = dialog(qtbot, window, CaseListDialog)
    assert behind.title.text() == "Mayor: flagged ballots the machine counted as Undervotes"
    behind.reject()


def test_pending_cases_are_listed(qtbot: QtBot, window: MainWindow, tally: TallyScreen) -> None:
    QTest.keyClick(tally.show_pending, Qt.Key.Key_Space)
    behind = dialog(qtbot, window, CaseListDialog)
    settled(qtbot, window)
    assert sorted(case.row.ballot for case in behind.table.shown()) == ["b4", "b5"]
    behind.reject()


def test_balance_is_yes_no_or_not_checked() -> None:
    def made(ballots: int | None) -> ContestTally:
        choices = (("ada", Figure(10, 1)), ("bo", Figure(5, 0)))
        return ContestTally(
            MAYOR, choices, Figure(1, 0), Figure(4, -1), Figure(0, 0), ballots, pending=0
        )

    assert footing_words(made(20)) == "Foots: yes, on 20 ballots."
    assert footing_words(made(21)).startswith("Foots: NO.")
    assert "not checked" in footing_words(made(None))
    assert margin_words(made(20)).endswith("After: Ada Palm ahead of Bo Cedar by 6.")
