"""Returns from CSV: what is added up, what is put aside, what is said."""

from pathlib import Path

import pytest

from adjudicator.domain.canvass.returns import WRITE_INS, ContestName, Place
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.returns.file import ReturnsFile
from adjudicator.interchange.returns.table import read_returns
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
    file = read(tmp_path, "Palmetto,,Mayor,,,Ann Ash,5\nPalmetto,,Mayor,,,Bo Birch,4\n")
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5, "Bo Birch": 4}
    assert [str(n) for n in file.notices] == [
        "returns.csv, row 2, column precinct: Rows that name no precinct are added to the county."
    ]


@pytest.mark.parametrize("rows", ["AAB", "ABAB", "AAABBB"])
def test_a_row_without_a_precinct_that_stands_again_is_told_by_both_rows(
    tmp_path: Path, rows: str
) -> None:
    number = {"A": "Ann Ash,5", "B": "Bo Birch,4"}
    file = read(tmp_path, "".join(f"Palmetto,,Mayor,,,{number[row]}\n" for row in rows))
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5, "Bo Birch": 4}
    assert {q.contest for q in file.quarantined} == {MAYOR}
    first, again = rows.index("A") + 2, rows.index("A", rows.index("A") + 1) + 2
    assert f"row {again}, column candidate" in str(file.quarantined[0].problem)
    assert f"stands in row {first} already" in str(file.quarantined[0].problem)


def test_places_whose_names_were_lost_count_beside_the_precincts(tmp_path: Path) -> None:
    blank = "Palmetto,,Mayor,,,Ann Ash,{}\nPalmetto,,Mayor,,,Bo Birch,{}\n"
    rows = blank.format(5, 4).replace(",,M", ",P1,M", 2) + blank.format(6, 1) + blank.format(2, 8)
    file = read(tmp_path, rows)
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 13, "Bo Birch": 13}
    assert not file.quarantined
    assert str(file.notices[0]).endswith(
        "Rows that name no precinct are added to the county: 2 for each choice, so they are no "
        "totals."
    )
    sums = blank.format(3, 3) + blank.format(2, 1)
    parts = rows[: rows.index("Palmetto,,")]
    assert read(tmp_path, parts + sums).returns.contests[MAYOR].totals()["Ann Ash"] == 5


@pytest.mark.parametrize(
    "name", ["Countywide", "County Total", "Grand Totals", "TOTAL", "Palmetto County Total"]
)
def test_precincts_that_are_totals_by_name_are_compared_and_not_added(
    tmp_path: Path, name: str
) -> None:
    rows = "Palmetto,P1,Mayor,,,Ann Ash,5\nPalmetto,P2,Mayor,,,Ann Ash,6\n"
    same = read(tmp_path, f"{rows}Palmetto,{name},Mayor,,,Ann Ash,11\n")
    assert same.returns.contests[MAYOR].totals() == {"Ann Ash": 11}
    assert not same.quarantined
    other = read(tmp_path, f"Palmetto,{name},Mayor,,,Ann Ash,15\n{rows}")
    assert other.returns.contests[MAYOR].totals() == {"Ann Ash": 11}
    (aside,) = other.quarantined
    assert aside.contest == MAYOR
    assert str(aside.problem) == (
        "returns.csv, row 2, column precinct: Mayor, Palmetto, Ann Ash: this row of totals says "
        "15; the precincts add up to 11. The precincts count, and this is not added. Ask which is "
        "right."
    )
    alone = read(tmp_path, f"Palmetto,{name},Mayor,,,Ann Ash,15\n")
    assert alone.returns.contests[MAYOR].totals() == {"Ann Ash": 15}
    assert "rows of totals alone" in str(alone.notices[0])


def test_lines_of_all_votes_are_compared_and_no_choices(tmp_path: Path) -> None:
    rows = (
        "Palmetto,P1,Mayor,,,Ann Ash,5\nPalmetto,P1,Mayor,,,Blank,2\n"
        "Palmetto,P1,Mayor,,,Over Votes,1\nPalmetto,P1,Mayor,,,Ballots Cast,8\n"
    )
    file = read(tmp_path, f"{rows}Palmetto,P1,Mayor,,,Total Votes,5\nPalmetto,,Mayor,,,Total,8\n")
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5, UNDER: 2, OVER: 1}
    assert not file.quarantined
    wrong = read(tmp_path, f"{rows}Palmetto,P1,Mayor,,,Votes Cast,9\n")
    (aside,) = wrong.quarantined
    assert aside.contest == MAYOR
    assert "precinct P1: Votes Cast is 9; its choices add up to 5." in str(aside.problem)


def test_names_that_differ_by_case_or_blanks_are_one(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        "DESOTO COUNTY,PCT 1,Mayor,,,Ann Ash,5\nDeSoto,Pct  1,MAYOR,,,Bo Birch,3\n"
        "De Soto,pct 1,Mayor,,,ann ash,5\n",
    )
    (mayor,) = file.returns
    assert mayor.numbers == {
        (Place("DESOTO", "PCT 1", ""), "Ann Ash"): 5,
        (Place("DESOTO", "PCT 1", ""), "Bo Birch"): 3,
    }
    (aside,) = file.quarantined
    assert "row 4, column candidate: A number for ann ash stands in row 2" in str(aside.problem)
    assert 'returns.csv, row 3: "Pct  1" is taken for "PCT 1", another spelling of the same ' in (
        "".join(map(str, file.notices))
    )


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
    assert str(file.quarantined[0].problem) == (
        "returns.csv, row 4, column votes: The counting groups add up to 6, the total beside them "
        "is 7. The total is taken. Ask which is right."
    )
    assert [q.problem.column for q in file.quarantined] == ["votes", "early_voting"]
    assert {q.contest for q in file.quarantined} == {MAYOR}
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


def test_one_row_that_cannot_be_used_makes_no_total_count_twice(tmp_path: Path) -> None:
    rows = (
        "Palmetto,P1,Mayor,,,Ann Ash,5\nPalmetto,P2,Mayor,,,Ann Ash,6O\n"
        "Palmetto,,Mayor,,,Ann Ash,11\nPalmetto,P1,Clerk,,,Bo,1\nPalmetto,,Clerk,,,Bo,1\n"
    )
    file = read(tmp_path, rows)
    assert file.returns.contests[MAYOR].totals() == {"Ann Ash": 5}
    assert file.returns.contests[ContestName("Palmetto", "Clerk", "")].totals() == {"Bo": 1}
    assert [(q.problem.row, q.contest) for q in file.quarantined] == [(3, MAYOR), (4, MAYOR)]
    assert str(file.quarantined[1].problem).endswith(
        "Mayor, Palmetto, Ann Ash: this row names no precinct and says 11; the precincts add up to "
        "5. The precincts count, and this is not added. Ask which is right."
    )


def test_a_total_in_a_row_of_its_own_counts_once(tmp_path: Path) -> None:
    header = "county,precinct,office,candidate,votes,counting_group\n"
    rows = "Palmetto,P1,Mayor,Ann Ash,2,Early\nPalmetto,P1,Mayor,Ann Ash,3,Mail\n"
    file = read(tmp_path, f"{rows}Palmetto,P1,Mayor,Ann Ash,5,Total\n", header=header)
    assert {p.group for p, _ in file.returns.contests[MAYOR].numbers} == {"Early", "Mail"}
    assert not file.notices
    wrong = read(tmp_path, f"{rows}Palmetto,P1,Mayor,Ann Ash,6,Total\n", header=header)
    assert wrong.returns.contests[MAYOR].numbers == {(Place("Palmetto", "P1", ""), "Ann Ash"): 6}
    assert [q.contest for q in wrong.quarantined] == [MAYOR]
    assert str(wrong.quarantined[0].problem) == (
        "returns.csv, counting_group: Mayor, Palmetto, precinct P1, Ann Ash: the counting groups "
        "add up to 5, the total beside them is 6. The total is taken. Ask which is right."
    )
    alone = read(tmp_path, "Palmetto,P1,Mayor,Ann Ash,6,TOTAL\n", header=header)
    assert alone.returns.contests[MAYOR].totals() == {"Ann Ash": 6}
    whole = read(tmp_path, f"{rows}Palmetto,,Mayor,Ann Ash,5,\n", header=header)
    assert whole.returns.contests[MAYOR].totals() == {"Ann Ash": 5}
