"""What an act costs with all its signatures and flushes, and what opening a recount costs."""

import json
import statistics
import tempfile
import time
import tracemalloc
from pathlib import Path

from sqlalchemy import insert, select

from adjudicator.services.recount import open_recount
from adjudicator.storage.engine import begin_writing, sqlite_engine
from adjudicator.storage.migrate import upgrade
from adjudicator.storage.schema import entries, openings, signers
from tests.benchmarks.piles import piled
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import median_ms
from tests.support.scene import Scene

CASES, RULED = 10_000, 300


def run() -> list[Row]:
    """Rule on part of a pile of 10,000 cases, then open it as after a restart."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        scene = piled(place / "county", CASES)
        rows = [_append(scene, place), _page(scene)]
        path = scene.path
        scene.recount.close()
        rows += _opening(path)
    return rows


def _append(scene: Scene, place: Path) -> Row:
    found = []
    for case in scene.cases()[:RULED]:
        start = time.perf_counter()
        scene.rule(case)
        scene.attest("ortiz", case.batch)
        scene.attest("lee", case.batch)
        found.append((time.perf_counter() - start) * 1000)
    return Row(
        "a signed ruling and two observers' answers",
        statistics.median(found),
        "ms",
        goal=15,
        reference="three plain transactions of twelve rows",
        reference_figure=_plain(place),
        at_most=5,
    )


def _plain(place: Path) -> float:
    """Three transactions with the same settings, without keys, rules or counters."""
    engine = sqlite_engine(place / "plain.db")
    upgrade(engine)
    count = iter(range(1_000_000))

    def call() -> None:
        for _ in range(3):
            entry = next(count)
            with begin_writing(engine) as connection:
                for n in range(12):
                    connection.execute(insert(signers).values(entry=entry, person=str(n)))

    figure = median_ms(call, times=50)
    engine.dispose()
    return figure


def _page(scene: Scene) -> Row:
    """A whole batch answered at once by one observer."""
    batch = scene.cases()[-1].batch
    for case in scene.cases(batch=batch):
        if case.ruling is None:
            scene.rule(case)
    start = time.perf_counter()
    scene.attest("lee", batch)
    return Row(
        "one answer to a batch of 80 rulings", (time.perf_counter() - start) * 1000, "ms", goal=50
    )


def _opening(path: Path) -> list[Row]:
    recount = open_recount(path)
    start = time.perf_counter()
    size = recount.state.size
    replayed = (time.perf_counter() - start) * 1000

    def parse() -> None:
        with recount.reading() as connection:
            for table, column in ((entries, entries.c.data), (openings, openings.c.value)):
                for data in connection.execute(select(column).select_from(table)).scalars():
                    json.loads(data)

    rows = [
        Row("opening a folder", median_ms(lambda: open_recount(path).close()), "ms", goal=100),
        Row(
            f"reading the record: {CASES:,} cases, {size:,} entries",
            replayed,
            "ms",
            goal=700,
            reference="parsing the same rows",
            reference_figure=median_ms(parse, times=3),
            at_most=8,
        ),
        Row("memory its rules keep", _kept(path), "MB", goal=100),
    ]
    recount.close()
    return rows


def _kept(path: Path) -> float:
    """Megabytes still held once the record has been read."""
    recount = open_recount(path)
    tracemalloc.start()
    state = recount.state
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert state.size
    recount.close()
    return kept / 1_000_000
