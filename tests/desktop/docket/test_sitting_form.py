"""What the members read before they sign a sitting."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.sitting_form import VotesPane
from adjudicator.domain.votes import Say
from adjudicator.services.board.sitting import sitting_now
from tests.support.boardroom import OVERVOTE, Boardroom


def test_a_vote_carried_without_its_ruling_stands_first(qtbot: QtBot, tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    pane = VotesPane(sitting_now(room.recount))
    qtbot.addWidget(pane)
    number = " ".join(case.number)
    assert pane.lines[0].startswith(f"Case {number}: the vote carried, and no ruling is recorded.")
    room.record(proposal)
    after = VotesPane(sitting_now(room.recount))
    qtbot.addWidget(after)
    assert not any("no ruling is recorded" in line for line in after.lines)
    room.recount.close()
