"""One import under way: on the record's queue, with progress, and a cancel that leaves nothing."""

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.tally import MachineCount
from adjudicator.interchange.counts import read_counts
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.opening import open_delivery
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Cancelled, Importer
from adjudicator.services.recount import Recount, Signer


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be imported."""

    source: Path | None
    """``None``: counts alone, in the place of those a motion replaced."""
    group: CountingGroup | None = None
    counts: Path | None = None

    @property
    def name(self) -> str:
        """What is named, for people."""
        return (self.source or self.counts or Path()).name


class ImportRun(QObject):
    """Runs one import; its signals arrive on the GUI thread."""

    progress = Signal(int, int)
    """Sheets done and sheets in all; 0 in all where the source does not say."""
    finished = Signal(object)
    """The :class:`~adjudicator.services.importing.ImportReport`."""
    cancelled = Signal()
    failed = Signal(object)
    """The failure."""

    def __init__(self, desk: Desk, chosen: Chosen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._chosen = desk, chosen
        self._stop = threading.Event()

    def start(self, clerk: Signer) -> None:
        """Begin, signed by a clerk's identity key."""
        self._desk.act(
            lambda recount: self._work(recount, clerk),
            frozenset({Topic.PILE}),
            self.finished.emit,
            self._not_done,
        )

    def cancel(self) -> None:
        """Stop before the next sheet; nothing of it is left."""
        self._stop.set()

    def _work(self, recount: Recount, clerk: Signer) -> ImportReport:
        chosen, election = self._chosen, recount.election
        source = open_delivery(chosen.source, chosen.counts, election, group=chosen.group)
        counts: list[MachineCount] | None = None
        notices: tuple[Problem, ...] = ()
        if chosen.counts is not None:
            told = read_counts(chosen.counts, election, group=chosen.group)
            counts, notices = list(told.counts), told.notices
        importer = Importer(
            recount,
            source,
            counts=counts,
            notices=notices,
            progress=lambda done, total: self.progress.emit(done, total or 0),
            cancelled=self._stop.is_set,
        )
        return importer.run(clerk)

    def _not_done(self, failure: Failure) -> None:
        if isinstance(failure.error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(failure)
