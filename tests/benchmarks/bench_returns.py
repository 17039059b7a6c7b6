"""What a night's returns of a whole state take, in one command, and how long the window waits."""

import csv
import io
import time
from contextlib import redirect_stdout
from pathlib import Path

from PySide6.QtWidgets import QApplication

from adjudicator.cli.main import main
from adjudicator.desktop.apart.work import Reading
from adjudicator.desktop.app import make_application
from adjudicator.desktop.kit.workers import image_pool
from adjudicator.desktop.returns.reading import Question, read_answer
from adjudicator.domain.canvass.results import Stage
from adjudicator.services.canvass.loading import load_rules
from tests.benchmarks.cpu import beside
from tests.benchmarks.folders import real_source
from tests.benchmarks.rows import Row

GOAL = 10.0
LONGEST_MS = 250.0


def run() -> list[Row]:
    """The counties that published their precincts in 2018; nothing where they are not at hand."""
    source = real_source()
    folder = None if source is None else source.parent / "florida2018" / "openelections"
    if folder is None or not folder.is_dir():
        return []
    return [_command(folder), _window(folder)]


def _added_up(folder: Path) -> int:
    """Every row read as a table, and its votes added, without a look at what they mean."""
    total = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                total += int(float(row["votes"]))
    return total


def _command(folder: Path) -> Row:
    def canvass() -> None:
        with redirect_stdout(io.StringIO()):
            main(["canvass", str(folder), "--stage", "second", "--json"])

    found, bare = beside(lambda: _added_up(folder), canvass)
    return Row(
        "63 counties, 409,023 rows, in one command",
        found.processors,
        "s",
        goal=GOAL,
        reference="the rows read and added up",
        reference_figure=bare.processors,
        at_most=10,
    )


def _window(folder: Path) -> Row:
    """The longest the window stands still while it loads the same."""
    application = make_application()
    pool = image_pool(1)
    reading = Reading(pool, pool)
    question = Question((folder,), "", Stage.SECOND, load_rules("florida-2018"))
    reading.start(lambda progress, cancelled: read_answer(question, progress, cancelled))
    longest = 0.0
    while reading.busy:
        before = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - before)
        time.sleep(0.001)
    application.processEvents()
    pool.shutdown()
    return Row("the window's longest wait meanwhile", longest * 1000, "ms", goal=LONGEST_MS)
