"""Open a recount folder's database: made if absent, brought to this schema, guards asserted."""

import json
import os

from sqlalchemy import Engine

from adjudicator.storage.engine import postgres_engine, sqlite_engine
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import FolderError, RecountFolder
from adjudicator.storage.migrate import NewerSchema, upgrade
from adjudicator.storage.triggers import TriggersMissing

URL_FILE = "database.json"
"""Where many stations share one recount: ``{"url": "postgresql+psycopg://..."}``, mode 0600."""


def share_database(folder: RecountFolder, url: str) -> None:
    """Keep this folder's record in a PostgreSQL database; written before it is first opened."""
    write_whole(folder.path / URL_FILE, json.dumps({"url": url}).encode() + b"\n")


def is_shared(folder: RecountFolder) -> bool:
    """Whether the record lies in a PostgreSQL database, so that every machine has the one."""
    return (folder.path / URL_FILE).exists()


def open_engine(folder: RecountFolder) -> Engine:
    """The engine of this folder.

    :raises FolderError: the database is from a newer program, or has lost the record's guards.
    """
    os.umask(0o077)
    shared = folder.path / URL_FILE
    if shared.exists():
        engine = postgres_engine(str(json.loads(shared.read_bytes())["url"]))
    else:
        engine = sqlite_engine(folder.database)
    try:
        upgrade(engine)
    except (NewerSchema, TriggersMissing) as error:
        engine.dispose()
        raise FolderError(str(error)) from error
    return engine
