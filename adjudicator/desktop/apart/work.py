"""One reading under way on the free pool: with progress, and a cancel that keeps nothing."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.services.importing import Cancelled

STOPPED = "The reading was stopped. Nothing of it was kept."
Work = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]
"""Takes what is told how many files are read of how many, and what says whether to stop."""


class Reading(QObject):
    """At most one reading at a time; its signals arrive on the GUI thread.

    :param pool: what it runs on.
    """

    progress = Signal(int, int)
    finished = Signal(object)
    cancelled = Signal()
    failed = Signal(object)
    """The failure."""

    def __init__(self, pool: WorkQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._stop = threading.Event()
        self.busy = False

    def start(self, work: Work) -> None:
        """Begin; what went on before is stopped by :meth:`cancel` first."""
        self._stop = stop = threading.Event()
        self.busy = True
        self._pool.submit(lambda: work(self.progress.emit, stop.is_set), self._done, self._not_done)

    def cancel(self) -> None:
        """Stop at the next row that is looked at."""
        self._stop.set()

    def _done(self, result: object) -> None:
        self.busy = False
        self.finished.emit(result)

    def _not_done(self, failure: Failure) -> None:
        self.busy = False
        if isinstance(failure.error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(failure)


class ProgressRow(QWidget):
    """How many files are read, and the way to stop it; hidden while nothing is read.

    :param reading: what it shows.
    :param what: what they are, where they are no files.
    """

    def __init__(self, reading: Reading, what: str = "files") -> None:
        super().__init__()
        self._what = what
        self.bar = QProgressBar()
        self.bar.setAccessibleName(f"{what.capitalize()} read")
        self.words = label()
        self.cancel = QPushButton("Cancel")
        self._reading = reading
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space("medium"))
        row.addWidget(self.bar, 1)
        row.addWidget(self.words)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        self.cancel.clicked.connect(self._cancel)
        reading.progress.connect(self._show)
        for end in (reading.finished, reading.cancelled, reading.failed):
            end.connect(self.hide)
        self.hide()

    def begin(self) -> None:
        """A reading begins."""
        self.cancel.setEnabled(True)
        self._show(0, 0)
        self.show()
        self.cancel.setFocus()

    def _show(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if self.cancel.isEnabled():
            self.words.setText(f"{done:,} of {of:,} {self._what} read" if of else "Reading\u2026")

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText("Stopping\u2026")
        self._reading.cancel()
