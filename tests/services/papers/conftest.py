from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.services.papers.printing import stamp
from tests.support.boardroom import Boardroom


def _at_a_quarter_past_nine() -> datetime:
    return datetime(2018, 11, 17, 21, 14, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    """A recount with three batches before the whole room, at a quarter past nine."""
    made = Boardroom.begun(tmp_path, clock=_at_a_quarter_past_nine)
    yield made
    made.recount.close()


@pytest.fixture
def head(room: Boardroom) -> Stamp:
    return stamp(room.recount, printed="Sat 17 Nov 2018, 21:14")
