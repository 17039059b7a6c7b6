"""No batch closes over a second look that is not done; above the limit all blanks are looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.rulings import RevisionReason
from adjudicator.domain.second_look import Rate, Sight, Stage
from adjudicator.services.closing import preview_close
from adjudicator.services.errors import Refusal
from adjudicator.services.next_steps import Way, next_steps
from adjudicator.services.opening import Policy
from adjudicator.services.proof.ends import read_contest_end
from adjudicator.services.second_look.looking import look_case, looks_for, record_look
from adjudicator.services.second_look.telling import published, rate_sentence
from adjudicator.services.status import recount_status
from tests.services.second_look.looking_room import LookingRoom, looking_room
from tests.support.boardroom import ANN, BLANK, MEMBERS
from tests.support.scene import Sheet


def steps(room: LookingRoom) -> list[tuple[Way, str]]:
    found = next_steps(room.recount, recount_status(room.recount))
    return [(step.way, step.sentence) for step in found if step.way in {Way.DRAW, Way.LOOK}]


def test_a_batch_closes_once_its_sample_was_looked_at(room: LookingRoom) -> None:
    room.confirm()
    batch = room.batch()
    drawing = f"Batch {batch}: 2 of 12 blanks wait for a second look; the board draws them first."
    assert steps(room) == [(Way.DRAW, drawing)]
    assert preview_close(room.recount, [batch]).second_look == (drawing,)
    with pytest.raises(Refusal, match=r"Not closed\. Batch .*the board draws them first"):
        room.close_batches(batch)
    assert recount_status(room.recount).ready == ()
    room.draw()
    looking = f"Batch {batch}: 2 of 2 drawn blanks wait for a second look by another team."
    assert steps(room) == [(Way.LOOK, looking)]
    with pytest.raises(Refusal, match="by another team"):
        room.close_batches(batch)
    room.look()
    room.look()
    assert steps(room) == []
    assert [b.number for b in recount_status(room.recount).ready] == [batch]
    room.close_batches(batch)
    assert rate_sentence(room.looks()) == (
        "Second look: none of 2 seen otherwise; limit 200 of 1,000 in a batch."
    )


def test_above_the_limit_every_blank_is_looked_at_again(room: LookingRoom) -> None:
    room.confirm()
    batch = room.batch()
    room.draw()
    room.look(Sight.VOTE)
    (looks,) = room.looks().batches
    assert (looks.stage, looks.again, looks.size, looks.above) == (Stage.AGAIN, 10, 12, True)
    ways = steps(room)
    assert [way for way, _ in ways] == [Way.DRAW, Way.LOOK]
    assert "1 of 1 seen otherwise (1,000 of 1,000), above the limit of 200." in ways[0][1]
    room.draw(batch, text="6 " * 20)
    (looks,) = room.looks().batches
    assert (looks.stage, len(looks.waiting)) == (Stage.LOOK, 11)
    with pytest.raises(Refusal, match="11 of 12 drawn blanks wait"):
        room.close_batches(batch)
    while room.to_look_at():
        room.look()
    (looks,) = room.looks().batches
    assert (looks.stage, looks.rate, looks.above) == (Stage.DONE, Rate(12, 1), True)
    room.close_batches(batch)
    told = " ".join(published(room.recount))
    assert "1 of 12 seen otherwise (83 of 1,000)" in told
    assert "does not tell a ballot confirmed on a page of blanks" in told


def test_ruled_on_anew_after_the_limit_was_passed_is_looked_at_again_too(
    room: LookingRoom,
) -> None:
    room.confirm("10")
    batch = room.batch("10")
    room.draw()
    seen = room.look(Sight.VOTE)
    assert room.looks().batches[0].again == 2
    for case in room.cases(batch=batch):
        if case.number != seen:
            room.rule(case, replace(BLANK, reason=RevisionReason.SAW_MORE))
    (looks,) = room.looks().batches
    assert (looks.stage, looks.again) == (Stage.DONE, 0)
    room.close_batches(batch)


def test_a_slip_found_before_anybody_looked_counts_as_one(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    slip = room.case(room.to_look_at()[0])
    room.rule(slip, replace(ANN, reason=RevisionReason.WRONG_KEY))
    (looks,) = room.looks().batches
    assert (looks.rate, looks.stage) == (Rate(1, 1), Stage.AGAIN)


def test_within_the_limit_the_batch_closes_and_the_board_settles_the_one(tmp_path: Path) -> None:
    policy = Policy(sample_pm=100, sample_limit_pm=500)
    room = LookingRoom.looking(tmp_path, policy)
    room.confirm()
    room.draw()
    case = room.case(room.look(Sight.NOT_AGREED))
    room.look()
    assert room.looks().batches[0].stage is Stage.DONE
    room.close_batches(room.batch())
    waits = read_contest_end(room.recount, "mayor").waits
    assert any(f"Case {' '.join(case.number)} waits for the board" in told for told in waits)
    room.board_rules(case)
    assert not any(
        "waits for the board" in w for w in read_contest_end(room.recount, "mayor").waits
    )
    room.close()


def test_status_tells_it_to_programs(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    room.look()
    found = recount_status(room.recount).value()["second_look"]
    assert {name: found[name] for name in ("drawn", "looked_at", "seen_otherwise", "waiting")} == {
        "drawn": 2,
        "looked_at": 1,
        "seen_otherwise": 0,
        "waiting": 1,
    }
    assert found["batches"][0]["state"] == "look"


def test_in_one_tier_the_presiding_member_looks_alone(tmp_path: Path) -> None:
    room = looking_room(tmp_path, Policy(tiers=1, sample_pm=1))
    room.import_sheets([Sheet(n, container="9") for n in range(1, 3)])
    room.pile()
    room.sit(*MEMBERS)
    for case in room.cases():
        room.board_rules(case, BLANK)
    room.draw()
    (number,) = looks_for(room.recount, ["kelly"]).numbers
    drawn = look_case(room.recount, number)
    with pytest.raises(Refusal, match="the presiding member"):
        record_look(room.recount, drawn, Sight.NOTHING, [room.seating.seat("lewis")])
    record_look(room.recount, drawn, Sight.NOTHING, [room.seating.seat("kelly")])
    assert [each.stage for each in room.looks().batches] == [Stage.DONE]
    room.recount.close()
