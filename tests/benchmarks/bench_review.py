"""From a key to the next ballot on the screen, through the real window on real recount folders.

Measured to the end of the canvas's paint.  *Prefetched* is the way teams work; *cold* is a case
somebody asks for by number of which nothing is in memory (its file may be in the system's cache).
"""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import cv2
import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.render import to_image
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.imaging.printing.scan import ScanFormat
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases
from tests.benchmarks.folders import SECRETS, drawn_recount, real_recount, real_source
from tests.benchmarks.rows import Row
from tests.benchmarks.sitting import MILLI, Paints, Sitting, StallWatch, rest_for, sitting, until
from tests.desktop.support import press, write

PRESSES = 48
RULED = 100
ALONE = 15
GLANCE_MS = 60
"""A team looks at a ballot at least that long; prefetching has this time, and needs less."""
PREFETCHED_GOAL, COLD_GOAL, STALL_GOAL = 16.0, 50.0, 50.0


@dataclass(frozen=True, slots=True)
class _Bare:
    """What the same page costs without the program, in milliseconds."""

    repaint: float
    decode: float


class _Picture(QWidget):
    """A page and nothing else."""

    def __init__(self, image: QImage, size: QSize) -> None:
        super().__init__()
        self._image = image
        self.resize(size)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        painter.end()


def run() -> list[Row]:
    """Measure on the product's own pages, and on real ballots where they are at hand."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        source = real_source()
        if source is None:
            print("  real ballots are not at hand (ADJUDICATOR_SHARED_DATA); only drawn ones")
        else:
            rows += _of_folder("real JPEG", real_recount(home, source))
        jpeg = drawn_recount(home, ScanFormat.JPEG, PRESSES + RULED + 2 * ALONE)
        rows += _of_folder("drawn JPEG", jpeg)
        rows += _stalls(jpeg)
        rows += _of_folder("drawn G4", drawn_recount(home, ScanFormat.G4_TIFF, 2 * PRESSES))
    return rows


def _of_folder(name: str, folder: Path) -> list[Row]:
    with sitting(folder, SECRETS) as table:
        cases = _cases(table)
        bare = _bare(table, cases[:10])
        prefetched = _prefetched(table)
        cold = _cold(table, cases)
        agreed, recorded, alone = _agreed(table)
    repaint = f"a bare repaint of the page ({bare.repaint:.2g} ms)"
    decode = f"read, hash, decode with OpenCV ({bare.decode:.2g} ms)"
    return [
        *_rows(f"next, prefetched, {name}", prefetched, PREFETCHED_GOAL, repaint, bare.repaint, 12),
        *_rows(f"by number, cold, {name}", cold, COLD_GOAL, decode, bare.decode, 8),
        *_rows(f"F2 to next painted, {name}", agreed, PREFETCHED_GOAL, repaint, bare.repaint, 12),
        *_rows(f"F2 to recorded, {name}", recorded, COLD_GOAL, "as without a window", alone, 8),
    ]  # fmt: skip


def _rows(
    name: str, times: Sequence[float], goal: float, reference: str, against: float, at_most: float
) -> list[Row]:
    slow = quantiles(times, n=20)[-1]
    return [
        Row(f"{name}, median of {len(times)}", median(times), "ms", goal,
            reference, against, at_most),
        Row(f"{name}, p95", slow, "ms", goal),
    ]  # fmt: skip


def _cases(table: Sitting) -> list[CaseRecord]:
    with table.recount.reading() as connection:
        return list_cases(connection, CaseFilter(), limit=10_000)


def _batches(table: Sitting) -> list[int]:
    """Batches with work, the largest first."""
    with table.recount.reading() as connection:
        found = [b for b in list_batches(connection) if b.unreviewed > 1]
    return [b.number for b in sorted(found, key=lambda b: -b.unreviewed)]


def _bare(table: Sitting, cases: Sequence[CaseRecord]) -> _Bare:
    paths = [table.recount.folder.image(case.row.images[0]) for case in cases]
    decode = median(_timed(lambda path=path: _decoded(path)) for path in paths)  # type: ignore[misc]  # a loop's own value
    picture = _Picture(to_image(_decoded(paths[0])), QSize(880, 600))
    until(lambda: picture.windowHandle().isExposed())
    repaint = median(_timed(picture.repaint) for _ in range(20))
    picture.close()
    picture.deleteLater()
    return _Bare(repaint, decode)


def _decoded(path: Path) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    data = path.read_bytes()
    hashlib.sha256(data).hexdigest()
    page = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.asarray(page, dtype=np.uint8)


def _timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * MILLI


def _prefetched(table: Sitting) -> list[float]:
    times: list[float] = []
    for batch in _batches(table):
        paints = Paints(table.review(batch))
        table.rest()
        for _ in paints.review.controller.navigator.worklist.items[1:]:
            times.append(paints.press("PgDown"))
            table.rest()
            if len(times) == PRESSES:
                return times
    return times


def _cold(table: Sitting, cases: Sequence[CaseRecord]) -> list[float]:
    """Ask for cases by number of which neither a page nor a word is in memory."""
    times: list[float] = []
    for batch in _batches(table):
        paints = Paints(table.review(batch))
        table.rest()
        for case in cases:
            if _in_memory(paints.review, case):
                continue
            press(paints.review, "/")
            write(paints.review, case.number)
            times.append(paints.press("Return"))
            table.rest()
            if len(times) == PRESSES:
                return times
    return times


def _in_memory(review: ReviewScreen, case: CaseRecord) -> bool:
    known = case.number in review.controller.navigator._views
    return known or any(review.cache.get(PageRef(image)) for image in case.row.images)


def _agreed(table: Sitting) -> tuple[list[float], list[float], float]:
    """Rule with the team's keys.

    :returns: from F2 to the next ballot's paint, from F2 to the record's answer, and what the
        same ruling costs through the service alone.
    """
    painted: list[float] = []
    recorded: list[float] = []
    for batch in _batches(table):
        paints = Paints(table.review(batch))
        table.rest()
        while paints.review.controller.navigator.to_do > 1 and len(painted) < PRESSES:
            _propose(paints.review)
            table.rest()
            done: list[float] = []
            paints.review.flow.recorded.connect(lambda _handed, d=done: d.append(perf_counter()))
            start = perf_counter()
            painted.append(paints.press("F2"))
            until(lambda d=done: bool(d))  # type: ignore[misc]  # a loop's own value
            recorded.append((done[0] - start) * MILLI)
            table.rest()
    return painted, recorded, _recorded_alone(table)


def _propose(review: ReviewScreen) -> None:
    """The first member: what the machine read holds."""
    case = review.flow.case
    assert case is not None
    for key in (*(("O", "1") if case.row.machine.over else ("0",)), "Return"):
        press(review, key)
        rest_for(1)
    if review.flow.proposed is None:
        raise RuntimeError(f"Nothing was proposed: {review.flow.message}")


def _recorded_alone(table: Sitting) -> float:
    desk = table.window.desk
    assert desk is not None
    waiting = [
        c for c in _cases(table) if c.ruling is None and c.released and not c.row.machine.over
    ]
    team = [desk.seating.seat("ada"), desk.seating.seat("ben")]
    ruling = Ruling(Disposition.NOTHING_MARKED)
    return median(
        _timed(lambda case=case: record_rulings(desk.recount, [(case, ruling)], team))  # type: ignore[misc]  # a loop's own value
        for case in waiting[:ALONE]
    )


def _stalls(folder: Path) -> list[Row]:
    """Rule a hundred ballots at a brisk pace while a clock looks for pauses of the window."""
    with sitting(folder, SECRETS) as table:
        paints = Paints(table.review(_batches(table)[0]))
        bare = _bare(table, _cases(table)[:10])
        table.rest()
        with StallWatch() as watch:
            for _ in range(RULED):
                _propose(paints.review)
                rest_for(GLANCE_MS)
                paints.press("F2")
                rest_for(GLANCE_MS)
    both = 2 * bare.decode
    pauses = watch.pauses
    return [
        Row(
            f"longest pause of the window, {RULED} rulings",
            max(p.long for p in pauses),
            "ms",
            STALL_GOAL,
        ),
        Row(
            f"most work at once on its thread, {RULED} rulings",
            max(p.worked for p in pauses),
            "ms",
            STALL_GOAL,
            f"read, hash, decode both sides ({both:.2g} ms)",
            both,
            3,
        ),
    ]
