"""Every ballot that should be here, and no other: numbers, ids, lots, and who states what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.reconciliation.balancing import reconcile
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import (
    FoundCell,
    Level,
    Listed,
    MachineCell,
    Place,
    Work,
)
from adjudicator.domain.reconciliation.shortages import Carried, carried

MAIL_214 = Place("house", "214", "vote_by_mail", "7")
DAY_214 = Place("house", "214", "election_day", "8")
MAIL_216 = Place("house", "216", "vote_by_mail", "9")
BATCHES = {1: MAIL_214, 2: DAY_214, 3: MAIL_216}


def found(place: Place, *ids: str, lot: str = "accepted", over: int = 0) -> FoundCell:
    return FoundCell(place, lot, len(ids), over, len(ids) - over, 0, ids)


def counted(place: Place, under: int, *, ballots: int | None = 100, group: str = "") -> MachineCell:
    where = Place(place.contest, place.precinct, group or place.group)
    return MachineCell(where, 0, under, 0, (ballots or 100) - under, ballots)


def listed(place: Place, *ids: str, lot: str = "accepted") -> Listed:
    return Listed(place, lot, len(ids), None, ids)


FOUND = (found(MAIL_214, "a", "b"), found(DAY_214, "c"), found(MAIL_216, "d", "e"))
LISTED = (listed(MAIL_214, "a", "b"), listed(DAY_214, "c"), listed(MAIL_216, "d", "e"))
MACHINE = (counted(MAIL_214, 2), counted(DAY_214, 1), counted(MAIL_216, 2))


def line_of(lines: tuple[Line, ...], level: Level, precinct: str = "") -> Line:
    (line,) = [x for x in lines if x.level is level and precinct in {"", x.place.precinct}]
    return line


def states(lines: tuple[Line, ...], level: Level = Level.PRECINCT) -> dict[str, bool | None]:
    return {x.place.precinct or x.place.contest: x.balanced for x in lines if x.level is level}


def of(lines: tuple[Line, ...]) -> Carried:
    return carried(lines, BATCHES, {"house": 1})


def test_it_balances_only_where_an_independent_number_says_so() -> None:
    assert states(reconcile((), (), FOUND, {})) == {"214": None, "216": None}
    assert states(reconcile(MACHINE, (), FOUND, {})) == {"214": True, "216": True}
    assert states(reconcile((), LISTED, FOUND, {})) == {"214": True, "216": True}


def test_counts_without_a_number_of_ballots_can_say_no_and_never_yes() -> None:
    plain = tuple(replace(cell, ballots=None) for cell in MACHINE)
    assert states(reconcile(plain, (), FOUND, {})) == {"214": None, "216": None}
    less = (FOUND[0], FOUND[1], found(MAIL_216, "d"))
    assert states(reconcile(plain, (), less, {})) == {"214": None, "216": False}


def test_counts_of_some_precincts_say_nothing_of_the_whole_contest() -> None:
    lines = reconcile(MACHINE[:2], (), FOUND, {})
    assert states(lines) == {"214": True, "216": None}
    assert states(lines, Level.CONTEST) == {"house": None}


def test_counts_split_by_group_only_in_part_are_those_of_the_precinct() -> None:
    mixed = (counted(MAIL_214, 1), counted(DAY_214, 2, group="all"), MACHINE[2])
    lines = reconcile(mixed, (), FOUND, {})
    assert states(lines) == {"214": True, "216": True}
    assert [x.balanced for x in lines if x.level is Level.PRECINCT_GROUP] == [None, None, True]


def test_counts_that_do_not_add_up_to_their_ballots_are_no_independent_number() -> None:
    odd = (*MACHINE[:2], replace(MACHINE[2], votes=7))
    assert states(reconcile(odd, (), FOUND, {})) == {"214": True, "216": None}


@pytest.mark.parametrize("sides", [(MACHINE, ()), ((), LISTED), (MACHINE, LISTED)])
def test_one_ballot_less_makes_its_precinct_false_and_no_other(
    sides: tuple[tuple[MachineCell, ...], tuple[Listed, ...]],
) -> None:
    less = (found(MAIL_214, "a"), *FOUND[1:])
    lines = reconcile(*sides, less, {})
    assert states(lines) == {"214": False, "216": True}
    assert states(lines, Level.CONTEST) == {"house": False}
    shortage = of(lines).shortages
    assert [(s.batch, s.number, s.in_votes) for s in shortage.values()] == [(1, 1, False)]


def test_over_and_undervotes_are_compared_apart_and_in_votes() -> None:
    over = found(MAIL_214, "a", "b", over=1)
    lines = reconcile(MACHINE, LISTED, (over, *FOUND[1:]), {})
    line = line_of(lines, Level.PRECINCT, "214")
    assert line.balanced is False
    assert (line.found, line.listed) == (3, 3), "not one ballot is missing"
    (shortage,) = of(lines).shortages.values()
    assert (shortage.batch, shortage.number) == (1, 1)


def test_where_several_may_be_voted_for_missing_votes_are_no_missing_ballots() -> None:
    lines = reconcile((counted(MAIL_214, 5), *MACHINE[1:]), (), FOUND, {})
    (shortage,) = carried(lines, BATCHES, {"house": 3}).shortages.values()
    assert (shortage.batch, shortage.number, shortage.in_votes) == (1, 3, True)


def test_where_only_the_precinct_is_known_its_last_batch_states_it() -> None:
    whole = (counted(MAIL_214, 4, group="all"), MACHINE[2])
    lines = reconcile(whole, (), FOUND, {})
    assert line_of(lines, Level.PRECINCT_GROUP, "216").balanced is True
    assert [x.balanced for x in lines if x.level is Level.BATCH] == [None] * 3
    told = of(lines)
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(2, 1)]
    key = Level.PRECINCT, Place("house", "214")
    assert told.by_line[key] == (2,)


def test_a_container_that_is_wholly_missing_is_stated_by_the_last_batch_around_it() -> None:
    gone = listed(Place("house", "214", "provisional", "11"), "p", "q")
    told = of(reconcile((), (*LISTED, gone), FOUND, {}))
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(2, 2)]
    elsewhere = listed(Place("house", "300", "vote_by_mail", "12"), "p")
    told = of(reconcile((), (*LISTED, elsewhere), FOUND, {}))
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(3, 1)]


def test_a_missing_container_is_stated_beside_what_another_batch_of_its_place_lacks() -> None:
    gone = listed(Place("house", "214", "vote_by_mail", "11"), "p", "q")
    less = (found(MAIL_214, "a"), *FOUND[1:])
    told = of(reconcile((), (*LISTED, gone), less, {}))
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(1, 3)]
    elsewhere = listed(Place("house", "214", "provisional", "11"), "p", "q")
    told = of(reconcile((), (*LISTED, elsewhere), less, {}))
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(1, 1), (2, 2)]
    nowhere = Listed(Place("house", container="77"), flagged=1)
    told = of(reconcile((), (*LISTED, nowhere), less, {}))
    assert [(s.batch, s.number) for s in told.shortages.values()] == [(1, 1), (3, 1)]


def test_a_difference_is_stated_once_and_every_wider_place_points_to_it() -> None:
    less = (found(MAIL_214, "a"), *FOUND[1:])
    told = of(reconcile(MACHINE, LISTED, less, {}))
    assert set(told.shortages) == {1}
    assert set(told.by_line.values()) == {(1,)}
    assert {level for level, _ in told.by_line} == set(Level)


def test_a_misfiled_ballot_is_named_with_where_it_stands_and_where_it_is_listed() -> None:
    here = (found(MAIL_214, "a", "b", "d"), FOUND[1], found(MAIL_216, "e"))
    lines = reconcile((), LISTED, here, {})
    (moved,) = line_of(lines, Level.PRECINCT, "214").astray.misfiled
    assert (moved.ballot, moved.stands.place, moved.listed.place) == ("d", MAIL_214, MAIL_216)
    assert line_of(lines, Level.PRECINCT, "216").astray.misfiled == (moved,)
    assert line_of(lines, Level.PRECINCT, "216").astray.missing == ()
    assert line_of(lines, Level.CONTEST).astray.misfiled == (), "within the contest it is here"
    shortages = of(lines).shortages
    assert {n: s.number for n, s in shortages.items()} == {1: -1, 3: 1}


def test_a_stranger_in_the_place_of_a_missing_ballot_does_not_make_it_even() -> None:
    here = (found(MAIL_214, "a", "x"), *FOUND[1:])
    line = line_of(reconcile((), LISTED, here, {}), Level.PRECINCT, "214")
    assert (line.found, line.listed, line.balanced) == (3, 3, False)
    assert (line.astray.missing, line.astray.strangers) == (("b",), ("x",))
    assert line.lacking == 1


def test_nobody_is_a_stranger_where_the_list_does_not_name_every_ballot() -> None:
    numbers = Listed(MAIL_216, flagged=2)
    here = (*FOUND[:2], found(MAIL_216, "x", "y"))
    lines = reconcile((), (*LISTED[:2], numbers), here, {})
    assert states(lines) == {"214": True, "216": True}


def test_the_same_ballot_twice_is_told() -> None:
    here = (found(MAIL_214, "a", "b"), found(DAY_214, "c", "a"), FOUND[2])
    line = line_of(reconcile((), LISTED, here, {}), Level.PRECINCT, "214")
    assert (line.balanced, line.astray.doubles) == (False, ("a",))
    assert line.lacking == -1


def test_what_a_second_delivery_brings_beyond_the_list_is_told() -> None:
    again = (*FOUND, found(MAIL_214, "x"))
    line = line_of(reconcile((), LISTED, again, {}), Level.PRECINCT, "214")
    assert (line.balanced, line.astray.strangers) == (False, ("x",))


def test_a_ballot_of_a_lot_apart_is_not_held_against_the_accepted_counts() -> None:
    apart = found(MAIL_214, "p", lot="provisional")
    lines = reconcile(MACHINE, LISTED, (*FOUND, apart), {})
    assert states(lines) == {"214": True, "216": True}
    line = line_of(lines, Level.PRECINCT, "214")
    assert (line.found, line.cases) == (3, 4)


def test_a_provisional_ballot_among_the_accepted_is_found_by_the_list() -> None:
    rows = (listed(MAIL_214, "a"), listed(MAIL_214, "b", lot="provisional"), *LISTED[1:])
    line = line_of(reconcile((), rows, FOUND, {}), Level.PRECINCT, "214")
    (moved,) = line.astray.misfiled
    assert (moved.ballot, moved.stands.lot, moved.listed.lot) == ("b", "accepted", "provisional")
    assert line.balanced is False


def test_the_lists_own_number_of_ballots_is_held_against_the_machines() -> None:
    rows = (
        Listed(MAIL_214, flagged=2, ballots=99),
        Listed(DAY_214, flagged=1, ballots=100),
        Listed(MAIL_216, flagged=2, ballots=100),
    )
    lines = reconcile(MACHINE, rows, FOUND, {})
    assert states(lines) == {"214": False, "216": True}
    assert [s.number for s in of(lines).shortages.values()] == [-1]


def test_a_list_that_knows_only_the_container_learns_the_precinct_from_what_is_here() -> None:
    rows = (Listed(Place("house", container="7"), flagged=2), *LISTED[1:])
    assert states(reconcile((), rows, FOUND, {})) == {"214": True, "216": True}
    unknown = (Listed(Place("house", container="77"), flagged=1), *LISTED)
    lines = reconcile((), unknown, FOUND, {})
    assert states(lines) == {"214": None, "216": None}, "it may be of either precinct"
    assert states(lines, Level.CONTEST) == {"house": False}


def test_an_image_that_is_lost_is_a_difference() -> None:
    work = {MAIL_214: Work(cases=2, images=1), DAY_214: Work(1, 1), MAIL_216: Work(2, 2)}
    lines = reconcile(MACHINE, LISTED, FOUND, work)
    assert states(lines) == {"214": False, "216": True}
    assert [(s.batch, s.number) for s in of(lines).shortages.values()] == [(1, 0)]


def test_write_ins_for_nobody_are_undervotes_where_the_county_counts_them_so() -> None:
    here = tuple(replace(c, under=c.under - 1, unqualified=1) for c in FOUND)
    assert states(reconcile(MACHINE, (), here, {})) == {"214": False, "216": False}
    lines = reconcile(MACHINE, (), here, {}, writeins_as_under=True)
    assert states(lines) == {"214": True, "216": True}


def test_write_ins_the_counts_tell_apart_need_not_be_among_the_flagged_ballots() -> None:
    cells = tuple(replace(c, unqualified=1, votes=c.votes - 1) for c in MACHINE)
    for flagged in (0, 1):
        here = tuple(replace(c, unqualified=flagged) for c in FOUND)
        lines = reconcile(cells, (), here, {}, writeins_as_under=True)
        assert states(lines) == {"214": True, "216": True}


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(st.permutations("abcdef"), st.integers(0, 6), st.integers(0, 6), IDS)
def test_numbers_and_ids_never_contradict_each_other(
    ids: list[str], first: int, second: int, here: list[str]
) -> None:
    """Balanced by ids is balanced by numbers; every listed ballot is here, astray or missing."""
    low, high = sorted((first, second))
    rows = (
        listed(MAIL_214, *ids[:low]),
        listed(DAY_214, *ids[low:high]),
        listed(MAIL_216, *ids[high:]),
    )
    cells = (found(MAIL_214, *here[:3]), found(MAIL_216, *here[3:]))
    lines = reconcile((), rows, cells, {})
    whole = line_of(lines, Level.CONTEST)
    assert whole.found == len(here)
    gone, more = set(whole.astray.missing), set(whole.astray.strangers)
    assert gone == set(ids) - set(here)
    assert more == set(here) - set(ids)
    for line in lines:
        if line.balanced:
            assert line.found == line.listed
            assert not line.astray
        assert (line.lacking == 0) or line.differs
    told = of(lines)
    assert bool(told.shortages) == any(line.differs for line in lines)
    assert all(told.by_line.values())
