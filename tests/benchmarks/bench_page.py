"""What a page of the grid costs: 24 rulings in one act, and the answers of two observers."""

import statistics
import tempfile
import time
from pathlib import Path

from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseRecord
from tests.benchmarks.piles import PER_BATCH, piled
from tests.benchmarks.rows import Row
from tests.support.scene import ELECTION, TEAM, Scene, vote

PAGE, BATCHES = 24, 12
OBSERVERS = ("ortiz", "lee")


def run() -> list[Row]:
    """Rule on page after page, without a second path and with one on the same disk."""
    rows = []
    for words, mirrored in (("", False), (", second path written too", True)):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            scene = piled(place / "county", 2 * BATCHES * PER_BATCH)
            if mirrored:
                scene.recount.store.mirror.choose(place / "second")
            rows.append(_pages(scene, words))
            scene.recount.close()
    return rows


def _pages(scene: Scene, words: str) -> Row:
    pages = [_page(scene, batch.number) for batch in scene.batches()[:BATCHES]]
    found = [_append(scene, page) for page in pages]
    return Row(
        f"a page of {PAGE} rulings and two observers' answers{words}",
        statistics.median(found),
        "ms",
        goal=15,
    )


def _page(scene: Scene, batch: int) -> list[CaseRecord]:
    return scene.cases(batch=batch)[:PAGE]


def _append(scene: Scene, page: list[CaseRecord]) -> float:
    """The three acts, each signed, committed and flushed as in operation."""
    seats = [scene.seating.seat(person) for person in TEAM]
    ruling = vote(ELECTION.contest(page[0].row.contest).choices[0].id)
    start = time.perf_counter()
    record_rulings(scene.recount, [(case, ruling) for case in page], seats)
    for person in OBSERVERS:
        scene.attest(person, page[0].batch)
    return (time.perf_counter() - start) * 1000
