"""The board sends for a paper as the presiding member, or as the clerk."""

import pytest

from adjudicator.services.board.papers import send_for_paper
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.life import paper_lines
from tests.support.boardroom import Boardroom


def test_the_presiding_member_sends_for_it_whoever_sat_down_first(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.seating.sign_out("kelly")
    room.sit("kelly")
    sender, _ = send_for_paper(room.recount, room.seating, case.seal)
    assert sender == "Judge Kelly, who presides,"
    assert [step.words for line in paper_lines(room.recount) for step in line.steps] == [
        "Requested by Judge Kelly"
    ]


def test_the_clerk_sends_for_it_where_no_one_presides(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.sit("cora")
    for member in ("kelly", "lewis", "moss"):
        room.seating.sign_out(member)
    sender, _ = send_for_paper(room.recount, room.seating, case.seal)
    assert sender.endswith(", the clerk,")


def test_nobody_else_does(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.seating.attend("kelly", "away")
    room.seating.sign_out("lewis")
    room.seating.sign_out("moss")
    with pytest.raises(Refusal, match="neither is signed in at this station"):
        send_for_paper(room.recount, room.seating, case.seal)
    assert paper_lines(room.recount) == []
