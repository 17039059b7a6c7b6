"""When a recount's observers are asked: at a table, and where the board rules."""

from pathlib import Path

import pytest

from adjudicator.services.asking import asked_at_table, asked_by_board
from adjudicator.services.board.answers import board_unanswered
from adjudicator.services.opening import Policy
from adjudicator.services.table_answers import table_rulings, waiting_for
from tests.support.boardroom import BLANK, NO_CONSENSUS, Boardroom


def at_table(room: Boardroom, batch: int) -> bool:
    state = room.recount.state
    made = table_rulings(state, room.recount.station, batch)
    return asked_at_table(state, waiting_for(state, "ortiz", made))


@pytest.mark.parametrize(
    ("attest", "asked"),
    [
        ("each", [True, True, True, True]),
        ("page", [False, False, True, True]),
        ("batch", [False, False, False, True]),
    ],
)
def test_at_a_table(tmp_path: Path, attest: str, asked: list[bool]) -> None:
    room = Boardroom.begun(tmp_path, Policy(attest=attest, page_max=3))
    blanks = room.mayor(blank=True)
    assert len({case.batch for case in blanks}) == 1
    found: list[bool] = []
    for case in blanks:
        assert not found or found[-1] is at_table(room, case.batch)
        room.rule(case, NO_CONSENSUS if len(found) == 1 else BLANK)
        found.append(at_table(room, case.batch))
    assert found == asked
    room.recount.close()


@pytest.mark.parametrize(
    ("attest", "asked"),
    [("each", [True, True, True]), ("page", [False, True, True]), ("batch", [False, False, True])],
)
def test_where_the_board_rules(tmp_path: Path, attest: str, asked: list[bool]) -> None:
    room = Boardroom.begun(tmp_path, Policy(tiers=1, attest=attest, page_max=2))
    first = room.mayor(blank=True)
    cases = room.cases(contest="mayor")
    batch = [case for case in cases if case.batch == first[0].batch]
    for case in batch[3:]:
        room.board_rules(case, BLANK)
    state = room.recount.state
    earlier = board_unanswered(state, "ortiz")
    found: list[bool] = []
    for case in batch[:3]:
        room.board_rules(case, BLANK)
        new = [place for place in board_unanswered(state, "ortiz") if place not in earlier]
        found.append(asked_by_board(state, new))
    assert found == asked
    assert not asked_by_board(state, [])
    room.recount.close()
