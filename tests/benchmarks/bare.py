"""What Review's steps cost without Review: the references its figures are compared with.

Each is measured in turn with the figure, so that both meet the same load of the machine.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from itertools import cycle
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.ballot.render import to_image
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.imaging.pages import Grey
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.benchmarks.sitting import MILLI, Sitting, until

CANVAS = QSize(880, 600)
"""About what Review's canvas has in a window of 1366 by 768."""


class _Picture(QWidget):
    """A page and nothing else."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.resize(CANVAS)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        painter.end()


class Bare:
    """The same pages and the same record, without the window's doing.

    :param table: with people seated.
    :param cases: of the recount, in the order of work.
    """

    def __init__(self, table: Sitting, cases: Sequence[CaseRecord]) -> None:
        folder = table.recount.folder
        self._table = table
        images = [folder.image(case.row.images[0]) for case in cases[:20]]
        self._images = cycle(images)
        self._picture = _Picture(to_image(_decoded(images[0])))
        handle = self._picture.windowHandle()
        until(handle.isExposed)
        table.window.activateWindow()

    def repaint(self) -> float:
        """Draw a page into a bare window."""
        return timed(self._picture.repaint)

    def decode(self) -> float:
        """Read, hash and decode one page with OpenCV."""
        path = next(self._images)
        return timed(lambda: _decoded(path))

    def record(self, visited: Collection[int], current: str) -> float:
        """Record a ruling of the same team by the service alone.

        :param visited: batches the window went to, which knows nothing of what is ruled here; only
            where there is no other, the case it comes to last.
        :param current: the number of the case the window shows.
        """
        desk = self._table.window.desk
        assert desk is not None
        team = [desk.seating.seat("ada"), desk.seating.seat("ben")]
        with desk.recount.reading() as connection:
            cases = list_cases(connection, CaseFilter())
        here = next(n for n, case in enumerate(cases) if case.number == current)
        waiting = [c for c in cases[here + 1 :] + cases[:here] if _can_be_blank(c)]
        case = next((c for c in reversed(waiting) if c.batch not in visited), waiting[-1])
        decided = [(case, Ruling(Disposition.NOTHING_MARKED))]
        return timed(lambda: record_rulings(desk.recount, decided, team))

    def close(self) -> None:
        """Put the bare window away."""
        self._picture.close()
        self._picture.deleteLater()


def _can_be_blank(case: CaseRecord) -> bool:
    machine = case.row.machine
    return case.released and case.ruling is None and not (machine.over or machine.votes)


def timed(act: Callable[[], object]) -> float:
    """How long something takes, in milliseconds."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * MILLI


def _decoded(path: Path) -> Grey:
    data = path.read_bytes()
    hashlib.sha256(data).hexdigest()
    page = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.asarray(page, dtype=np.uint8)
