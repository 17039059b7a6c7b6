"""A whole evening of State House 26: who had to type a passphrase, and how often.

A signature by an identity key is a passphrase somebody typed; session keys sign all else.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from adjudicator.domain.reconciliation.places import Level
from adjudicator.ledger.state.model import KeyUse
from adjudicator.services.demonstration.kinds import Script
from adjudicator.services.demonstration.player import Played
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.report import read_reconciliation
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.second_look.standing import read_looks
from adjudicator.services.status import recount_status
from adjudicator.storage.queries.cases import list_batches
from adjudicator.storage.schema.record import entries
from tests.end_to_end.evening_26 import (
    CONTEST,
    FIRST_SITTING,
    SECOND_SITTING,
    play_evening,
    script_with_a_board,
)
from tests.services.demonstration.scripts import after, balanced

OBSERVERS = ["p09", "p10", "p11", "p12"]
TABLES = {"t1": ["p05", "p06"], "t2": ["p07", "p08"]}
BOARD = ["p01", "p02", "p03"]
CLERK = "p04"


@dataclass(frozen=True)
class Act:
    """One entry, and who signed it with which of their keys."""

    kind: str
    body: dict[str, Any]
    typed: tuple[str, ...]
    """Whose identity key signed: whoever typed a passphrase for it."""


@dataclass(frozen=True)
class Evening:
    """The evening as the record tells it."""

    script: Script
    played: Played
    recount: Recount
    acts: list[Act]

    def of(self, kind: str) -> list[Act]:
        return [act for act in self.acts if act.kind == kind]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    folder, script = tmp_path_factory.mktemp("house26"), script_with_a_board()
    played = play_evening(script, folder)
    recount = open_recount(folder / "recount")
    yield Evening(script, played, recount, _acts(recount))
    recount.close()


def _acts(recount: Recount) -> list[Act]:
    keys = recount.state.data.keys
    with recount.reading() as connection:
        rows = connection.execute(select(entries.c.data).order_by(entries.c.i)).scalars()
        told = [json.loads(data) for data in rows]
    return [
        Act(
            entry["b"]["kind"],
            entry["b"],
            tuple(sorted(keys[k].person for k, _ in entry["s"] if keys[k].use is KeyUse.IDENTITY)),
        )
        for entry in told
    ]


def test_it_is_the_whole_evening(evening: Evening) -> None:
    assert (evening.played.cases, evening.played.ruled) == (1_854, 1_854)
    assert evening.played.closed == 132
    with evening.recount.reading() as connection:
        batches = list_batches(connection)
    assert len({batch.precinct for batch in batches}) == 44
    status = recount_status(evening.recount)
    assert (status.unreviewed, status.for_board, status.for_paper) == (0, 0, 0)
    found = after(evening.recount)
    assert (found[CONTEST, "fetterhoff"], found[CONTEST, "henry"]) == (30_610, 30_549)
    assert found[CONTEST, "over"] + found[CONTEST, "under"] == 1_838
    assert found[CONTEST, "pending"] == 0
    assert set(balanced(evening.recount)) == {True}


def test_it_balances_in_all_44_precincts_against_the_list_of_the_press(evening: Evening) -> None:
    """The list is written from what was printed, and kept before anything was imported."""
    found = read_reconciliation(evening.recount)
    states = {line.place.precinct: line.balanced for line in found.of(Level.PRECINCT)}
    assert states == {f"R{n:02}": True for n in range(1, 45)}
    assert headline(found.election, found.lines) == "Balanced in 44 of 44 precincts."
    assert found.expected is not None
    assert found.expected.entry is not None
    assert (found.expected.name, found.expected.ballots.flagged) == ("expected.csv", 1_854)
    assert found.expected.entry < found.imports[0].entry
    assert len(found.of(Level.BATCH)) == 132
    assert {line.balanced for line in found.lines} == {True}
    (contest,) = found.of(Level.CONTEST)
    assert contest.machine is not None
    assert (contest.machine.over, contest.machine.under) == (10, 1_844)
    assert (contest.cast, contest.listed, contest.found) == (62_997, 1_854, 1_854)


def test_four_observers_sit_at_each_table(evening: Evening) -> None:
    seated = {
        table: sorted(act.body["person"] for act in evening.of("signin") if act.body["st"] == table)
        for table in TABLES
    }
    assert seated == {table: [*team, *OBSERVERS] for table, team in TABLES.items()}
    assert len(evening.of("attest")) > len(OBSERVERS) * len(TABLES)


def test_a_table_closes_all_its_batches_with_one_passphrase_of_each_who_sits_there(
    evening: Evening,
) -> None:
    closes = evening.of("close")
    assert [act.body["st"] for act in closes] == list(TABLES)
    assert [act.typed for act in closes] == [(*team, *OBSERVERS) for team in TABLES.values()]
    batches = [number for act in closes for number in act.body["batches"]]
    assert sorted(batches) == list(range(1, 133))


def test_blanks_are_drawn_twice_with_one_passphrase_each_and_the_other_table_looks(
    evening: Evening,
) -> None:
    kinds = [act.kind for act in evening.acts]
    drawings = [n for n, kind in enumerate(kinds) if kind == "sample" and kinds[n - 1] != "sample"]
    assert len(drawings) == 2, "the entries of each drawing stand together"
    samples = {act.body["seed"]: act for act in evening.of("sample")}
    assert len(samples) == 2
    assert len(evening.of("sample")) == 132
    looks = evening.of("look")
    assert len(looks) == 132
    assert not any(act.typed for act in looks)
    found = read_looks(evening.recount)
    assert found is not None
    assert (found.drawn, found.rate.unlike, found.holding) == (132, 0, frozenset())


def test_a_sitting_is_one_passphrase_of_each_member(evening: Evening) -> None:
    sittings = evening.of("sitting")
    assert [act.typed for act in sittings] == [tuple(BOARD)] * 2
    counts = [[len(votes) for _, votes in act.body["votes"]] for act in sittings]
    assert counts == [[FIRST_SITTING] * 3, [SECOND_SITTING] * 3]


def _opened(evening: Evening) -> int:
    """Where the work begins: after the last paper of the opening was handed out."""
    kinds = [act.kind for act in evening.acts]
    handed_out = [n for n, act in enumerate(evening.acts) if act.kind == "note" and act.typed]
    assert max(handed_out) < kinds.index("rule")
    return max(handed_out) + 1


def test_between_pile_and_work_only_the_clerk_types_one_for_each_paper_handed_out(
    evening: Evening,
) -> None:
    pile = next(n for n, act in enumerate(evening.acts) if act.kind == "pile")
    typed = [act for act in evening.acts[pile + 1 : _opened(evening)] if act.typed]
    assert [(act.kind, act.typed) for act in typed] == [("note", (CLERK,))] * 2


def test_from_the_opening_to_the_end_nobody_types_a_passphrase_for_anything_else(
    evening: Evening,
) -> None:
    """Not for an answer, a ruling, a vote, or for stepping away."""
    opened = _opened(evening)
    typed: dict[str, Counter[str]] = {person.person: Counter() for person in evening.script.people}
    for act in evening.acts[opened:]:
        for person in act.typed:
            typed[person][act.kind] += 1
    team = {person: {"signin": 1, "close": 1} for people in TABLES.values() for person in people}
    # The story's observers sit at both tables, where they also close, and at the docket.
    watching = {person: {"signin": 3, "close": 2} for person in OBSERVERS}
    # The board's members sign their two sittings, and at the end the close of the contest; and a
    # draw of blanks for each batch, all those of a table at once.
    signed = {"signin": 1, "sitting": 2, "contest_close": 1, "sample": 132}
    sitting = dict.fromkeys(BOARD, signed)
    assert typed == {**sitting, **team, **watching, CLERK: {"signin": 1}}
    for kind in ("rule", "attest", "vote", "attend", "signout"):
        assert evening.of(kind)
        assert not any(act.typed for act in evening.of(kind))
