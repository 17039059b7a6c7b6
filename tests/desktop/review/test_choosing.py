"""Choosing where the list is long, the seats are several, or the name is written."""

from collections.abc import Callable

from adjudicator.domain.readings import MachineReading
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import Table, sides_of
from tests.desktop.review.fakes import BOARD3, case_view
from tests.desktop.support import press

Seat = Callable[..., Table]
OVER = MachineReading(frozenset(), over=1)
OTHERS = "The other contests are:"


def _board(seat: Seat, shelf: Shelf, machine: MachineReading) -> Table:
    return seat(case_view("417K", sides_of(shelf, 1), BOARD3, machine))


def test_with_an_overvote_nothing_is_promised_that_return_refuses(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, OVER)
    press(table.screen, "1", "2")
    note = table.screen.panel._note.text()
    assert "marked as instructed" not in note
    assert "\u23ce or \u2192 goes on" in note
    press(table.screen, "Return")
    assert table.screen.panel.title == OTHERS
    assert table.screen.bar.message == ""
    press(table.screen, "Backspace", "Right")
    assert table.screen.panel.title == OTHERS


def test_with_an_overvote_the_last_seat_leads_to_the_other_contests(
    seat: Seat, shelf: Shelf
) -> None:
    table = _board(seat, shelf, OVER)
    press(table.screen, "1", "2", "3")
    assert table.screen.panel.title == OTHERS
    press(table.screen, "Backspace", "4")
    assert table.screen.panel.title == OTHERS, "another third choice after one step back"
    assert "Carrigan" in table.screen.bar.sentence


def test_with_an_undervote_return_proposes_as_instructed(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset({"eddy"}), under=2))
    press(table.screen, "2", "3")
    assert table.screen.panel._note.text().startswith("\u23ce marked as instructed")
    press(table.screen, "Return")
    assert table.screen.bar._proposer.word == "has proposed \u2713"
