"""A practice through the real services: every written answer is one the standards allow."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose, parse
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Cancelled
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.room import FIRST, SECOND, Room, clear_left_behind, open_room
from adjudicator.services.queue import case_work
from adjudicator.services.ruling import record_rulings
from tests.desktop.recounts import ELECTION


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A practice of everything there is."""
    practice = read_practice()
    room = open_room(
        replace(practice, draw=len(practice.situations)),
        tmp_path_factory.mktemp("p"),
        rng=Random(4),
    )
    yield room
    room.close()


def _record(room: Room, number: str, ruling: Ruling) -> None:
    case = case_work(room.recount, number).case
    if case.ruling is not None:
        ruling = replace(ruling, reason=RevisionReason.SAW_MORE)
    seats = [room.seating.seat(FIRST), room.seating.seat(SECOND)]
    record_rulings(room.recount, [(case, ruling)], seats)


def test_every_written_answer_is_allowed_by_the_pack_and_judged_right(whole: Room) -> None:
    for number, situation in whole.order:
        for answer in situation.answers:
            for clause in answer.clauses or (None,):
                ruling = replace(answer.ruling, clause=clause, words=answer.words or None)
                _record(whole, number, ruling)
                assert situation.judge(ruling).right, situation.id


def test_the_standards_refuse_in_practice_what_they_refuse_at_the_table(whole: Room) -> None:
    number = next(n for n, s in whole.order if s.id == "circled-alone")
    with pytest.raises(Refusal, match="Look at the whole ballot first"):
        _record(whole, number, Ruling(Disposition.VOTE, frozenset({"corbin"}), clause="4c1"))


def test_the_ballots_names_tell_nothing(whole: Room) -> None:
    for place, (number, situation) in enumerate(whole.order, start=1):
        row = case_work(whole.recount, number).case.row
        assert row.ballot == f"ballot-{place:02}"
        assert row.contest == situation.contest


def test_it_is_a_demonstration_in_a_folder_of_its_own(tmp_path: Path) -> None:
    room = open_room(read_practice(), tmp_path)
    assert room.recount.purpose is Purpose.DEMO
    assert parse(room.recount.origin).purpose is Purpose.DEMO
    assert room.folder.parent == tmp_path
    assert [seat.person.id for seat in room.seating.seats] == [FIRST, SECOND]
    room.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_it_can_be_imported_into_a_recount(tmp_path: Path) -> None:
    room = open_room(read_practice(), tmp_path)
    folders = [room.folder, *(p for p in room.folder.rglob("*") if p.is_dir())]
    assert room.folder / "recount" in folders
    for folder in folders:
        for election in (ELECTION, room.recount.election):
            with pytest.raises(Unreadable, match="nothing the program can import"):
                open_source(folder, election)
    room.close()


def test_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_room(read_practice(), tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_behind_is_thrown_away_a_day_later(tmp_path: Path) -> None:
    for name, age in (("old", 25 * 3600), ("new", 60)):
        (tmp_path / name).mkdir()
        then = time.time() - age
        os.utime(tmp_path / name, (then, then))
    clear_left_behind(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["new"]
