"""What reopening, the board's rulings and orders of isolation do to the numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.domain.docket import Why
from adjudicator.domain.history import CaseStatus, waits_for_board
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import withdraw
from adjudicator.services.board.docket import docket
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.reopening import reopen
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.imports import isolated, released_lots
from adjudicator.storage.queries.tally import counters
from tests.storage.agreement import agrees_with_a_refolding, agrees_with_the_rules
from tests.support.boardroom import ANN, Boardroom
from tests.support.scene import BOARD, Sheet, vote

_WHY = "Ordered in open court."
_YES = [(person, "yes") for person in BOARD]
_REVISED = vote("bob", reason=RevisionReason.SAW_MORE)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    """One overvote for mayor, one container; council is full."""
    made = Boardroom.with_room(tmp_path).begin((Sheet(1, ("ann", "bob")),))
    yield made
    agrees_with_a_refolding(made)
    assert rebuild_tables(made.recount).identical
    agrees_with_the_rules(made)
    made.recount.close()


def numbers(room: Boardroom, *, closed: bool = False) -> dict[str, int]:
    """Changes of every bucket inside the totals, zeros left out."""
    with room.recount.reading() as connection:
        rows = counters(connection, closed_only=closed).rows
    return {r.bucket: r.change for r in rows if r.change and r.cell.contest == "mayor"}


def the_case(room: Boardroom) -> CaseRecord:
    """The one case."""
    (case,) = room.cases()
    return case


def reopened(room: Boardroom) -> None:
    """Clerk and chair reopen the case."""
    reopen(room.recount, [the_case(room)], "A new scan came.", room.keys("cora", "kelly"))


_ANN = {"cases": 1, "settled": 1, "ann": 1, "over": -1}
_BOB = {"cases": 1, "settled": 1, "bob": 1, "over": -1}


def test_a_reopened_case_leaves_both_numbers_and_comes_back_in_two_steps(room: Boardroom) -> None:
    case = the_case(room)
    room.rule(case)
    room.close_batches(case.batch)
    assert numbers(room) == numbers(room, closed=True) == _ANN
    reopened(room)
    assert numbers(room) == numbers(room, closed=True) == {"cases": 1}
    (batch,) = room.batches()
    assert (batch.open, batch.unreviewed, batch.is_closed) == (1, 1, False)
    room.rule(the_case(room), _REVISED)
    assert numbers(room) == _BOB
    assert numbers(room, closed=True) == {"cases": 1}
    room.close_batches(case.batch)
    assert numbers(room, closed=True) == _BOB
    assert room.batches()[0].is_closed


def test_what_a_close_left_to_the_board_counts_as_closed_at_once(room: Boardroom) -> None:
    case = room.send_up(the_case(room))[0]
    room.close_batches(case.batch)
    assert numbers(room, closed=True) == {"cases": 1}
    room.board_rules(case, ANN)
    assert the_case(room).status is CaseStatus.RULED_BY_BOARD
    assert numbers(room) == numbers(room, closed=True) == _ANN


def test_the_boards_ruling_reopened_goes_to_the_board_and_counts_after_a_further_close(
    room: Boardroom,
) -> None:
    case = room.send_up(the_case(room))[0]
    room.board_rules(case, ANN)
    room.close_batches(case.batch)
    reopened(room)
    case = the_case(room)
    assert waits_for_board(case.status, case.tier)
    assert room.batches()[0].for_board == 1
    room.board_rules(the_case(room), vote("bob"))
    assert numbers(room) == _BOB
    assert numbers(room, closed=True) == {"cases": 1}
    room.close_batches(case.batch)
    assert numbers(room, closed=True) == _BOB


def test_the_ruling_on_an_isolated_case_does_not_count_until_it_is_released(
    room: Boardroom,
) -> None:
    case = the_case(room)
    room.rule(case)
    room.close_batches(case.batch)
    carry(room.recount, Effect.ISOLATE, targets.cases([case.seal]), _WHY, _YES, room.board())
    assert the_case(room).status is CaseStatus.ISOLATED
    assert numbers(room) == numbers(room, closed=True) == {"cases": 1}
    assert room.batches()[0].held_back == 1
    carry(room.recount, Effect.RELEASE, targets.cases([case.seal]), _WHY, _YES, room.board())
    assert the_case(room).status is CaseStatus.RULED
    assert numbers(room) == numbers(room, closed=True) == _ANN


def test_an_isolated_case_that_waits_for_the_board_is_listed_as_locked(room: Boardroom) -> None:
    (case,) = room.send_up(the_case(room))
    carry(room.recount, Effect.ISOLATE, targets.cases([case.seal]), _WHY, _YES, room.board())
    ((line,),) = [group.lines for group in docket(room.recount)]
    assert line.case.seal == case.seal
    assert line.locked.startswith("Isolated ")
    assert count_waiting(room.recount, open_only=True) == room.batches()[0].for_board == 0


def test_a_case_isolated_over_a_close_is_left_to_a_further_one(tmp_path: Path) -> None:
    sheets = (Sheet(1, ("ann", "bob")), Sheet(2, ("ann", "bob")))
    room = Boardroom.with_room(tmp_path).begin(sheets)
    first, second = room.cases()
    room.rule(first)
    room.rule(second)
    carry(room.recount, Effect.ISOLATE, targets.cases([first.seal]), _WHY, _YES, room.board())
    room.close_batches(first.batch)
    assert (room.now(first).closed, room.now(second).closed is None) == (None, False)
    carry(room.recount, Effect.RELEASE, targets.cases([first.seal]), _WHY, _YES, room.board())
    assert numbers(room)["ann"] == 2
    assert numbers(room, closed=True)["ann"] == 1
    room.close_batches(first.batch)
    assert numbers(room, closed=True)["ann"] == 2
    agrees_with_a_refolding(room)
    assert rebuild_tables(room.recount).identical
    room.recount.close()


def test_an_accepted_lot_can_be_isolated_and_comes_back_whole(room: Boardroom) -> None:
    case = the_case(room)
    room.rule(case)
    before = numbers(room)
    target = targets.lot(case.import_entry, Lot.ACCEPTED)
    carry(room.recount, Effect.ISOLATE, target, _WHY, _YES, room.board())
    assert numbers(room) == {}
    with room.recount.reading() as connection:
        assert isolated(connection) == [(case.import_entry, "accepted")]
    assert (the_case(room).released, the_case(room).status) == (False, CaseStatus.RULED)
    (batch,) = room.batches()
    assert (batch.held_back, batch.ruled, batch.open) == (1, 0, 0)
    carry(room.recount, Effect.RELEASE, target, _WHY, _YES, room.board())
    assert numbers(room) == before
    with room.recount.reading() as connection:
        assert isolated(connection) == released_lots(connection) == []


def test_an_objection_is_decided_on_each_case_by_itself(room: Boardroom) -> None:
    case = room.send_up(the_case(room))[0]
    for_ann = room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    for_bob = room.objects("nelson", case, Ground.SHOULD_COUNT, "bob")
    room.board_rules(case, ANN)
    with room.recount.reading() as connection:
        data = room.recount.state.data
        assert data.objections[for_ann].decided == {case.seal: "upheld"}
        assert data.objections[for_bob].decided == {case.seal: "rejected"}
        assert connection is not None
    assert numbers(room) == _ANN


def test_a_case_closed_without_a_ruling_goes_to_the_board_when_nobody_objects_any_more(
    room: Boardroom,
) -> None:
    case = the_case(room)
    objection = room.objects("lee", case, Ground.NOT_HERE)
    room.close_batches(case.batch)
    withdraw(room.recount, room.seating.seat("lee"), objection)
    assert the_case(room).status is CaseStatus.CLOSED_UNRULED
    (group,) = docket(room.recount)
    assert group.key.why is Why.NOT_RULED
    assert [line.case.seal for line in group.lines] == [case.seal]
    room.board_rules(the_case(room), ANN)
    assert numbers(room) == numbers(room, closed=True) == _ANN
