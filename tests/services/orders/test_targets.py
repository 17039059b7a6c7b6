"""The targets of motions are those the record takes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.ledger import bodies, kinds
from adjudicator.ledger.envelope import Body
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.targets import Target

NOON = datetime(2018, 11, 18, 12, tzinfo=timezone(timedelta(hours=-5)))
SEALS = ["b" * 64, "a" * 64, "b" * 64]
LOT = targets.lot(4, Lot.PROVISIONAL)
ALL = {
    Effect.SUSPEND: (targets.contest("mayor"),),
    Effect.RESUME: (targets.contest("mayor"),),
    Effect.PRIORITY: (targets.contest("mayor"),),
    Effect.DEADLINE: (targets.deadline("mayor", NOON),),
    Effect.ISOLATE: (LOT, targets.cases(SEALS)),
    Effect.RELEASE: (LOT, targets.cases(SEALS)),
    Effect.VOID: (targets.import_(4),),
    Effect.REPLACE_COUNTS: (targets.import_(4),),
    Effect.REFILE: (targets.contest("mayor"),),
    Effect.EXPLAIN: (targets.batch(1),),
    Effect.WAIVE: (targets.people(["ben", "ada", "ben"]),),
    Effect.SEAT: (targets.seat("osei", "moss"),),
}


@pytest.mark.parametrize("effect", Effect)
def test_the_record_takes_every_target_of_an_effect(effect: Effect) -> None:
    for target in ALL[effect]:
        kinds.check_body(_motion(effect, target))


def test_a_deadline_is_written_in_the_records_time() -> None:
    assert targets.deadline("mayor", NOON) == {"contest": "mayor", "t": "2018-11-18T17:00:00Z"}
    assert targets.deadline("mayor", NOON) == targets.deadline("mayor", NOON.astimezone(UTC))


def test_what_is_named_twice_stands_once_in_the_records_order() -> None:
    assert targets.cases(SEALS) == {"cases": ["a" * 64, "b" * 64]}
    assert targets.people(["ben", "ada", "ben"]) == {"people": ["ada", "ben"]}


def test_who_comes_and_who_goes_are_told_apart() -> None:
    assert targets.seat("osei", "moss") == {"alternate": "osei", "for": "moss"}


def _motion(effect: Effect, target: Target) -> Body:
    fields = bodies.motion(
        effect=effect.value, target=target, reason="c" * 64, votes=[("kelly", "yes")]
    )
    return bodies.common(fields, t="2018-11-09T21:14:00Z", station="board", seen=(0, "d" * 64))
