"""A board's whole evening read again from its entries, with and without what lies beside them."""

from functools import cache

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.state import RecordState
from tests.ledger.evening import ABSTAIN, Evening, whole_evening
from tests.ledger.scenery import SceneEvidence


@cache
def played() -> Evening:
    return whole_evening()


def memory(state: RecordState) -> dict[str, object]:
    """Everything the fold remembers, but for the evidence it was given."""
    known = dict(vars(state.data))
    for name in ("evidence", "tree", "skipped"):
        del known[name]
    return known


def test_the_evening_leaves_what_it_says() -> None:
    data = played().state.data
    one, two, three, four = (played().case(number) for number in (1, 2, 3, 4))
    assert [case.disp for case in (one, two, three, four)] == [
        "vote",
        "marks_do_not_count",
        "marks_do_not_count",
        "vote",
    ]
    assert [case.tier for case in (one, two, three, four)] == ["board"] * 4
    assert (one.reopened, two.reopened is not None) == (None, True)
    assert len(two.rows) == 2
    assert (data.votes, data.sitting_votes) == ({}, {})
    assert data.sitting == played().entries[-1].index
    assert (data.seated, data.suspended, data.isolated_cases) == ({}, {}, set())
    assert data.isolated_lots == {(one.import_, "accepted")}
    assert data.before_board(two)
    assert not data.before_board(one)


@pytest.mark.parametrize("trusted", [False, True])
def test_read_again_it_is_remembered_alike(*, trusted: bool) -> None:
    again = RecordState(played().evidence)
    again.replay(played().entries, trusted=trusted)
    assert again.head == played().state.head
    assert memory(again) == memory(played().state)


def test_with_openings_withheld_it_still_holds_and_says_so() -> None:
    bare = SceneEvidence()
    bare.rule_pack, bare.contests = None, {}
    bare.piles = played().evidence.piles
    again = RecordState(bare)
    again.replay(played().entries)
    assert again.withheld > 20
    ruled = again.data.cases[played().case(1).seal]
    assert (ruled.tier, ruled.current) == ("board", played().case(1).current)


def test_a_check_changes_nothing() -> None:
    scene = whole_evening()
    scene.motion("release", **{"import": scene.case(1).import_, "lot": "accepted"})
    two = scene.case(2)
    signers = ("kelly", "lewis")
    fields = [
        (scene.vote_fields(ABSTAIN, two), ("kelly*",)),
        (scene.reopen_fields(scene.case(1)), ("kelly", "clerk1")),
        (scene.rescan_fields(two), ("log", "clerk1")),
        (bodies.paper(case=two.seal, step="requested"), ("kelly*",)),
        (bodies.note(category="tabulator_test", words=None), ("kelly*",)),
        (scene.motion_fields("suspend", {"contest": "senate"}), signers),
        (scene.motion_fields("isolate", {"cases": [two.seal]}), signers),
        (scene.motion_fields("seat", {"alternate": "nash", "for": "moore"}), signers),
        (scene.motion_fields("priority", {"contest": "senate"}), signers),
    ]
    again = RecordState(scene.evidence)
    again.replay(scene.entries, trusted=True)
    for body, by in fields:
        scene.state.check(scene.draft(body, *by, st="b1"))
        assert memory(scene.state) == memory(again)
