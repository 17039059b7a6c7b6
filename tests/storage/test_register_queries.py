"""Notes, precedents, rates, a person's own record and reopenings, as the tables tell them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, RevisionReason
from adjudicator.services.notes import Category, record_note
from adjudicator.services.reopening import reopen
from adjudicator.storage.queries.notes import list_notes
from adjudicator.storage.queries.precedents import precedents
from adjudicator.storage.queries.rates import rulings_by_table
from adjudicator.storage.queries.reopenings import list_reopenings
from tests.support.boardroom import ANN, OVERVOTE, Boardroom
from tests.support.scene import TEAM, vote


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def test_notes_are_listed_by_category(room: Boardroom) -> None:
    recount = room.recount
    signer = [room.seating.seat("ada").signer]
    record_note(
        recount, Category.INCIDENT, "A light failed.", people=["lee"], signers=signer, session=True
    )
    record_note(recount, Category.TRAINING, "Watched the film.", signers=room.keys("cora"))
    with recount.reading() as connection:
        incident, training = list_notes(connection)
        assert (incident.words, incident.people, incident.signed) == (
            "A light failed.",
            ("lee",),
            ("ada",),
        )
        assert list_notes(connection, categories=("training",)) == [training]


def test_precedents_are_rulings_that_count_newest_first(room: Boardroom) -> None:
    cases = room.mayor()[:4]
    for case in cases:
        room.rule(case, ANN if case is not cases[1] else OVERVOTE)
    room.objects("nelson", cases[2], Ground.SHOULD_NOT)
    with room.recount.reading() as connection:

        def seals(**wanted: object) -> list[str]:
            found = precedents(connection, "mayor", **wanted)  # type: ignore[arg-type]  # by name
            return [p.case.seal for p in found]

        newest = [cases[3].seal, cases[1].seal, cases[0].seal]
        assert seals() == newest
        assert seals(clause="4c15") == [cases[3].seal, cases[0].seal]
        assert seals(disposition=Disposition.TOO_MANY) == [cases[1].seal]
        assert seals(condition=Condition.BLANK) == []
        assert seals(condition=Condition.OVERVOTE, limit=1) == newest[:1]
        assert seals(without=cases[3].seal) == newest[1:]
        (best, *_) = precedents(connection, "mayor", clause="4c15")
        assert (best.ruling.ruling.words, best.ruling.signed) == ("vote for Ann", TEAM)


def test_the_rulings_of_each_table_are_counted(room: Boardroom) -> None:
    first, second, third = room.mayor()[:3]
    room.rule(first, ANN)
    room.rule(second, OVERVOTE)
    room.send_up(third)
    room.rule(room.now(first), vote("bob", reason=RevisionReason.WRONG_KEY))
    room.objects("scott", second, Ground.SHOULD_NOT)
    with room.recount.reading() as connection:
        (table,) = rulings_by_table(connection)
        assert (table.people, table.rulings, table.votes) == (TEAM, 4, 2)
        assert (table.sent_up, table.revisions, table.objected) == (1, 1, 1)
        assert (table.first, table.last) == (
            min(r for (r,) in _entries(room)),
            max(r for (r,) in _entries(room)),
        )


def _entries(room: Boardroom) -> list[tuple[int]]:
    return [(index,) for index in room.recount.state.data.rulings]


def test_reopenings_are_listed_until_and_after_the_new_ruling(room: Boardroom) -> None:
    case = room.mayor()[0]
    for one in room.mayor():
        if one.batch == case.batch:
            room.rule(one)
    room.close_batches(case.batch)
    closed = room.now(case)
    at = reopen(room.recount, [closed], "A new scan came.", room.keys("cora", "kelly")).index
    with room.recount.reading() as connection:
        (found,) = list_reopenings(connection)
    assert (found.entry, found.case_seal, found.prior) == (at, case.seal, closed.ruling)
    assert (found.reason, found.signed, found.pending) == (
        "A new scan came.",
        ("cora", "kelly"),
        True,
    )
    room.rule(room.now(case), vote("bob", reason=RevisionReason.SAW_MORE))
    with room.recount.reading() as connection:
        (found,) = list_reopenings(connection, case_seal=case.seal)
    assert not found.pending
