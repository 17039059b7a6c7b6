"""Rulings that count, added up: how many alike on ballots alike, in one pass over the cases."""

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from adjudicator.domain.election import CountingGroup
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.storage.conditions import lots_inside
from adjudicator.storage.queries.acts import RulingRecord, ruling_record
from adjudicator.storage.schema import cases, entries, rulings

_COUNTING = [status.value for status in CaseStatus if status.counts]


@dataclass(frozen=True, slots=True, order=True)
class Alike:
    """What ballots counted together have in common."""

    contest: str
    precinct: str
    group: CountingGroup
    condition: Condition
    tier: Tier
    disposition: Disposition
    clause: str | None
    before: frozenset[str] = frozenset()
    """Choices the machine counted; not told where nothing was marked, for that changes none."""
    after: frozenset[str] = frozenset()
    """Choices that count by the ruling; likewise."""


def rulings_alike(connection: Connection) -> Counter[Alike]:
    """Every case of a closed batch whose ruling counts, in a lot that stands in the totals."""
    return _plain(connection) + _others(connection)


def _standing() -> tuple[ColumnElement[bool], ...]:
    return cases.c.status.in_(_COUNTING), cases.c.closed.is_not(None)


def _plain(connection: Connection) -> Counter[Alike]:
    """Ballots on which nothing (more) is marked, nearly all of a pile: added up by the database."""
    c = cases.c
    keys = (c.contest, c.precinct, c.grp, c.condition, c.tier, c.clause, c.import_entry, c.lot)
    query = (
        select(*keys, func.count())
        .where(*_standing(), c.disposition == Disposition.NOTHING_MARKED.value)
        .group_by(*keys)
    )
    inside, found = lots_inside(connection), Counter[Alike]()
    for contest, precinct, group, condition, tier, clause, entry, lot, n in connection.execute(
        query
    ):
        if inside(entry, lot):
            place = (contest, precinct, CountingGroup(group), Condition(condition), Tier(tier))
            found[Alike(*place, Disposition.NOTHING_MARKED, clause)] += n
    return found


def _others(connection: Connection) -> Counter[Alike]:
    c = cases.c
    made = and_(rulings.c.entry == c.ruling_entry, rulings.c.item == c.ruling_item)
    query = (
        select(
            c.contest,
            c.precinct,
            c.grp,
            c.condition,
            c.tier,
            c.disposition,
            c.clause,
            c.import_entry,
            c.lot,
            c.machine,
            rulings.c.votes,
        )
        .join(rulings, made)
        .where(*_standing(), c.disposition != Disposition.NOTHING_MARKED.value)
    )
    inside, found = lots_inside(connection), Counter[Alike]()
    for row in connection.execute(query):
        if not inside(row.import_entry, row.lot):
            continue
        alike = Alike(
            contest=row.contest,
            precinct=row.precinct,
            group=CountingGroup(row.grp),
            condition=Condition(row.condition),
            tier=Tier(row.tier),
            disposition=Disposition(row.disposition),
            clause=row.clause,
            before=frozenset(json.loads(row.machine)["votes"]),
            after=frozenset(json.loads(row.votes)),
        )
        found[alike] += 1
    return found


@dataclass(frozen=True, slots=True)
class TimedRuling:
    """A ruling of the board and when it was recorded."""

    ruling: RulingRecord
    time: str


def board_rulings(connection: Connection) -> list[TimedRuling]:
    """Every ruling of the board, in record order."""
    query = (
        select(rulings, entries.c.time)
        .join(entries, entries.c.i == rulings.c.entry)
        .where(rulings.c.tier == Tier.BOARD.value)
        .order_by(rulings.c.entry, rulings.c.item)
    )
    return [TimedRuling(ruling_record(row), row.time) for row in connection.execute(query)]
