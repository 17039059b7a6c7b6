"""Deadlines and finishes as people read them, at fixed clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adjudicator.domain.canvass.deadlines import due_dates
from adjudicator.domain.canvass.pace import Pace, Work
from adjudicator.services.deadlines.outlook import OrderedDue, Outlook
from adjudicator.services.deadlines.telling import (
    brief_rate,
    due_lines,
    late_sentences,
    left_words,
    outlook_value,
    rate_lines,
)
from tests.domain.builders import florida

EASTERN, CENTRAL = ZoneInfo("America/New_York"), ZoneInfo("America/Chicago")
NIGHT = datetime(2018, 11, 17, 21, 14, tzinfo=EASTERN)
TITLES = (("house", "State House 26"), ("mayor", "Mayor"))


def outlook(
    *works: Work,
    zones: tuple[ZoneInfo, ...] = (EASTERN,),
    tables: Pace | None = None,
    board: Pace | None = None,
    **more: object,
) -> Outlook:
    fields: dict[str, object] = {"ordered": (), "tiers": 2, "refiled": frozenset()}
    return Outlook(
        zone=zones[0],
        dues=due_dates(florida().deadlines, date(2018, 11, 6), zones),
        works=works,
        titles=TITLES,
        tables=tables,
        board=board,
        read_at=NIGHT,
        **{**fields, **more},  # type: ignore[arg-type]  # by name
    )


def pace(cases: int, tables: int = 3, until: datetime = NIGHT, sent_up: int = 0) -> Pace:
    return Pace(cases, 60, tables, sent_up, until)


def test_the_next_deadline_and_the_time_left() -> None:
    assert due_lines(outlook(), NIGHT) == ("Official returns due Sun 12:00 EST (in 14 h 46 m)",)
    minute = datetime(2018, 11, 18, 11, 58, tzinfo=EASTERN)
    assert due_lines(outlook(), minute)[0].endswith("(in 2 m 00 s)")
    second = minute + timedelta(seconds=1)
    assert due_lines(outlook(), second)[0].endswith("(in 1 m 59 s)")


def test_a_county_in_two_zones_is_told_both_hours_and_works_to_the_earlier() -> None:
    (line,) = due_lines(outlook(zones=(EASTERN, CENTRAL)), NIGHT)
    assert line == (
        "Official returns due Sun 12:00 EST, and 12:00 CST in the county's other zone "
        "(in 14 h 46 m)"
    )


def test_a_deadline_that_passed_lately_stands_beside_the_next() -> None:
    late = datetime(2018, 11, 18, 13, 20, tzinfo=EASTERN)
    assert due_lines(outlook(), late) == (
        "Certification by the state due Tue 09:00 EST (in 43 h 40 m)",
        "Official returns fell due Sun 12:00 EST, 1 h 20 m ago",
    )


def test_after_the_last_deadline_it_says_so() -> None:
    long_after = datetime(2026, 11, 22, tzinfo=UTC)
    assert due_lines(outlook(), long_after) == (
        (
            "Every deadline has passed; the last, certification by the state, "
            "fell due Tue 20 Nov 2018 09:00 EST"
        ),
    )


def test_a_deadline_set_by_order_stands_beside_those_of_the_law() -> None:
    order = OrderedDue("mayor", "Mayor", datetime(2018, 11, 18, 23, 0, tzinfo=UTC))
    told = outlook(Work("house", 1, 0), Work("mayor", 1, 0), ordered=(order,))
    assert due_lines(told, NIGHT)[1] == "Mayor due Sun 18:00 EST by order (in 20 h 46 m)"
    after = datetime(2018, 11, 18, 18, 30, tzinfo=EASTERN)
    assert due_lines(told, after)[-1] == "Mayor was due Sun 18:00 EST by order (30 m 00 s ago)"


def test_when_it_is_done_at_this_rate_and_with_other_tables() -> None:
    told = outlook(Work("house", 652, 0), tables=pace(120))
    assert rate_lines(told, NIGHT) == (
        "At this rate 02:40 Sunday; one table lost: 05:23 Sunday; two more tables: 00:30 Sunday",
        "Measured: 3 tables, 120 cases in 60 minutes.",
    )
    assert brief_rate(told, NIGHT) == "At this rate: done 02:40 Sunday"


def test_the_only_table_lost_leaves_nobody() -> None:
    told = outlook(Work("house", 10, 0), tables=pace(10, tables=1))
    assert "with one table lost nobody rules" in rate_lines(told, NIGHT)[0]


def test_several_contests_are_told_each_in_the_boards_order() -> None:
    told = outlook(Work("mayor", 60, 0), Work("house", 60, 3), tables=pace(60), board=pace(6))
    assert rate_lines(told, NIGHT)[:2] == (
        "Mayor: at this rate 22:14; one table lost: 22:44; two more tables: 21:50",
        (
            "State House 26: at this rate 23:14; one table lost: 00:14 Sunday; "
            "two more tables: 22:26; docket (3 cases) done 21:44"
        ),
    )
    assert brief_rate(told, NIGHT) == "At this rate: done 23:14"


def test_where_nothing_can_be_said_it_says_why() -> None:
    assert rate_lines(outlook(Work("house", 5, 2)), NIGHT) == (
        (
            "No table has ruled yet, so nothing can be said of when the tables are done. "
            "The board has not ruled yet, so nothing can be said of when the docket is done."
        ),
    )
    half = outlook(Work("house", 60, 2), tables=pace(60))
    assert brief_rate(half, NIGHT) == "At this rate: tables done 22:14"
    few = outlook(Work("house", 5, 0), tables=Pace(3, 2, 1, 0, NIGHT))
    assert rate_lines(few, NIGHT) == (
        "Too little is ruled to say when it is done: 1 table, 3 cases in 2 minutes.",
    )
    assert brief_rate(few, NIGHT) == ""
    assert rate_lines(outlook(Work("house", 0, 0)), NIGHT) == ()
    assert brief_rate(outlook(Work("house", 0, 0)), NIGHT) == ""


def test_a_pause_is_told_with_the_rate() -> None:
    told = outlook(Work("house", 60, 0), tables=pace(60, until=NIGHT - timedelta(hours=2)))
    assert rate_lines(told, NIGHT)[1] == (
        "Measured: 3 tables, 60 cases in 60 minutes; no table has ruled since Sat 19:14, and this "
        "is how it goes if work goes on now."
    )


def test_a_finish_beyond_the_deadline_is_said_with_how_much() -> None:
    told = outlook(Work("house", 2000, 0), Work("mayor", 0, 0), tables=pace(120))
    (sentence,) = late_sentences(told, NIGHT)
    assert sentence == (
        "At this rate State House 26 is done 13:54 Sunday, 1 h 54 m after official returns "
        "(Sun 12:00 EST)."
    )
    assert not late_sentences(outlook(Work("house", 1700, 0), tables=pace(120)), NIGHT)
    assert not late_sentences(
        outlook(Work("house", 2000, 0), tables=pace(120), refiled=frozenset({"house"})), NIGHT
    ), "what is filed again cannot come late"


def test_a_deadline_by_order_is_what_its_contest_is_measured_by() -> None:
    order = OrderedDue("mayor", "Mayor", datetime(2018, 11, 17, 22, 0, tzinfo=EASTERN))
    works = (Work("mayor", 120, 0), Work("house", 60, 0))
    told = outlook(*works, tables=pace(120), ordered=(order,))
    (sentence,) = late_sentences(told, NIGHT)
    assert sentence.startswith("At this rate Mayor is done 22:14, 14 m 00 s after the deadline set")
    (past,) = late_sentences(told, NIGHT + timedelta(hours=1))
    assert past == (
        "Mayor is past the deadline set by order (Sat 22:00 EST) by 14 m 00 s, and 120 cases wait."
    )


def test_what_fell_due_while_the_work_went_on_is_missed_and_what_fell_due_before_is_not() -> None:
    friday = datetime(2018, 11, 16, 18, 0, tzinfo=EASTERN)
    told = outlook(Work("house", 40, 1), tables=pace(120), board=pace(12), begun=friday)
    assert not late_sentences(told, NIGHT), "second returns were due before the pile was closed"
    (missed,) = late_sentences(told, datetime(2018, 11, 18, 12, 5, tzinfo=EASTERN))
    assert missed == (
        "State House 26 is past official returns (Sun 12:00 EST) by 5 m 00 s, and 41 cases wait."
    )
    done = outlook(Work("house", 0, 0), begun=friday)
    assert not late_sentences(done, datetime(2018, 11, 18, 12, 5, tzinfo=EASTERN))
    replayed = datetime(2026, 11, 1, tzinfo=UTC)
    again = outlook(Work("house", 40, 0), tables=pace(120), begun=replayed)
    assert not late_sentences(again, replayed + timedelta(hours=5))


def test_the_same_for_programs() -> None:
    value = outlook_value(outlook(Work("house", 652, 0), tables=pace(120)), NIGHT)
    assert value["next"]["id"] == "official"
    assert value["next"]["due"] == ["2018-11-18T12:00:00-05:00"]
    assert value["next"]["seconds_left"] == 14 * 3600 + 46 * 60
    (told,) = value["projected"]
    assert told["tables_done"] == "2018-11-18T02:40:00-05:00"
    assert value["late"] == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 m 00 s"), (3599, "59 m 59 s"), (3600, "1 h 00 m"), (172800, "2 days 0 h")],
)
def test_time_left_in_words(seconds: int, words: str) -> None:
    assert left_words(timedelta(seconds=seconds)) == words
