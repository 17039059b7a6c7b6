import numpy as np
import pytest

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.ink.rows import rows_of

PAPER = np.zeros((400, 600), np.uint8)


def layout(*places: tuple[float, float]) -> PageLayout:
    """A contest with targets of 40 by 25 pixels in these places."""
    targets = tuple(
        TargetBox("question", f"choice {number}", Box(x, y, 40, 25))
        for number, (x, y) in enumerate(places)
    )
    return PageLayout(600, 400, (ContestBox("question", Box(50, 50, 500, 300)),), targets)


@pytest.mark.parametrize("apart", [30, 49, 51, 90])
def test_choices_close_above_each_other_have_a_row_each(apart: int) -> None:
    rows = rows_of(layout((60, 150), (60, 150 + apart)), "question", PAPER)
    assert rows.at(300, 160) == "choice 0"
    assert rows.at(300, 165 + apart) == "choice 1"
    assert rows.at(300, 345) is None


def test_two_by_two_have_a_cell_each() -> None:
    places = [(60.0, 150.0), (60.0, 190.0), (300.0, 150.0), (300.0, 190.0)]
    rows = rows_of(layout(*places), "question", PAPER)
    told = [rows.at(x + 80, y + 12) for x, y in places]
    assert told == ["choice 0", "choice 1", "choice 2", "choice 3"]


def test_choices_beside_each_other_have_the_whole_height() -> None:
    rows = rows_of(layout((60, 150), (300, 160)), "question", PAPER)
    assert [rows.at(150, 60), rows.at(450, 340)] == ["choice 0", "choice 1"]
