from adjudicator.domain.people import (
    DifferentPolicy,
    Person,
    Role,
    any_two_different,
    are_different,
    majority_of,
    presiding,
    with_seat,
    without_seat,
)

CHAIR = Person("kelly", Role.CHAIR)
LEWIS = Person("lewis", Role.MEMBER, "REP")
MOSS = Person("moss", Role.MEMBER, "DEM")
ALT = Person("olson", Role.ALTERNATE, "DEM")
BOARD = [CHAIR, LEWIS, MOSS]


def test_two_of_one_party_are_not_different_where_the_policy_says_party() -> None:
    other = Person("ada", Role.TEAM, "REP")
    assert not are_different(LEWIS, other, DifferentPolicy.PARTY)
    assert are_different(LEWIS, other, DifferentPolicy.PERSON)
    assert are_different(LEWIS, MOSS, DifferentPolicy.PARTY)


def test_a_person_without_a_party_differs_from_everyone_but_themselves() -> None:
    assert are_different(CHAIR, LEWIS, DifferentPolicy.PARTY)
    assert not are_different(CHAIR, CHAIR, DifferentPolicy.PERSON)


def test_at_least_two_different_people() -> None:
    assert any_two_different([LEWIS, LEWIS, MOSS], DifferentPolicy.PARTY)
    assert not any_two_different([LEWIS], DifferentPolicy.PARTY)


def test_a_majority_is_more_than_half_of_the_seats() -> None:
    assert [majority_of(n) for n in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]


def test_who_presides() -> None:
    assert presiding(BOARD, {"kelly", "moss"}) == CHAIR
    assert presiding(BOARD, {"moss", "lewis"}) == LEWIS
    assert presiding(BOARD, {"olson"}) is None


def test_a_seat_that_changes_hands_is_held_by_one_person() -> None:
    seated, displaced = with_seat(ALT), without_seat(LEWIS)
    assert (ALT.on_board, seated.on_board, seated.officer) == (False, True, True)
    assert (LEWIS.on_board, displaced.on_board, displaced.officer) == (True, False, False)
    assert (without_seat(seated), with_seat(displaced)) == (ALT, LEWIS)
    clerk = Person("clerk1", Role.CLERK)
    assert (with_seat(clerk), without_seat(clerk).officer) == (clerk, True)


def test_an_alternate_in_the_chairs_seat_presides_only_in_their_turn() -> None:
    board = [without_seat(CHAIR), LEWIS, MOSS, with_seat(ALT)]
    assert presiding(board, {"kelly", "lewis", "moss", "olson"}) == LEWIS
    assert presiding(board, {"kelly", "olson"}) == with_seat(ALT)
    assert presiding(board, {"kelly"}) is None
