"""How fast tables and board work, as measured, and when what waits will be done.

The measure is the last hour of work: from the last ruling back sixty minutes.  Where work began
within that hour it is measured from the first ruling, whose own cases do not count: nobody knows
when they were begun.  Nothing is said of a handful of cases in a few minutes.

Contests are worked through one after the other, so the second of them is done when the cases of
the first and its own are.  The tables and the board's docket have each their own rate; what the
tables are likely to send up still is added to the docket, by the share they sent up in that hour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil

from adjudicator.domain.canvass.deadlines import Finish, projected, projections

HOUR = timedelta(hours=1)
LEAST_MINUTES = 5
LEAST_CASES = 5
"""Below either nothing is said of a rate."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of ruling."""

    at: datetime
    table: str
    """Who ruled: a table, or the board."""
    cases: int
    """Cases it brought further; a revision brings none."""
    sent_up: int = 0
    """Of these, cases it left to the board."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done in the last hour of work."""

    cases: int
    minutes: int
    """Whole minutes it was measured over, at most 60."""
    tables: int
    """How many tables ruled in it."""
    sent_up: int
    until: datetime
    """The last ruling."""

    @property
    def enough(self) -> bool:
        """Whether anything can be said from it."""
        return self.minutes >= LEAST_MINUTES and self.cases >= LEAST_CASES

    @property
    def per_hour(self) -> Fraction:
        """Cases all tables together do in an hour; 0 where nothing can be said."""
        return Fraction(self.cases * 60, self.minutes) if self.enough else Fraction(0)

    @property
    def per_table(self) -> Fraction:
        """Cases one of them does in an hour."""
        return self.per_hour / max(1, self.tables)

    @property
    def share_up(self) -> Fraction:
        """The share of cases that was left to the board."""
        return Fraction(self.sent_up, self.cases) if self.cases else Fraction(0)


def measured(acts: Iterable[Act]) -> Pace | None:
    """The pace of the last hour of work; ``None`` where nobody has ruled.

    :param acts: of that hour and, if there is any, at least one before it.
    """
    told = sorted(acts, key=lambda act: act.at)
    if not told:
        return None
    until = told[-1].at
    lately = [act for act in told if until.astimezone(UTC) - act.at.astimezone(UTC) < HOUR]
    if len(lately) < len(told):
        minutes, counted = 60, lately
    else:
        span = until.astimezone(UTC) - lately[0].at.astimezone(UTC)
        minutes, counted = int(span / timedelta(minutes=1)), lately[1:]
    return Pace(
        cases=sum(act.cases for act in counted),
        minutes=minutes,
        tables=len({act.table for act in lately}),
        sent_up=sum(act.sent_up for act in counted),
        until=until,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """What waits in one contest."""

    contest: str
    tables: int
    """Cases that wait for a team, those whose paper is being fetched among them."""
    board: int
    """Cases that wait for the board."""

    @property
    def done(self) -> bool:
        """Whether nothing waits."""
        return not self.tables and not self.board


@dataclass(frozen=True, slots=True)
class Forecast:
    """When what waits in one contest will be done, as far as that can be said."""

    work: Work
    here: Finish | None
    """The tables, at the measured rate."""
    lost: Finish | None
    """The same with one table lost."""
    more: Finish | None
    """The same with two tables more."""
    coming: int
    """Cases the tables are likely to send up still, this contest's and those before it."""
    board: Finish | None
    """The docket, at the board's own rate; with nothing to do, now."""

    @property
    def ends(self) -> datetime | None:
        """When the contest is done by tables and board; ``None`` where that cannot be said."""
        if self.here is None or self.board is None:
            return None
        return max(self.here.at, self.board.at)

    @property
    def no_earlier(self) -> datetime | None:
        """Before when it is not done, by what can be said; ``None`` where nothing can."""
        known = [finish.at for finish in (self.here, self.board) if finish is not None]
        return max(known, default=None)


def forecasts(
    works: Sequence[Work], tables: Pace | None, board: Pace | None, now: datetime
) -> tuple[Forecast, ...]:
    """When each contest is done.

    :param works: in the board's order.
    :param tables: the pace of the teams; ``None`` where no team has ruled.
    :param board: the pace of the board.
    """
    found = []
    for place, work in enumerate(works):
        before = works[: place + 1]
        cases = sum(w.tables for w in before) if work.tables else 0
        rate = tables.per_table if tables is not None else Fraction(0)
        seats = tables.tables if tables is not None else 0
        here, lost, more = projections(cases, rate, seats, now)
        # What is sent up of earlier contests stands on the docket before this one's.
        coming = ceil(sum(w.tables for w in before) * tables.share_up) if tables else 0
        waits = sum(w.board for w in before) + coming if work.board or work.tables else 0
        docket = projected(waits, board.per_hour if board is not None else Fraction(0), 1, now)
        found.append(Forecast(work, here, lost, more, coming, docket))
    return tuple(found)
