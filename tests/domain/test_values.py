"""Values that are signed or stored must come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.cases import CaseKey, CaseRow
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.readings import Condition, MachineReading, Mark, condition_of, read_votes
from tests.domain.builders import COUNCIL

_part = st.text(alphabet="abc019-", min_size=1, max_size=6)
_sheets = st.builds(SheetId, _part, _part, _part, _part)
_readings = st.builds(
    MachineReading,
    st.frozensets(_part, max_size=3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.lists(st.builds(Mark, _part, st.none() | st.integers(0, 1000)), max_size=4).map(tuple),
)
_rows = st.builds(
    CaseRow,
    contest=_part,
    sheet=_sheets,
    ballot=_part,
    precinct=_part,
    group=st.sampled_from(CountingGroup),
    container=_part,
    position=st.integers(0, 999),
    lot=st.sampled_from(Lot),
    condition=st.sampled_from(Condition),
    images=st.lists(_part, max_size=2).map(tuple),
    machine=_readings,
    remakes=st.none() | _sheets.map(str),
)


@given(_sheets)
def test_a_sheet_id_comes_back(sheet: SheetId) -> None:
    assert SheetId.parse(str(sheet)) == sheet


@pytest.mark.parametrize("text", ["", "a/b/c", "a/b/c/d/e", "a//c/d"])
def test_a_sheet_id_has_four_parts(text: str) -> None:
    with pytest.raises(ValueError, match="four parts"):
        SheetId.parse(text)


@given(_rows)
def test_a_row_comes_back_and_is_named_by_contest_and_sheet(row: CaseRow) -> None:
    again = CaseRow.from_value(row.as_value())
    assert again == row
    assert again.key == CaseKey(row.contest, row.sheet)


def test_a_layout_comes_back_to_a_tenth_of_a_pixel() -> None:
    layout = PageLayout(
        1700,
        2200,
        (ContestBox("council", Box(10.04, 20, 300, 100)),),
        (TargetBox("council", "eddy", Box(15, 25.5, 40, 26)),),
    )
    again = PageLayout.from_value(layout.as_value())
    assert again.contest_box("council") == Box(10.0, 20, 300, 100)
    assert again.contest_box("senate") is None
    assert again.targets == layout.targets


def test_a_box_grows_on_every_side() -> None:
    assert Box(100, 100, 50, 20).grown(0.1) == Box(95, 98, 60, 24)


def test_conditions() -> None:
    assert condition_of(read_votes(COUNCIL, [])) is Condition.BLANK
    assert condition_of(read_votes(COUNCIL, ["eddy"])) is Condition.UNDERVOTE
    assert condition_of(read_votes(COUNCIL, ["eddy", "hill", "bell"])) is None
    assert (
        condition_of(read_votes(COUNCIL, ["eddy", "hill", "bell", "cutts"])) is Condition.OVERVOTE
    )
