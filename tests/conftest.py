"""Fixtures and guards shared by every test.

Fixtures: ``shared_data``, and from ``tests/support`` ``postgres_url`` and ``fresh_postgres_url``.
Guards on every test: unexpected log records of level WARNING and above fail it, its umask is put
back, and the settings of the person who runs the tests are neither read nor written.
"""

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot
from sqlalchemy import URL, Engine, create_engine

from adjudicator.ledger.keyfile import KdfCost
from adjudicator.services import people
from adjudicator.storage import engine as engines

# Before anything imports Qt: no screen is needed, and none is disturbed.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A login session has such a folder; a bare machine does not, and libraries complain of its absence.
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="adjudicator-runtime-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

# Loaded after the lines above, for it imports libraries that read the environment.
pytest_plugins = ["tests.support.postgres"]

# Time limits per example measure how busy the machine is, not the code.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real ballots and exports, which is not part of the project.

    ``ADJUDICATOR_SHARED_DATA`` names it; otherwise it is ``../shared/data`` beside the checkout.
    """
    named = os.environ.get("ADJUDICATOR_SHARED_DATA")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(
            f"real ballots and exports are not at {folder}; set ADJUDICATOR_SHARED_DATA to them"
        )
    return folder


class _UnexpectedLogs(logging.Handler):
    """Keeps every record that the running test did not declare."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self._caplog = caplog
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno != self._caplog.handler.level:
            self.unexpected.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test if anything logs at WARNING or above without having been declared.

    A test declares what it expects with ``with caplog.at_level(logging.WARNING):`` around the act,
    with exactly the level that will be logged, and then asserts on ``caplog.records``.
    """
    handler = _UnexpectedLogs(caplog)
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(handler.unexpected), pytrace=False)


@pytest.fixture(autouse=True, scope="session")
def _light_passphrases_of_demonstrations() -> Iterator[None]:
    """Thousands of keys of invented people are opened; what a guess costs is tested where it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "DEMONSTRATION_COST", KdfCost(t=1, m=64, p=1))
        yield


@pytest.fixture(autouse=True, scope="session")
def _statements_are_compiled_once() -> Iterator[None]:
    """Thousands of databases are opened; what each statement compiles to is the same in all.

    The program compiles them anew for each database it opens, which is one or two.
    """
    kept: dict[tuple[object, ...], Engine] = {}

    def sharing(url: str | URL, **options: object) -> Engine:
        made = create_engine(url, query_cache_size=5_000, **options)
        first = kept.setdefault((made.dialect.name, *sorted(options.items())), made)
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", sharing)
        yield


@pytest.fixture(autouse=True, scope="session")
def _waits_outlast_a_busy_machine() -> Iterator[None]:
    """What is waited for comes in a moment, on a machine at work on other things in many."""
    with pytest.MonkeyPatch.context() as patch:
        for wait in (QtBot.waitUntil, QtBot.waitSignal):
            limits = {**(wait.__kwdefaults__ or {}), "timeout": 60_000}
            patch.setattr(wait, "__kwdefaults__", limits)
        yield


@pytest.fixture(autouse=True)
def _umask_is_put_back() -> Iterator[None]:
    """Opening a recount narrows the umask of the process; the next test starts as before."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True, scope="session")
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, recent folders and state of the tests live in a folder of their own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        yield
