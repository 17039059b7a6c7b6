from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation.night import Night


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """A constituted recount, and a blank stick."""
    made = Night(tmp_path)
    yield made
    made.scene.recount.close()
