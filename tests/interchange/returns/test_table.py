"""Returns from CSV: what is added up, what is put aside, what is said."""

from pathlib import Path

import pytest

from adjudicator.domain.canvass.returns import WRITE_INS, ContestName, Place
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.returns.table import ReturnsFile, read_returns
from tests.interchange.makers import written

HEADER = "county,precinct,office,district,party,candidate,votes\n"
MAYOR = ContestName("Palmetto", "Mayor", "")


def read(tmp_path: Path, rows: str, *, header: str = HEADER, county: str = "") -> ReturnsFile:
    return read_returns(written(tmp_path, "returns.csv", header + rows), county=county)


def test_votes_stand_by_place_and_choice_with_the_party(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        'Palmetto,P1,Mayor,,DEM,Ann Ash,"1,234"\n'
        "Palmetto,P1,Mayor,,REP,Bo Birch,7\n"
        "Palmetto,P1,Mayor,,,Write-ins,2\n"
        "Palmetto,P1,Mayor,,,Over Votes,3\n"
        "Palmetto,P1,Mayor,,,UnderVotes,40\n"
        "Palmetto,P2,Mayor,,DEM,Ann Ash,1\n",
    )
    mayor = file.returns.contests[MAYOR]
    assert mayor.numbers[Place("Palmetto", "P1", ""), "Ann Ash"] == 1234
    assert mayor.totals() == {"Ann Ash": 1235, "Bo Birch": 7, WRITE_INS: 2, OVER: 3, UNDER: 40}
    assert mayor.parties == {
        "Ann Ash": "DEM",
        "Bo Birch": "REP",
        WRITE_INS: "",
        OVER: "",
        UNDER: "",
    }
    assert not file.quarantined
    assert not file.notices
    assert file.rows == 6


def test_other_headers_groups_and_a_county_told_apart(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        "P1;Mayor;Ann Ash;Vote-by-mail;5\nP1;Mayor;Ann Ash;Election day;6\n",
        header="Precinct Name;Race;Choice;Vote_Type;Total Votes\n",
        county="Palmetto County",
    )
    assert file.returns.contests[MAYOR].numbers == {
        (Place("Palmetto", "P1", "Vote-by-mail"), "Ann Ash"): 5,
        (Place("Palmetto", "P1", "Election day"), "Ann Ash"): 6,
    }


def test_a_row_that_is_no_number_is_put_aside_and_its_contest_named(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        "Palmetto,P1,Mayor,,,Ann Ash,5\n"
        "Palmetto,P1,Mayor,,,Bo Birch,3050.27\n"
        "Palmetto,P1,Registered Voters,,,,12.5\n"
        "Palmetto,P1,Registered Voters,,,,125\n",
    )
    what_to_do = "Ask the county for it, or mend it, and load again."
    assert [str(q.problem) for q in file.quarantined] == [
        f'returns.csv, row 3, column votes: "3050.27" is not a number of votes. {what_to_do}',
        f'returns.csv, row 4, column votes: "12.5" is not a number of votes. {what_to_do}',
    ]
    assert [q.contest for q in file.quarantined] == [MAYOR, None]
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Palmetto,P1,Mayor,,,Bo Birch,\n", "column votes: The number is missing."),
        ("Palmetto,P1,Mayor,,,Bo Birch,-3\n", '"-3" is not a number of votes.'),
        ("Palmetto,P1,Mayor,,,,3\n", "column candidate: The candidate is missing."),
        ("Palmetto,P1,,,,Bo Birch,3\n", "column office: The office is missing."),
        ("Palmetto,P1,Mayor,,,Birch, Bo,3\n", "row 3: This row has 8 cells, the header names 7."),
        ("Palmetto,P1,Mayor,,,Ann Ash,5\n", "A number for Ann Ash stands in row 2 already."),
    ],
)
def test_what_cannot_be_used_says_why_and_counts_nothing(
    tmp_path: Path, row: str, complaint: str
) -> None:
    file = read(tmp_path, "Palmetto,P1,Mayor,,,Ann Ash,5\n" + row)
    (aside,) = file.quarantined
    assert complaint in str(aside.problem)
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5}


def test_rows_without_a_precinct_are_added_and_said_once(tmp_path: Path) -> None:
    file = read(tmp_path, "Palmetto,,Mayor,,,Ann Ash,5\n" * 3)
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 15}
    assert [str(n) for n in file.notices] == [
        "returns.csv, row 2, column precinct: Rows that name no precinct are added to the county."
    ]


def test_sums_the_file_makes_itself_are_not_added_again(tmp_path: Path) -> None:
    rows = "Palmetto,P1,Mayor,,,Ann Ash,5\nPalmetto,TOTALS,Mayor,,,Ann Ash,5\n"
    file = read(tmp_path, rows + "Palmetto,P1,Ballots Cast,,,,9\n")
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5}
    assert "Rows of totals are left out" in str(file.notices[0])
    assert not file.quarantined


def test_seats_nobody_told_apart_are_known_by_their_second_undervotes(tmp_path: Path) -> None:
    one = "Palmetto,P1,Board,6,,{},5\nPalmetto,P1,Board,6,,OverVotes,1\n"
    file = read(tmp_path, one.format("Ann Ash") + one.format("Bo Birch"))
    board = file.returns.contests[ContestName("Palmetto", "Board", "6")]
    assert board.several
    assert board.totals() == {"Ann Ash": 5, "Bo Birch": 5, OVER: 2}
    (notice,) = file.notices
    assert "Board 6, Palmetto has OverVotes in row 3 too" in str(notice)
    assert not file.quarantined


def test_a_table_without_votes_of_any_contest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="holds no votes of any contest"):
        read(tmp_path, "Palmetto,P1,Registered Voters,,,,125\n")


def test_a_missing_column_is_named_with_what_it_may_be_called(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r'votes is missing\. Is it "voters"'):
        read(tmp_path, "P1,Mayor,Ann Ash,5\n", header="precinct,office,candidate,voters\n")


def test_counting_groups_beside_each_other_are_told_apart(tmp_path: Path) -> None:
    header = "County,Precinct,Office,Candidate,Election Day,Early Voting,Mail,Votes\n"
    file = read(
        tmp_path,
        "Palmetto,P1,Mayor,Ann Ash,3,2,1,6\nPalmetto,P1,Mayor,Bo Birch,4,,,4\n"
        "Palmetto,P2,Mayor,Ann Ash,3,2,1,7\nPalmetto,P2,Mayor,Bo Birch,,,,9\n"
        "Palmetto,P3,Mayor,Ann Ash,3,x,1,4\n",
        header=header,
    )
    p1, p2 = Place("Palmetto", "P1", ""), Place("Palmetto", "P2", "")
    assert dict(file.returns.contests[MAYOR].numbers) == {
        (p1._replace(group="election day"), "Ann Ash"): 3,
        (p1._replace(group="early voting"), "Ann Ash"): 2,
        (p1._replace(group="vote by mail"), "Ann Ash"): 1,
        (p1._replace(group="election day"), "Bo Birch"): 4,
        (p2, "Ann Ash"): 7,
        (p2, "Bo Birch"): 9,
    }
    (notice,) = file.notices
    assert str(notice) == (
        "returns.csv, row 4, column votes: The counting groups add up to 6, the total beside them "
        "is 7. The total is taken, here and wherever it is so. Ask which is right."
    )
    assert [q.problem.column for q in file.quarantined] == ["early_voting"]
    short = "Precinct,Race,Choice,Early,Polls\n"
    alone = read(tmp_path, "P1,Mayor,Ann Ash,2,3\n", header=short, county="Palmetto")
    assert alone.returns.contests[MAYOR].totals() == {"Ann Ash": 5}


def test_sums_of_the_precincts_without_a_name_are_not_added_again(tmp_path: Path) -> None:
    rows = "".join(f"Palmetto,{p},Mayor,,,Ann Ash,{n}\n" for p, n in (("P1", 5), ("P2", 6)))
    file = read(tmp_path, f"{rows}Palmetto,,Mayor,,,Ann Ash,11\n")
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 11}
    assert str(file.notices[-1]).endswith(
        "Palmetto: rows that name no precinct are the sums of the precincts. They are left out."
    )
    more = read(tmp_path, f"{rows}Palmetto,,Mayor,,,Ann Ash,10\n")
    assert more.returns.contests[MAYOR].totals() == {"Ann Ash": 21}
    by_chance = (
        f"{rows}Palmetto,,Mayor,,,Ann Ash,11\nPalmetto,P1,Clerk,,,Bo,1\nPalmetto,,Clerk,,,Bo,2\n"
    )
    assert read(tmp_path, by_chance).returns.contests[MAYOR].totals() == {"Ann Ash": 22}


def test_a_total_in_a_row_of_its_own_counts_once(tmp_path: Path) -> None:
    header = "county,precinct,office,candidate,votes,counting_group\n"
    rows = "Palmetto,P1,Mayor,Ann Ash,2,Early\nPalmetto,P1,Mayor,Ann Ash,3,Mail\n"
    file = read(tmp_path, f"{rows}Palmetto,P1,Mayor,Ann Ash,5,Total\n", header=header)
    assert {p.group for p, _ in file.returns.contests[MAYOR].numbers} == {"Early", "Mail"}
    assert not file.notices
    wrong = read(tmp_path, f"{rows}Palmetto,P1,Mayor,Ann Ash,6,Total\n", header=header)
    assert wrong.returns.contests[MAYOR].numbers == {(Place("Palmetto", "P1", ""), "Ann Ash"): 6}
    assert str(wrong.notices[0]) == (
        "returns.csv, counting_group: Mayor, Palmetto, precinct P1, Ann Ash: the counting groups "
        "add up to 5, the total beside them is 6. The total is taken. Ask which is right."
    )
    alone = read(tmp_path, "Palmetto,P1,Mayor,Ann Ash,6,TOTAL\n", header=header)
    assert alone.returns.contests[MAYOR].totals() == {"Ann Ash": 6}
    whole = read(tmp_path, f"{rows}Palmetto,,Mayor,Ann Ash,5,\n", header=header)
    assert whole.returns.contests[MAYOR].totals() == {"Ann Ash": 5}
