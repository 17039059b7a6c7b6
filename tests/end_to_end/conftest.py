import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.app import make_window
from adjudicator.desktop.settings import SettingsFile
from tests.desktop.support import settled
from tests.end_to_end.station import Station
from tests.support.boardroom import Boardroom

Prepare = Callable[[Boardroom], object]
Opened = Callable[..., Station]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Opens the real window on a room in which something happened before; people sit down."""
    window = make_window(qapp, SettingsFile(tmp_path / "settings" / "window.json"))
    window.show()
    qtbot.waitExposed(window)

    def open_room(prepare: Prepare, *people: str) -> Station:
        shutil.copytree(_prepared(prepare), tmp_path, dirs_exist_ok=True)
        window.open_folder(tmp_path / "recount")
        settled(qtbot, window)
        station = Station(qtbot, window)
        station.sit(*people)
        return station

    yield open_room
    window.leave()
    window.close()
    window.deleteLater()


@cache
def _prepared(prepare: Prepare) -> Path:
    """What happened before, made once for all tests that begin there; nobody is seated."""
    place = Path(tempfile.mkdtemp(prefix="adjudicator-begun-"))
    room = Boardroom.with_room(place)
    prepare(room)
    room.seating.lock()
    room.recount.close()
    return place
