"""No list walks all cases: with a hundred thousand of them it would take too long.

The first part asks single queries of an empty database; the second reads whole screens of an
evening, so that whatever they ask is looked at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from adjudicator.domain.objections import Ground
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.votes import Say
from adjudicator.services.board.docket import call_lines, docket, docket_case, like_cases
from adjudicator.services.board.sitting import sitting_now
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.deadlines.outlook import read_outlook
from adjudicator.services.handed_over import handovers
from adjudicator.services.objections import counts_by_side, register
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.orders.register import order_register
from adjudicator.services.papers.life import (
    paper_history,
    paper_lines,
    papers_out,
    request_paper,
)
from adjudicator.services.queue import batch_work, case_work
from adjudicator.services.reopening import reopen, reopening_notices
from adjudicator.services.tallying_objections import tallies_with_objections
from adjudicator.storage.engine import sqlite_engine
from adjudicator.storage.migrate import upgrade
from adjudicator.storage.queries.cases import list_batches
from adjudicator.storage.queries.objections import list_objections, objections_of
from adjudicator.storage.queries.papers import rulings_on_older_scans
from adjudicator.storage.queries.precedents import count_standing, precedents
from adjudicator.storage.queries.rates import rulings_by_table, work_since
from adjudicator.storage.queries.reopenings import list_reopenings
from adjudicator.storage.queries.votes import votes_of_sitting
from tests.support.boardroom import ANN, OVERVOTE, Boardroom
from tests.support.scene import BOARD

_LARGE = ("cases", "rulings", "attestations", "signers", "entries", "votes")
QUERIES: dict[str, Callable[[Connection], object]] = {
    "batches": list_batches,
    "votes of the sitting": votes_of_sitting,
    "objections to a case": lambda c: objections_of(c, ["a" * 64]),
    "all objections": list_objections,
    "own objections": lambda c: list_objections(c, person="lee"),
    "older scans": rulings_on_older_scans,
    "precedents by clause": lambda c: precedents(c, "mayor", condition=Condition.BLANK, clause="6"),
    "precedents by kind": lambda c: precedents(
        c, "mayor", condition=Condition.BLANK, disposition=Disposition.TOO_MANY
    ),
    "like ones counted": lambda c: count_standing(
        c, ["mayor"], Condition.BLANK, 2, without="a" * 64, since=4
    ),
    "rates": rulings_by_table,
    "pace": lambda c: work_since(c, 100, Tier.TEAM),
    "reopenings": list_reopenings,
}


def outlook_of(room: Boardroom) -> object:
    with room.recount.reading() as connection:
        return read_outlook(room.recount, connection, ())


SCREENS: dict[str, Callable[[Boardroom], object]] = {
    "docket": lambda room: call_lines(room.recount, docket(room.recount, 200)),
    "how many wait": lambda room: count_waiting(room.recount),
    "each case called": lambda room: [
        docket_case(room.recount, line.case.number)
        for group in docket(room.recount)
        for line in group.lines[:2]
    ],
    "like cases": lambda room: [
        like_cases(room.recount, group.lines[0].case.number) for group in docket(room.recount)
    ],
    "sitting": lambda room: sitting_now(room.recount),
    "a batch": lambda room: [
        case_work(room.recount, case.number) for case in batch_work(room.recount, 1)
    ],
    "papers": lambda room: (paper_lines(room.recount), papers_out(room.recount)),
    "one paper": lambda room: paper_history(
        room.recount, next(iter(room.recount.state.data.papers))
    ),
    "orders": lambda room: order_register(room.recount),
    "due and handed over": lambda room: (outlook_of(room), handovers(room.recount)),
    "objections": lambda room: counts_by_side(register(room.recount)),
    "reopenings told": lambda room: reopening_notices(room.recount, "scott"),
    "objections tallied": lambda room: tallies_with_objections(room.recount),
}


@contextmanager
def selects_of(engine: Engine) -> Iterator[list[tuple[str, object]]]:
    """What is asked of a database meanwhile, with what was bound."""
    seen: list[tuple[str, object]] = []

    def before(*told: object) -> None:
        if str(told[2]).startswith("SELECT"):
            seen.append((str(told[2]), told[3]))

    event.listen(engine, "before_cursor_execute", before)
    yield seen
    event.remove(engine, "before_cursor_execute", before)


def _walks(step: str, parameters: str) -> bool:
    """Whether a step of a plan goes through all rows, or through all cases nobody has ruled on."""
    if step in {f"SCAN {name}" for name in _LARGE} or "INDEX ix_cases_work " in step:
        return True
    return "INDEX ix_cases_status_work " in step and "'unreviewed'" in parameters


def assert_none_walks_a_table(engine: Engine, asked: list[tuple[str, object]]) -> None:
    with engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as they were bound
            walked = [row[3] for row in plan if _walks(row[3], str(parameters))]
            assert walked == [], statement


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An empty database: without statistics, as the program keeps it, plans do not depend on it."""
    path: Path = tmp_path_factory.mktemp("plans") / "record.db"
    made = sqlite_engine(path)
    upgrade(made)
    yield made
    made.dispose()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_searches_an_index(engine: Engine, name: str) -> None:
    with selects_of(engine) as asked, engine.connect() as connection:
        QUERIES[name](connection)
    assert asked
    assert_none_walks_a_table(engine, asked)


@pytest.fixture(scope="module")
def two_tiers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    """Something of everything waits: sent up, objected to, reopened, locked, voted on, fetched."""
    room = Boardroom.with_room(tmp_path_factory.mktemp("two")).begin()
    first, second, third, fourth = room.mayor()[:4]
    (sent,) = room.send_up(first)
    room.rule(second)
    room.objects("scott", second, Ground.SHOULD_NOT)
    room.board_rules(room.send_up(third)[0])
    room.objects("lee", third, Ground.NOT_HERE)
    reopen(room.recount, [room.now(third)], "A new scan came.", room.keys("cora", "kelly"))
    request_paper(room.recount, fourth.seal, room.seating.seat("ada"))
    room.votes(room.propose(ANN, sent), kelly=Say.FOR)
    yes = [(person, "yes") for person in BOARD]
    target = targets.cases([second.seal])
    carry(room.recount, Effect.ISOLATE, target, "Ordered in open court.", yes, room.board())
    yield room
    room.recount.close()


@pytest.fixture(scope="module")
def one_tier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    """A board that rules at once."""
    room = Boardroom.with_room(tmp_path_factory.mktemp("one"), Policy(tiers=1)).begin()
    first, second = room.mayor()[:2]
    room.board_rules(first)
    room.objects("scott", first, Ground.SHOULD_NOT)
    request_paper(room.recount, second.seal, room.seating.seat("kelly"))
    room.votes(room.propose(OVERVOTE, second), kelly=Say.FOR)
    yield room
    room.recount.close()


@pytest.mark.parametrize("tiers", ["two_tiers", "one_tier"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_asks_nothing_that_walks_a_table(
    request: pytest.FixtureRequest, tiers: str, name: str
) -> None:
    room: Boardroom = request.getfixturevalue(tiers)
    assert room.waiting()
    with selects_of(room.recount.store.engine) as asked:
        SCREENS[name](room)
    assert_none_walks_a_table(room.recount.store.engine, asked)
