from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.second_look.looking_room import LookingRoom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LookingRoom]:
    """Two containers of blank contests in a pile; both teams sit, nothing is ruled on."""
    made = LookingRoom.looking(tmp_path)
    yield made
    made.close()
