"""What two people typed, laid side by side."""

from adjudicator.domain.statewide.typing import (
    TypedNumber,
    TypedPlace,
    TypedSheet,
    differences,
)

SCOTT = TypedPlace("U.S. Senate", "214", "Rick Scott")
NELSON = TypedPlace("U.S. Senate", "", "Bill Nelson")


def sheet(numbers: dict[TypedPlace, TypedNumber]) -> TypedSheet:
    return TypedSheet("one.csv", "Ann", "Bay", numbers)


def test_equal_sheets_do_not_differ() -> None:
    numbers = {SCOTT: TypedNumber(None, 31), NELSON: TypedNumber(12, 13)}
    assert differences(sheet(numbers), sheet(dict(reversed(numbers.items())))) == ()


def test_every_difference_is_told_by_place_and_choice() -> None:
    one = sheet({SCOTT: TypedNumber(None, 31), NELSON: TypedNumber(1_212, 1_213)})
    other = sheet({SCOTT: TypedNumber(None, 13)})
    assert [each.words for each in differences(one, other)] == [
        "U.S. Senate, Bill Nelson: 1,212 / 1,213 and nothing",
        "U.S. Senate, precinct 214, Rick Scott: 31 and 13",
    ]


def test_the_same_votes_with_another_number_before_differ() -> None:
    one, other = (sheet({SCOTT: TypedNumber(before, 31)}) for before in (30, None))
    assert len(differences(one, other)) == 1
