"""A walk through the pile of State House 26: pages of blanks for two people, and what is left.

The team looks at every page the window shows and confirms it by keyboard; nobody takes any ballot
out.  What stands on no page is counted as Review takes it: a blank with three keys, an overvote
with four.  The walk itself has no least time; the dead time told is that of the usual policy.

``ADJUDICATOR_GRID_BALLOTS=all`` walks through the whole pile of 1,854.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.window.grid_page import GridPage
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.grid.blanks import next_work
from adjudicator.services.locating.looking import Looking, cores, make_plan
from adjudicator.services.opening import Policy
from adjudicator.services.recount import open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.benchmarks.folders import SECRETS, house26_recount
from tests.benchmarks.rows import Row
from tests.benchmarks.sitting import MILLI, Sitting, sitting, until
from tests.desktop.support import press

SMALL = 120
"""Ballots of the pile that are walked through unless all are asked for."""
PAGE_KEYS = ("Return", "F2")
BLANK_KEYS, OVER_KEYS = 3, 4
"""Of one ballot in Review: 0, Return, F2; and O, the reason, Return, F2."""
RIVAL_SECONDS = 60.0
"""The nearest rival takes a minute for a ballot at a station, by its makers' own figure."""
NEXT_PAGE_GOAL = 100.0


@dataclass(slots=True)
class _Walk:
    """What the team saw and pressed."""

    ballots: int = 0
    pages: int = 0
    on_pages: int = 0
    keys: int = 0
    screens: int = 0
    next_page: list[float] = field(default_factory=list)
    """Milliseconds from the second member's key to the next page, all of it on the screen."""


def run() -> list[Row]:
    """Print the ballots, find the contests, and walk."""
    wanted = os.environ.get("ADJUDICATOR_GRID_BALLOTS", str(SMALL))
    with tempfile.TemporaryDirectory() as name:
        folder = house26_recount(Path(name), None if wanted == "all" else int(wanted))
        found = _find(folder)
        with sitting(folder, SECRETS) as table:
            walk = _walk(table)
    return [found, *_rows(walk)]


def _find(folder: Path) -> Row:
    """From the import to a ready grid."""
    recount = open_recount(folder)
    try:
        plan = make_plan(recount)
        begun = perf_counter()
        Looking(recount, plan, cores(), lambda _looked: None).run()
        seconds = perf_counter() - begun
    finally:
        recount.close()
    return Row(f"finding the contests of {plan.pages:,} pages", seconds, "s")


def _walk(table: Sitting) -> _Walk:
    walk = _Walk(ballots=len(_cases(table)))
    desk = table.window.desk
    assert desk is not None
    while (found := next_work(table.recount, frozenset(desk.apart)))[0] is not None:
        batch, by_pages = found
        if by_pages:
            _walk_pages(table, walk)
        assert batch is not None
        _walk_singly(table, walk, batch)
    return walk


def _walk_pages(table: Sitting, walk: _Walk) -> None:
    table.window.show_review(None)
    until(lambda: _grid(table) is not None)
    grid = _grid(table)
    assert grid is not None
    until(lambda: _is_shown(grid))
    while not grid.shows_summary:
        _confirm(table, grid, walk)
    # Return, on to what comes singly.
    walk.keys += 1
    walk.screens += 1
    table.window.show_screen("overview")
    table.rest()


def _walk_singly(table: Sitting, walk: _Walk, batch: int) -> None:
    """What is left of a batch, ruled on without the window; its keys are those of Review."""
    desk = table.window.desk
    assert desk is not None
    team = desk.seating.seats[:2]
    for case in _cases(table, batch):
        if case.ruling is not None:
            continue
        over = bool(case.row.machine.over)
        walk.keys += OVER_KEYS if over else BLANK_KEYS
        walk.screens += 1
        ruled = Disposition.NO_CONSENSUS if over else Disposition.NOTHING_MARKED
        record_rulings(table.recount, [(case, Ruling(ruled))], team)


def _confirm(table: Sitting, grid: GridScreen, walk: _Walk) -> None:
    """Both members look at a page, and neither takes anything out."""
    pages = grid.flow.pages
    before = pages.before.done.pages
    walk.pages += 1
    walk.on_pages += sum(ballot.plain for ballot in pages.page)
    walk.screens += len(PAGE_KEYS)
    walk.keys += len(PAGE_KEYS)
    press(table.window, "Return")
    until(lambda: pages.turn.value == 1 and _is_shown(grid))
    start = perf_counter()
    press(table.window, "F2")
    until(lambda: pages.before.done.pages > before and _is_shown(grid))
    if not grid.shows_summary:
        walk.next_page.append((perf_counter() - start) * MILLI)
    table.rest()


def _is_shown(grid: GridScreen) -> bool:
    looking = grid.flow.looking
    return grid.shows_summary or looking.look.shows(looking.looker)


def _grid(table: Sitting) -> GridScreen | None:
    page = table.window.stack.currentWidget()
    grid = page.grid if isinstance(page, GridPage) else None
    return None if grid is None or grid.shows_summary else grid


def _cases(table: Sitting, batch: int | None = None) -> Sequence[CaseRecord]:
    with table.recount.reading() as connection:
        return list_cases(connection, CaseFilter(batch=batch))


def _rows(walk: _Walk) -> list[Row]:
    hundred = 100 / walk.ballots
    alone = float(BLANK_KEYS * 100)
    dead = 2 * walk.pages * Policy().grid_ms / MILLI
    rows = [
        Row(f"ballots, {walk.on_pages:,} of them on {walk.pages} pages", walk.ballots, ""),
        Row("key presses per 100 ballots", walk.keys * hundred, "", None,
            "every ballot alone", alone, 0.5),
        Row("screens per 100 ballots", walk.screens * hundred, "", None,
            "every ballot alone", 100.0, 0.5),
        Row("seconds of dead keys per 100 ballots", dead * hundred, "s", None,
            "the nearest rival's time", RIVAL_SECONDS * 100, 0.05),
    ]  # fmt: skip
    if walk.next_page:
        rows.append(
            Row("F2 to the next page, median", median(walk.next_page), "ms", NEXT_PAGE_GOAL)
        )
    if len(walk.next_page) > 1:
        slow = quantiles(walk.next_page, n=20)[-1]
        rows.append(Row("F2 to the next page, p95", slow, "ms", NEXT_PAGE_GOAL))
    return rows
