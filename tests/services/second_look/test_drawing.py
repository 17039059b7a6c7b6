"""The board draws blanks for the second look."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.rulings import RevisionReason
from adjudicator.domain.second_look import Stage
from adjudicator.ledger.piles import work_order
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import Policy
from adjudicator.services.proof.drawing import drawn_from
from adjudicator.services.second_look.drawing import batches_to_draw, draw
from adjudicator.services.second_look.standing import read_looks
from adjudicator.services.second_look.telling import staged_sentences
from adjudicator.services.status import recount_status
from tests.services.second_look.looking_room import DICE, LookingRoom
from tests.support.boardroom import ANN, BLANK, Boardroom


def test_nothing_is_drawn_before_a_batch_is_all_ruled_on(room: LookingRoom) -> None:
    batch = room.batch()
    first = room.cases(batch=batch)[0]
    room.rule(first, BLANK)
    (looks,) = room.looks().batches
    assert (looks.stage, looks.size, looks.sentence) == (Stage.EARLY, 0, "")
    with pytest.raises(Refusal, match=f"Batch {batch} is not all ruled on"):
        batches_to_draw(room.recount, [batch])


def test_the_sample_is_what_anybody_works_out_from_the_dice(room: LookingRoom) -> None:
    blanks = room.confirm()
    (due,) = room.looks().to_draw
    assert due.sentence == (
        f"Batch {room.batch()}: 2 of 12 blanks wait for a second look; the board draws them first."
    )
    (appended,) = room.draw()
    drawn = drawn_from(DICE)
    sample = room.recount.state.data.samples[appended.index]
    assert list(sample.cases) == work_order(drawn.seed, [case.seal for case in blanks])[:2]
    (looks,) = room.looks().batches
    assert (looks.stage, looks.waiting, looks.drawn) == (Stage.LOOK, sample.cases, 2)


def test_one_drawing_serves_several_batches_and_each_has_its_share(room: LookingRoom) -> None:
    room.confirm("9")
    room.confirm("10")
    sentences = [told for _, told in staged_sentences(room.looks())]
    assert sentences == [
        "2 batches: 3 of 15 blanks wait for a second look; the board draws them first."
    ]
    appended = room.draw()
    samples = [room.recount.state.data.samples[each.index] for each in appended]
    assert {s.batches: len(s.cases) for s in samples} == {
        (room.batch("9"),): 2,
        (room.batch("10"),): 1,
    }


def test_what_was_drawn_before_is_refused(room: LookingRoom) -> None:
    room.confirm("9")
    room.draw()
    room.confirm("10")
    with pytest.raises(Refusal, match="drawn before"):
        room.draw()
    assert len(room.recount.state.data.samples) == 1


def test_a_batch_that_moved_is_not_drawn_as_it_was_shown(room: LookingRoom) -> None:
    cases = room.confirm()
    due = batches_to_draw(room.recount)
    for case in cases[:3]:
        room.rule(case, replace(ANN, reason=RevisionReason.SAW_MORE))
    with pytest.raises(Refusal, match="does not stand as it was shown"):
        draw(room.recount, due, room.keys("kelly", "lewis"), drawn_from(DICE))


def test_the_board_draws_and_nobody_else(room: LookingRoom) -> None:
    room.confirm()
    due = batches_to_draw(room.recount)
    with pytest.raises(Refusal, match="majority of the board"):
        draw(room.recount, due, room.keys("kelly"), drawn_from(DICE))


def test_without_a_policy_there_is_no_trace_of_it(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    for case in room.mayor(blank=True):
        room.rule(case, BLANK)
    assert read_looks(room.recount) is None
    status = recount_status(room.recount)
    assert "second_look" not in status.value()
    assert not any("second look" in told.lower() for told in status.waiting)
    with pytest.raises(Refusal, match="no second look was fixed"):
        batches_to_draw(room.recount)
    room.recount.close()


def test_a_limit_without_a_sample_is_no_policy() -> None:
    assert "no blank is drawn" in Policy(sample_limit_pm=10).problem()
    assert "0 to 1,000" in Policy(sample_pm=1001).problem()
    assert Policy(sample_pm=1000, sample_limit_pm=0).problem() == ""
