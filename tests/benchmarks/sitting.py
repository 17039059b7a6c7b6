"""The real window with people at it, for benchmarks: opened, seated, and timed key by key."""

import contextlib
import gc
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, thread_time
from typing import Self

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.app import make_application, make_window
from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from tests.desktop.support import press

PATIENCE = 20.0
"""Seconds after which a benchmark that waits is broken."""
_TICK_MS = 5
_STEP_MS = 1
MILLI = 1000.0


def until(condition: Callable[[], bool]) -> None:
    """Let the event loop run until something is so.

    :raises TimeoutError: it did not come about.
    """
    end = perf_counter() + PATIENCE
    tick = QTimer(interval=_TICK_MS)
    tick.start()
    while not condition():
        if perf_counter() > end:
            raise TimeoutError("The window did not come to what was waited for.")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    tick.stop()


def rest_for(milliseconds: int) -> None:
    """Let the event loop run that long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Paints:
    """When which case was painted: listens to the canvas of one Review."""

    def __init__(self, review: ReviewScreen) -> None:
        self.review = review
        self.seen: dict[str, float] = {}
        """The moment each case's page was first on the screen since :meth:`begin`."""
        review.pane.view.painted.connect(self._painted)

    def _painted(self) -> None:
        now = perf_counter()
        case = self.review.flow.case
        if case is not None:
            self.seen.setdefault(case.number, now)

    @property
    def current(self) -> str:
        """The number of the case on the screen; empty if there is none."""
        case = self.review.flow.case
        return "" if case is None else case.number

    def press(self, key: str) -> float:
        """Press a key; milliseconds from its event to the end of the next ballot's paint."""
        before = self.current
        self.seen.clear()
        start = perf_counter()
        press(self.review, key)
        until(lambda: self.current != before and self.current in self.seen)
        return (self.seen[self.current] - start) * MILLI


@dataclass(frozen=True, slots=True)
class Pause:
    """Between two rounds of the event loop, in milliseconds."""

    long: float
    worked: float
    """What this thread worked meanwhile; the rest it waited for a processor or another thread."""


class StallWatch:
    """Pauses in which the event loop did not come round."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=_STEP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._last = (perf_counter(), thread_time())
        self.pauses: list[Pause] = []

    def _look(self) -> None:
        now = (perf_counter(), thread_time())
        long, worked = (MILLI * (n - last) for n, last in zip(now, self._last, strict=True))
        self.pauses.append(Pause(long, worked))
        self._last = now

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._last = (perf_counter(), thread_time())
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Watch no more."""
        self._timer.stop()
        self._look()


class Sitting:
    """A window on a recount folder.

    :param home: where its settings are kept.
    """

    def __init__(self, home: Path) -> None:
        application = make_application()
        apply_theme(application)
        self.window: MainWindow = make_window(application, SettingsFile(home / "window.json"))
        self.window.resize(1366, 768)
        self.window.show()
        self._failures: list[Failure] = []
        until(self.window.isVisible)

    def open(self, folder: Path) -> None:
        """Open a recount and come to rest."""
        self.window.open_folder(folder)
        until(lambda: self.window.desk is not None)
        self.rest()

    @property
    def recount(self) -> Recount:
        """The recount that is open."""
        assert self.window.desk is not None
        return self.window.desk.recount

    def rest(self) -> None:
        """Wait until nothing is left to do and everything is drawn."""
        for _ in range(2):
            until(lambda: not self.window.record.busy and not self.window.images.busy)
            rest_for(80)

    def seat(self, secrets: Mapping[str, str]) -> None:
        """Let people sign in, as the sign-in dialog has it done."""
        desk = self.window.desk
        assert desk is not None
        for person, secret in secrets.items():

            def sit(_recount: Recount, person: str = person, secret: str = secret) -> object:
                return desk.seating.sign_in(person, secret)

            desk.act(sit, frozenset(Topic), lambda _seat: None, self._failures.append)
            self.rest()
        if self._failures:
            raise RuntimeError(self._failures[0].sentence)

    def review(self, batch: int) -> ReviewScreen:
        """Open Review on a batch and wait for its first ballot."""
        self.window.show_review(batch)
        until(lambda: self._reviewing(batch) is not None)
        found = self._reviewing(batch)
        assert found is not None
        until(lambda: found.flow.case is not None and found.flow.shown)
        return found

    def _reviewing(self, batch: int) -> ReviewScreen | None:
        page = self.window.stack.currentWidget()
        return page.review if isinstance(page, ReviewPage) and page.batch == batch else None

    def close(self) -> None:
        """Close the window and let go of everything."""
        self.window.close()
        self.window.deleteLater()
        rest_for(20)
        gc.collect()


@contextlib.contextmanager
def sitting(folder: Path, secrets: Mapping[str, str]) -> Iterator[Sitting]:
    """The window open on a folder with those people signed in."""
    with tempfile.TemporaryDirectory() as home:
        made = Sitting(Path(home))
        try:
            made.open(folder)
            made.seat(secrets)
            yield made
        finally:
            made.close()
