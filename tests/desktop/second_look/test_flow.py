"""One drawn ballot after another: keys, failures and people who change, without a window."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.errors import ErrorSorter
from adjudicator.desktop.kit.workers import IDLE, WorkQueue, record_queue
from adjudicator.desktop.review.ports import SeatView
from adjudicator.desktop.second_look.flow import (
    DROPPED,
    LEFT,
    NEXT_COMES,
    NOT_SHOWN,
    NOTHING_SAID,
    LookFlow,
)
from adjudicator.desktop.second_look.ports import LookSheet, LookTable, LookView
from adjudicator.domain.second_look import Sight
from adjudicator.services.errors import Refusal
from adjudicator.services.second_look.looking import LookCase, LookList
from adjudicator.services.second_look.standing import SecondLooks

TABLE = LookTable(SeatView("cyd", "Cyd"), SeatView("dot", "Dot"))


class FakeLooks:
    """A record in memory: three drawn ballots for one table."""

    def __init__(self) -> None:
        self.numbers = ["417K", "52QD", "9A3M"]
        self.table = TABLE
        self.seen: list[tuple[str, Sight, tuple[str, ...]]] = []
        self.refusal = ""

    def sheet(self) -> LookSheet:
        return LookSheet(SecondLooks(25, 10), self.table, LookList(tuple(self.numbers), 0, ""))

    def case(self, number: str) -> LookView:
        case = LookCase(4, number, number, number, 1, "m", "Mayor", "101", (), (), (), None, 1, 3)
        return LookView(case, ())

    def say_wrong_place(self, view: LookView, people: tuple[str, ...]) -> None:
        raise AssertionError(view, people)

    def record(self, view: LookView, seen: Sight, people: tuple[str, ...]) -> int:
        if self.refusal:
            raise Refusal(self.refusal)
        self.seen.append((view.number, seen, people))
        self.numbers.remove(view.number)
        return len(self.seen)


@pytest.fixture
def queue() -> Iterator[WorkQueue]:
    made = record_queue(ErrorSorter(refusals=(Refusal,)))
    yield made
    made.shutdown()


@pytest.fixture
def desk() -> FakeLooks:
    return FakeLooks()


@pytest.fixture
def flow(qtbot: QtBot, desk: FakeLooks, queue: WorkQueue) -> LookFlow:
    made = LookFlow(desk, queue)
    made.refresh(begin=True)
    shows(qtbot, made, "417K")
    return made


def number(flow: LookFlow) -> str:
    return flow.view.number if flow.view else ""


def shows(qtbot: QtBot, flow: LookFlow, wanted: str) -> None:
    """Until that ballot is there, and painted."""
    qtbot.waitUntil(lambda: number(flow) == wanted)
    flow.shown = True


def test_every_ballot_takes_one_key_of_each_and_the_next_is_there(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks
) -> None:
    for wanted in ("417K", "52QD", "9A3M"):
        shows(qtbot, flow, wanted)
        flow.see(Sight.NOTHING)
        flow.propose()
        flow.agree()
    qtbot.waitUntil(lambda: len(desk.seen) == 3)
    assert desk.seen == [(n, Sight.NOTHING, ("cyd", "dot")) for n in ("417K", "52QD", "9A3M")]
    assert flow.view is None


def test_nothing_is_proposed_before_it_was_seen_and_said(flow: LookFlow) -> None:
    flow.shown = False
    flow.see(Sight.NOTHING)
    flow.propose()
    assert (flow.message, flow.proposed) == (NOT_SHOWN, False)
    flow.shown = True
    flow.back()
    flow.propose()
    assert (flow.message, flow.proposed) == (NOTHING_SAID, False)


def test_another_sight_withdraws_the_proposal(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks
) -> None:
    flow.see(Sight.NOTHING)
    flow.propose()
    flow.see(Sight.VOTE)
    flow.agree()
    assert not flow.proposed
    assert "Nothing is proposed yet" in flow.message
    flow.propose()
    flow.disagree()
    qtbot.waitUntil(lambda: bool(desk.seen))
    assert desk.seen == [("417K", Sight.NOT_AGREED, ("cyd", "dot"))]


def test_what_is_refused_comes_back_with_the_reason(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks
) -> None:
    desk.refusal = "The disk is full."
    flow.see(Sight.NOTHING)
    flow.propose()
    flow.agree()
    qtbot.waitUntil(lambda: "was not recorded" in flow.message)
    assert (number(flow), desk.seen) == ("417K", [])
    assert "The disk is full." in flow.message


def test_what_was_begun_is_dropped_when_the_people_change(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks
) -> None:
    flow.see(Sight.NOTHING)
    flow.propose()
    desk.table = replace(TABLE, partner=SeatView("eve", "Eve"))
    flow.refresh()
    qtbot.waitUntil(lambda: flow.message == DROPPED)
    assert (flow.seen, flow.proposed) == (None, False)
    desk.table = LookTable(problem="A second member is needed. Sign in (F3).")
    flow.refresh()
    qtbot.waitUntil(lambda: flow.view is None)


def test_who_leaves_in_the_middle_is_told_that_it_was_dropped(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks
) -> None:
    flow.see(Sight.NOTHING)
    desk.table = LookTable(TABLE.proposer, problem="A second member is needed. Sign in (F3).")
    flow.refresh()
    qtbot.waitUntil(lambda: flow.view is None)
    assert flow.message == DROPPED


def test_who_turns_to_another_screen_is_not_told_of_other_people(flow: LookFlow) -> None:
    assert not flow.drop(LEFT), "nothing was begun"
    flow.see(Sight.NOTHING)
    assert flow.drop(LEFT)
    assert (flow.seen, flow.message) == (None, LEFT)
    assert "people" not in LEFT


def test_without_its_image_only_board_and_paper_can_help(flow: LookFlow) -> None:
    flow.problem = "The image of the front is missing."
    flow.see(Sight.NOTHING)
    assert flow.seen is None
    assert "Send for the paper (P)" in flow.message
    flow.see(Sight.PAPER)
    flow.propose()
    assert flow.proposed


def test_a_ballot_can_be_put_off(qtbot: QtBot, flow: LookFlow, desk: FakeLooks) -> None:
    flow.next()
    shows(qtbot, flow, "52QD")
    desk.numbers = ["417K"]
    flow.refresh()
    shows(qtbot, flow, "417K")
    flow.next()
    assert "last drawn ballot" in flow.message


def test_a_second_key_while_the_next_ballot_is_fetched_records_nothing_twice(
    qtbot: QtBot, flow: LookFlow, desk: FakeLooks, queue: WorkQueue
) -> None:
    waits_for = Event()
    flow.refresh()  # the queue is at work: the next ballot cannot be there yet
    queue.submit(waits_for.wait, lambda _done: None, lambda _failure: None)
    flow._next = None
    flow.see(Sight.NOTHING)
    flow.propose()
    flow.agree()
    flow.agree()
    flow.see(Sight.VOTE)
    assert (flow.seen, flow.message) == (None, NEXT_COMES)
    waits_for.set()
    shows(qtbot, flow, "52QD")
    qtbot.waitUntil(lambda: flow.message.startswith("Recorded: case 4 1 7 K"))
    assert desk.seen == [("417K", Sight.NOTHING, ("cyd", "dot"))]


def test_a_ballot_asked_for_twice_keeps_what_was_said_of_it(
    qtbot: QtBot, flow: LookFlow, queue: WorkQueue
) -> None:
    came: list[LookView | None] = []
    flow.arrived.connect(came.append)
    flow._next = None
    flow.open("52QD")
    flow.open("52QD")
    done: list[None] = []
    queue.submit(lambda: None, done.append, lambda _failure: None, priority=IDLE)
    qtbot.waitUntil(lambda: bool(done) and number(flow) == "52QD")
    assert len(came) == 1, "shown again it would have forgotten what was seen"


def test_a_ballot_read_after_leaving_is_not_shown(
    qtbot: QtBot, flow: LookFlow, queue: WorkQueue
) -> None:
    flow._next = None
    flow.open("52QD")
    flow.leave()
    done: list[None] = []
    queue.submit(lambda: None, done.append, lambda _failure: None)
    qtbot.waitUntil(lambda: bool(done))
    assert flow.view is None
