"""A wedge scanner at Review: it types fast, and some of them send Return twice."""

from collections.abc import Callable
from dataclasses import dataclass

from adjudicator.desktop.kit.doubled import WITHIN, DoubledReturn
from tests.desktop.review.conftest import Table
from tests.desktop.support import press, write

Seat = Callable[..., Table]


@dataclass
class Clock:
    """Stands still until it is set on."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def scan(table: Table, code: str, returns: int = 1) -> None:
    """What a scanner types, to whatever has the focus."""
    press(table.screen, code[0])
    write(table.screen, code[1:])
    press(table.screen, *["Return"] * returns)


def with_clock(table: Table) -> Clock:
    clock = Clock()
    table.screen.controller.doubled = DoubledReturn(clock)
    return clock


def test_a_slip_opens_its_case_and_the_second_return_does_nothing(seat: Seat) -> None:
    table = seat()
    with_clock(table)
    press(table.screen, "0")
    scan(table, "/7C2R", returns=2)
    table.wait_for("7C2R")
    table.wait_for_record()
    assert table.screen.flow.proposed is None
    assert table.screen.panel.title == "What do you see?"
    assert table.screen.bar.message == ""


def test_a_doubled_return_proposes_nothing_of_the_ballot_that_stays(seat: Seat) -> None:
    table = seat()
    clock = with_clock(table)
    press(table.screen, "0")
    scan(table, "/B.31", returns=3)
    assert table.screen.flow.proposed is None, "as if they came at once"
    clock.now += WITHIN
    press(table.screen, "Return")
    assert table.screen.flow.proposed is not None


def test_a_return_after_another_key_is_a_persons_however_fast(seat: Seat) -> None:
    table = seat()
    with_clock(table)
    scan(table, "/7C2R")
    table.wait_for("7C2R")
    press(table.screen, "0", "Return")
    assert table.screen.flow.proposed is not None


def test_return_after_letters_of_a_name_is_not_swallowed(seat: Seat) -> None:
    table = seat()
    with_clock(table)
    scan(table, "/Henr")
    assert table.screen.panel.title == "The other contests are:"
    press(table.screen, "Return")
    assert table.screen.flow.proposed is not None


def test_a_cover_asks_for_its_batch_and_leaves_the_case_alone(seat: Seat) -> None:
    table = seat()
    with_clock(table)
    asked: list[int] = []
    table.screen.controller.batch_asked.connect(asked.append)
    press(table.screen, "0")
    scan(table, "/B.31", returns=2)
    assert asked == [31]
    assert table.number == "417K"
    assert table.screen.flow.proposed is None
    assert table.screen.panel.search.isHidden()


def test_a_scan_into_an_open_search_is_read_with_its_stroke(seat: Seat) -> None:
    table = seat()
    press(table.screen, "/")
    scan(table, "/52QD")
    table.wait_for("52QD")
