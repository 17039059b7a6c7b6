from collections.abc import Callable, Iterator
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
        room = Boardroom.with_room(tmp_path)
        prepare(room)
        for seat in room.seating.seats:
            room.seating.sign_out(seat.person.id)
        folder = room.path
        room.recount.close()
        window.open_folder(folder)
        settled(qtbot, window)
        station = Station(qtbot, window)
        station.sit(*people)
        return station

    yield open_room
    window.leave()
    window.close()
    window.deleteLater()
