"""From a key to the next ballot on the screen, through the real window on real recount folders.

Measured to the end of the canvas's paint.  *Prefetched* is the way teams work; *cold* is a case
somebody asks for by number of which nothing is in memory (its file may be in the system's cache).
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.imaging.printing.scan import ScanFormat
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases
from tests.benchmarks.bare import Bare
from tests.benchmarks.folders import SECRETS, drawn_recount, real_recount, real_source
from tests.benchmarks.rows import Row
from tests.benchmarks.sitting import MILLI, Paints, Sitting, StallWatch, rest_for, sitting, until
from tests.desktop.support import press, write

PRESSES = 48
RULED = 100
EVERY = 3
"""The same ruling is recorded without the window each so many presses."""
GLANCE_MS = 60
"""A team looks at a ballot at least that long; prefetching has this time, and needs less."""
PREFETCHED_GOAL, COLD_GOAL, STALL_GOAL = 16.0, 50.0, 50.0
REPAINT = "a bare repaint of the page"
DECODE = "read, hash, decode with OpenCV"
ALONE = "the ruling without a window"


@dataclass(slots=True)
class _Times:
    """A figure and its reference, measured in turn; milliseconds."""

    taken: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def rows(self, name: str, goal: float, reference: str, at_most: float) -> list[Row]:
        """The median, whose ratio decides, and the slow end."""
        middle, bare = median(self.taken), median(self.bare)
        title, against = f"{name}, median of {len(self.taken)}", f"{reference} ({bare:.2g} ms)"
        return [
            Row(title, middle, "ms", goal, against, bare, at_most),
            Row(f"{name}, p95", quantiles(self.taken, n=20)[-1], "ms", goal),
        ]


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
        jpeg = drawn_recount(home, ScanFormat.JPEG, 2 * PRESSES + RULED)
        rows += _of_folder("drawn JPEG", jpeg)
        rows += _pauses(jpeg)
        rows += _of_folder("drawn G4", drawn_recount(home, ScanFormat.G4_TIFF, 2 * PRESSES))
    return rows


def _of_folder(name: str, folder: Path) -> list[Row]:
    with sitting(folder, SECRETS) as table:
        cases = _cases(table)
        bare = Bare(table, cases)
        prefetched = _prefetched(table, bare)
        cold = _cold(table, bare, cases)
        painted, recorded = _agreed(table, bare)
        bare.close()
    return [
        *prefetched.rows(f"next, prefetched, {name}", PREFETCHED_GOAL, REPAINT, 12),
        *cold.rows(f"by number, cold, {name}", COLD_GOAL, DECODE, 8),
        *painted.rows(f"F2 to next painted, {name}", PREFETCHED_GOAL, REPAINT, 12),
        *recorded.rows(f"F2 to recorded, {name}", COLD_GOAL, ALONE, 8),
    ]


def _cases(table: Sitting) -> list[CaseRecord]:
    with table.recount.reading() as connection:
        return list_cases(connection, CaseFilter())


def _batches(table: Sitting) -> list[int]:
    """Batches with work, the largest first."""
    with table.recount.reading() as connection:
        found = [b for b in list_batches(connection) if b.unreviewed > 1]
    return [b.number for b in sorted(found, key=lambda b: -b.unreviewed)]


def _prefetched(table: Sitting, bare: Bare) -> _Times:
    times = _Times()
    for batch in _batches(table):
        paints = Paints(table.review(batch))
        table.rest()
        for _ in paints.review.controller.navigator.worklist.items[1:]:
            times.bare.append(bare.repaint())
            times.taken.append(paints.press("PgDown"))
            table.rest()
            if len(times.taken) == PRESSES:
                return times
    return times


def _cold(table: Sitting, bare: Bare, cases: Sequence[CaseRecord]) -> _Times:
    """Ask for cases by number of which neither a page nor a word is in memory."""
    times = _Times()
    for batch in _batches(table):
        paints = Paints(table.review(batch))
        table.rest()
        for case in cases:
            if _in_memory(paints.review, case):
                continue
            times.bare.append(bare.decode())
            press(paints.review, "/")
            write(paints.review, case.number)
            times.taken.append(paints.press("Return"))
            table.rest()
            if len(times.taken) == PRESSES:
                return times
    return times


def _in_memory(review: ReviewScreen, case: CaseRecord) -> bool:
    known = case.number in review.controller.navigator._views
    return known or any(review.cache.get(PageRef(image)) for image in case.row.images)


def _agreed(table: Sitting, bare: Bare) -> tuple[_Times, _Times]:
    """Rule with the team's keys: from F2 to the next ballot's paint, and to the record's answer."""
    painted, recorded = _Times(), _Times()
    visited: list[int] = []
    while len(painted.taken) < PRESSES and (left := _batches(table)):
        batch = left[0]
        visited.append(batch)
        paints = Paints(table.review(batch))
        table.rest()
        while paints.review.controller.navigator.to_do > 1 and len(painted.taken) < PRESSES:
            _propose(paints.review)
            table.rest()
            painted.bare.append(bare.repaint())
            told = _agree(paints)
            painted.taken.append(told[0])
            recorded.taken.append(told[1])
            table.rest()
            if len(painted.taken) % EVERY == 0:
                recorded.bare.append(bare.record(visited, paints.current))
    return painted, recorded


def _agree(paints: Paints) -> tuple[float, float]:
    """Press F2; milliseconds to the next ballot's paint and to the record's answer."""
    done: list[float] = []
    told = paints.review.flow.recorded.connect(lambda _handed: done.append(perf_counter()))
    start = perf_counter()
    painted = paints.press("F2")
    until(lambda: bool(done) or not paints.review.flow.under_way)
    if not done:
        raise RuntimeError(f"Not recorded: {paints.review.flow.message}")
    paints.review.flow.recorded.disconnect(told)
    return painted, (done[0] - start) * MILLI


def _propose(review: ReviewScreen) -> None:
    """The first member: what the machine read holds."""
    case = review.flow.case
    assert case is not None
    for key in (*(("O", "1") if case.row.machine.over else ("0",)), "Return"):
        press(review, key)
        rest_for(1)
    if review.flow.proposed is None:
        raise RuntimeError(f"Nothing was proposed: {review.flow.message}")


def _pauses(folder: Path) -> list[Row]:
    """Rule a hundred ballots at a brisk pace while a clock looks for pauses of the window."""
    with sitting(folder, SECRETS) as table:
        bare = Bare(table, _cases(table))
        paints = Paints(table.review(_batches(table)[0]))
        table.rest()
        with StallWatch() as watch:
            for _ in range(RULED):
                _propose(paints.review)
                rest_for(GLANCE_MS)
                paints.press("F2")
                rest_for(GLANCE_MS)
        decode = median(bare.decode() + bare.decode() for _ in range(RULED // 10))
        bare.close()
    return [
        Row(
            f"longest pause of the window, {RULED} rulings",
            max(p.long for p in watch.pauses),
            "ms",
            STALL_GOAL,
        ),
        Row(
            f"most work at once on its thread, {RULED} rulings",
            max(p.worked for p in watch.pauses),
            "ms",
            STALL_GOAL,
            f"{DECODE}, both sides ({decode:.2g} ms)",
            decode,
            3,
        ),
    ]
