from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading, read_votes
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.tally import (
    BALLOTS,
    OVER,
    UNDER,
    UNQUALIFIED,
    CaseEffect,
    Cell,
    MachineCount,
    TallyBook,
    delta,
    effect_delta,
    reading_buckets,
    ruling_buckets,
    with_writeins_as_under,
)
from tests.domain.builders import COUNCIL, SENATE

CELL = Cell("council", "214", "vote_by_mail", "accepted")
_ids = [c.id for c in COUNCIL.choices]


def effect(marked: list[str], disposition: Disposition, votes: set[str]) -> CaseEffect:
    return CaseEffect(CELL, read_votes(COUNCIL, marked), disposition, frozenset(votes))


def test_a_vote_found_on_a_blank_contest_moves_one_undervote_to_the_choice() -> None:
    before = read_votes(SENATE, [])
    change = delta(
        reading_buckets(SENATE, before),
        ruling_buckets(SENATE, Disposition.VOTE, frozenset({"hill"})),
    )
    assert change == {"hill": 1, UNDER: -1}


def test_an_overvote_settled_for_one_moves_the_overvote() -> None:
    before = read_votes(SENATE, ["eddy", "hill"])
    change = delta(
        reading_buckets(SENATE, before),
        ruling_buckets(SENATE, Disposition.VOTE, frozenset({"eddy"})),
    )
    assert change == {"eddy": 1, OVER: -1}


def test_an_overvote_that_stands_changes_nothing() -> None:
    assert effect_delta(COUNCIL, effect(_ids[:4], Disposition.TOO_MANY, set())) == {}


def test_overvotes_are_counted_in_votes() -> None:
    assert reading_buckets(COUNCIL, read_votes(COUNCIL, _ids[:4]))[OVER] == 3


def test_an_unqualified_write_in_is_a_bucket_of_its_own() -> None:
    change = effect_delta(COUNCIL, effect(["eddy"], Disposition.WRITE_IN, {"eddy", "w0"}))
    assert change == {UNQUALIFIED: 1, UNDER: -1}


def test_taking_a_machine_counted_vote_away_shows() -> None:
    change = effect_delta(COUNCIL, effect(["eddy", "hill"], Disposition.VOTE, {"eddy"}))
    assert change == {"hill": -1, UNDER: 1}


def test_a_case_that_waits_adds_nothing_of_its_own() -> None:
    with pytest.raises(ValueError, match="machine's reading stands"):
        ruling_buckets(COUNCIL, Disposition.NO_CONSENSUS, frozenset())


_readings = st.lists(st.sampled_from(_ids), max_size=5).map(lambda m: read_votes(COUNCIL, m))
_rulings = st.one_of(
    st.tuples(st.just(Disposition.TOO_MANY), st.just(frozenset[str]())),
    st.tuples(
        st.sampled_from([Disposition.VOTE, Disposition.MARKS_DO_NOT_COUNT]),
        st.frozensets(st.sampled_from(_ids), max_size=3),
    ),
)


@given(_readings, _rulings)
def test_no_ruling_makes_or_loses_a_vote(
    reading: MachineReading, ruling: tuple[Disposition, frozenset[str]]
) -> None:
    change = effect_delta(COUNCIL, CaseEffect(CELL, reading, *ruling))
    assert sum(change.values()) == 0


@given(st.lists(st.tuples(_readings, _rulings), max_size=8), st.randoms())
def test_the_order_of_rulings_does_not_matter_and_both_sides_foot(
    cases: list[tuple[MachineReading, tuple[Disposition, frozenset[str]]]], order: object
) -> None:
    book, again = TallyBook(), TallyBook()
    for reading, _ in cases:
        for bucket, n in reading_buckets(COUNCIL, reading).items():
            book.add_count(MachineCount(CELL, bucket, n))
            again.add_count(MachineCount(CELL, bucket, n))
    for each in (book, again):
        each.add_count(MachineCount(CELL, BALLOTS, len(cases)))
    changes = [effect_delta(COUNCIL, CaseEffect(CELL, reading, *r)) for reading, r in cases]
    for change in changes:
        book.add_change(CELL, change)
    order.shuffle(changes)  # type: ignore[attr-defined]  # a Random
    for change in changes:
        again.add_change(CELL, change)
    tally = book.contest_tally(COUNCIL, [CELL])
    assert tally == again.contest_tally(COUNCIL, [CELL])
    assert tally.balanced is True


@given(st.lists(st.tuples(_readings, _rulings), max_size=8))
def test_write_ins_among_the_undervotes_move_nothing_else(
    cases: list[tuple[MachineReading, tuple[Disposition, frozenset[str]]]],
) -> None:
    apart, among = TallyBook(), TallyBook(writeins_as_under=True)
    for book in (apart, among):
        book.add_count(MachineCount(CELL, BALLOTS, len(cases)))
        for reading, ruling in cases:
            for bucket, n in reading_buckets(COUNCIL, reading).items():
                book.add_count(MachineCount(CELL, bucket, n))
            book.add_change(CELL, effect_delta(COUNCIL, CaseEffect(CELL, reading, *ruling)))
    one, other = (book.contest_tally(COUNCIL, [CELL]) for book in (apart, among))
    assert (other.choices, other.over) == (one.choices, one.over)
    assert other.under == one.under.plus(one.unqualified)
    assert (other.unqualified.before, other.unqualified.after) == (0, 0)
    assert other.balanced is one.balanced is True


def test_write_ins_among_the_undervotes_of_one_ruling() -> None:
    assert with_writeins_as_under({"eddy": 1, UNQUALIFIED: 2, UNDER: -3}) == {"eddy": 1, UNDER: -1}
    assert with_writeins_as_under({"eddy": 1}) == {"eddy": 1}


def test_without_a_number_of_ballots_the_balance_is_not_checked() -> None:
    book = TallyBook()
    book.add_count(MachineCount(CELL, "eddy", 10))
    assert book.contest_tally(COUNCIL, [CELL]).balanced is None


def test_a_wrong_count_does_not_balance() -> None:
    book = TallyBook()
    book.add_count(MachineCount(CELL, "eddy", 10))
    book.add_count(MachineCount(CELL, BALLOTS, 11))
    assert book.contest_tally(COUNCIL, [CELL]).balanced is False


@given(st.lists(st.sampled_from(_ids), max_size=6))
def test_a_machine_reading_always_uses_up_the_votes_allowed(marked: list[str]) -> None:
    reading = read_votes(COUNCIL, marked)
    if len(set(marked)) == len(marked) or len(marked) > COUNCIL.seats:
        assert len(reading.votes) + reading.over + reading.under == COUNCIL.seats


def test_delta_leaves_out_what_did_not_change() -> None:
    assert delta(Counter(a=1, b=2), Counter(a=1, b=3)) == {"b": 1}


def test_one_candidate_marked_in_two_places_is_an_overvote_to_the_machine() -> None:
    contest: Contest = SENATE
    assert read_votes(contest, ["eddy", "eddy"]).over == 1
