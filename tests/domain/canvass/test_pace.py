"""How fast it goes, measured over the last hour of work, and when each contest is done."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.canvass.deadlines import due_dates, last_passed, next_due, projected
from adjudicator.domain.canvass.pace import Act, Pace, Work, forecasts, measured
from tests.domain.builders import florida

EASTERN = ZoneInfo("America/New_York")
NOW = datetime(2018, 11, 17, 21, 14, tzinfo=EASTERN)


def act(minute: int, table: str = "1", cases: int = 1, sent_up: int = 0) -> Act:
    return Act(NOW + timedelta(minutes=minute), table, cases, sent_up)


def pace(cases: int, minutes: int = 60, tables: int = 3, sent_up: int = 0) -> Pace:
    return Pace(cases, minutes, tables, sent_up, NOW)


def clocks(*finishes: object) -> list[str]:
    return [f"{finish.at:%a %H:%M}" for finish in finishes]  # type: ignore[attr-defined]  # none is None


def test_nothing_is_measured_where_nobody_has_ruled() -> None:
    assert measured([]) is None


def test_the_last_hour_of_work_is_measured_from_the_last_ruling_back() -> None:
    found = measured([act(-200, cases=50), act(-90), act(-60), act(-59, "2"), act(-30, cases=9)])
    assert found is not None
    assert (found.cases, found.minutes, found.tables) == (11, 60, 2)
    assert found.until == NOW - timedelta(minutes=30), "a pause since does not slow the rate"


def test_where_work_began_within_the_hour_the_first_ruling_only_starts_the_watch() -> None:
    found = measured([act(-20, cases=24), act(-10, cases=6), act(0, "2", cases=4, sent_up=1)])
    assert found is not None
    assert (found.cases, found.minutes, found.sent_up) == (10, 20, 1)
    assert found.per_hour == 30
    assert found.per_table == 15


def test_a_handful_of_cases_in_a_few_minutes_tells_nothing() -> None:
    for few in (pace(4), pace(40, minutes=4)):
        assert not few.enough
        assert few.per_hour == 0
    assert pace(5, minutes=5).per_hour == 60


def test_contests_are_done_one_after_the_other_in_the_boards_order() -> None:
    works = (Work("senate", 240, 0), Work("mayor", 120, 0))
    senate, mayor = forecasts(works, pace(120), None, NOW)
    assert clocks(senate.here, senate.lost, senate.more) == ["Sat 23:14", "Sun 00:14", "Sat 22:26"]
    assert clocks(mayor.here) == ["Sun 00:14"]
    assert mayor.here is not None
    assert mayor.ends == mayor.here.at
    mayor_first, _ = forecasts(works[::-1], pace(120), None, NOW)
    assert clocks(mayor_first.here) == ["Sat 22:14"]


def test_the_docket_has_its_own_rate_and_takes_what_the_tables_send_up() -> None:
    tables, board = pace(100, sent_up=10), pace(12, tables=1)
    (told,) = forecasts((Work("mayor", 100, 2),), tables, board, NOW)
    assert clocks(told.here) == ["Sat 22:14"]
    assert told.coming == 10
    assert clocks(told.board) == ["Sat 22:14"], "12 cases at 12 an hour"
    (slow,) = forecasts((Work("mayor", 100, 14),), tables, board, NOW)
    assert slow.ends is not None
    assert f"{slow.ends:%H:%M}" == "23:14", "the board is the later of the two"


def test_of_a_docket_nobody_has_ruled_on_nothing_can_be_said() -> None:
    (told,) = forecasts((Work("mayor", 100, 2),), pace(100), None, NOW)
    assert told.ends is None
    assert told.no_earlier is not None
    assert f"{told.no_earlier:%H:%M}" == "22:14"
    (unknown,) = forecasts((Work("mayor", 100, 2),), None, None, NOW)
    assert unknown.no_earlier is None


def test_a_contest_with_nothing_left_is_done_now_whatever_the_others_have() -> None:
    _, mayor = forecasts((Work("senate", 500, 3), Work("mayor", 0, 0)), pace(60), None, NOW)
    assert mayor.work.done
    assert mayor.ends == NOW


def test_the_night_the_clocks_change_has_an_hour_more() -> None:
    """Before the election of 6 November the clocks went back on Sunday the 4th."""
    before = datetime(2018, 11, 4, 0, 30, tzinfo=EASTERN)
    finish = projected(120, Fraction(60), 1, before)
    assert finish is not None
    assert f"{finish.at:%H:%M %Z}" == "01:30 EST", "two hours of work, one of the clock"
    dues = due_dates(florida().deadlines, date(2018, 11, 6), (EASTERN,))
    due = next_due(dues, before)
    assert due is not None
    assert due.left(before) == timedelta(days=6, hours=12, minutes=30)
    assert last_passed(dues, before) is None
    gone = last_passed(dues, NOW)
    assert gone is not None
    assert gone.deadline.id == "second"


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), min_size=1, max_size=40),
    st.integers(0, 300),
)
def test_a_pace_never_counts_more_than_the_hour_gave(
    acts: list[tuple[int, int]], cases: int
) -> None:
    found = measured(act(-minute, cases=n) for minute, n in acts)
    assert found is not None
    assert found.minutes <= 60
    last = min(minute for minute, _ in acts)
    assert found.cases <= sum(n for minute, n in acts if minute < last + 60)
    (told,) = forecasts((Work("mayor", cases, 0),), found, None, NOW)
    if cases and not found.enough:
        assert told.here is None
    else:
        assert told.here is not None
        assert told.here.at >= NOW
