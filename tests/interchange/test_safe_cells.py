import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.interchange.safe_cells import safe_cell, safe_row


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+SUM(A1)",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0dx",
        "\uff20x",
        " =1",
        "\u00a0@x",
        "-",
        '=HYPERLINK("http://x","y")',
    ],
)
def test_what_a_spreadsheet_would_run_is_shown(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (-57, "-57"),
        (0, "0"),
        ("-5", "-5"),
        ("+12", "+12"),
        ("-0.25", "-0.25"),
        ("", ""),
        ("Ada Palm", "Ada Palm"),
        ("Núñez = best", "Núñez = best"),
        ("a@b", "a@b"),
    ],
)
def test_everything_else_stays(value: str | int | None, expected: str) -> None:
    assert safe_cell(value) == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_no_cell_of_a_written_row_begins_as_a_formula(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(safe_row(texts))
    (row,) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    for cell, text in zip(row, texts, strict=True):
        assert cell in {text, "'" + text}
        if cell[:1] in set("=@\t\r"):
            raise AssertionError(cell)
        if cell[:1] in {"+", "-"}:
            float(cell)
