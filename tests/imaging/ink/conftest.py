"""Real pages, located and measured once for the tests of this folder."""

from pathlib import Path

import cv2
import pytest

from adjudicator.imaging.registration import PreparedReference, prepare
from tests.imaging.acceptance.rows_ink import MeasuredPage, measured_page
from tests.imaging.real.placing import as_reference, placed_hampshire, placed_samples


@pytest.fixture(scope="package", autouse=True)
def _one_thread() -> None:
    cv2.setNumThreads(1)


class Pages:
    """Real pages by election and name."""

    def __init__(self, shared: Path) -> None:
        placed = [*placed_hampshire(shared), *placed_samples(shared)]
        self._placed = {(page.election, page.name): page for page in placed}
        self._prepared: dict[object, PreparedReference] = {}
        self._measured: dict[tuple[str, str], MeasuredPage] = {}

    def page(self, election: str, name: str) -> MeasuredPage:
        """One page, located without its layout and measured."""
        key = (election, name)
        if key not in self._measured:
            page = self._placed[key]
            if page.reference not in self._prepared:
                found = prepare(page.reference.reference, page.reference.image)
                self._prepared[page.reference] = found
            self._measured[key] = measured_page(page, self._prepared[page.reference])
        return self._measured[key]

    def beside_voted(self, name: str, reference: str) -> MeasuredPage:
        """One sheet of New Hampshire held against another that was voted."""
        voted = as_reference(self._placed["hampshire", reference])
        if reference not in self._prepared:
            self._prepared[reference] = prepare(voted.reference, voted.image)
        return measured_page(self._placed["hampshire", name], self._prepared[reference])

    def names(self, election: str) -> list[str]:
        """The pages of an election."""
        return [name for ours, name in self._placed if ours == election]


@pytest.fixture(scope="package")
def pages(request: pytest.FixtureRequest) -> Pages:
    """The real pages of the shared data."""
    shared: Path = request.getfixturevalue("shared_data")
    return Pages(shared)
