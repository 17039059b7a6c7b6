"""A batch whose drawn ballots are locked does not close around its second look."""

from collections.abc import Sequence

import pytest

from adjudicator.domain.second_look import BatchLooks, Rate, Sight, Stage
from adjudicator.ledger.piles import work_order
from adjudicator.services.errors import Refusal
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.proof.drawing import drawn_from
from adjudicator.services.second_look.telling import drawn_words, published
from tests.services.second_look.looking_room import DICE, LookingRoom

OTHER_DICE = "6 " * 20
YES = [("kelly", "yes"), ("lewis", "yes")]


def order(room: LookingRoom, effect: Effect, seals: Sequence[str]) -> None:
    """The board isolates these ballots, or lets them go again."""
    keys = room.keys("kelly", "lewis")
    carry(room.recount, effect, targets.cases(list(seals)), "A wrong box.", YES, keys)


def _stands(room: LookingRoom) -> BatchLooks:
    (found,) = room.looks().batches
    return found


def test_isolating_what_was_drawn_does_not_let_the_batch_close(room: LookingRoom) -> None:
    room.confirm()
    batch = room.batch()
    room.draw()
    drawn = _stands(room).waiting
    order(room, Effect.ISOLATE, drawn)
    looks = _stands(room)
    assert (looks.stage, looks.size, looks.stopped) == (Stage.DRAW, 2, 2)
    with pytest.raises(Refusal, match="2 of 12 blanks wait for a second look; the board draws"):
        room.close_batches(batch)
    room.draw(text=OTHER_DICE)
    looks = _stands(room)
    assert (looks.stage, len(looks.waiting)) == (Stage.LOOK, 2)
    assert not set(looks.waiting) & set(drawn)
    room.look()
    room.look()
    assert _stands(room).stage is Stage.DONE
    assert "2 drawn ballots cannot be looked at now." in " ".join(published(room.recount))
    room.close_batches(batch)
    # Once they are released, nobody has forgotten that they were drawn.
    order(room, Effect.RELEASE, drawn)
    looks = _stands(room)
    assert (looks.stage, set(looks.waiting)) == (Stage.LOOK, set(drawn))
    with pytest.raises(Refusal, match="by another team"):
        room.close_batches(batch)
    room.look()
    room.look()
    assert _stands(room).rate == Rate(4, 0)
    room.close_batches(batch)


def test_as_many_are_drawn_as_it_takes_until_enough_can_be_looked_at(room: LookingRoom) -> None:
    blanks = [case.seal for case in room.confirm()]
    inorder = work_order(drawn_from(DICE).seed, blanks)
    # All but the fifth, the eighth and the last of the drawing are locked before it.
    free = [inorder[place] for place in (4, 7, 11)]
    order(room, Effect.ISOLATE, [seal for seal in blanks if seal not in free])
    before = _stands(room)
    assert (before.stage, before.size) == (Stage.DRAW, 2)
    (appended,) = room.draw()
    sample = room.recount.state.data.samples[appended.index]
    told = drawn_words(room.recount, before, appended.index)
    assert told == f"8 blanks drawn as entry {appended.index}, 2 of them to be looked at now"
    assert list(sample.cases) == inorder[:8]
    looks = _stands(room)
    assert (looks.stage, looks.waiting) == (Stage.LOOK, tuple(free[:2]))
    with pytest.raises(Refusal, match="2 of 8 drawn blanks wait"):
        room.close_batches(room.batch())
    room.look()
    room.look(Sight.NOTHING)
    room.close_batches(room.batch())
    # The others were drawn in the same drawing, and wait once they are released.
    order(room, Effect.RELEASE, inorder[:4])
    assert _stands(room).waiting == tuple(inorder[:4])


def test_where_fewer_can_be_looked_at_than_the_policy_wants_all_of_them_are(
    room: LookingRoom,
) -> None:
    blanks = [case.seal for case in room.confirm()]
    order(room, Effect.ISOLATE, blanks[1:])
    assert (_stands(room).stage, _stands(room).size) == (Stage.DRAW, 1)
    room.draw()
    assert _stands(room).waiting == (blanks[0],)
    room.look()
    assert _stands(room).stage is Stage.DONE
    room.close_batches(room.batch())


def test_where_nothing_can_be_looked_at_nothing_is_drawn(room: LookingRoom) -> None:
    blanks = [case.seal for case in room.confirm()]
    order(room, Effect.ISOLATE, blanks)
    assert (_stands(room).stage, _stands(room).size) == (Stage.NOTHING, 0)
    order(room, Effect.RELEASE, blanks)
    assert (_stands(room).stage, _stands(room).size) == (Stage.DRAW, 2)
