"""The demonstration from Start: made in the background, with progress and a way to stop it."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.services.demonstration.folder import DemonstrationFolder
from adjudicator.services.demonstration.show import make_half_ruled
from adjudicator.services.importing import Cancelled

FOLDER = "adjudicator-demonstration"
"""The folder made where the person points; an earlier demonstration there is replaced."""


class Demonstrations(QObject):
    """Makes a demonstration whose people have ruled on half of the cases.

    :param start: shows how far it is.
    :param record: the serial queue.
    """

    ready = Signal(object)
    """The :class:`~adjudicator.services.demonstration.folder.DemonstrationFolder`."""
    _progress = Signal(str, int, int)

    def __init__(self, start: StartScreen, record: WorkQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._start, self._record = start, record
        self._stop = threading.Event()
        start.demonstration_asked.connect(self._ask)
        start.stop_asked.connect(self._stop.set)
        self._progress.connect(start.show_progress)

    def stop(self) -> None:
        """Stop at the next ballot; nothing of it is left."""
        self._stop.set()

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self._start, "In which folder shall the demonstration be kept?"
        )
        if chosen:
            self.make(Path(chosen) / FOLDER)

    def make(self, out: Path) -> None:
        """Make it there."""
        self._stop.clear()
        self._start.show_progress("Preparing", 0, 0)
        self._record.submit(lambda: self._work(out), self._done, self._failed)

    def _work(self, out: Path) -> DemonstrationFolder:
        def progress(what: str, done: int, of: int) -> None:
            if self._stop.is_set():
                raise Cancelled
            self._progress.emit(what, done, of)

        return make_half_ruled(out, progress=progress)

    def _done(self, folder: DemonstrationFolder) -> None:
        self._start.end_progress()
        self.ready.emit(folder)

    def _failed(self, failure: Failure) -> None:
        self._start.end_progress()
        if isinstance(failure.error, Cancelled):
            self._start.banner.say("The demonstration was stopped. Nothing of it is left.", "good")
        else:
            self._start.banner.say(failure.sentence, "bad")
