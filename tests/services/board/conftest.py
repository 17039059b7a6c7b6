from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.opening import Policy
from tests.support.boardroom import Boardroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    """Twelve overvotes and four blank contests piled; a team, four observers and the board sit."""
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


@pytest.fixture
def one_tier(tmp_path: Path) -> Iterator[Boardroom]:
    """The same in a small county, where the board rules at once."""
    made = Boardroom.begun(tmp_path, Policy(tiers=1))
    yield made
    made.recount.close()
