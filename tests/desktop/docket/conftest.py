from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.docket.page import DocketPage
from adjudicator.desktop.kit.errors import ErrorSorter
from adjudicator.desktop.kit.workers import WorkQueue, image_pool, record_queue
from adjudicator.desktop.review.ports import CaseView
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.docket.fakes import FakeBoard
from tests.desktop.review.conftest import sides_of
from tests.desktop.review.fakes import FakeDesk, case_view
from tests.desktop.support import press

NUMBERS = ("417K", "52QD", "9A3M", "7C2R")


@dataclass
class Window:
    """What stands around the docket."""

    observers_desk: FakeDesk
    acts: int = 0
    ends: int = 0
    batch: int = 0
    watermark: str | None = None

    def show_batch(self, batch: int) -> None:
        self.batch = batch

    def acted(self) -> None:
        self.acts += 1

    def end_sitting(self) -> None:
        self.ends += 1


@dataclass
class Bench:
    """A docket with its record and images."""

    page: DocketPage
    desk: FakeBoard
    record: WorkQueue
    qtbot: QtBot
    window: Window

    @property
    def number(self) -> str:
        case = self.page.flow.case
        return case.view.number if case is not None else ""

    @property
    def message(self) -> str:
        return self.page.case.bar.message

    def wait_for(self, number: str) -> None:
        """Until that case is on the screen."""
        self.qtbot.waitUntil(lambda: self.number == number and self.page.flow.shown)
        self.qtbot.waitUntil(lambda: not self.page.cache._flights)

    def press(self, *keys: str) -> None:
        """Press keys, one at a time, each after what the one before set off."""
        for key in keys:
            press(self.page, key)
            self.qtbot.waitUntil(lambda: not self.record.busy)


Sit = Callable[..., Bench]


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Opens the docket on cases, and calls the first; by default four undervotes."""
    sorter = ErrorSorter(folder=tmp_path)
    record, images = record_queue(sorter), image_pool(2, sorter)
    shelf = Shelf()

    def make(*cases: CaseView, call: bool = True) -> Bench:
        given = cases or tuple(
            case_view(number, sides_of(shelf, 10 * n)) for n, number in enumerate(NUMBERS)
        )
        desk = FakeBoard({case.number: case for case in given})
        window = Window(FakeDesk(desk.cases))
        page = DocketPage(desk, record, images, shelf.load, default_table(), window)
        qtbot.addWidget(page)
        page.resize(1366, 697)
        page.show()
        qtbot.waitActive(page)
        bench = Bench(page, desk, record, qtbot, window)
        qtbot.waitUntil(lambda: not record.busy)
        if call:
            page.list.call_button.click()
            bench.wait_for(given[0].number)
        return bench

    yield make
    assert record.shutdown()
    assert images.shutdown()
