"""A case after something happened to it: its status, and what that changes in the tally.

The one place where counters move.  It folds the case's own events with
:func:`adjudicator.domain.history.effective` and the two readings with
:func:`adjudicator.domain.tally.delta`, so the counters and a refolding cannot disagree.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    and_,
    bindparam,
    func,
    select,
    update,
)

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.history import (
    Effective,
    Event,
    Isolated,
    ObjectionFiled,
    ObjectionOutcome,
    ObjectionWithdrawn,
    Reopened,
    RulingMade,
    SeenOtherwise,
    effective,
)
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.tally import delta, reading_buckets, ruling_buckets
from adjudicator.storage.conditions import in_released_lot
from adjudicator.storage.projecting.act import Act, add_to
from adjudicator.storage.schema import (
    CASES,
    SETTLED,
    attestations,
    batches,
    cases,
    changes,
    rulings,
)

_SEAL: BindParameter[str] = bindparam("of_seal")
_SEALS: BindParameter[list[str]] = bindparam("of_seals", expanding=True)
_CASE = select(cases).where(cases.c.seal == _SEAL)
_CASES = select(cases).where(cases.c.seal.in_(_SEALS)).order_by(cases.c.seal)
_MADE = (
    select(rulings).where(rulings.c.case_seal.in_(_SEALS)).order_by(rulings.c.entry, rulings.c.item)
)
_FILED = (
    select(
        attestations.c.case_seal,
        attestations.c.entry,
        attestations.c.withdrawn,
        attestations.c.decided,
        attestations.c.outcome,
    )
    .where(
        attestations.c.case_seal.in_(_SEALS),
        attestations.c.answer == "object",
        attestations.c.late == 0,
        attestations.c.struck.is_(None),
    )
    .distinct()
)
_AT_ONCE = 500
"""Cases asked for in one statement."""
_UPDATE_CASE = update(cases).where(cases.c.seal == _SEAL)
_REOPEN = _UPDATE_CASE.values(closed=None, reopened=bindparam("opened_by"))


def _case_events(
    case: Row[Any], made: Sequence[Row[Any]], filed: Sequence[Row[Any]]
) -> list[Event]:
    """Everything that changes what stands for a case, in record order.

    Late objections change nothing; of reopenings, second looks and orders only the pending one
    does.

    :param made: its rulings.
    :param filed: objections to it that were made in time.
    """
    decided: dict[int, list[tuple[int, ObjectionOutcome]]] = {}
    for row in filed:
        if row.decided is not None:
            pair = (row.entry, ObjectionOutcome(row.outcome))
            decided.setdefault(row.decided, []).append(pair)
    events: list[Event] = [
        RulingMade(
            r.entry,
            r.item,
            Tier(r.tier),
            Disposition(r.disposition),
            frozenset(json.loads(r.votes)),
            tuple(decided.get(r.entry, ())),
        )
        for r in made
    ]
    events.extend(ObjectionFiled(row.entry) for row in filed)
    events.extend(
        ObjectionWithdrawn(row.withdrawn, row.entry) for row in filed if row.withdrawn is not None
    )
    if case.reopened is not None:
        events.append(Reopened(case.reopened))
    if case.seen_otherwise is not None:
        events.append(SeenOtherwise(case.seen_otherwise))
    if case.isolated is not None:
        events.append(Isolated(case.isolated))
    return sorted(events, key=lambda e: (e.entry, getattr(e, "item", 0)))


def refresh_case(act: Act, seal: str) -> None:
    """Like :func:`refresh_cases`, for one case."""
    refresh_cases(act, [seal])


def refresh_cases(act: Act, seals: Sequence[str]) -> None:
    """Bring cases' status and the counters up to date after anything that may change them.

    A case whose import was declared void after an objection to it is not there any more.
    """
    for start in range(0, len(seals), _AT_ONCE):
        _refresh_some(act, {"of_seals": list(seals[start : start + _AT_ONCE])})


def _refresh_some(act: Act, which: dict[str, list[str]]) -> None:
    made = _by_case(act.connection.execute(_MADE, which).all())
    filed = _by_case(act.connection.execute(_FILED, which).all())
    moved: Counter[tuple[Any, ...]] = Counter()
    moved_closed: Counter[tuple[Any, ...]] = Counter()
    updates = []
    for row in act.connection.execute(_CASES, which).all():
        mine = made.get(row.seal, [])
        events = _case_events(row, mine, filed.get(row.seal, []))
        now = effective(events, closed=row.closed is not None)
        changed = case_change(act, row, now)
        change = Counter(changed)
        change.subtract(json.loads(row.changed))
        change[SETTLED] += int(now.status.counts) - row.settled
        cell = tuple(cell_keys(row).items())
        for bucket, n in change.items():
            moved[cell, bucket] += n
            moved_closed[cell, bucket] += n if row.closed is not None else 0
        updates.append(_standing(row.seal, now, changed, mine))
    amounts = [
        dict(cell) | {"bucket": bucket, "n": n, "closed_n": moved_closed[cell, bucket]}
        for (cell, bucket), n in moved.items()
    ]
    add_to(act.connection, changes, amounts)
    if updates:
        act.connection.execute(_UPDATE_CASE, updates)


def _by_case(rows: Iterable[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.case_seal, []).append(row)
    return found


def _standing(
    seal: str, now: Effective, changed: dict[str, int], made: Sequence[Row[Any]]
) -> dict[str, Any]:
    """What the row of a case says now."""
    ruling = now.ruling
    return {
        "of_seal": seal,
        "status": now.status.value,
        "settled": int(now.status.counts),
        "changed": json.dumps(changed, sort_keys=True),
        "ruling_entry": ruling.entry if ruling else None,
        "ruling_item": ruling.item if ruling else None,
        "disposition": ruling.disposition.value if ruling else None,
        "tier": ruling.tier.value if ruling else None,
        "clause": made[-1].clause if made else None,
        "reopened": now.reopened,
        "seen_otherwise": now.seen_otherwise,
    }


def reopen_case(act: Act, seal: str) -> None:
    """Open a case anew: what it changed leaves the closed numbers, and then the others too."""
    row = act.connection.execute(_CASE, {"of_seal": seal}).first()
    if row is None:
        return
    if row.closed is not None:
        change = Counter(json.loads(row.changed))
        change[SETTLED] += row.settled
        cell = cell_keys(row)
        add_to(
            act.connection,
            changes,
            [cell | {"bucket": b, "n": 0, "closed_n": -n} for b, n in change.items()],
        )
    act.connection.execute(_REOPEN, {"of_seal": seal, "opened_by": act.index})
    refresh_case(act, seal)


def case_change(act: Act, row: Row[Any], now: Effective) -> dict[str, int]:
    """What the ruling that counts, if any, changes in the case's cell."""
    counting = now.counting
    if counting is None:
        return {}
    contest = act.election.contest(row.contest)
    machine = machine_from_value(json.loads(row.machine))
    return delta(
        reading_buckets(contest, machine),
        ruling_buckets(contest, counting.disposition, counting.votes),
    )


def cell_keys(row: Row[Any]) -> dict[str, Any]:
    """Where a case's numbers belong."""
    return {
        "import_entry": row.import_entry,
        "contest": row.contest,
        "precinct": row.precinct,
        "grp": row.grp,
        "lot": row.lot,
    }


def count_cases_where(act: Act, which: ColumnElement[bool], *, sign: int) -> None:
    """Count some cases in or (negative) out of their cells."""
    cell = (
        cases.c.import_entry,
        cases.c.contest,
        cases.c.precinct,
        cases.c.grp,
        cases.c.lot,
    )
    names = [c.name for c in cell]
    grouped = select(*cell, func.count().label("n")).where(which).group_by(*cell)
    counted = [
        dict(zip(names, row[:-1], strict=True))
        | {"bucket": CASES, "n": sign * row.n, "closed_n": 0}
        for row in act.connection.execute(grouped).all()
    ]
    add_to(act.connection, changes, counted)


def resize_batch(act: Act, number: int, by: int) -> None:
    """A batch has got so many more cases, or fewer."""
    act.connection.execute(
        update(batches).where(batches.c.number == number).values(cases=batches.c.cases + by)
    )


def close_batch(act: Act, number: int) -> None:
    """Close a batch's open cases of released lots: what they changed counts as closed now.

    Cases of lots released later, those released by themselves and those opened anew are closed by
    a further close of the same batch.
    """
    scope = and_(
        cases.c.batch == number,
        cases.c.closed.is_(None),
        cases.c.isolated.is_(None),
        in_released_lot(),
    )
    rows = act.connection.execute(select(cases).where(scope)).all()
    totals: dict[tuple[Any, ...], Counter[str]] = {}
    names: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        keys = cell_keys(row)
        where = tuple(keys.values())
        names[where] = keys
        bucket = totals.setdefault(where, Counter())
        bucket.update(json.loads(row.changed))
        bucket[SETTLED] += row.settled
    add_to(
        act.connection,
        changes,
        [
            names[where] | {"bucket": name, "n": 0, "closed_n": n}
            for where, buckets in totals.items()
            for name, n in buckets.items()
        ],
    )
    act.connection.execute(update(cases).where(scope).values(closed=act.index))
    act.connection.execute(
        update(batches).where(batches.c.number == number).values(closed=act.index)
    )
