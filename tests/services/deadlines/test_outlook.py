"""Deadlines, work that waits and pace, as they are read from a record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.services.deadlines import zones
from adjudicator.services.deadlines.outlook import Outlook
from adjudicator.services.deadlines.telling import due_lines, rate_lines
from adjudicator.services.next_steps import Way, next_steps
from adjudicator.services.orders import targets
from adjudicator.services.orders.locks import refiled_sentence
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.progress import next_batch, read_progress
from adjudicator.services.recount import Recount
from adjudicator.services.status import recount_status
from tests.support.boardroom import OVERVOTE, Boardroom
from tests.support.scene import BOARD

EVENING = datetime(2018, 11, 18, 1, 0, tzinfo=UTC)
"""20:00 on Saturday in Florida."""


class Clock:
    """Goes only when it is told to, but for a second with each look."""

    def __init__(self) -> None:
        self.now = EVENING

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def after(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Boardroom]:
    made = Boardroom.with_room(tmp_path, clock=clock).begin()
    yield made
    made.recount.close()


def read(recount: Recount) -> Outlook:
    return recount_status(recount).outlook


def carried(room: Boardroom, effect: Effect, target: targets.Target, why: str = "So moved.") -> int:
    votes = [(person, "yes") for person in BOARD]
    return carry(room.recount, effect, target, why, votes, room.board()).index


def test_what_is_due_and_what_waits_in_the_boards_order(
    room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    eleven = datetime(2018, 11, 18, 23, tzinfo=UTC)
    carried(room, Effect.DEADLINE, targets.deadline("mayor", eleven))
    told = read(room.recount)
    official, order = due_lines(told, told.read_at)
    assert official.startswith("Official returns due Sun 12:00 EST (in 15 h ")
    assert order.startswith("Mayor due Sun 18:00 EST by order (in 21 h ")
    waits = [(w.contest, w.tables, w.board) for w in told.works]
    assert waits == [("council", 1, 0), ("mayor", 16, 0)], "as the batches are numbered"
    assert "No table has ruled yet" in rate_lines(told, told.read_at)[0]
    carried(room, Effect.PRIORITY, targets.contest("mayor"))
    assert [w.contest for w in read(room.recount).works] == ["mayor", "council"]
    first, *_, last = read_progress(room.recount).batches
    assert (first.record.contest, last.record.contest) == ("mayor", "council")
    taken = next_batch(room.recount)
    assert first.record.number == taken, "what the projection puts first is what a team takes"
    carried(room, Effect.SUSPEND, targets.contest("council"), "A stay.")
    assert [w.contest for w in read(room.recount).works] == ["mayor"]
    assert zones.county_zones(room.recount) == (ZoneInfo("America/New_York"),)
    monkeypatch.setattr(zones, "ZoneInfo", _unknown)
    (own,) = zones.county_zones(room.recount)
    assert own.utcoffset(EVENING) is not None, "a machine without zone data goes by its own clock"


def test_tables_and_board_are_measured_each_over_their_last_hour(
    room: Boardroom, clock: Clock
) -> None:
    cases = room.mayor()
    for case in cases[:4]:
        room.rule(case)
        clock.after(5)
    room.rule(room.now(cases[0]), replace(OVERVOTE, reason=RevisionReason.SAW_MORE))
    room.rule(cases[4], Ruling(Disposition.PAPER))
    told = read(room.recount)
    assert told.tables is not None
    assert (told.tables.cases, told.tables.enough) == (3, False), (
        "neither a revision nor a case sent for its paper is brought further"
    )
    assert told.works[1].tables == 12, "what waits for the paper waits for a team as well"
    clock.after(600)
    waiting = room.send_up(*cases[5:11])
    for case in waiting:
        room.board_rules(case)
        clock.after(4)
    told = read(room.recount)
    assert told.tables is not None
    assert told.board is not None
    assert (told.tables.cases, told.tables.sent_up, told.tables.minutes) == (6, 6, 60), (
        "the evening's are left out"
    )
    assert (told.board.cases, told.board.enough) == (5, True)
    assert 20 <= told.board.minutes <= 24
    assert (told.works[1].tables, told.works[1].board) == (6, 0)


def test_what_comes_too_late_leads_the_list_of_what_is_next(room: Boardroom, clock: Clock) -> None:
    soon = EVENING + timedelta(hours=1)
    carried(room, Effect.DEADLINE, targets.deadline("mayor", soon), "Ordered by the court.")
    for case in room.mayor()[:6]:
        room.rule(case, OVERVOTE)
        clock.after(9)
    status = recount_status(room.recount)
    first = next(iter(next_steps(room.recount, status)))
    assert first.sentence.startswith("At this rate Mayor is done ")
    assert (first.way, first.urgent) == (Way.ORDERS, True)
    assert first.sentence in status.waiting
    entry = carried(room, Effect.REFILE, targets.contest("mayor"), "The scanners stood still.")
    status = recount_status(room.recount)
    assert not any("At this rate" in step.sentence for step in next_steps(room.recount, status))
    assert refiled_sentence(room.recount, "mayor") == (
        "The first returns are filed again by motion of the board: The scanners stood still "
        f"(entry {entry}). The figures before the hand count stand."
    )


def _unknown(name: str) -> ZoneInfo:
    raise ZoneInfoNotFoundError(name)
