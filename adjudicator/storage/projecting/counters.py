"""A case after something happened to it: its status, and what that changes in the tally.

The one place where counters move.  It folds the case's own events with
:func:`adjudicator.domain.history.effective` and the two readings with
:func:`adjudicator.domain.tally.delta`, so the counters and a refolding cannot disagree.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, select, update

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.history import (
    Effective,
    Event,
    ObjectionFiled,
    ObjectionWithdrawn,
    RulingMade,
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
_CASE = select(cases).where(cases.c.seal == _SEAL)
_MADE = select(rulings).where(rulings.c.case_seal == _SEAL)
_FILED = (
    select(attestations.c.entry, attestations.c.withdrawn)
    .where(
        attestations.c.case_seal == _SEAL,
        attestations.c.answer == "object",
        attestations.c.late == 0,
        attestations.c.struck.is_(None),
    )
    .distinct()
)
_UPDATE_CASE = update(cases).where(cases.c.seal == _SEAL)


def case_events(connection: Connection, seal: str) -> list[Event]:
    """Everything that happened to a case, in record order; late objections change nothing."""
    made = connection.execute(_MADE, {"of_seal": seal}).all()
    filed = connection.execute(_FILED, {"of_seal": seal}).all()
    events: list[Event] = [
        RulingMade(
            r.entry,
            r.item,
            Tier(r.tier),
            Disposition(r.disposition),
            frozenset(json.loads(r.votes)),
        )
        for r in made
    ]
    events.extend(ObjectionFiled(row.entry) for row in filed)
    events.extend(
        ObjectionWithdrawn(row.withdrawn, row.entry) for row in filed if row.withdrawn is not None
    )
    return sorted(events, key=lambda e: (e.entry, getattr(e, "item", 0)))


def refresh_case(act: Act, seal: str) -> None:
    """Bring a case's status and the counters up to date after a ruling or an objection."""
    row = act.connection.execute(_CASE, {"of_seal": seal}).first()
    if row is None:  # its import was declared void after an objection to it
        return
    now = effective(case_events(act.connection, seal))
    changed = case_change(act, row, now)
    change = Counter(changed)
    change.subtract(json.loads(row.changed))
    change[SETTLED] += int(now.status.counts) - row.settled
    cell, closed = cell_keys(row), row.closed is not None
    add_to(
        act.connection,
        changes,
        [cell | {"bucket": b, "n": n, "closed_n": n if closed else 0} for b, n in change.items()],
    )
    ruling = now.ruling
    act.connection.execute(
        _UPDATE_CASE,
        {
            "of_seal": seal,
            "status": now.status.value,
            "settled": int(now.status.counts),
            "changed": json.dumps(changed, sort_keys=True),
            "ruling_entry": ruling.entry if ruling else None,
            "ruling_item": ruling.item if ruling else None,
            "disposition": ruling.disposition.value if ruling else None,
        },
    )


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


def count_cases(act: Act, cells: Iterable[tuple[dict[str, Any], int]]) -> None:
    """Count cases in or (negative) out of their cells."""
    rows = [keys | {"bucket": CASES, "n": n, "closed_n": 0} for keys, n in cells]
    add_to(act.connection, changes, rows)


def close_batch(act: Act, number: int) -> None:
    """Close a batch's open cases of released lots: what they changed counts as closed now.

    Cases of lots released later are closed by a further close of the same batch.
    """
    scope = and_(cases.c.batch == number, cases.c.closed.is_(None), in_released_lot())
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
