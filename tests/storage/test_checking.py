"""What lies beside the record cannot be edited unseen: a rebuild compares it with the hashes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from adjudicator.storage.rebuild import DoesNotHold, rebuild
from adjudicator.storage.triggers import create_triggers, drop_triggers
from tests.support.scene import Scene, Sheet


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    made.import_sheets((Sheet(1), Sheet(2)))
    made.pile()
    yield made
    made.recount.close()


def edit_openings(scene: Scene, statement: str) -> None:
    """As somebody with the database and without a key would: guards off, edit, guards on."""
    with scene.recount.store.engine.connect() as connection, connection.begin():
        drop_triggers(connection)
        connection.execute(text(statement))
        create_triggers(connection)


def refused(scene: Scene) -> str:
    with pytest.raises(DoesNotHold) as found:
        rebuild(scene.recount.store)
    return str(found.value)


def test_an_untouched_folder_holds(scene: Scene) -> None:
    assert rebuild(scene.recount.store).identical


def test_an_edited_row_is_found(scene: Scene) -> None:
    edit_openings(
        scene,
        "UPDATE openings SET value = "
        "CAST(REPLACE(CAST(value AS TEXT), '\"b1\"', '\"b9\"') AS BLOB)",
    )
    assert "does not fit its seal" in refused(scene)


def test_an_edited_name_is_found_at_its_entry(scene: Scene) -> None:
    edit_openings(
        scene,
        "UPDATE openings SET value = CAST('\"Judge Jolly\"' AS BLOB) "
        "WHERE CAST(value AS TEXT) = '\"Judge Kelly\"'",
    )
    assert refused(scene).startswith("The record does not hold at entry 1:")


@pytest.mark.parametrize(
    ("store", "complaint"),
    [
        ("counts", "its machine counts are missing or altered"),
        ("manifests", "its list of sheets is missing or altered"),
        ("piles", "its list of cases is missing or altered"),
    ],
)
@pytest.mark.parametrize("gone", [False, True])
def test_an_edited_or_missing_file_is_found(
    scene: Scene, store: str, complaint: str, *, gone: bool
) -> None:
    (path,) = (scene.path / store).iterdir()
    if gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    assert complaint in refused(scene)
