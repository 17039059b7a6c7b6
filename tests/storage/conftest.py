"""The storage tests run on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from adjudicator.storage.engine import postgres_engine, sqlite_engine
from tests.support.scene import Scene

BOTH = ("sqlite", "postgresql")


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str | None:
    """The URL of an empty PostgreSQL database; ``None`` for a SQLite file in the folder."""
    if request.param == "sqlite":
        return None
    url: str = request.getfixturevalue("fresh_postgres_url")
    return url


@pytest.fixture
def bare_engine(database_url: str | None, tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty database."""
    engine = (
        sqlite_engine(tmp_path / "record.db")
        if database_url is None
        else postgres_engine(database_url)
    )
    yield engine
    engine.dispose()


@pytest.fixture
def scene(database_url: str | None, tmp_path: Path) -> Iterator[Scene]:
    """A constituted recount on either database."""
    if database_url is None:
        made = Scene.copy_of_constituted(tmp_path)
    else:
        made = Scene.make(tmp_path, database=database_url)
    yield made
    made.recount.close()
