"""Exports of the open record: one at a time, in the background, while everyone goes on."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.kit.errors import ErrorSorter, Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.export import Exported, export_record
from adjudicator.services.exporting.rehearsing import note_rehearsal, rehearse_export
from adjudicator.services.exporting.wording import rehearsal_told
from adjudicator.services.recount import Recount, Signer, open_recount


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported."""

    out: Path
    everything: bool
    clerk: Signer | None
    """``None`` once the recount is finished."""
    rehearse: bool = False
    """Make it aside, verify it twice, and leave nothing; ``out`` does not matter."""
    note: bool = False
    """Note the rehearsal in the record."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rehearsal showed."""

    words: str
    good: bool


class Exporting(QObject):
    """Exports the folder of one open recount, which it opens a second time for that.

    :param recount: the open recount.
    :param sorter: turns what is refused into sentences.
    """

    progressed = Signal(int, int)
    """Entries read, and entries in all."""
    finished = Signal(object)
    """The :class:`~adjudicator.services.exporting.export.Exported`, or what a rehearsal showed."""
    failed = Signal(object)
    """Why nothing was exported; also where it was stopped."""

    def __init__(self, recount: Recount, sorter: ErrorSorter, parent: QObject) -> None:
        super().__init__(parent)
        self._recount, self._sorter = recount, sorter
        self._queue: WorkQueue | None = None
        self._stop = threading.Event()
        self.running = False

    def start(self, wanted: Wanted) -> None:
        """Begin; while one runs another is not begun."""
        if self.running:
            return
        self._stop, self.running = threading.Event(), True
        if self._queue is None:
            self._queue = WorkQueue("export", 1, self._sorter, self)
        self._queue.submit(lambda: self._work(wanted), self._done, self._not_done)

    def cancel(self) -> None:
        """Stop; nothing of it is left."""
        self._stop.set()

    def shutdown(self) -> None:
        """The recount is being closed."""
        self.cancel()
        if self._queue is not None:
            self._queue.shutdown()

    def _work(self, wanted: Wanted) -> Exported | Told:
        recount, stop = self._recount, self._stop

        def progress(done: int, total: int) -> None:
            if stop.is_set():
                raise Refusal("The export was stopped. Nothing was written.")
            self.progressed.emit(done, total)

        # Of the same station, so that no window says another one has the recount open.
        own = open_recount(recount.folder.path, station=recount.station, kept=recount.kept)
        with closing(own):
            own.only_read = own.only_read or recount.only_read
            if wanted.rehearse:
                return _rehearse(own, wanted, progress)
            return export_record(
                own, wanted.out, wanted.clerk, everything=wanted.everything, progress=progress
            )

    def _done(self, made: Exported | Told) -> None:
        self.running = False
        self.finished.emit(made)

    def _not_done(self, failure: Failure) -> None:
        self.running = False
        self.failed.emit(failure)


def _rehearse(recount: Recount, wanted: Wanted, progress: Callable[[int, int], None]) -> Told:
    rehearsed = rehearse_export(
        recount, wanted.clerk, everything=wanted.everything, progress=progress
    )
    lines = rehearsal_told(rehearsed)
    if wanted.note and wanted.clerk is not None:
        lines.append(f"Noted as entry {note_rehearsal(recount, rehearsed, wanted.clerk):,}.")
    return Told(" ".join(lines), rehearsed.good)
