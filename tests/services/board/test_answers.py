"""Observers answer where the board rules: to its rulings alone, of any batch, once each."""

from pathlib import Path

from adjudicator.domain.objections import Ground
from adjudicator.services.attestation_states import state_of
from adjudicator.services.attesting import Answer, Attestation, unanswered, withdraw
from adjudicator.services.board.answers import board_unanswered
from adjudicator.services.table_answers import answer_all
from adjudicator.storage.record import Appended
from tests.support.boardroom import OVERVOTE, Boardroom


def answer(room: Boardroom, what: Answer = Answer.NONE) -> tuple[Appended, ...]:
    """Ortiz answers all that waits for them."""
    waiting = board_unanswered(room.recount.state, "ortiz")
    return answer_all(room.recount, room.seating.seat("ortiz"), waiting, what)


def test_an_answer_covers_the_boards_rulings_of_every_batch_and_no_teams(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    first, *others = room.mayor()
    second = next(case for case in others if case.batch != first.batch)
    team = next(case for case in others if case.seal != second.seal)
    room.rule(team, OVERVOTE)
    room.send_up(first, second)
    for case in (first, second):
        room.board_rules(case)
    state = room.recount.state
    assert len(board_unanswered(state, "ortiz")) == 2
    assert answer(room)
    assert board_unanswered(state, "ortiz") == []
    assert answer(room) == ()
    for case in (first, second):
        made = room.now(case).ruling
        assert made is not None
        assert state_of(state, "ortiz", *made).state is Attestation.NO_OBJECTION
        assert state_of(state, "lee", *made).state is Attestation.SILENT
    waiting = unanswered(room.recount, "ortiz", team.batch)
    assert [r.case_seal for r in waiting] == [team.seal], "the table's own is left"


def test_who_was_not_there_has_nothing_to_answer(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    case = room.send_up(room.mayor()[0])[0]
    room.seating.attend("lee", "away")
    room.board_rules(case)
    assert board_unanswered(room.recount.state, "lee") == []
    assert len(answer(room, Answer.DECLINE)) == 1


def test_an_objection_taken_back_is_no_answer(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    case = room.send_up(room.mayor()[0])[0]
    room.board_rules(case)
    entry = room.objects("ortiz", case, Ground.PROCEDURE)
    assert board_unanswered(room.recount.state, "ortiz") == []
    withdraw(room.recount, room.seating.seat("ortiz"), entry)
    assert len(board_unanswered(room.recount.state, "ortiz")) == 1
