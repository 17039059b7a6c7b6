from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop import locating
from adjudicator.desktop.app import make_window
from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.proof import verifying
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def no_check_at_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check at the opening begins a process of its own: only where a test is about it."""
    monkeypatch.setattr(verifying, "OPENING_CHECK_MS", None)


@pytest.fixture(autouse=True)
def no_looking_for_contests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for contests begins processes of its own: only where a test is about it."""
    monkeypatch.setattr(locating, "BEGIN_MS", None)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window, with settings of its own, without a recount."""
    made = make_window(qapp, SettingsFile(tmp_path / "settings" / "window.json"))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave()
    # Nobody is asked whether a new recount that was being planned is given up.
    made.planned.give_up()
    made.close()
    made.deleteLater()
    # The next test has the usual text and colours, whatever this one chose.
    apply_theme(qapp)
