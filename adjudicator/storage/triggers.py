"""Triggers that make the record append-only, and the check that they are there.

They guard against our own mistakes; signatures guard against people.  On SQLite the triggers
against UPDATE and DELETE do not stop ``INSERT OR REPLACE``: the BEFORE INSERT trigger on the next
index does. On PostgreSQL row triggers do not stop TRUNCATE: a statement trigger does.  Alembic's
``batch_alter_table`` drops triggers on SQLite, so :func:`assert_triggers` runs after every
migration and at every opening.
"""

from sqlalchemy import Connection, text

_GUARDED = ("entries", "openings")


class TriggersMissing(RuntimeError):  # noqa: N818 - reads as what is wrong
    """The database lacks the triggers that make the record append-only."""


def create_triggers(connection: Connection) -> None:
    """Create every trigger (the migration calls this; afterwards they stay)."""
    for statement in _statements(connection.dialect.name):
        connection.execute(text(statement))


def drop_triggers(connection: Connection) -> None:
    """Drop every trigger; only a migration going down does that."""
    for name, table in _names(connection.dialect.name):
        on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))


def assert_triggers(connection: Connection) -> None:
    """Refuse a database without its triggers.

    :raises TriggersMissing: names those that are missing.
    """
    wanted = {name for name, _ in _names(connection.dialect.name)}
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    present = {row[0] for row in connection.execute(text(query))}
    missing = sorted(wanted - present)
    if missing:
        raise TriggersMissing(
            f"The database lacks the guards of the record ({', '.join(missing)}). "
            "Nothing was changed. Restore the folder from the second path."
        )


def _names(dialect: str) -> list[tuple[str, str]]:
    names = [(f"{table}_no_{op}", table) for table in _GUARDED for op in ("update", "delete")]
    names.append(("entries_in_order", "entries"))
    if dialect == "sqlite":
        names.append(("openings_once", "openings"))
    else:
        names.extend((f"{table}_no_truncate", table) for table in _GUARDED)
    return names


def _statements(dialect: str) -> list[str]:
    return _sqlite_statements() if dialect == "sqlite" else _postgresql_statements()


def _sqlite_statements() -> list[str]:
    statements = [
        f"CREATE TRIGGER {table}_no_{op} BEFORE {op.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
        for table in _GUARDED
        for op in ("update", "delete")
    ]
    statements.append(
        "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries "
        "WHEN NEW.i <> (SELECT COALESCE(MAX(i) + 1, 0) FROM entries) "
        "BEGIN SELECT RAISE(ABORT, 'entries are appended in order'); END"
    )
    statements.append(
        "CREATE TRIGGER openings_once BEFORE INSERT ON openings "
        "WHEN EXISTS (SELECT 1 FROM openings WHERE seal = NEW.seal) "
        "BEGIN SELECT RAISE(ABORT, 'an opening is written once'); END"
    )
    return statements


def _postgresql_statements() -> list[str]:
    append_only = (
        "CREATE OR REPLACE FUNCTION record_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    in_order = (
        "CREATE OR REPLACE FUNCTION record_in_order() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.i <> (SELECT COALESCE(MAX(i) + 1, 0) FROM entries) THEN "
        "RAISE EXCEPTION 'entries are appended in order' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    on_insert = (
        "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries "
        "FOR EACH ROW EXECUTE FUNCTION record_in_order()"
    )
    statements = [append_only, in_order, on_insert]
    for table in _GUARDED:
        statements.extend(
            f"CREATE TRIGGER {table}_no_{op} BEFORE {op.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION record_append_only()"
            for op in ("update", "delete")
        )
        statements.append(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION record_append_only()"
        )
    return statements
