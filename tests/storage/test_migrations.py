"""Migrations are tested, not trusted."""

import hashlib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select, text

from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import withdraw
from adjudicator.services.errors import UsageError
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.storage.engine import begin_writing, sqlite_engine
from adjudicator.storage.migrate import (
    NewerSchema,
    current_revision,
    downgrade,
    upgrade,
)
from adjudicator.storage.queries.acts import attestations_of
from adjudicator.storage.schema import entries, metadata
from adjudicator.storage.triggers import TriggersMissing, assert_triggers
from tests.support.boardroom import ANN, Boardroom
from tests.support.scene import Scene, Sheet, vote
from tests.support.tables import contents

_ENTRY = {"i": 0, "kind": "open", "nonce": "00", "time": "t", "leaf": b"\0", "data": b"{}"}
_NEWEST = "0004"


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_gives_exactly_the_tables_of_the_models(bare_engine: Engine) -> None:
    assert current_revision(bare_engine) is None
    upgrade(bare_engine)
    assert current_revision(bare_engine) == _NEWEST
    assert _tables(bare_engine) == set(metadata.tables)
    with bare_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert_triggers(connection)


def test_every_table_of_sqlite_is_strict(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "record.db")
    upgrade(engine)
    with engine.connect() as connection:
        listed = connection.execute(text("SELECT name, strict FROM pragma_table_list"))
        strict = {name: bool(flag) for name, flag in listed if name in metadata.tables}
    assert strict == dict.fromkeys(metadata.tables, True)
    engine.dispose()


def test_down_takes_everything_away_and_up_brings_it_back(bare_engine: Engine) -> None:
    upgrade(bare_engine)
    downgrade(bare_engine, "base")
    assert _tables(bare_engine) == set()
    with bare_engine.connect() as connection, pytest.raises(TriggersMissing):
        assert_triggers(connection)
    upgrade(bare_engine)
    assert _tables(bare_engine) == set(metadata.tables)
    with bare_engine.connect() as connection:
        assert_triggers(connection)


def test_opening_again_keeps_the_data_and_the_triggers(scene: Scene) -> None:
    scene.sit()
    before = contents(scene.recount.store.engine)
    upgrade(scene.recount.store.engine)
    again = scene.reopen()
    assert contents(again.recount.store.engine) == before
    again.recount.close()


def test_down_goes_with_data_too(bare_engine: Engine) -> None:
    upgrade(bare_engine)
    with begin_writing(bare_engine) as connection:
        connection.execute(insert(entries).values(**_ENTRY))
    downgrade(bare_engine, "base")
    upgrade(bare_engine)
    with bare_engine.connect() as connection:
        assert connection.execute(select(entries)).all() == []


@pytest.fixture
def ruled(scene: Scene) -> Scene:
    """What a recount held before the board had tables: rulings, objections, closes and motions."""
    scene.sit()
    held, void = (scene.import_sheets([Sheet(n, lot=Lot.NOT_COUNTED)]).entry for n in (7, 8))
    assert held is not None
    assert void is not None
    scene.import_sheets([Sheet(1), Sheet(2, ("ann", "bob")), Sheet(3, ("ann",), ("cy",))])
    scene.pile()
    scene.release(held, Lot.NOT_COUNTED)
    scene.void(void)
    first, second, *others = scene.cases()
    for case in (first, second):
        scene.rule(case)
    scene.object_to("lee", first)
    scene.object_before("ortiz", others[0])
    again = next(case for case in scene.cases() if case.seal == second.seal)
    choice = scene.recount.election.contest(again.row.contest).choices[-1].id
    scene.rule(again, vote(choice, reason=RevisionReason.WRONG_KEY))
    return scene


def test_a_recount_of_the_first_schema_comes_up_filled_from_its_record(ruled: Scene) -> None:
    engine = ruled.recount.store.engine
    before = contents(engine)
    downgrade(engine, "0001")
    with engine.connect() as connection:
        assert_triggers(connection)
    assert "motions" not in _tables(engine)
    upgrade(engine)
    assert contents(engine) == before
    assert len(before["motions"]) == 2
    assert rebuild_tables(ruled.recount).identical


def test_a_case_closed_unruled_comes_up_as_one_for_the_board(scene: Scene) -> None:
    scene.sit()
    scene.import_sheets([Sheet(1)])
    scene.pile()
    (case,) = scene.cases()
    objection = scene.object_before("lee", case).index
    scene.close_batches(case.batch)
    withdraw(scene.recount, scene.seating.seat("lee"), objection)
    engine = scene.recount.store.engine
    before = contents(engine)
    downgrade(engine, "0001")
    upgrade(engine)
    assert contents(engine) == before
    assert scene.cases()[0].status is CaseStatus.CLOSED_UNRULED


def test_the_outcome_of_an_objection_is_filled_in_too(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    case = room.send_up(room.mayor()[0])[0]
    upheld = room.objects("lee", case, Ground.SHOULD_COUNT, "ann")
    room.board_rules(case, ANN)
    engine = room.recount.store.engine
    before = contents(engine)["attestations"]
    downgrade(engine, "0001")
    upgrade(engine)
    assert contents(engine)["attestations"] == before
    with room.recount.reading() as connection:
        (filed,) = attestations_of(connection, case_seal=case.seal)
    assert (filed.entry, filed.outcome) == (upheld, "upheld")
    room.recount.close()


def test_a_recount_without_ballot_styles_comes_up_with_room_for_them(ruled: Scene) -> None:
    engine = ruled.recount.store.engine
    before = contents(engine)
    downgrade(engine, "0002")
    assert "style" not in {c["name"] for c in inspect(engine).get_columns("sheet_pages")}
    with engine.connect() as connection:
        assert_triggers(connection)
    upgrade(engine)
    assert contents(engine) == before
    assert len(before["sheet_pages"]) == 4
    assert rebuild_tables(ruled.recount).identical


def test_a_database_without_its_guards_is_refused(bare_engine: Engine) -> None:
    upgrade(bare_engine)
    on = "" if bare_engine.dialect.name == "sqlite" else " ON entries"
    with begin_writing(bare_engine) as connection:
        connection.execute(text(f"DROP TRIGGER entries_no_delete{on}"))
    with pytest.raises(TriggersMissing, match="entries_no_delete"):
        upgrade(bare_engine)


def test_a_newer_schema_is_refused_in_words_and_nothing_changes(bare_engine: Engine) -> None:
    upgrade(bare_engine)
    with begin_writing(bare_engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = contents(bare_engine)
    with pytest.raises(NewerSchema) as told:
        upgrade(bare_engine)
    assert str(told.value) == (
        f"This folder was made by a newer program (schema 9999; this one knows up to "
        f"{_NEWEST}). Nothing was changed. Open it with the newer program."
    )
    assert contents(bare_engine) == before
    assert current_revision(bare_engine) == "9999"


def test_a_folder_with_a_newer_schema_stays_byte_for_byte(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    with begin_writing(scene.recount.store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    path, database = scene.path, scene.recount.folder.database
    scene.recount.close()
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    with pytest.raises(UsageError, match=r"made by a newer program \(schema 9999"):
        open_recount(path)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_a_newer_folder_format_is_refused_in_words(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    path, marker = scene.path, scene.path / "recount.json"
    scene.recount.close()
    marker.write_bytes(marker.read_bytes().replace(b'"format": 1', b'"format": 2'))
    with pytest.raises(UsageError) as told:
        open_recount(path)
    assert str(told.value) == (
        f"{path} was made by a newer program (format 2; this one knows 1). "
        "Nothing was changed. Open it with the newer program."
    )


def test_a_definition_changed_after_the_opening_is_refused(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    path = scene.path
    scene.recount.close()
    definition = path / "election.json"
    definition.write_bytes(definition.read_bytes().replace(b"Ann Ash", b"Ann Elm"))
    with pytest.raises(UsageError, match="is not the file this record was opened with"):
        open_recount(path)


@pytest.mark.parametrize("name", ["election.json", "rules.toml"])
def test_a_definition_that_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    path = scene.path
    scene.recount.close()
    (path / name).write_bytes((path / name).read_bytes()[:-20] + b"\xff{")
    for _ in range(2):
        with pytest.raises(UsageError, match=r"cannot be read in .* from the second path"):
            open_recount(path)
        (path / name).unlink(missing_ok=True)


def test_a_path_with_a_percent_sign_can_hold_a_recount(tmp_path: Path) -> None:
    scene = Scene.make(tmp_path / "100% sure?", name="re#count")
    assert scene.reopen().recount.state.size > 0
