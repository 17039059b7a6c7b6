"""A wedge scanner at the docket: on its list, and beside a case."""

import pytest

from adjudicator.desktop.kit.doubled import WITHIN, DoubledReturn
from tests.desktop.docket.conftest import Bench, Sit
from tests.desktop.review.test_scanner import Clock
from tests.desktop.support import press, write


def scan(bench: Bench, code: str, returns: int = 1) -> None:
    press(bench.page, code[0])
    write(bench.page, code[1:])
    press(bench.page, *["Return"] * returns)


def with_clock(bench: Bench) -> Clock:
    clock = Clock()
    bench.page.doubled = DoubledReturn(clock)
    return clock


@pytest.mark.parametrize("call", [False, True])
def test_a_slip_calls_its_case_and_the_second_return_puts_nothing_to_the_vote(
    sit: Sit, *, call: bool
) -> None:
    bench = sit(call=call)
    with_clock(bench)
    scan(bench, "/9A3M", returns=2)
    bench.wait_for("9A3M")
    assert bench.page.flow.vote.proposed is None
    bench.press("0", "Return")
    assert bench.page.flow.vote.proposed is not None


def test_a_cover_leaves_for_its_batch(sit: Sit) -> None:
    bench = sit()
    clock = with_clock(bench)
    bench.press("0")
    scan(bench, "/B.31", returns=2)
    assert bench.window.batch == 31
    assert bench.page.flow.vote.proposed is None
    clock.now += WITHIN
    bench.press("Return")
    assert bench.page.flow.vote.proposed is not None


def test_a_cover_leaves_the_list_for_its_batch_and_opens_no_line(sit: Sit) -> None:
    bench = sit(call=False)
    with_clock(bench)
    scan(bench, "/B.31", returns=2)
    assert bench.window.batch == 31
    assert bench.number == ""


def test_a_docket_read_anew_in_the_middle_of_a_scan_takes_nothing_from_it(sit: Sit) -> None:
    bench = sit(call=False)
    press(bench.page, "/")
    bench.page.refresh()
    bench.qtbot.waitUntil(lambda: not bench.record.busy)
    write(bench.page, "B.31")
    press(bench.page, "Return")
    assert bench.window.batch == 31


def test_words_in_the_list_still_call_the_first_line_left(sit: Sit) -> None:
    bench = sit(call=False)
    scan(bench, "/5 2 Q D")
    bench.wait_for("52QD")
    assert bench.page.list.words.text() == "5 2 Q D"
