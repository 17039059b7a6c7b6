"""The answer as files: what stands in them, and that the same returns give the same bytes."""

import csv
import io
from pathlib import Path

import pytest

from adjudicator.domain.canvass.results import Stage
from adjudicator.services.canvass.canvassing import canvass
from adjudicator.services.canvass.loading import load_returns
from adjudicator.services.canvass.printing import answer_pdf
from adjudicator.services.canvass.writing import COLUMNS, answer_csv, write_answer
from adjudicator.services.errors import UsageError
from tests.domain.builders import florida
from tests.interchange.papers.reading import read_pages
from tests.services.canvass.test_canvassing import county

CONTESTS = {
    "Sheriff": {"Cy Cole": 400, "Di Dale": 399, "OverVotes": 1, "UnderVotes": 2},
    "Clerk": {"Ann Ash": 400, "Bo Birch": 200},
    "Judge": {"OverVotes": 1, "UnderVotes": 2},
    "U.S. Senate": {"Rick": 1000, "Bill": 900},
}


def test_the_paper_says_what_is_ordered_and_what_was_read_and_is_the_same_every_time(
    tmp_path: Path,
) -> None:
    county(tmp_path, "Alachua", CONTESTS)
    loaded = load_returns([tmp_path])
    found = canvass(loaded, florida(), Stage.SECOND)
    paper = answer_pdf(found, loaded)
    assert paper == answer_pdf(found, load_returns([tmp_path]))
    words = " ".join(page.words for page in read_pages(paper))
    assert "4 contests: 1 ordered to a manual recount, 0 to a machine recount." in words
    assert "No record code: this is no recount." in words
    assert "Ordered by the county canvassing board: a manual recount" in words
    assert "Not whole, the closest so far first" in words
    assert words.index("U.S. Senate *") < words.index("Contests without a recount")
    assert "1 is not whole: nothing is ordered, and nothing ruled out." in words
    assert "66 of 67 counties are not in these returns." in words
    assert loaded.read[0].sha256 in words
    assert "Record " not in words


def test_the_table_has_a_cell_for_every_column_whatever_is_known(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", CONTESTS)
    found = canvass(load_returns([tmp_path]), florida(), Stage.SECOND)
    lines = list(csv.DictReader(io.StringIO(answer_csv(found).decode())))
    assert [set(line) for line in lines] == [set(COLUMNS)] * len(CONTESTS)
    sheriff, _, judge, senate = lines
    assert (sheriff["leader"], sheriff["runner_up"], sheriff["margin"]) == (
        "Cy Cole",
        "Di Dale",
        "1",
    )
    assert (sheriff["manual_line_at"], sheriff["votes_inside_manual_line"]) == ("1", "0")
    assert (judge["leader"], judge["ordered"], judge["final"]) == ("", "", "no")
    assert (judge["votes_cast"], judge["overvotes"], judge["undervotes"]) == ("0", "1", "2")
    assert (senate["ordered"], senate["not_ordered_because"]) == (
        "none",
        "the returns are not whole",
    )
    assert judge["in_words"].startswith("No choice has a row")
    assert senate["counties_missing"].startswith("Baker; Bay; ")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        write_answer(tmp_path / "file" / "answer.json", b"x")
    assert (tmp_path / "file").read_text() == "in the way"
