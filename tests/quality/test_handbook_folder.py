"""The handbook's page of safety names everything that may lie in a recount folder."""

import re
from pathlib import Path

from adjudicator.services.tables import seat_tables
from adjudicator.storage.folder import PUBLIC_FILES, STORES
from tests.conftest import CHECKOUT
from tests.support.boardroom import Boardroom

PAGE = CHECKOUT / "resources" / "handbook" / "safety.md"


def test_what_lies_where_is_all_that_lies_there(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8").partition("**What lies where.**")[2]
    named = set(re.findall(r"`([^`]+)`", text.partition("\n\n")[0]))
    room = Boardroom.begun(tmp_path)
    seat_tables(room.recount, {"ada": "1"})
    stores = {f"{store}/" for store in STORES}
    folders = {f"{p.name}/" for p in room.path.iterdir() if p.is_dir()}
    # What SQLite keeps beside its file while it is open is not to be copied or looked at.
    files = {
        p.name for p in room.path.iterdir() if p.is_file() and not p.name.endswith(("-wal", "-shm"))
    }
    assert folders | files | stores | set(PUBLIC_FILES) <= named
    assert {"papers/", "station.json", "keys/"} <= named
