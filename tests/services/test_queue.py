from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.attesting import (
    Answer,
    Ground,
    Objection,
    answer_page,
    object_to,
    unanswered,
    withdraw,
)
from adjudicator.services.errors import Refusal
from adjudicator.services.queue import batch_work, case_work, count_unanswered
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch, seat_team

OBSERVERS = ("obs1", "obs2")


@pytest.fixture
def recount(tmp_path: Path) -> Iterator[Recount]:
    made = ready_recount(tmp_path)
    yield made
    made.close()


def test_a_case_knows_its_place_in_its_batch(recount: Recount) -> None:
    for batch, size in ((1, 3), (2, 2)):
        work = batch_work(recount, batch)
        found = [case_work(recount, case.number) for case in work]
        assert [c.place for c in found] == list(range(1, size + 1))
        assert {c.of for c in found} == {size}
        assert {c.barred for c in found} == {""}


def test_a_number_that_is_no_case_is_refused(recount: Recount) -> None:
    with pytest.raises(Refusal):
        case_work(recount, "nonsense")


def counted(recount: Recount) -> list[int]:
    """Rulings of batch 1 that wait for each observer, the same by either way of counting."""
    found = [count_unanswered(recount.state, person, 1) for person in OBSERVERS]
    assert found == [len(unanswered(recount, person, 1)) for person in OBSERVERS]
    return found


def test_answers_due_are_counted_in_memory_as_they_are_in_the_tables(recount: Recount) -> None:
    seating = Seating(recount)
    seat_team(seating)
    assert counted(recount) == [0, 0]
    rule_batch(recount, seating, 1)
    # The second observer was not at the table, and answers for nothing.
    assert counted(recount) == [3, 0]
    seating.sign_in("obs2", PASSPHRASES["obs2"])
    assert counted(recount) == [3, 0]
    one = seating.seat("obs1")
    ruling = unanswered(recount, "obs1", 1)[0]
    objection = object_to(recount, one, ruling, Objection(Ground.SHOULD_NOT))
    assert counted(recount) == [2, 0]
    withdraw(recount, one, objection.index)
    assert counted(recount) == [3, 0]
    answer_page(recount, one, 1, Answer.DECLINE)
    assert counted(recount) == [0, 0]
