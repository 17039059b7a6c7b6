"""``canvass``: from returns, or from two numbers, to the recounts that are ordered."""

import json
from pathlib import Path

import pytest

from adjudicator.cli.main import main

RETURNS = """county,precinct,office,district,party,candidate,votes
Volusia,P1,State House,26,REP,Fetterhoff,30599
Volusia,P1,State House,26,DEM,Henry,30544
Volusia,P1,State House,26,,OverVotes,10
Volusia,P1,State House,26,,UnderVotes,1844
Volusia,P1,Sheriff,,,Cy Cole,400
Volusia,P1,Sheriff,,,Di Dale,200
"""


@pytest.fixture
def returns(tmp_path: Path) -> str:
    path = tmp_path / "volusia.csv"
    path.write_text(RETURNS)
    return str(path)


def test_the_contests_with_a_recount_are_told_and_the_others_counted(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["canvass", returns, "--stage", "second"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Second unofficial returns · rules: Florida, November 2018\n")
    assert "1 file, 6 rows, 1 of 67 counties" in out
    assert "State House 26\n  Fetterhoff 30,599 · Henry 30,544.\n" in out
    assert "a manual recount of the overvotes and undervotes" in out
    assert "Cy Cole" not in out
    assert "1 more contest without a recount; --all tells it." in out
    assert main(["canvass", returns, "--stage", "second", "--all"]) == 0
    assert "Cy Cole 400 · Di Dale 200." in capsys.readouterr().out


def test_the_json_has_every_contest_with_its_figures(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["canvass", returns, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    house = told["contests"][0]
    assert (house["contest"], house["margin"], house["votes"]) == ("State House 26", 55, 61143)
    assert (house["tier"], house["ordered"], house["by"]) == (
        "manual",
        "machine",
        "the Secretary of State",
    )
    assert house["lines"]["manual"] == {"at": 152, "inside_by": 97}
    assert told["stage"] == "first"
    assert told["rows"] == 6
    assert [c["contest"] for c in told["contests"]] == ["State House 26", "Sheriff, Volusia"]


def test_a_row_of_a_contest_that_cannot_be_used_is_named_and_a_person_must_act(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(returns).open("a") as file:
        file.write("Volusia,P2,State House,26,,Henry,12.5\n")
    assert main(["canvass", returns, "--stage", "second"]) == 1
    out = capsys.readouterr().out
    assert 'volusia.csv, row 8, column votes: "12.5" is not a number of votes.' in out
    assert "nothing is ordered on part of a contest" in out


def test_contests_that_are_not_whole_stand_by_themselves_and_counties_are_counted_once(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(returns).open("a") as file:
        file.write("Volusia,P1,Governor,,,Ron,300\nVolusia,P1,Governor,,,Andrew,200\n")
        file.write("Volusia,P1,Clerk,,,Ann Ash,100\nVolusia,P1,Clerk,,,Bo Birch,9o9\n")
        file.write("Volusia,P1,State House,25,,Eve,9\nVolusia,P1,State House,25,,Flo,2\n")
    assert main(["canvass", returns, "--stage", "second"]) == 1
    out = capsys.readouterr().out
    assert out.count("66 of 67 counties are not in these returns.") == 1
    assert "Alachua" not in out
    assert (
        "\nNot whole: 2 contests. Nothing is ordered or ruled out.\n"
        "  Governor: margin so far 100 votes, 20.0000 %; so far no recount.\n"
        "  Clerk, Volusia: no margin yet; 1 row was put aside.\n"
        "\n"
        "1 more contest without a recount if every county that votes on it is in these returns; "
        "--all tells it.\n"
        "1 more contest without a recount; --all tells it.\n"
    ) in out
    assert main(["canvass", returns, "--all"]) == 1
    out = capsys.readouterr().out
    assert "Alachua" not in out
    assert "counties;" not in out


def test_sums_without_a_margin_are_told_and_a_row_of_no_contest_left_is_acted_on(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    judge = "Volusia,P1,Judge,,,{},{}\n"
    Path(returns).write_text(RETURNS + judge.format("OverVotes", 1) + judge.format("UnderVotes", 9))
    assert main(["canvass", returns]) == 0
    assert "As read: overvotes 1, undervotes 9." in capsys.readouterr().out
    Path(returns).write_text(RETURNS + judge.format("Ann Ash", "x"))
    assert main(["canvass", returns]) == 1, "the one contest whose only row is put aside"


def test_seats_and_opting_out_are_told_on_the_line(
    returns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["canvass", returns, "--stage", "second", "--opted-out", "State House 26=Henry"]
    assert main(line) == 0
    assert "asked in writing that none be made" in capsys.readouterr().out
    assert main(["canvass", returns, "--all", "--seats", "Sheriff, Volusia=2"]) == 0
    assert "Nobody can lose: no recount." in capsys.readouterr().out


def test_two_numbers_give_an_approximate_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canvass", "--margin", "55439", "--votes", "8048797"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Approximate, from two numbers")
    assert out.endswith("No recount.\n")
    assert (
        main(["canvass", "--margin", "37", "--votes", "78000", "--stage", "second", "--json"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["approximate"], told["tier"], told["ordered"]) == (True, "manual", "manual")
    assert main(["canvass", "--margin", "9,999", "--votes", "8,000,000"]) == 0
    assert "Margin 9,999 votes of 8,000,000 cast" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "Name files of returns, or --margin and --votes."),
        (["--margin", "5"], "--margin and --votes go together"),
        (["--margin", "9.999", "--votes", "4"], 'such as 9999 or 9,999, not "9.999".'),
        (["--margin", "5", "--votes", "4"], "No contest has such a result"),
        (["RETURNS", "--seats", "Sheriff"], '--seats wants CONTEST=VALUE, not "Sheriff".'),
        (["RETURNS", "--seats", "Sheriff=two"], "two is not a number of seats"),
        (["RETURNS", "--seats", "Sherif=2"], 'Did you mean "Sheriff"?'),
        (["RETURNS", "--rules", "nowhere"], "nowhere"),
        (["nowhere.csv"], "nowhere.csv: The file cannot be opened"),
    ],
)
def test_a_call_that_cannot_be_used_is_refused_in_words(
    returns: str, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    assert main(["canvass", *(returns if w == "RETURNS" else w for w in words)]) == 2
    assert complaint in capsys.readouterr().err


def test_two_sets_of_returns_are_compared_number_by_number(
    returns: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.csv"
    again.write_text(RETURNS)
    assert main(["canvass", returns, "--compare", str(again)]) == 0
    assert capsys.readouterr().out == ("The results match: 6 numbers in 2 contests, 1 place.\n")
    again.write_text(RETURNS.replace("30544", "30540").replace(",1844", ",1848"))
    assert main(["canvass", returns, "--compare", str(again)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "The results do not match: of 6 numbers in 2 contests, 1 place, 2 differ.",
        "State House 26, Volusia, precinct P1: Henry 30,544 and 30,540.",
        "State House 26, Volusia, precinct P1: undervotes 1,844 and 1,848.",
    ]
    again.write_text("\n".join(RETURNS.splitlines()[:-2]))
    assert main(["canvass", returns, "--compare", str(again), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["match"], told["only_one"], told["unlike"]) == (False, ["Sheriff, Volusia"], [])
