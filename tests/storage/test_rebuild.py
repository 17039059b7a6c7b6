"""The tables hold nothing but what the record says, whatever happened."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, event, given, settings
from sqlalchemy import delete, select, text, update

from adjudicator.domain.history import CaseStatus
from adjudicator.services.attesting import withdraw
from adjudicator.services.errors import RecordDoesNotHold
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.storage.rebuild import TableDifference
from adjudicator.storage.schema import cases, changes, entries
from tests.storage.agreement import agrees_with_a_refolding, agrees_with_the_rules
from tests.support.histories import Player, histories
from tests.support.refold import stored_numbers
from tests.support.scene import Scene, Sheet

EXAMPLES = max(25, settings().max_examples // 8)


# Without shrinking: every try is a whole recount on the disk, and thousands of them would take
# longer than a test may.  The history that failed is printed and comes first in the next run.
@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(histories())
def test_any_history_rebuilds_into_identical_tables(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        scene = Scene.copy_of_constituted(Path(place))
        scene.sit()
        player = Player(scene)
        player.play(acts)
        for name in player.done:
            event(name)

        found = rebuild_tables(scene.recount)

        assert found.differences == ()
        assert found.entries == scene.recount.state.size
        agrees_with_a_refolding(scene)
        agrees_with_the_rules(scene)
        scene.recount.close()


def test_an_objection_withdrawn_after_the_close_moves_the_closed_numbers(tmp_path: Path) -> None:
    """The one way in which a closed case counts anew before the board meets."""
    scene = Scene.copy_of_constituted(tmp_path)
    scene.sit()
    scene.import_sheets([Sheet(1)])
    scene.pile()
    (case,) = scene.cases()
    scene.rule(case)
    objection = scene.object_to("lee", case).index
    scene.close_batches(case.batch)

    def closed() -> dict[str, int]:
        with scene.recount.reading() as connection:
            found = stored_numbers(connection, closed_only=True)
        return {bucket: change for (_, bucket), (_, change) in found.items() if change}

    assert closed() == {"cases": 1}
    withdraw(scene.recount, scene.seating.seat("lee"), objection)
    assert closed() == {"cases": 1, "settled": 1, "ann": 1, "under": -1}
    assert scene.cases()[0].status is CaseStatus.RULED
    agrees_with_a_refolding(scene)
    agrees_with_the_rules(scene)
    assert rebuild_tables(scene.recount).identical
    scene.recount.close()


def test_a_struck_objection_sends_nothing_to_the_board(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.sit()
    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    first, second = scene.cases()
    scene.rule(first)
    scene.rule(second)
    false = scene.object_to("lee", first).index
    true = scene.object_to("ortiz", second).index
    assert {c.status for c in scene.cases()} == {CaseStatus.DISPUTED}
    scene.close_batches(first.batch, observers=["lee"], struck=[false])
    status = {c.seal: c.status for c in scene.cases()}
    assert status == {first.seal: CaseStatus.RULED, second.seal: CaseStatus.DISPUTED}
    assert scene.recount.state.data.objections[true].struck is None
    agrees_with_a_refolding(scene)
    agrees_with_the_rules(scene)
    assert rebuild_tables(scene.recount).identical
    scene.recount.close()


@pytest.fixture
def ruled(tmp_path: Path) -> Scene:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.sit()
    scene.import_sheets([Sheet(1), Sheet(2, ("ann", "bob")), Sheet(3)])
    scene.pile()
    for case in scene.cases():
        scene.rule(case)
    return scene


def test_a_table_changed_by_hand_is_named_and_put_right(ruled: Scene) -> None:
    with ruled.recount.store.writing() as connection:
        connection.execute(update(changes).where(changes.c.bucket == "ann").values(n=99))
        connection.execute(delete(cases).where(cases.c.place == 1))

    found = rebuild_tables(ruled.recount)

    assert found.differences == (
        TableDifference("cases", strange=0, missing=1),
        TableDifference("changes", strange=1, missing=1),
    )
    assert rebuild_tables(ruled.recount).identical


def _edit(scene: Scene, index: int, old: bytes, new: bytes) -> None:
    """Change an entry as somebody with the database could, past the triggers."""
    with scene.recount.store.writing() as connection:
        connection.execute(text("DROP TRIGGER entries_no_update"))
        where = entries.c.i == index
        data = connection.execute(select(entries.c.data).where(where)).scalar_one()
        assert old in data
        connection.execute(update(entries).where(where).values(data=data.replace(old, new)))


def test_an_edited_entry_does_not_hold_and_nothing_changes(ruled: Scene) -> None:
    last = ruled.recount.state.size - 1
    _edit(ruled, last, b'"disp":"vote"', b'"disp":"writein"')
    with ruled.recount.store.writing() as connection:
        connection.execute(update(changes).values(n=99))
    with pytest.raises(RecordDoesNotHold) as told:
        rebuild_tables(ruled.recount)
    assert str(told.value).startswith(f"The record does not hold at entry {last}: ")
    assert "signature" in str(told.value)
    assert told.value.exit_code == 3
    with ruled.recount.reading() as connection:
        assert set(connection.execute(select(changes.c.n)).scalars()) == {99}


def test_bytes_written_another_way_do_not_hold(ruled: Scene) -> None:
    _edit(ruled, 9, b'"b":{', b'"b": {')
    with pytest.raises(RecordDoesNotHold, match=r"does not hold at entry 9: .*canonical"):
        rebuild_tables(ruled.recount)


def test_a_tail_cut_off_is_told_by_the_head(ruled: Scene) -> None:
    size = ruled.recount.state.size
    with ruled.recount.store.writing() as connection:
        connection.execute(text("DROP TRIGGER entries_no_delete"))
        connection.execute(delete(entries).where(entries.c.i == size - 1))
    words = f"at entry {size - 1}: it was {size} entries long and has {size - 1} now"
    with pytest.raises(RecordDoesNotHold, match=words):
        rebuild_tables(ruled.recount)
