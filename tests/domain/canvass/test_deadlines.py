"""Deadlines on the county's clock, and when the work will be done."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.canvass.deadlines import due_dates, next_due, projected, projections
from tests.domain.builders import florida

HELD = date(2018, 11, 6)
EASTERN, CENTRAL = ZoneInfo("America/New_York"), ZoneInfo("America/Chicago")
NOW = datetime(2018, 11, 17, 21, 14, tzinfo=EASTERN)


def test_the_deadlines_of_2018() -> None:
    dues = due_dates(florida().deadlines, HELD, (EASTERN,))
    assert [f"{due.deadline.title}: {due.first:%a %d %b %H:%M}" for due in dues] == [
        "First unofficial returns: Sat 10 Nov 12:00",
        "Second unofficial returns: Thu 15 Nov 15:00",
        "Official returns: Sun 18 Nov 12:00",
        "Certification by the state: Tue 20 Nov 09:00",
    ]


def test_the_next_one_and_the_time_left() -> None:
    dues = due_dates(florida().deadlines, HELD, (EASTERN,))
    due = next_due(dues, NOW)
    assert due is not None
    assert due.deadline.id == "official"
    assert due.left(NOW) == timedelta(hours=14, minutes=46)
    assert next_due(dues, due.first) is due, "it has not passed at its very minute"
    assert next_due(dues, datetime(2018, 12, 1, tzinfo=UTC)) is None


def test_a_county_in_two_zones_has_both_and_works_to_the_earlier() -> None:
    zones = tuple(ZoneInfo(name) for name in florida().zones_of("Gulf"))
    dues = due_dates(florida().deadlines, HELD, zones)
    assert [moment.astimezone(EASTERN).hour for moment in dues[2].moments] == [12, 13]
    assert florida().zones_of("escambia") == ("America/Chicago",)
    assert florida().zones_of("Volusia") == ("America/New_York",)
    with pytest.raises(ValueError, match="at least one time zone"):
        due_dates(florida().deadlines, HELD, ())


def test_at_this_rate_one_table_lost_and_two_more() -> None:
    here, lost, more = projections(652, Fraction(40), 3, NOW)
    assert here is not None
    assert lost is not None
    assert more is not None
    assert [f"{f.tables} tables: {f.at:%H:%M}" for f in (here, lost, more)] == [
        "3 tables: 02:40",
        "2 tables: 05:23",
        "5 tables: 00:30",
    ]


def test_nothing_is_promised_where_nothing_moves() -> None:
    assert projected(10, Fraction(0), 3, NOW) is None
    assert projected(10, Fraction(40), 0, NOW) is None
    done = projected(0, Fraction(0), 0, NOW)
    assert done is not None
    assert done.at == NOW


@given(st.integers(1, 5000), st.integers(1, 600), st.integers(1, 30))
def test_a_finish_is_never_promised_early_and_never_a_minute_late(
    cases: int, per_hour: int, tables: int
) -> None:
    finish = projected(cases, Fraction(per_hour), tables, NOW)
    assert finish is not None
    # In UTC: a long finish lies beyond the night on which the clocks change.
    minutes = int((finish.at.astimezone(UTC) - NOW.astimezone(UTC)) / timedelta(minutes=1))
    assert minutes * per_hour * tables >= cases * 60
    assert (minutes - 1) * per_hour * tables < cases * 60
