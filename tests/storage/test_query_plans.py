"""No list of the board walks all cases: with a hundred thousand of them it would take too long."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from adjudicator.domain.docket import Why
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.storage.engine import sqlite_engine
from adjudicator.storage.migrate import upgrade
from adjudicator.storage.queries.cases import CaseFilter, count_cases, list_batches
from adjudicator.storage.queries.docket import DocketFilter, docket_groups, list_docket
from adjudicator.storage.queries.motions import isolated_cases
from adjudicator.storage.queries.my_record import answers_by_batch
from adjudicator.storage.queries.objections import count_objections, objections_of
from adjudicator.storage.queries.papers import papers_out, rulings_on_older_scans
from adjudicator.storage.queries.precedents import count_standing, precedents
from adjudicator.storage.queries.rates import rulings_by_table
from adjudicator.storage.queries.reopenings import list_reopenings
from adjudicator.storage.queries.votes import standing_votes, votes_of_case, votes_of_sitting

_LARGE = ("cases", "rulings", "attestations", "signers", "entries", "votes")
QUERIES: dict[str, Callable[[Connection], object]] = {
    "docket": list_docket,
    "docket of one kind": lambda c: list_docket(
        c, DocketFilter(contest="mayor", whys=(Why.OBJECTION,))
    ),
    "docket of a party": lambda c: list_docket(c, DocketFilter(party="e")),
    "docket in one tier": lambda c: list_docket(c, tiers=1),
    "groups": docket_groups,
    "how many wait": lambda c: count_cases(c, CaseFilter(for_board=True)),
    "batches": list_batches,
    "votes that stand": lambda c: standing_votes(c, ["a" * 64]),
    "votes of a case": lambda c: votes_of_case(c, "a" * 64),
    "votes of the sitting": votes_of_sitting,
    "objections to a case": lambda c: objections_of(c, ["a" * 64]),
    "all objections": count_objections,
    "papers": papers_out,
    "older scans": rulings_on_older_scans,
    "precedents by clause": lambda c: precedents(c, "mayor", condition=Condition.BLANK, clause="6"),
    "precedents by kind": lambda c: precedents(
        c, "mayor", condition=Condition.BLANK, disposition=Disposition.TOO_MANY
    ),
    "like ones counted": lambda c: count_standing(
        c, ["mayor"], Condition.BLANK, 2, without="a" * 64, since=4
    ),
    "rates": rulings_by_table,
    "own answers": lambda c: answers_by_batch(c, "lee"),
    "isolated": isolated_cases,
    "reopenings": list_reopenings,
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An empty database: without statistics, as the program keeps it, plans do not depend on it."""
    path: Path = tmp_path_factory.mktemp("plans") / "record.db"
    made = sqlite_engine(path)
    upgrade(made)
    yield made
    made.dispose()


@pytest.mark.parametrize("name", QUERIES)
def test_it_searches_an_index(engine: Engine, name: str) -> None:
    seen: list[tuple[str, object]] = []

    def before(*told: object) -> None:
        seen.append((str(told[2]), told[3]))

    event.listen(engine, "before_cursor_execute", before)
    with engine.connect() as connection:
        QUERIES[name](connection)
    event.remove(engine, "before_cursor_execute", before)
    selects = [pair for pair in seen if pair[0].startswith("SELECT")]
    assert selects
    with engine.connect() as connection:
        for statement, parameters in selects:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as they were bound
            walked = [row[3] for row in plan if row[3] in {f"SCAN {name}" for name in _LARGE}]
            assert walked == [], statement
