from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A constituted recount without imports."""
    made = Scene.copy_of_constituted(tmp_path)
    yield made
    made.recount.close()
