"""When returns are due, and when the work will be done at the rate it goes.

The law counts days from the election and names an hour; which clock it is read on is the county's.
A county in two time zones is told both.  Nothing here reads a clock: *now* is given.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as the rule pack has it."""

    id: str
    title: str
    """What is due: ``Official returns``."""
    day: int
    """Days after the election; the day of the election is 0."""
    at: time
    """On the county's clock."""
    source: str = ""
    """Where the law says so."""

    def due(self, held: date, zone: tzinfo) -> datetime:
        """The moment, for an election held on that day, in that zone."""
        return datetime.combine(held + timedelta(days=self.day), self.at, zone)


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one election."""

    deadline: Deadline
    moments: tuple[datetime, ...]
    """One per zone of the county, the earliest first."""

    @property
    def first(self) -> datetime:
        """The moment to work towards: the earliest."""
        return self.moments[0]

    def left(self, now: datetime) -> timedelta:
        """Time left; below zero once it has passed.

        Counted in UTC: two moments of one zone are subtracted by their clocks, and on the night
        the clocks change an hour would be lost.
        """
        return self.first.astimezone(UTC) - now.astimezone(UTC)


def due_dates(
    deadlines: tuple[Deadline, ...], held: date, zones: tuple[tzinfo, ...]
) -> tuple[Due, ...]:
    """All deadlines of an election, in the order they fall due.

    :raises ValueError: no zone is given.
    """
    if not zones:
        raise ValueError("a county has at least one time zone")
    found = [
        Due(deadline, tuple(sorted(deadline.due(held, zone) for zone in zones)))
        for deadline in deadlines
    ]
    return tuple(sorted(found, key=lambda due: due.first))


def next_due(dues: tuple[Due, ...], now: datetime) -> Due | None:
    """The first that has not passed; ``None`` after the last."""
    return next((due for due in dues if due.left(now) >= timedelta(0)), None)


def last_passed(dues: tuple[Due, ...], now: datetime) -> Due | None:
    """The last that has passed; ``None`` before the first."""
    return next((due for due in reversed(dues) if due.left(now) < timedelta(0)), None)


@dataclass(frozen=True, slots=True)
class Finish:
    """When the work would be done with so many tables."""

    tables: int
    at: datetime


def projected(cases: int, per_hour: Fraction, tables: int, now: datetime) -> Finish | None:
    """When that many cases are done.

    ``per_hour``: cases one table does in an hour, as measured.  ``None`` where nothing can be said:
    no table, or none of them moves.  Rounded up to the minute: a finish is never promised early.
    """
    if not cases:
        return Finish(tables, now)
    if tables < 1 or per_hour <= 0:
        return None
    minutes = ceil(Fraction(cases * 60) / (per_hour * tables))
    # An hour of work is an hour on the night the clocks change, too.
    return Finish(tables, (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo))


def projections(
    cases: int, per_hour: Fraction, tables: int, now: datetime
) -> tuple[Finish | None, Finish | None, Finish | None]:
    """At this rate; with one table lost; with two tables more."""
    return (
        projected(cases, per_hour, tables, now),
        projected(cases, per_hour, tables - 1, now),
        projected(cases, per_hour, tables + 2, now),
    )
