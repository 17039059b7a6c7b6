"""The next case, lists and counts of any filter, batches and the tally, at 100,000 cases."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from adjudicator.domain.history import CaseStatus
from adjudicator.storage.queries.cases import (
    CaseFilter,
    case_by_number,
    list_batches,
    list_cases,
    pages_of_sheet,
    seals_of_batch,
)
from adjudicator.storage.queries.tally import counters
from adjudicator.storage.schema import cases
from tests.benchmarks.large_tables import filled
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import median_ms

SIZE, SMALL = 100_000, 2_000
FILTERS = (
    CaseFilter(),
    CaseFilter(contest="contest-3"),
    CaseFilter(contest="contest-3", precinct="p13"),
    CaseFilter(batch=11),
    CaseFilter(statuses=(CaseStatus.DISPUTED, CaseStatus.NO_CONSENSUS)),
    CaseFilter(statuses=(CaseStatus.PAPER_OUT,)),
)


def run() -> list[Row]:
    """Measure on a large recount, with a small one as the reference."""
    with tempfile.TemporaryDirectory() as place:
        large = filled(Path(place) / "large.db", SIZE)
        small = filled(Path(place) / "small.db", SMALL)
        rows = [
            _against_small("a batch as a team takes it", large, small, _batch, 50),
            _against_small("next case of a batch", large, small, _next, 50),
            _slowest_filter(large, small),
            _against_small("case by its number", large, small, _by_number, 50),
            Row("all batches with progress", _ms(large, list_batches), "ms", goal=50),
            Row(
                "tally, all contests",
                _ms(large, counters),
                "ms",
                goal=10,
                reference="adding up all cases anew",
                reference_figure=_ms(large, _from_cases),
                at_most=0.5,
            ),
            Row(
                "tally by precinct",
                _ms(large, lambda c: counters(c, by=("precinct",))),
                "ms",
                goal=100,
            ),
        ]
        large.dispose()
        small.dispose()
    return rows


def _ms(engine: Engine, query: Callable[[Connection], object]) -> float:
    def call() -> None:
        with engine.connect() as connection, connection.begin():
            query(connection)

    return median_ms(call)


def _against_small(
    name: str, large: Engine, small: Engine, query: Callable[[Connection], object], goal: float
) -> Row:
    return Row(
        name,
        _ms(large, query),
        "ms",
        goal=goal,
        reference=f"the same with {SMALL:,} cases",
        reference_figure=_ms(small, query),
        at_most=4,
    )


def _batch(connection: Connection) -> object:
    return list_cases(connection, CaseFilter(batch=17))


def _next(connection: Connection) -> object:
    """What Review asks for each case of a batch: the case, its pages, and its place."""
    case = case_by_number(connection, "000777")
    assert case is not None
    return pages_of_sheet(connection, case.row), seals_of_batch(connection, case.batch)


def _by_number(connection: Connection) -> object:
    return case_by_number(connection, "000777")


def _slowest_filter(large: Engine, small: Engine) -> Row:
    def query(wanted: CaseFilter) -> Callable[[Connection], object]:
        return lambda c: list_cases(c, wanted, limit=100)

    times = [(_ms(large, query(wanted)), wanted) for wanted in FILTERS]
    slowest, wanted = max(times, key=lambda pair: pair[0])
    return Row(
        f"slowest of {len(FILTERS)} filters, 100 cases",
        slowest,
        "ms",
        goal=50,
        reference=f"the same filter with {SMALL:,} cases",
        reference_figure=_ms(small, query(wanted)),
        at_most=6,
    )


def _from_cases(connection: Connection) -> object:
    keys = (cases.c.contest, cases.c.status, cases.c.lot, cases.c.changed)
    return connection.execute(select(*keys, func.count()).group_by(*keys)).all()
