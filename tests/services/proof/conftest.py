from collections.abc import Iterator

import pytest

from tests.support.boardroom import Boardroom
from tests.support.exports import played


@pytest.fixture(scope="package")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    """A whole evening, under a policy that opens everything; nobody adds to it."""
    made = played(tmp_path_factory.mktemp("evening"))
    yield made
    made.recount.close()
