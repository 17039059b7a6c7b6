"""Deadlines and finishes in words, for any moment: nothing here reads the record or a disk."""

from datetime import UTC, datetime, timedelta
from typing import Any

from adjudicator.domain.canvass.deadlines import Due, Finish
from adjudicator.domain.canvass.pace import Forecast, Pace
from adjudicator.domain.wording import count, join_names
from adjudicator.services.deadlines.outlook import Late, Outlook

_RECENT = timedelta(hours=24)
"""So long a deadline that has passed is told beside the next one."""
_IDLE = timedelta(minutes=15)
"""After so long without a ruling it is said since when none was made."""
_WEEK = timedelta(days=6)
_FAR = timedelta(days=60)
"""Beyond it no day is named."""


def left_words(left: timedelta) -> str:
    """``14 h 46 m``; days far off, seconds in the last hour; never rounded up."""
    seconds = max(0, int(left / timedelta(seconds=1)))
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days > 1:
        return f"{days} days {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60:02} m"
    return f"{minutes} m {seconds % 60:02} s"


def moment_words(at: datetime, now: datetime, *, zone: bool = True) -> str:
    """``Sun 12:00 EST``; with the day of the month where it is not within a week."""
    here = now.astimezone(at.tzinfo)
    far = abs(at.astimezone(UTC) - now.astimezone(UTC)) > _WEEK
    day = f" {at.day} {at:%b}" if far else ""
    year = f" {at.year}" if at.year != here.year else ""
    named = f" {at:%Z}" if zone else ""
    return f"{at:%a}{day}{year} {at:%H:%M}{named}"


def finish_words(finish: Finish, now: datetime) -> str:
    """``23:50`` today, ``02:40 Sunday`` within a week, a date after it."""
    at, today = finish.at, now.astimezone(finish.at.tzinfo).date()
    ahead = at.astimezone(UTC) - now.astimezone(UTC)
    if ahead > _FAR:
        return f"not within {_FAR.days} days"
    if at.date() == today:
        return f"{at:%H:%M}"
    if ahead <= _WEEK:
        return f"{at:%H:%M %A}"
    return f"{at:%H:%M} {at:%a} {at.day} {at:%b}"


# What is due -------------------------------------------------------------------------------


def due_lines(outlook: Outlook, now: datetime) -> tuple[str, ...]:
    """The next deadline with the time left, one passed lately, and those set by order."""
    if outlook.finished:
        return ()
    return (*_pack_lines(outlook, now), *_ordered_lines(outlook, now))


def _pack_lines(outlook: Outlook, now: datetime) -> list[str]:
    lines = []
    coming, passed = outlook.next_due(now), outlook.last_passed(now)
    if coming is not None:
        left = left_words(coming.left(now))
        lines.append(f"{coming.deadline.title} due {_moments(coming, now)} (in {left})")
        if passed is not None and -passed.left(now) <= _RECENT:
            ago = left_words(-passed.left(now))
            when = _moments(passed, now)
            lines.append(f"{passed.deadline.title} fell due {when}, {ago} ago")
    elif passed is not None:
        title = passed.deadline.title
        lines.append(
            f"Every deadline has passed; the last, {title[:1].lower()}{title[1:]}, fell due "
            f"{_moments(passed, now)}"
        )
    return lines


def _moments(due: Due, now: datetime) -> str:
    """On both clocks of a county that has two."""
    first, *others = due.moments
    told = moment_words(first, now)
    if not others:
        return told
    rest = join_names([f"{at:%H:%M %Z}" for at in others])
    return f"{told}, and {rest} in the county's other zone"


def _ordered_lines(outlook: Outlook, now: datetime) -> list[str]:
    lines = []
    only = len({work.contest for work in outlook.works}) == 1
    for each in outlook.ordered:
        at = each.at.astimezone(outlook.zone)
        left = at.astimezone(UTC) - now.astimezone(UTC)
        passed = left < timedelta(0)
        who = "Due" if only else f"{each.title} due"
        if passed:
            who = "Was due" if only else f"{each.title} was due"
        told = f"{left_words(-left)} ago" if passed else f"in {left_words(left)}"
        lines.append(f"{who} {moment_words(at, now)} by order ({told})")
    return lines


# When it will be done ----------------------------------------------------------------------


def rate_lines(outlook: Outlook, now: datetime) -> tuple[str, ...]:
    """When what waits is done, a line for each contest; why nothing can be said, where so."""
    if outlook.finished:
        return ()
    told = outlook.forecasts(now)
    several = len(told) > 1
    lines = []
    for each in told:
        title = f"{outlook.title(each.work.contest)}: " if several else ""
        parts = [p for p in (_table_words(each, now), _docket_words(each, now)) if p]
        if parts:
            whole = "; ".join(parts)
            lines.append(f"{title}{whole}" if title else f"{whole[:1].upper()}{whole[1:]}")
    bases = " ".join(_bases(outlook, now))
    return (*lines, bases) if bases else tuple(lines)


def _table_words(told: Forecast, now: datetime) -> str:
    if not told.work.tables or told.here is None or told.more is None:
        return ""
    lost = (
        "with one table lost nobody rules"
        if told.lost is None
        else f"one table lost: {finish_words(told.lost, now)}"
    )
    more = f"two more tables: {finish_words(told.more, now)}"
    return f"at this rate {finish_words(told.here, now)}; {lost}; {more}"


def _docket_words(told: Forecast, now: datetime) -> str:
    """The docket apart, for the board has its own rate."""
    if told.board is None or not (told.work.board or told.coming):
        return ""
    cases = count(told.work.board, "case")
    coming = f" and about {told.coming:,} still to come" if told.coming else ""
    return f"docket ({cases}{coming}) done {finish_words(told.board, now)}"


def _bases(outlook: Outlook, now: datetime) -> list[str]:
    """What the rates rest on, or what cannot be said and why."""
    waits = outlook.forecasts(now)
    lines = []
    if any(each.work.tables for each in waits):
        lines.append(_basis(outlook.tables, now, "table", "tables"))
    if any(each.work.board or each.coming for each in waits):
        lines.append(_basis(outlook.board, now, "", ""))
    return lines


def _basis(pace: Pace | None, now: datetime, one: str, many: str) -> str:
    """``Measured: 3 tables, 118 cases in 60 minutes.``, or why nothing is said."""
    board = not one
    if pace is None:
        who = "The board has not ruled" if board else "No table has ruled"
        what = "the docket is" if board else "the tables are"
        return f"{who} yet, so nothing can be said of when {what} done."
    made = f"{count(pace.cases, 'case')} in {count(pace.minutes, 'minute')}"
    who = "the board" if board else count(pace.tables, one, many)
    if not pace.enough:
        return f"Too little is ruled to say when it is done: {who}, {made}."
    idle = now.astimezone(UTC) - pace.until.astimezone(UTC)
    since = ""
    if idle > _IDLE:
        until = moment_words(pace.until.astimezone(now.tzinfo), now, zone=False)
        nobody = "the board has not ruled" if board else "no table has ruled"
        since = f"; {nobody} since {until}, and this is how it goes if work goes on now"
    return f"Measured: {who}, {made}{since}."


def brief_rate(outlook: Outlook, now: datetime) -> str:
    """One line: ``At this rate: done 23:50``; empty where nothing waits or nothing can be said."""
    told = () if outlook.finished else outlook.forecasts(now)
    ends = [each.ends for each in told if each.ends is not None]
    if told and len(ends) == len(told):
        return f"At this rate: done {finish_words(Finish(0, max(ends)), now)}"
    tables = [each.here.at for each in told if each.work.tables and each.here is not None]
    if tables:
        # Of the docket nothing can be said; the reason stands below.
        return f"At this rate: tables done {finish_words(Finish(0, max(tables)), now)}"
    return ""


def late_sentences(outlook: Outlook, now: datetime) -> list[str]:
    """The contests that will not be done in time, or were not, one sentence each."""
    return [] if outlook.finished else [_late(late, now) for late in outlook.late(now)]


def _late(late: Late, now: datetime) -> str:
    due = moment_words(late.due, now)
    if late.due < now:
        ago = left_words(now.astimezone(UTC) - late.due.astimezone(UTC))
        waits = count(late.waits, "case")
        verb = "waits" if late.waits == 1 else "wait"
        return f"{late.title} is past {late.what} ({due}) by {ago}, and {waits} {verb}."
    ends = late.ends or now
    over = left_words(ends.astimezone(UTC) - late.due.astimezone(UTC))
    done = finish_words(Finish(0, ends), now)
    return f"At this rate {late.title} is done {done}, {over} after {late.what} ({due})."


# For programs ------------------------------------------------------------------------------


def outlook_value(outlook: Outlook, now: datetime) -> dict[str, Any]:
    """The object of ``status --json``."""
    coming = outlook.next_due(now)
    return {
        "next": None if coming is None else _due_value(coming, now),
        "all": [_due_value(due, now) for due in outlook.dues],
        "ordered": [
            {
                "contest": each.contest,
                "due": each.at.astimezone(outlook.zone).isoformat(),
                "seconds_left": int((each.at - now).total_seconds()),
            }
            for each in outlook.ordered
        ],
        "measured": {
            "tables": _pace_value(outlook.tables),
            "board": _pace_value(outlook.board),
        },
        "projected": [_forecast_value(each) for each in outlook.forecasts(now)],
        "late": late_sentences(outlook, now),
        "told": [*due_lines(outlook, now), *rate_lines(outlook, now)],
    }


def _due_value(due: Due, now: datetime) -> dict[str, Any]:
    return {
        "id": due.deadline.id,
        "title": due.deadline.title,
        "due": [at.isoformat() for at in due.moments],
        "seconds_left": int(due.left(now).total_seconds()),
        "source": due.deadline.source,
    }


def _pace_value(pace: Pace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "cases": pace.cases,
        "minutes": pace.minutes,
        "tables": pace.tables,
        "sent_up": pace.sent_up,
        "until": pace.until.isoformat(),
        "enough": pace.enough,
    }


def _forecast_value(told: Forecast) -> dict[str, Any]:
    def at(finish: Finish | None) -> str | None:
        return None if finish is None else finish.at.isoformat()

    return {
        "contest": told.work.contest,
        "for_tables": told.work.tables,
        "for_board": told.work.board,
        "coming_to_board": told.coming,
        "tables_done": at(told.here),
        "one_table_lost": at(told.lost),
        "two_more_tables": at(told.more),
        "board_done": at(told.board),
        "done": None if told.ends is None else told.ends.isoformat(),
    }
