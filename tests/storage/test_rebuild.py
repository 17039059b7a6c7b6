"""The tables hold nothing but what the record says, whatever happened."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, event, given, settings
from sqlalchemy import delete, select, text, update

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition
from adjudicator.ledger.state import CaseState
from adjudicator.services.attesting import withdraw
from adjudicator.services.errors import RecordDoesNotHold
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.storage.rebuild import TableDifference
from adjudicator.storage.schema import cases, changes, entries
from tests.support.histories import Player, histories
from tests.support.refold import Refold, stored_numbers
from tests.support.scene import ELECTION, Scene, Sheet

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
        _agrees_with_a_refolding(scene)
        _agrees_with_the_rules(scene)
        scene.recount.close()


def _agrees_with_a_refolding(scene: Scene) -> None:
    with scene.recount.reading() as connection:
        folded = Refold(connection, scene.recount.folder)
        for closed_only in (False, True):
            stored = stored_numbers(connection, closed_only=closed_only)
            assert stored == folded.numbers(ELECTION, closed_only=closed_only)
    stored_status = {c.seal: (c.status, c.ruling) for c in scene.cases()}
    folded_status = {
        seal: (
            case.now.status,
            None if case.now.ruling is None else (case.now.ruling.entry, case.now.ruling.item),
        )
        for seal, case in folded.standing().items()
    }
    assert stored_status == folded_status


def _agrees_with_the_rules(scene: Scene) -> None:
    """What the append rules remember of each case is what the tables show."""
    for state in (scene.recount.state, scene.reopen().recount.state):
        known = {c.seal: c for c in state.data.cases.values() if not state.data.is_void(c)}
        shown = {c.seal: c for c in scene.cases()}
        assert shown.keys() == known.keys()
        for seal, case in shown.items():
            rule = known[seal]
            assert case.ruling == rule.current
            assert case.status is _status(rule)
            assert (case.batch, case.place) == (rule.batch, rule.number)
            assert case.released == state.data.is_released(rule)
            assert case.import_entry == rule.import_
        closed = {c.seal for c in known.values() if c.closed is not None}
        batches = {b.number: b for b in scene.batches()}
        for number, batch in batches.items():
            scope = [c.seal for c in state.data.scope([number])]
            assert batch.open == len(scope)
            assert closed.isdisjoint(scope)


def _status(case: CaseState) -> CaseStatus:
    disposition = None if case.disp is None else Disposition(case.disp)
    if disposition is Disposition.PAPER:
        return CaseStatus.PAPER_OUT
    if disposition is not None and not disposition.settles:
        return CaseStatus.NO_CONSENSUS
    if case.objections:
        return CaseStatus.DISPUTED
    return CaseStatus.UNREVIEWED if disposition is None else CaseStatus.RULED


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
    _agrees_with_a_refolding(scene)
    _agrees_with_the_rules(scene)
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
    _agrees_with_a_refolding(scene)
    _agrees_with_the_rules(scene)
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
