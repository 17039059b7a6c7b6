"""The tables of over- and undervotes: no cell is a formula, and no row lacks a cell."""

import pytest

from adjudicator.interchange.voter_marks import MARKS, NOTES, PLACES, table_csv


def test_a_cell_that_a_spreadsheet_would_run_is_shown_instead() -> None:
    assert table_csv(("contest", "n", "note"), [("=1+1", -3, None)]) == (
        b"contest,n,note\r\n'=1+1,-3,\r\n"
    )


def test_every_row_has_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="2 cells for 6 columns"):
        table_csv(NOTES, [("1", "2")])
    for columns in (PLACES, MARKS, NOTES):
        assert len(set(columns)) == len(columns)
        assert columns[-1] == "watermark"
