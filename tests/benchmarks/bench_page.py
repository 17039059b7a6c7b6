"""What a page of the grid costs: 24 rulings in one act, and the answers of two observers."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from adjudicator.services.recount import Recount
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended
from tests.benchmarks.piles import PER_BATCH, piled
from tests.benchmarks.rows import Row
from tests.support.scene import ELECTION, TEAM, Scene, vote

PAGE, BATCHES = 24, 12
OBSERVERS = ("ortiz", "lee")


def run() -> list[Row]:
    """Rule on page after page, without a second path and with one on the same disk."""
    rows: list[Row] = []
    for words, mirrored in (("", False), (", second path written too", True)):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            scene = piled(place / "county", 2 * BATCHES * PER_BATCH)
            if mirrored:
                scene.recount.store.mirror.choose(place / "second")
            rows += _pages(scene, words)
            scene.recount.close()
    return rows


def _pages(scene: Scene, words: str) -> list[Row]:
    pages = [_page(scene, batch.number) for batch in scene.batches()[:BATCHES]]
    with appends_timed() as appended:
        whole = [_record(scene, page) for page in pages]
    acts = 1 + len(OBSERVERS)
    by_page = [sum(appended[n : n + acts]) for n in range(0, len(appended), acts)]
    what = f"a page of {PAGE} rulings and two observers' answers"
    return [
        Row(f"{what}, appended{words}", statistics.median(by_page), "ms", goal=15),
        Row(f"the same with all that is looked up before{words}", statistics.median(whole), "ms"),
    ]


@contextmanager
def appends_timed() -> Iterator[list[float]]:
    """Milliseconds of every act from its signing until it is acknowledged."""
    found: list[float] = []
    plain = Recount.append

    def timed(self: Recount, *given: Any, **named: Any) -> Appended:  # noqa: ANN401 - as append
        start = time.perf_counter()
        done = plain(self, *given, **named)
        found.append((time.perf_counter() - start) * 1000)
        return done

    with patch.object(Recount, "append", timed):
        yield found


def _page(scene: Scene, batch: int) -> list[CaseRecord]:
    return scene.cases(batch=batch)[:PAGE]


def _record(scene: Scene, page: list[CaseRecord]) -> float:
    """The three acts, each signed, committed and flushed as in operation."""
    seats = [scene.seating.seat(person) for person in TEAM]
    ruling = vote(ELECTION.contest(page[0].row.contest).choices[0].id)
    start = time.perf_counter()
    record_rulings(scene.recount, [(case, ruling) for case in page], seats)
    for person in OBSERVERS:
        scene.attest(person, page[0].batch)
    return (time.perf_counter() - start) * 1000
