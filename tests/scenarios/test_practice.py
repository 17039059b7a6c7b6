"""Practice on drawn ballots of an invented county, of which nothing can be mixed in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.practice.attempt import Attempt
from adjudicator.services.practice.reading import LEGEND, read_practice
from adjudicator.services.practice.room import FIRST, SECOND, Room, open_room
from adjudicator.services.practice.situations import PracticeSet
from adjudicator.services.practice.training import file_training
from adjudicator.services.queue import case_work
from adjudicator.services.ruling import record_rulings
from tests.scenarios.staff import Staff
from tests.support.scene import ELECTION, passphrase

NOTHING = Ruling(Disposition.NOTHING_MARKED)


def two_of_them() -> PracticeSet:
    """A blank ballot and one with a circled name."""
    whole = read_practice()
    kept = tuple(replace(f, least=1) for f in whole.families if f.id in {"blank", "circled"})
    return replace(whole, families=kept, draw=2)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Somebody practises, on two ballots; made once, for printing and scanning takes a while."""
    room = open_room(two_of_them(), tmp_path_factory.mktemp("practice"), rng=Random(4))
    yield room
    room.close()


def the_circled_one(room: Room) -> str:
    return next(number for number, s in room.order if s.family == "circled")


def test_twenty_ballots_are_drawn_of_every_kind_there_is() -> None:
    """Twelve minutes.

    Given what the program brings along to practise on
    Then a practice has twenty ballots, and of every family at least what it needs
    And each situation has its answer and says why, written by people
    """
    whole = read_practice()
    assert whole.draw == 20
    assert all(family.least >= 1 for family in whole.families)
    assert all(situation.because and situation.answers for situation in whole.situations)
    assert LEGEND == "PRACTICE - INVENTED BALLOT"


def test_a_practice_has_a_folder_of_its_own_which_goes_away(tmp_path: Path) -> None:
    """Nothing is left.

    When somebody practises
    Then everything lies in a folder of its own, and its record says that it is a demonstration
    When they leave
    Then nothing is left of it
    """
    room = open_room(two_of_them(), tmp_path, rng=Random(4))
    assert room.folder.parent == tmp_path
    assert room.recount.watermark == "DEMONSTRATION - not an election record"
    assert room.recount.origin.endswith("/demo")
    room.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_a_practice_can_be_joined_to_a_recount(practice: Room) -> None:
    """Kept apart.

    Given a practice is open
    When somebody wants to import its folder, or any folder in it, into a recount
    Then there is nothing that could be imported
    """
    folders = [practice.folder, *(p for p in practice.folder.rglob("*") if p.is_dir())]
    assert len(folders) > 3
    for folder in folders:
        with pytest.raises(Unreadable, match="nothing the program can import"):
            open_source(folder, ELECTION)


def test_the_standards_refuse_in_practice_what_they_refuse_at_the_table(practice: Room) -> None:
    """The same law.

    Given a ballot with a circled name
    When it is ruled a vote for that name before anybody looked at the rest of the ballot
    Then it is refused, as at the table
    """
    case = case_work(practice.recount, the_circled_one(practice)).case
    seats = [practice.seating.seat(FIRST), practice.seating.seat(SECOND)]
    circled = Ruling(Disposition.VOTE, frozenset({"corbin"}), clause="4c1")
    with pytest.raises(Refusal, match="Look at the whole ballot first"):
        record_rulings(practice.recount, [(case, circled)], seats)


def test_the_first_ruling_on_a_ballot_counts_and_a_revision_is_only_compared(
    practice: Room,
) -> None:
    """No second try.

    Given somebody ruled wrongly that a ballot with a circled name has nothing marked
    When they then rule as the standards do
    Then they are told that this is right, and the result still counts the first
    And of a practice of two it says that one was ruled on
    """
    attempt = Attempt(practice.situations, "florida-2018", clock=iter([0.0, 660.0]).__next__)
    number = the_circled_one(practice)
    right = practice.situations[number].answers[0]
    assert not attempt.rule(number, NOTHING).right
    assert attempt.rule(number, replace(right.ruling, clause=right.clauses[0])).right
    assert attempt.result.words == "Practice: 0 of 1 (2 were drawn), 11 minutes (florida-2018)"
    assert [n for n, _ in attempt.result.differing] == [number]


def test_a_result_is_filed_as_training_by_whoever_practised(staff: Staff) -> None:
    """Training given.

    Given Ada practised, and was right on the one ballot she ruled on
    When she files the result in the recount, with her own passphrase
    Then the record notes the training in the words of the result, signed by her
    And with Ben's passphrase nothing is filed for her
    """
    blank = next(s for s in read_practice().situations if s.id == "blank-one")
    attempt = Attempt({"0000": blank}, "florida-2018")
    attempt.rule("0000", NOTHING)
    recount = staff.room.recount
    with pytest.raises(Refusal, match="the passphrase is not right"):
        file_training(recount, "ada", passphrase("ben"), attempt.result)
    assert notes_register(recount, Category.TRAINING) == []
    file_training(recount, "ada", passphrase("ada"), attempt.result)
    (line,) = notes_register(recount, Category.TRAINING)
    assert line.sentence == (
        "Training: Practice: 1 of 1, 1 minute (florida-2018). There: Ada Alder. Noted by Ada Alder."
    )


def test_a_practice_changes_no_figure_of_the_recount(staff: Staff, practice: Room) -> None:
    """Two records.

    Given a recount is open, and somebody practises beside it
    When a practice ballot is ruled on
    Then the record of the recount has not grown
    """
    before = staff.room.recount.state.size
    number = next(n for n, s in practice.order if s.family == "blank")
    case = case_work(practice.recount, number).case
    seats = [practice.seating.seat(FIRST), practice.seating.seat(SECOND)]
    record_rulings(practice.recount, [(case, NOTHING)], seats)
    staff.nothing_was_recorded_since(before)
