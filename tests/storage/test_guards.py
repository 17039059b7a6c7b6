"""Append-only tables, settings of every connection, and rights of every file."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError

from adjudicator.storage.engine import PragmaNotHeld, begin_writing, sqlite_engine
from adjudicator.storage.migrate import upgrade
from adjudicator.storage.schema import entries, openings
from tests.support.scene import Scene, Sheet
from tests.support.tables import contents


def _entry(index: int) -> dict[str, object]:
    return {
        "i": index,
        "kind": "open",
        "nonce": f"{index:032x}",
        "time": "2018-11-06T12:00:00Z",
        "leaf": bytes(32),
        "data": b"{}",
    }


_OPENING = {"seal": "a" * 64, "entry": 0, "salt": "b" * 32, "value": b'"Ann"'}


@pytest.fixture
def guarded(bare_engine: Engine) -> Engine:
    """Two entries and an opening."""
    upgrade(bare_engine)
    with begin_writing(bare_engine) as connection:
        for index in (0, 1):
            connection.execute(insert(entries).values(**_entry(index)))
        connection.execute(insert(openings).values(**_OPENING))
    return bare_engine


def _upsert(connection: Connection) -> None:
    """What ``INSERT ... ON CONFLICT DO UPDATE`` does on either database."""
    maker = sqlite if connection.dialect.name == "sqlite" else postgresql
    for table, values, key in ((entries, _entry(1), "i"), (openings, _OPENING, "seal")):
        statement = maker.insert(table).values(**values)
        try:
            with connection.begin_nested():
                connection.execute(
                    statement.on_conflict_do_update(index_elements=[key], set_=values)
                )
        except DBAPIError:
            continue
        return
    raise IntegrityError("both refused", None, Exception())


def _sql(statement: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        connection.execute(text(statement))

    return run


_CHANGES = {
    "update entries": _sql("UPDATE entries SET kind = 'rule'"),
    "update openings": _sql("UPDATE openings SET salt = ''"),
    "delete entries": _sql("DELETE FROM entries WHERE i = 1"),
    "delete openings": _sql("DELETE FROM openings"),
    "gap": lambda c: c.execute(insert(entries).values(**_entry(3))),
    "again": lambda c: c.execute(insert(entries).values(**_entry(1))),
    "second opening": lambda c: c.execute(insert(openings).values(**_OPENING | {"salt": "c" * 32})),
    "upsert": _upsert,
}
_ONLY_SQLITE = {
    "replace entries": "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE i = 1",
    "replace openings": "INSERT OR REPLACE INTO openings SELECT * FROM openings",
    "text for bytes": "INSERT INTO entries VALUES (2, 'k', 'n', 't', 'leaf', x'7b7d')",
}
_ONLY_POSTGRESQL = {
    "truncate entries": "TRUNCATE entries",
    "truncate openings": "TRUNCATE openings",
    "truncate cascade": "TRUNCATE cases, openings CASCADE",
}


def _refused(engine: Engine, change: Callable[[Connection], object]) -> None:
    before = contents(engine)
    with pytest.raises(DBAPIError), begin_writing(engine) as connection:
        change(connection)
    assert contents(engine) == before


@pytest.mark.parametrize("name", _CHANGES)
def test_the_record_cannot_be_changed(guarded: Engine, name: str) -> None:
    _refused(guarded, _CHANGES[name])


def test_the_record_cannot_be_changed_in_ways_of_one_database(guarded: Engine) -> None:
    special = _ONLY_SQLITE if guarded.dialect.name == "sqlite" else _ONLY_POSTGRESQL
    for statement in special.values():
        _refused(guarded, _sql(statement))


def test_the_next_entry_still_goes_in(guarded: Engine) -> None:
    with begin_writing(guarded) as connection:
        connection.execute(insert(entries).values(**_entry(2)))
    assert [row[0] for row in contents(guarded)["entries"]] == [0, 1, 2]


def test_every_pooled_connection_has_the_settings(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "record.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 10_000,
    }
    for _ in range(2):
        held = [engine.connect() for _ in range(8)]
        for connection in held:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
        for connection in held:
            connection.close()
    engine.dispose()


def test_a_setting_that_is_not_taken_stops_the_program() -> None:
    engine = sqlite_engine(Path(":memory:"))
    with pytest.raises(PragmaNotHeld, match="did not take journal_mode=wal"):
        engine.connect()


def test_nobody_else_can_read_the_folder(tmp_path: Path) -> None:
    os.umask(0o000)
    place = tmp_path / "county"
    scene = Scene.make(place)
    scene.sit()
    scene.import_sheets([Sheet(1)])
    scene.pile()
    scene.rule(scene.cases()[0])
    seen = set()
    for root in (scene.path, scene.recount.folder.keys):
        for path in [root, *root.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
            seen.add(path.name)
    assert {"record.db", "record.db-wal", "images", "log.key", "kelly.key"} <= seen
    scene.recount.close()
