"""Files of typed figures: read whole, or refused whole with every place that is wrong."""

import re
from pathlib import Path

import pytest

from adjudicator.domain.statewide.typing import TypedNumber, TypedPlace
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.returns.typed import read_typed

HEAD = "typist,county,contest,district,precinct,choice,before,votes\n"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "typed.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return path


def test_a_file_holds_one_sheet_of_each_county(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'Ann,Bay,State House,26,101,Rick Scott,"1,200","1,212"',
        "Ann,Bay,State House,26,101,Over Votes,,3",
        "Ann,Gulf,U.S. Senate,,,Rick Scott,,7",
    )
    bay, gulf = read_typed(path)
    assert (bay.county, bay.typist, gulf.county) == ("Bay", "Ann", "Gulf")
    assert bay.numbers == {
        TypedPlace("State House 26", "101", "Rick Scott"): TypedNumber(1_200, 1_212),
        TypedPlace("State House 26", "101", "over"): TypedNumber(None, 3),
    }


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Ann,Bay,Mayor,,,Scott,,12.5", 'row 2, column votes: "12.5" is not a number of votes.'),
        ("Ann,Bay,Mayor,,,Scott,x,12", 'row 2, column before: "x" is not a number of votes.'),
        (",Bay,Mayor,,,Scott,,12", "row 2, column typist: The typist is missing."),
        ("Ann,Bay,Mayor,,,S\u202ecott,,12", "which nobody sees"),
        ("Ann,Bay,Mayor,,,Scott,,12,9", "This row has 9 cells"),
    ],
)
def test_a_figure_that_is_none_refuses_the_file_and_names_its_place(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(Unreadable, match=re.escape(told)):
        read_typed(written(tmp_path, row))


def test_one_file_is_one_persons_and_names_no_choice_twice(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Ann,Bay,Mayor,,,Scott,,12",
        "Bo,Bay,Mayor,,,Nelson,,3",
        "Ann,Bay,Mayor,,,Scott,,2",
    )
    with pytest.raises(Unreadable) as refused:
        read_typed(path)
    assert [problem.message for problem in refused.value.problems] == [
        "Two people typed in one file: Ann and Bo.",
        "Scott stands there already.",
    ]


def test_an_empty_file_is_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No figure"):
        read_typed(written(tmp_path))
