"""Two programs' returns of one election, each in its own spelling."""

from adjudicator.domain.canvass.returns import ContestName, Place, Returns
from adjudicator.services.canvass.matching import compare_returns

TABLE = ContestName("Marsh", "State House", "26")
REPORT = ContestName("Marsh County", "STATE HOUSE 26", "")


def returns(name: ContestName, *numbers: tuple[str, str, str, int]) -> Returns:
    found = Returns()
    contest = found.contest(name)
    for precinct, group, choice, n in numbers:
        contest.parties[choice] = ""
        contest.numbers[Place(name.county, precinct, group), choice] += n
    return found


def test_spelling_makes_no_difference_and_votes_do() -> None:
    one = returns(TABLE, ("PCT 1", "Early voting", "Ann Ash", 5), ("PCT 1", "Mail", "Ann Ash", 6))
    other = returns(REPORT, ("Pct. 1", "early", "ANN ASH", 5), ("Pct. 1", "absentee", "ANN ASH", 6))
    assert compare_returns(one, other).agrees
    worse = returns(REPORT, ("Pct. 1", "early", "ANN ASH", 5), ("Pct. 1", "absentee", "ANN ASH", 7))
    (unlike,) = compare_returns(one, worse).unlike
    assert (unlike.contest, unlike.place) == (TABLE, Place("Marsh", "PCT 1", "Mail"))
    assert (unlike.bucket, unlike.one, unlike.other) == ("Ann Ash", 6, 7)


def test_two_names_that_would_become_one_stay_two() -> None:
    one = returns(TABLE, ("P1", "", "Ann Ash", 5))
    other = returns(TABLE, ("P1", "", "ANN ASH", 2), ("P1", "", "Ann-Ash", 3))
    assert {u.bucket for u in compare_returns(one, other).unlike} == {
        "Ann Ash",
        "ANN ASH",
        "Ann-Ash",
    }


def test_another_precinct_is_no_other_spelling() -> None:
    one = returns(TABLE, ("PCT 1", "", "Ann Ash", 5))
    found = compare_returns(one, returns(TABLE, ("PCT 11", "", "Ann Ash", 5)))
    assert [(u.place.precinct, u.one, u.other) for u in found.unlike] == [
        ("PCT 1", 5, None),
        ("PCT 11", None, 5),
    ]
