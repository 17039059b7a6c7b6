from adjudicator.domain.ballots import Lot
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.tally import OVER, UNDER, Cell, MachineCount
from adjudicator.interchange.comparing import Comparison, compare_expected

BLANK = MachineReading(frozenset(), under=1)
OVERVOTE = MachineReading(frozenset(), over=1)


def cell(group: str, precinct: str = "p1", lot: str = "accepted") -> Cell:
    return Cell("mayor", precinct, group, lot)


def test_what_agrees_and_what_does_not() -> None:
    counts = [
        MachineCount(cell("early_voting"), OVER, 1),
        MachineCount(cell("early_voting"), UNDER, 2),
        MachineCount(cell("early_voting"), "ada", 90),
        MachineCount(cell("early_voting", "p2"), UNDER, 1),
    ]
    found = [
        (cell("early_voting"), OVERVOTE),
        (cell("early_voting"), BLANK),
        (cell("early_voting"), BLANK),
        (cell("overseas"), BLANK),
    ]
    result = compare_expected(counts, found)
    assert result == (
        Comparison("mayor", "p1", "early_voting", 1, 1, 2, 2),
        Comparison("mayor", "p1", "overseas", None, 0, None, 1),
        Comparison("mayor", "p2", "early_voting", None, 0, 1, 0),
    )
    assert [c.agrees for c in result] == [True, None, False]


def test_counts_that_are_not_split_are_compared_as_a_whole() -> None:
    counts = [MachineCount(cell("all"), UNDER, 2)]
    found = [(cell("early_voting"), BLANK), (cell("overseas"), BLANK)]
    (only,) = compare_expected(counts, found)
    assert only == Comparison("mayor", "p1", "all", None, 0, 2, 2)
    assert only.agrees is True


def test_other_lots_and_contests_stay_out_unless_asked_for() -> None:
    held = cell("early_voting", lot="not_counted")
    counts = [MachineCount(held, UNDER, 5)]
    found = [(held, BLANK)]
    assert compare_expected(counts, found) == ()
    (only,) = compare_expected(counts, found, lots=frozenset({Lot.NOT_COUNTED}))
    assert (only.expected_under, only.found_under) == (5, 1)
    assert compare_expected(counts, found, contests=frozenset({"park"})) == ()
