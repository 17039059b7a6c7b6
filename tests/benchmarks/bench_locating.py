"""Finding contests: from a delivery to a grid that can be shown, against the limit of each step.

Every step is measured in the same run on the same pages, with one process and with two: reading,
hashing and decoding a page is the limit nobody gets under; then laying it over its reference; then
all of it, with the ink of its contest; then the whole chain through the services.  The run made by
the rest is small; all 30,891 pages, and the pile of a real contest, are asked for::

    python -m tests.benchmarks.bench_locating 30891 2
    python -m tests.benchmarks.bench_locating house

The last number is that of the processes, where one is enough to be told.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import cv2

from adjudicator.domain.election import Election
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.imaging.examine import examine
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.registration import PreparedReference, locate, prepare
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose
from adjudicator.services.demonstration.delivery import Delivery
from adjudicator.services.demonstration.kinds import VOLUSIA, read_script
from adjudicator.services.demonstration.show import deliver
from adjudicator.services.importing import Importer
from adjudicator.services.locating.findings import batch_findings
from adjudicator.services.locating.listing import Count
from adjudicator.services.locating.looking import Looking, make_plan
from adjudicator.services.opening import new_recount
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.storage.findings import FILE
from tests.benchmarks.__main__ import table
from tests.benchmarks.folders import PEOPLE, WORDS
from tests.benchmarks.many_pages import CONTEST, county, page_source
from tests.benchmarks.rows import Row

PAGES: Final = int(os.environ.get("ADJUDICATOR_BENCH_PAGES", "300"))
GOAL_MS: Final = 1000 / 50
"""A page, with two processes."""
_SAMPLE: Final = 400
"""Pages that each step is measured on."""
_MS: Final = "ms a page"
_BY: Final = (1, 2)
"""Processes that each step is measured with."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """The whole chain: seconds of each part."""

    imported: float
    looked: float
    ready: float
    """Until the first batch is there to be shown."""

    @property
    def all(self) -> float:
        """All of it."""
        return self.imported + self.looked + self.ready


def run(pages: int = PAGES, by: Sequence[int] = _BY) -> list[Row]:
    """All steps on generated pages."""
    return measure(f"{pages:,} pages, G4", page_source(pages), county(), (CONTEST,), by)


def run_house(by: Sequence[int] = _BY) -> list[Row]:
    """The same on the flagged ballots of a real contest, replayed with pictures."""
    script = read_script(VOLUSIA)
    with tempfile.TemporaryDirectory(prefix="adjudicator-house-") as place:
        source = Path(place) / "source"
        deliver(
            script,
            Delivery(source),
            layouts=True,
            workers=2,
            progress=lambda _what, _done, _of: None,
        )
        contests = script.story.contests
        return measure("the pile of House 26", source, script.election, contests, by)


def measure(
    name: str, source: Path, election: Election, contests: Sequence[str], by: Sequence[int]
) -> list[Row]:
    """Every step with each number of processes."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="adjudicator-locating-") as place:
        chains = {n: _chain(Path(place), source, election, contests, n) for n in by}
        recount = Path(place) / "2"
        for processes in by:
            costs = _steps(recount, processes)
            told = f"{name}, {processes} process{'es' if processes > 1 else ''}"
            limit = costs[0][1]
            rows += [
                Row(f"{told}: {step}", ms, _MS, None, *_limit(limit, n))
                for n, (step, ms) in enumerate(costs)
            ]
            chain, pages = chains[processes]
            whole = chain.all / pages * 1000
            rows.append(
                Row(
                    f"{told}: import to ready grid",
                    whole,
                    _MS,
                    GOAL_MS if processes > 1 else None,
                    "reading, hashing and decoding alone",
                    limit,
                )
            )
            _tell(told, costs, chain, pages)
    return rows


def _limit(limit: float, step: int) -> tuple[str, float | None]:
    return ("reading, hashing and decoding alone", limit) if step else ("", None)


def _tell(name: str, costs: Sequence[tuple[str, float]], chain: _Chain, pages: int) -> None:
    for step, ms in costs:
        print(f"  {name}: {step}: {1000 / ms:,.0f} pages a second")
    for part, seconds in (
        ("import and pile", chain.imported),
        ("looking", chain.looked),
        ("first batch read", chain.ready),
        ("import to ready grid", chain.all),
    ):
        print(
            f"  {name}: {part}: {seconds:,.2f} s, {pages / max(seconds, 1e-9):,.0f} pages a second"
        )


# The chain -----------------------------------------------------------------------------------


def _chain(
    place: Path, source: Path, election: Election, contests: Sequence[str], processes: int
) -> tuple[_Chain, int]:
    """Import, pile, look, and read the first batch as the grid does; gives the pages too."""
    folder = place / "2"
    if not folder.exists():
        recount = _opened(folder, election, contests)
        begun = time.perf_counter()
        _import(recount, source, election)
        imported = time.perf_counter() - begun
        (place / "imported").write_text(str(imported))
    else:
        # The import is the same: it is one process, whatever the number of cores.
        recount = _reopened(folder)
        imported = float((place / "imported").read_text())
    try:
        for suffix in ("", "-wal", "-shm"):
            (recount.folder.path / f"{FILE}{suffix}").unlink(missing_ok=True)
        begun = time.perf_counter()
        looked = Looking(recount, make_plan(recount), processes, lambda _: None).run()
        done = time.perf_counter()
        batch_findings(recount, 1)
        ready = time.perf_counter()
        _check(looked.count, looked.pages)
        return _Chain(imported, done - begun, ready - done), looked.pages
    finally:
        recount.close()


def _check(count: Count | None, pages: int) -> None:
    """A chain that finds nothing is soon through."""
    if count is None or count.located < 0.9 * count.cases:
        raise RuntimeError(f"Of {pages} pages too few were located: {count}")


def _opened(folder: Path, election: Election, contests: Sequence[str]) -> Recount:
    recount = new_recount(folder, election=election, contests=contests, purpose=Purpose.DEMO)
    people = [Enrolment(p.person, p.name, p.role, None) for p in PEOPLE]
    enrol_and_constitute(recount, people, WORDS)
    return recount


def _reopened(folder: Path) -> Recount:
    return open_recount(folder)


def _import(recount: Recount, source: Path, election: Election) -> None:
    clerk = identity(recount, "cora", WORDS["cora"])
    Importer(recount, open_source(source, election)).run(clerk)
    board = {p: identity(recount, p, WORDS[p]) for p in ("kelly", "lewis")}
    note_here(recount, board)
    close_pile(recount, list(board.values()))


# The steps -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    path: Path
    sha256: str
    style: str | None


_prepared: list[PreparedReference] = []
_contests: list[str] = []


def _steps(folder: Path, processes: int) -> list[tuple[str, float]]:
    """Milliseconds a page of each step, with so many processes at once."""
    recount = _reopened(folder)
    try:
        (recount.folder.path / FILE).unlink(missing_ok=True)
        plan = make_plan(recount)
        pages = [
            _Page(recount.folder.image(task.image), task.image, task.style or None)
            for task in plan.waiting[:_SAMPLE]
        ]
        references = [(r, recount.folder.image(r.image)) for r in plan.references]
    finally:
        recount.close()
    context = get_context("spawn")
    parts = [pages[n::processes] for n in range(processes)]
    steps: tuple[tuple[str, Callable[[list[_Page]], int]], ...] = (
        ("read, SHA-256, decode", _read),
        ("+ laid over its reference", _locate),
        ("+ ink of its contests", _examine),
    )
    found = []
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_prepare, initargs=(references, plan.contests)
    ) as pool:
        list(pool.map(_locate, [part[:2] for part in parts]))
        for name, step in steps:
            begun = time.perf_counter()
            list(pool.map(step, parts))
            found.append((name, (time.perf_counter() - begun) / len(pages) * 1000))
    return found


def _prepare(
    references: Sequence[tuple[ReferencePage, Path]], contests: frozenset[str] | None
) -> None:
    cv2.setNumThreads(1)
    _contests[:] = contests or ()
    _prepared[:] = [
        prepare(reference, read_page(path.read_bytes(), reference.page))
        for reference, path in references
    ]


def _read(pages: list[_Page]) -> int:
    for page in pages:
        data = page.path.read_bytes()
        hashlib.sha256(data).hexdigest()
        read_page(data)
    return len(pages)


def _locate(pages: list[_Page]) -> int:
    for page in pages:
        data = page.path.read_bytes()
        hashlib.sha256(data).hexdigest()
        locate(read_page(data), _prepared, style=page.style)
    return len(pages)


def _examine(pages: list[_Page]) -> int:
    for page in pages:
        data = page.path.read_bytes()
        hashlib.sha256(data).hexdigest()
        examine(page.sha256, 1, read_page(data), _prepared, style=page.style, contests=_contests)
    return len(pages)


def main(arguments: Sequence[str]) -> int:
    """``30891`` pages, or ``house``; then with how many processes, or with one and with two."""
    asked = arguments[0] if arguments else str(PAGES)
    by = tuple(map(int, arguments[1:])) or _BY
    print(table(run_house(by) if asked == "house" else run(int(asked), by)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
