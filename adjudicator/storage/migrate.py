"""Bring a database to this program's schema, and refuse one from a newer program."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from adjudicator.storage.engine import begin_writing
from adjudicator.storage.triggers import assert_triggers


class NewerSchema(RuntimeError):  # noqa: N818 - reads as what is wrong
    """The database was made by a newer program."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # A percent sign in the path would be read as an interpolation.
    script = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", script)
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    """The migrations of this program, read once: a process opens many folders."""
    return ScriptDirectory.from_config(_config())


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def current_revision(engine: Engine) -> str | None:
    """The schema the database is at; ``None`` for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The schema this program works with."""
    return _scripts().get_current_head()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up and make sure the record's triggers stand.

    :raises NewerSchema: its schema is not known to this program; nothing was changed.
    :raises TriggersMissing: the guards of the record are gone.
    """
    current = current_revision(engine)
    scripts = _scripts()
    if current is not None and current not in _known():
        raise NewerSchema(
            f"This folder was made by a newer program (schema {current}; this one knows up to "
            f"{scripts.get_current_head()}). Nothing was changed. Open it with the newer program."
        )
    if current == scripts.as_revision_number(revision):
        with engine.connect() as connection, connection.begin():
            assert_triggers(connection)
        return
    with begin_writing(engine) as connection:
        command.upgrade(_config(connection), revision)
        assert_triggers(connection)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back; for tests of migrations, never in operation."""
    with begin_writing(engine) as connection:
        command.downgrade(_config(connection), revision)
