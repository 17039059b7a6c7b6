"""Two tables at work: an observer is present at the rulings of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.attestation_states import state_of
from adjudicator.services.attesting import Attestation, unanswered
from adjudicator.services.closing import close_batches, own_batches
from adjudicator.services.my_record import my_record
from adjudicator.services.presence import HERE, note_presence
from adjudicator.services.queue import count_unanswered
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import OVERVOTE, Boardroom
from tests.support.scene import passphrase


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    """The board, a team and four observers at the first table."""
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


@pytest.fixture
def second(room: Boardroom) -> Iterator[tuple[Recount, Seating]]:
    """The second table with its team, and without an observer."""
    there = open_recount(room.path, station="s2")
    seating = Seating(there)
    for person in ("cyd", "dot"):
        seating.sign_in(person, passphrase(person))
    yield there, seating
    there.close()


def rule_there(second: tuple[Recount, Seating], *cases: CaseRecord) -> int:
    """The second team rules; gives the entry."""
    there, seating = second
    rulings = [(case, OVERVOTE) for case in cases]
    return record_rulings(there, rulings, [seating.seat("cyd"), seating.seat("dot")]).index


def state(room: Boardroom, person: str, entry: int) -> Attestation:
    return state_of(room.recount.state, person, entry, 0).state


def test_who_sits_at_the_first_table_was_not_at_the_second(
    room: Boardroom, second: tuple[Recount, Seating]
) -> None:
    case = room.mayor()[8]
    entry = rule_there(second, case)
    assert state(room, "lee", entry) is Attestation.ABSENT
    assert unanswered(room.recount, "lee", case.batch) == []
    assert count_unanswered(room.recount.state, "lee", case.batch) == 0
    assert my_record(room.recount, "lee").waits == ()
    assert my_record(room.recount, "lee").tables[0].absent == 1


def test_who_signs_in_at_both_tables_is_present_at_both(
    room: Boardroom, second: tuple[Recount, Seating]
) -> None:
    second[1].sign_in("lee", passphrase("lee"))
    there, here = room.mayor()[8], room.mayor()[0]
    assert state(room, "lee", rule_there(second, there)) is Attestation.SILENT
    room.rule(here, OVERVOTE)
    made = room.ruling(here).entry
    assert state(room, "lee", made) is Attestation.SILENT
    assert made in [ruling.entry for ruling in unanswered(room.recount, "lee", here.batch)]
    second[1].attend("lee", "away")
    entry = rule_there(second, room.mayor()[9])
    assert state(room, "lee", entry) is Attestation.ABSENT, "away is away from every table"


def test_whom_an_officer_notes_as_here_is_at_no_table_and_signs_a_close_with_zeros(
    room: Boardroom, second: tuple[Recount, Seating]
) -> None:
    room.seating.sign_out("lee")
    officer = room.seating.seat("kelly").signer
    note_presence(room.recount, "lee", HERE, officer, reason="Came late", session=True)
    case = room.mayor()[8]
    batch = [c for c in room.mayor() if c.batch == case.batch]
    entry = rule_there(second, *batch)
    assert state(room, "lee", entry) is Attestation.ABSENT
    seen = second[0].state.close_counts([case.batch])
    assert [row for row in seen.answers if row[0] == "lee"] == [("lee", 0, 0, 0, 0, (), ())]
    keys = room.keys("cyd", "dot")
    close_batches(second[0], [case.batch], keys, room.keys("lee"), seen=seen)
    assert room.batches()[case.batch - 1].is_closed


def test_a_table_closes_the_batches_its_team_ruled_on(
    room: Boardroom, second: tuple[Recount, Seating]
) -> None:
    mine = room.mayor()[0]
    theirs = next(case for case in room.mayor() if case.batch != mine.batch)
    room.send_up(mine)
    room.board_rules(mine)
    rule_there(second, theirs)
    numbers = [batch.number for batch in room.batches()]
    assert own_batches(room.recount, numbers, ("ada", "ben")) == {mine.batch}
    assert own_batches(room.recount, numbers, ("cyd", "dot")) == {theirs.batch}
    assert own_batches(room.recount, [theirs.batch], ("ada", "ben")) == frozenset()
    assert own_batches(room.recount, numbers, ()) == frozenset()
