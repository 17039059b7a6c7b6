"""What ``adjudicator status`` counts: what waits for whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.reopening import reopen
from adjudicator.services.status import recount_status
from tests.support.boardroom import Boardroom
from tests.support.scene import BOARD


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def test_a_case_reopened_after_the_board_ruled_waits_for_the_board_again(room: Boardroom) -> None:
    case = room.send_up(room.mayor()[0])[0]
    assert recount_status(room.recount).for_board == 1
    room.board_rules(case)
    unreviewed = recount_status(room.recount).unreviewed
    assert recount_status(room.recount).for_board == 0
    reopen(room.recount, [room.now(case)], "A new scan came.", room.keys("cora", "kelly"))
    status = recount_status(room.recount)
    assert (status.for_board, status.unreviewed) == (1, unreviewed)
    assert status.for_board == count_waiting(room.recount)
    assert "1 case waits for the board." in status.waiting


def test_what_waits_for_the_paper_is_told_apart_and_what_is_held_back_waits_for_nobody(
    room: Boardroom,
) -> None:
    first, second = room.mayor()[:2]
    room.rule(first, Ruling(Disposition.PAPER))
    room.send_up(second)
    status = recount_status(room.recount)
    assert (status.for_board, status.for_paper) == (1, 1)
    target = targets.lot(first.import_entry, Lot.ACCEPTED)
    yes = [(person, "yes") for person in BOARD]
    carry(room.recount, Effect.ISOLATE, target, "Ordered in open court.", yes, room.board())
    status = recount_status(room.recount)
    assert (status.for_board, status.for_paper) == (0, 0)
    assert status.held_back == status.cases
