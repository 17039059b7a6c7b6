"""Ways through a batch: what is left is dropped, what is ruled lets people go on, U and Esc."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage

from adjudicator.desktop.ballot.render import scaled
from adjudicator.desktop.review.draft import Page
from adjudicator.desktop.review.ports import RecordedRuling
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import NUMBERS, Table, sides_of
from tests.desktop.review.fakes import case_view
from tests.desktop.support import press, write

Seat = Callable[..., Table]
BLANK = "No vote: nothing is marked in this contest."


def _go_to(table: Table, number: str) -> None:
    press(table.screen, "/")
    write(table.screen, number)
    press(table.screen, "Return")
    table.wait_for(number)


def _ruled(seat: Seat, shelf: Shelf, *ruled: str) -> Table:
    """A batch in which those cases were ruled before the window was opened."""
    cases = []
    for n, number in enumerate(NUMBERS):
        case = case_view(number, sides_of(shelf, 10 * n))
        if number in ruled:
            last = RecordedRuling(number, n, Ruling(Disposition.NOTHING_MARKED), BLANK)
            case = replace(case, last=last, status=CaseStatus.RULED)
        cases.append(case)
    table = seat(*cases, start=False)
    table.screen.start()
    table.wait_for(next(n for n in NUMBERS if n not in ruled))
    return table


@pytest.mark.parametrize("begun", [("O",), ("2", "2"), ("0", "Return")])
def test_what_was_begun_is_dropped_when_people_turn_to_another_ballot(
    seat: Seat, begun: tuple[str, ...]
) -> None:
    table = seat()
    press(table.screen, *begun)
    _go_to(table, "7C2R")
    for number in ("9A3M", "52QD", "417K"):
        press(table.screen, "PgUp")
        table.wait_for(number)
    assert table.screen.panel.title == "What do you see?"
    assert table.screen.bar.sentence == "Nothing is said yet."
    press(table.screen, "1")
    assert table.screen.panel.title == "The other contests are:"
    press(table.screen, "F2")
    table.wait_for_record()
    assert table.desk.rulings == []


def test_a_wrong_number_drops_nothing(seat: Seat) -> None:
    table = seat()
    press(table.screen, "O", "/")
    write(table.screen, "ZZZZ")
    press(table.screen, "Return")
    table.qtbot.waitUntil(lambda: "There is no case ZZZZ" in table.screen.bar.message)
    table.wait_for("417K")
    assert table.screen.panel.title == "Too many marked: which clause?"


def test_a_failed_ruling_is_dropped_too_once_people_turn_away_from_it(seat: Seat) -> None:
    table = seat()
    table.desk.refusal = "The disk is full. Nothing was lost."
    press(table.screen, "O", "1", "Return", "F2")
    table.wait_for_record()
    table.wait_for("417K")
    assert table.screen.flow.draft is not None
    assert table.screen.flow.draft.disposition is Disposition.TOO_MANY
    _go_to(table, "7C2R")
    _go_to(table, "417K")
    assert table.screen.panel.title == "What do you see?"


def test_a_failed_revision_comes_back_as_it_was(seat: Seat, shelf: Shelf) -> None:
    table = _ruled(seat, shelf, "417K")
    _go_to(table, "417K")
    table.desk.refusal = "The disk is full. Nothing was lost."
    press(table.screen, "U", "1", "O", "1", "Return", "F2")
    table.wait_for_record()
    table.wait_for("417K")
    assert "The disk is full" in table.screen.bar.message
    press(table.screen, "Return", "F2")
    table.wait_for_record()
    [(number, ruling, _)] = table.desk.rulings
    assert (number, ruling.disposition) == ("417K", Disposition.TOO_MANY)
    assert ruling.reason is RevisionReason.WRONG_KEY


@pytest.mark.parametrize("key", ["Esc", "Backspace"])
def test_a_revision_is_left_by_the_key_that_takes_back(seat: Seat, shelf: Shelf, key: str) -> None:
    table = _ruled(seat, shelf, "417K")
    _go_to(table, "417K")
    press(table.screen, "U", "1", key)
    assert table.screen.panel.title == "Why is this ruling revised?"
    press(table.screen, key)
    assert table.screen.panel.title == "Recorded"
    assert table.screen.bar.sentence == f"Recorded: {BLANK}"
    assert table.screen.bar.message == "! The ruling stays as it is."


def test_u_finds_the_last_ruling_after_the_window_was_opened_anew(seat: Seat, shelf: Shelf) -> None:
    table = _ruled(seat, shelf, "417K", "52QD")
    press(table.screen, "U")
    table.wait_for("52QD")
    assert table.screen.panel.title == "Why is this ruling revised?"
    assert table.screen.bar.message == f"Revises: {BLANK}"
    press(table.screen, "1", "1")
    assert table.screen.bar.message == f"Revises: {BLANK}", "while it is built, too"


def test_u_says_so_where_this_team_has_ruled_on_nothing(seat: Seat) -> None:
    table = seat()
    press(table.screen, "U")
    table.wait_for_record()
    said = "! This team has no ruling in this batch to revise yet."
    table.qtbot.waitUntil(lambda: table.screen.bar.message == said)
    assert table.number == "417K"


def test_return_leads_from_a_ruled_case_to_the_next_that_waits(seat: Seat, shelf: Shelf) -> None:
    table = _ruled(seat, shelf, "52QD", "9A3M")
    press(table.screen, "PgDown")
    table.wait_for("52QD")
    assert table.screen.bar.sentence == f"Recorded: {BLANK}"
    assert "Return: next case that waits" in table.screen.panel._note.text()
    press(table.screen, "Return")
    table.wait_for("7C2R")
    assert table.screen.flow.draft is not None
    assert table.screen.flow.draft.page is Page.SEE
    assert table.desk.rulings == []


def test_return_takes_the_first_way_on_from_a_finished_batch(seat: Seat, shelf: Shelf) -> None:
    table = seat(case_view("417K", sides_of(shelf, 1)))
    press(table.screen, "0", "Return", "F2")
    table.wait_for_record()
    assert table.screen.panel.title == "Batch finished"
    taken: list[str] = []
    ways = [(name, lambda name=name: taken.append(name)) for name in ("next", "close")]
    table.screen.panel.notices.offer(ways)
    assert table.screen.panel.notices.buttons[0].hasFocus()
    press(table.screen, "Return")
    assert taken == ["next"]
    press(table.screen, "Tab", "Return")
    assert taken == ["next", "close"]
    press(table.screen, "U")
    table.wait_for("417K")
    press(table.screen, "Esc", "Return")
    assert table.screen.panel.title == "Batch finished"


@pytest.mark.parametrize("keys", [("PgDown",), ("0", "Return", "F2")])
def test_the_next_ballot_is_scaled_while_people_look_at_the_one_before(
    seat: Seat, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = seat()
    table.screen.grab()
    pool, rest = table.screen.cache.pool, table.screen.pane._outlook._rest
    table.qtbot.waitUntil(lambda: not (table.record.busy or pool.busy or rest.isActive()))
    drawn: list[object] = []

    def note(*given: Any, **how: Any) -> QImage:  # noqa: ANN401 - as it is called
        drawn.append(table.number)
        return scaled(*given, **how)

    monkeypatch.setattr("adjudicator.desktop.ballot.page_painter.scaled", note)
    press(table.screen, *keys)
    table.wait_for(NUMBERS[1])
    assert drawn == []
    page = table.screen.cache.get(sides_of(table.shelf, 10)[0].ref)
    assert page is not None
    assert table.screen.pane.view._grey is page.grey
