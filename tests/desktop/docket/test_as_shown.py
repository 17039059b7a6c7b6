"""The docket rules on what its screen shows, and tells what happened meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.desktop.docket.flow import ANEW
from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.docket.station import StationBoard
from adjudicator.desktop.review_desk import StationReview
from adjudicator.domain.objections import Ground
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.errors import Refusal
from adjudicator.services.shown import AsShown
from tests.desktop.docket.conftest import Bench
from tests.services.board.test_as_shown import scan_again
from tests.support.boardroom import MEMBERS, OVERVOTE, Boardroom

Sit = Callable[..., Bench]
KEYS_FOR = ("Ctrl+1", "Ctrl+2", "Ctrl+3")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def test_the_docket_refuses_to_vote_on_a_case_objected_to_since(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    desk = StationBoard(room.recount, room.seating)
    shown = desk.case(case.number).view
    for person in MEMBERS[:2]:
        desk.vote(person, [shown], OVERVOTE, Voice.FOR)
    room.objects("lee", case, Ground.PROCEDURE)
    for act in (
        lambda: desk.vote("moss", [shown], OVERVOTE, Voice.FOR),
        lambda: desk.settle([shown], OVERVOTE, 0, {}),
    ):
        with pytest.raises(Refusal, match="Objection R-001 was filed meanwhile"):
            act()
    now = desk.case(case.number)
    assert "R-001" in now.call
    assert now.votes == (), "they were given before it was heard"
    with pytest.raises(Refusal, match="Nobody has voted yet"):
        desk.settle([now.view], OVERVOTE, 0, {})


def test_a_docket_that_shows_an_old_scan_takes_no_vote(room: Boardroom, tmp_path: Path) -> None:
    (case,) = room.send_up(room.mayor()[0])
    desk = StationBoard(room.recount, room.seating)
    shown = desk.case(case.number).view
    scan_again(room, case, tmp_path)
    desk.like(shown)  # reads the case again, without showing it
    with pytest.raises(Refusal, match="was scanned again meanwhile"):
        desk.vote("kelly", [shown], OVERVOTE, Voice.FOR)


def test_a_team_does_not_rule_on_an_image_that_was_replaced(
    room: Boardroom, tmp_path: Path
) -> None:
    case = room.mayor()[0]
    desk = StationReview(room.recount, room.seating, case.batch)
    shown = desk.case(case.number)
    scan_again(room, case, tmp_path)
    with pytest.raises(Refusal, match=f"{spoken(case.number)} was scanned again meanwhile"):
        desk.record(shown, OVERVOTE, ("ada", "ben"))
    desk.record(desk.case(case.number), OVERVOTE, ("ada", "ben"))


def test_an_objection_heard_at_the_next_table_is_read_and_the_vote_put_again(sit: Sit) -> None:
    bench = sit()
    view = replace(bench.desk.cases["417K"], shown=AsShown("a", None, "r", None, ()))
    bench.desk.cases["417K"] = view
    bench.page.walk.open("417K")
    flow = bench.page.flow
    bench.qtbot.waitUntil(lambda: flow.case is not None and flow.case.view is view)
    bench.wait_for("417K")
    bench.press("0", "Return", "Ctrl+1")
    filed = "Objection R-003 was filed meanwhile (case 4 1 7 K). Hear it, then vote."
    bench.desk.refusal = filed
    bench.desk.cases["417K"] = replace(view, shown=AsShown("a", None, "r", None, (9,)))
    bench.press("Ctrl+2")
    bench.qtbot.waitUntil(lambda: flow.vote.proposed is None)
    assert filed in bench.message
    assert ANEW not in bench.message
    bench.press("Return", *KEYS_FOR)
    assert len(bench.desk.ruled) == 1


def test_what_is_left_of_a_group_stays_the_group_and_is_recorded_again(sit: Sit) -> None:
    bench = sit()
    for number in ("52QD", "7C2R"):
        bench.desk.cases[number] = replace(bench.desk.cases[number], batch=99)
    bench.press("G", "0", "Return", *KEYS_FOR[:2])
    bench.desk.refused_batch = 99
    bench.press(KEYS_FOR[2])
    assert "2 are recorded; the votes on the others stand." in bench.message
    assert [case.number for case in bench.page.flow.group] == ["52QD", "7C2R"]
    assert bench.window.acts >= 1
    bench.press("Return")
    assert [numbers for numbers, _ in bench.desk.ruled] == [("417K", "9A3M"), ("52QD", "7C2R")]
