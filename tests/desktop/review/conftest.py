from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.kit.errors import ErrorSorter
from adjudicator.desktop.kit.workers import WorkQueue, image_pool, record_queue
from adjudicator.desktop.review.ports import CaseView
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.fakes import BOARD3, MANY, SENATE, FakeDesk, case_view

BOX = Box(40, 120, 320, 90)
LAYOUT = PageLayout(400, 520, tuple(ContestBox(c.id, BOX) for c in (SENATE, BOARD3, MANY)), ())
NUMBERS = ("417K", "52QD", "9A3M", "7C2R")


@dataclass
class Table:
    """A screen with its record and images."""

    screen: ReviewScreen
    desk: FakeDesk
    shelf: Shelf
    record: WorkQueue
    qtbot: QtBot

    @property
    def number(self) -> str:
        return self.screen.flow.case.number if self.screen.flow.case else ""

    def wait_for(self, number: str) -> None:
        """Until that case is on the screen, with every side."""

        def there() -> bool:
            return self.number == number and self.screen.flow.shown

        self.qtbot.waitUntil(there)
        self.qtbot.waitUntil(lambda: not self.screen.cache._flights)

    def wait_for_record(self) -> None:
        self.qtbot.waitUntil(lambda: not self.record.busy)


def sides_of(shelf: Shelf, seed: int) -> tuple[BallotSide, ...]:
    return (
        BallotSide(shelf.page(seed), "Front", LAYOUT),
        BallotSide(shelf.page(seed + 1), "Back", PageLayout(400, 520, (), ())),
    )


Seat = Callable[..., Table]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def seat(qtbot: QtBot, shelf: Shelf, tmp_path: Path) -> Iterator[Seat]:
    """Opens Review on cases; by default four undervotes."""
    sorter = ErrorSorter(folder=tmp_path)
    record, images = record_queue(sorter), image_pool(2, sorter)

    def make(*cases: CaseView, start: bool = True) -> Table:
        given = cases or tuple(
            case_view(number, sides_of(shelf, 10 * n)) for n, number in enumerate(NUMBERS)
        )
        desk = FakeDesk({case.number: case for case in given})
        screen = ReviewScreen(desk, record, images, shelf.load, default_table())
        qtbot.addWidget(screen)
        screen.resize(1366, 697)
        screen.show()
        qtbot.waitActive(screen)
        screen.pane.view.setFocus()
        table = Table(screen, desk, shelf, record, qtbot)
        if start:
            screen.start()
            table.wait_for(given[0].number)
        return table

    yield make
    assert record.shutdown()
    assert images.shutdown()
