"""Lists of expected ballots: tolerant of form, exact in what is wrong and where."""

from pathlib import Path

import pytest

from adjudicator.domain.reconciliation.places import Listed, Place
from adjudicator.interchange.expected_ballots import read_expected
from adjudicator.interchange.problems import Unreadable
from tests.interchange.makers import written
from tests.support.scene import ELECTION

ONE = ("mayor",)


def rows_of(tmp_path: Path, text: str, contests: tuple[str, ...] = ONE) -> tuple[Listed, ...]:
    return read_expected(written(tmp_path, "e.csv", text), ELECTION, contests).rows


def problems_of(tmp_path: Path, text: str, contests: tuple[str, ...] = ONE) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        rows_of(tmp_path, text, contests)
    return [str(problem) for problem in caught.value.problems]


def test_a_list_is_read_whatever_its_headings_are_called(tmp_path: Path) -> None:
    text = "Box;PCT;Vote Type;Expected Ballots;Ballots cast\n7;101;Absentee;42;512\n8;p2;polls;;9\n"
    assert rows_of(tmp_path, text) == (
        Listed(Place("mayor", "p1", "vote_by_mail", "7"), flagged=42, ballots=512),
        Listed(Place("mayor", "p2", "election_day", "8"), flagged=None, ballots=9),
    )


def test_ids_give_the_number_in_one_row_or_in_a_row_each(tmp_path: Path) -> None:
    text = "container,precinct,lot,ballot ids\n7,101,,b1; b2\n7,101,,b3\n7,101,Provisional,b4\n"
    place = Place("mayor", "p1", "", "7")
    assert rows_of(tmp_path, text) == (
        Listed(place, flagged=2, ids=("b1", "b2")),
        Listed(place, flagged=1, ids=("b3",)),
        Listed(place, "provisional", 1, None, ("b4",)),
    )


def test_what_is_wrong_is_told_with_row_column_and_what_was_meant(tmp_path: Path) -> None:
    text = (
        "container,precinct,contest,flagged_ballots,ballot_ids\n"
        "7,1011,Mayor,3,\n"
        "7,101,Mayer,3,\n"
        "7,101,Mayor,many,\n"
        "7,101,Mayor,2,b1;b2;b3\n"
        "8,101,Mayor,,b1\n"
        ",,Mayor,1,\n"
        "9,101,Mayor,,\n"
    )
    found = problems_of(tmp_path, text)
    assert [problem.partition(":")[0] for problem in found] == [
        "e.csv, row 2, column precinct",
        "e.csv, row 3, column contest",
        "e.csv, row 4, column flagged_ballots",
        "e.csv, row 5, column flagged_ballots",
        "e.csv, row 6, column ballot_ids",
        "e.csv, row 7, column precinct",
        "e.csv, row 8, column flagged_ballots",
    ]
    assert '"1011" is not a precinct of this election. Did you mean "101"?' in found[0]
    assert '"Mayer" is not a contest of this election. Did you mean "Mayor"?' in found[1]
    assert found[2].endswith('"many" is not a number of ballots.')
    assert found[3].endswith("The row says 2 flagged ballots and names 3.")
    assert found[4].endswith('Ballot "b1" stands in row 5 already; each ballot once.')
    assert found[5].endswith("The row names neither a precinct nor a container.")
    assert "Say how many ballots are expected there" in found[6]


def test_the_same_place_twice_is_not_added_up_in_silence(tmp_path: Path) -> None:
    text = "container,precinct,flagged\n7,101,3\n7,101,3\n"
    assert problems_of(tmp_path, text) == [
        "e.csv, row 3: This place stands in row 2 already. Leave one out, or add them up."
    ]


@pytest.mark.parametrize(
    ("text", "contests", "told"),
    [
        ("a,flagged\n7,3\n", ONE, "neither a column precinct nor a column container"),
        ("precinct,group\n101,vbm\n", ONE, "There is no number of ballots"),
        ("precinct,flagged\n101,3\n", ("mayor", "council"), "so a column contest is needed"),
        ("precinct,contest,flagged\n101,Council,3\n", ONE, "lists no ballot of any contest"),
    ],
)
def test_a_list_that_cannot_be_used_says_what_it_lacks(
    tmp_path: Path, text: str, contests: tuple[str, ...], told: str
) -> None:
    assert any(told in problem for problem in problems_of(tmp_path, text, contests))


def test_totals_and_other_contests_are_left_out_and_told(tmp_path: Path) -> None:
    text = "precinct,contest,flagged\n101,Mayor,3\n101,Council,4\nTotal,Mayor,3\n"
    read = read_expected(written(tmp_path, "e.csv", text), ELECTION, ONE)
    assert [row.flagged for row in read.rows] == [3]
    assert [notice.row for notice in read.notices] == [3, 4]
