from pathlib import Path

import pytest

from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.tables import Column, open_table
from tests.interchange.makers import written

COLUMNS = (
    Column("ballot_id", required=True, aliases=("ballot",)),
    Column("precinct", required=True),
    Column("note"),
)


def rows(path: Path) -> list[tuple[int, str, str]]:
    with open_table(path, COLUMNS) as table:
        return [(r.number, r["ballot_id"], r["precinct"]) for r in table.rows()]


@pytest.mark.parametrize(
    "text",
    [
        "ballot_id,precinct\nB1,P1\n\nB2,P2\n",
        "\ufeffBallot ID,PRECINCT\r\nB1,P1\r\n,\r\nB2,P2\r\n",
        "precinct;ballot\nP1;B1\n;\nP2;B2",
        'ballot-id\tprecinct\nB1\t"P1"\n\n B2 \tP2\n',
    ],
)
def test_header_variants_give_the_same_rows(tmp_path: Path, text: str) -> None:
    assert rows(written(tmp_path, "m.csv", text)) == [(2, "B1", "P1"), (4, "B2", "P2")]


def test_a_missing_column_names_its_likely_misspelling(tmp_path: Path) -> None:
    path = written(tmp_path, "m.csv", "ballot_id,precint\nB1,P1\n")
    with pytest.raises(Unreadable, match=r'column precinct is missing\. Is it "precint"'):
        rows(path)


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match='Two columns are called "Ballot"'):
        rows(written(tmp_path, "m.csv", "ballot_id,Ballot,precinct\n"))


def test_a_strange_column_is_left_out_and_said(tmp_path: Path) -> None:
    path = written(tmp_path, "m.csv", "ballot_id,precinct,notes\nB1,P1,x\n")
    with open_table(path, COLUMNS) as table:
        assert [str(n) for n in table.notices] == [
            (
                "m.csv, row 1, column notes: This column is not one the program uses;"
                ' it is left out. Did you mean "note"?'
            )
        ]
        assert [r.trouble for r in table.rows()] == [""]


def test_an_unquoted_comma_is_said_with_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, "m.csv", "ballot_id,precinct\nB1,P1\nB2,Town, East\n")
    with open_table(path, COLUMNS) as table:
        troubles = [(r.number, r.trouble) for r in table.rows()]
    assert troubles[0] == (2, "")
    assert troubles[1][1].startswith("This row has 3 cells, the header names 2.")


def test_what_is_no_table_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_bytes("ballot_id,precinct\nB1,Peña\n".encode("cp1252"))
    with pytest.raises(Unreadable, match="not UTF-8"):
        rows(tmp_path / "m.csv")
    with pytest.raises(Unreadable, match="row 3: From here on this is not a CSV table"):
        rows(written(tmp_path, "n.csv", 'ballot_id,precinct\nB1,P1\nB2,"P2\n'))
    with pytest.raises(Unreadable, match="empty"):
        rows(written(tmp_path, "o.csv", ""))
    with pytest.raises(Unreadable, match="cannot be opened"):
        rows(tmp_path / "absent.csv")
