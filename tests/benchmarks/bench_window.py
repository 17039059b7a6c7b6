"""From a folder to the first painted screen, of a recount with ten thousand cases.

With the program running already, as when somebody opens a folder at Start, and from its own start.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.progress import next_batch, read_progress
from adjudicator.services.queue import batch_work, case_work
from adjudicator.services.recount import open_recount
from tests.benchmarks.folders import CHECKOUT, many_cases
from tests.benchmarks.rows import Row
from tests.benchmarks.sitting import MILLI, Sitting, until

CASES, PER_BATCH = 10_000, 100
TIMES = 5
GOAL = 1_500.0
_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
"""
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop
from adjudicator.desktop.app import make_application, make_window
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.settings import SettingsFile
application = make_application()
window = make_window(application, SettingsFile(Path(sys.argv[2], "window.json")))
window.show()
window.open_folder(Path(sys.argv[1]))
shown = None
while getattr(shown, "_progress", None) is None:
    application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    shown = window.findChild(OverviewScreen)
application.processEvents()
window.close()
"""


class _PaintWatch(QObject):
    """When a widget was painted last."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.last = 0.0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            self.last = perf_counter()
        return super().eventFilter(watched, event)


def run() -> list[Row]:
    """Open the folder again and again; each time everything is read anew."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = many_cases(home, CASES, PER_BATCH)
        overview, review = _opened(home, folder, overview_painted), _opened(home, folder, _reviewed)
        read, work = _timed(lambda: _read(folder)), _timed(lambda: _take(folder))
        program = median(_process(_PROGRAM, str(folder), name) for _ in range(3))
        empty = median(_process(_EMPTY) for _ in range(3))
    many = f"{CASES:,} cases"
    return [
        Row(f"folder to Overview, {many}", overview, "ms", GOAL, "read without a window", read, 2),
        Row(f"folder to first ballot, {many}", review, "ms", GOAL, "the same read", work, 3),
        Row(
            f"program start to Overview, {many}",
            program,
            "ms",
            None,
            "a program with an empty window",
            empty,
            20,
        ),
    ]


def overview_painted(table: Sitting, folder: Path) -> None:
    """Open a folder; come back when the Overview with its figures was painted."""
    table.window.open_folder(folder)
    until(lambda: isinstance(table.window.stack.currentWidget(), OverviewScreen))
    screen = table.window.stack.currentWidget()
    assert isinstance(screen, OverviewScreen)
    until(lambda: screen._progress is not None)
    told = perf_counter()
    watch = _PaintWatch(screen)
    screen.update()
    until(lambda: watch.last > told)


def _reviewed(table: Sitting, folder: Path) -> None:
    """Open a folder in Review; come back when the first ballot was painted."""
    table.window.open_folder(folder, then="review")
    until(lambda: isinstance(table.window.stack.currentWidget(), ReviewPage))
    page = table.window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    until(lambda: page.review is not None and page.review.flow.shown)


def _opened(home: Path, folder: Path, come: Callable[[Sitting, Path], None]) -> float:
    table = Sitting(home)
    times = []
    try:
        for _ in range(TIMES):
            table.window.leave()
            table.rest()
            gc.collect()
            times.append(_once(lambda: come(table, folder)))
            table.rest()
    finally:
        table.close()
    return median(times)


def _read(folder: Path) -> None:
    recount = open_recount(folder)
    read_progress(recount)
    recount.close()


def _take(folder: Path) -> None:
    recount = open_recount(folder)
    batch = next_batch(recount)
    assert batch is not None
    case_work(recount, batch_work(recount, batch)[0].number)
    recount.close()


def _process(code: str, *arguments: str) -> float:
    command = [sys.executable, "-c", code, *arguments]
    return _once(lambda: subprocess.run(command, check=True, cwd=CHECKOUT))


def _once(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * MILLI


def _timed(act: Callable[[], object]) -> float:
    return median(_once(act) for _ in range(TIMES))
