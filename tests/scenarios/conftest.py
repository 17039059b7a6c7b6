from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.services.opening import Policy
from tests.desktop.conftest import window
from tests.desktop.practice.conftest import begin
from tests.end_to_end.conftest import opened
from tests.scenarios.bench import Bench
from tests.scenarios.evening import Evening
from tests.scenarios.gallery import Gallery
from tests.scenarios.office import Office
from tests.scenarios.staff import Staff
from tests.support.boardroom import Boardroom

__all__ = ["begin", "opened", "window"]
"""The real window of other folders of tests, for what only a screen can tell."""


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    """A county with a board of three, one team at the table and four observers."""
    room = Boardroom.begun(tmp_path)
    yield Evening(room)
    room.recount.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The same evening, with the clerk at the table and the steps of officers and orders."""
    room = Boardroom.begun(tmp_path)
    room.sit("cora")
    yield Office(room)
    room.recount.close()


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Gallery]:
    """The same evening, with the steps of observers."""
    room = Boardroom.begun(tmp_path)
    room.sit("cora")
    yield Gallery(room)
    room.recount.close()


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    """The same evening, with the steps of people who come and go."""
    room = Boardroom.begun(tmp_path)
    room.sit("cora")
    yield Staff(room)
    room.recount.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """The same evening, with the steps of the board at its docket."""
    room = Boardroom.begun(tmp_path)
    room.sit("cora")
    yield Bench(room)
    room.recount.close()


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Callable[[Policy], Gallery]]:
    """The same evening in a county that fixed something else at its opening."""
    made: list[Gallery] = []

    def under(policy: Policy) -> Gallery:
        room = Boardroom.begun(tmp_path, policy)
        room.sit("cora")
        made.append(Gallery(room))
        return made[-1]

    yield under
    for each in made:
        each.room.recount.close()


@pytest.fixture
def small_county(tmp_path: Path) -> Iterator[Evening]:
    """The same, in a county whose board rules at once, without teams."""
    room = Boardroom.begun(tmp_path, Policy(tiers=1))
    yield Evening(room)
    room.recount.close()
