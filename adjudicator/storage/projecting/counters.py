"""A case after something happened to it: its status, and what that changes in the tally.

The one place where counters move.  It folds the case's own events with
:func:`adjudicator.domain.history.effective` and the two readings with
:func:`adjudicator.domain.tally.delta`, so the counters and a refolding cannot disagree.
"""

import json
from collections import Counter
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

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


def case_events(connection: Connection, seal: str) -> list[Event]:
    """Everything that happened to a case, in record order; late objections change nothing."""
    made = connection.execute(select(rulings).where(rulings.c.case_seal == seal)).all()
    filed = connection.execute(
        select(attestations.c.entry, attestations.c.withdrawn)
        .where(
            attestations.c.case_seal == seal,
            attestations.c.answer == "object",
            attestations.c.late == 0,
            attestations.c.struck.is_(None),
        )
        .distinct()
    ).all()
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
    row = act.connection.execute(select(cases).where(cases.c.seal == seal)).first()
    if row is None:  # its import was declared void after an objection to it
        return
    now = effective(case_events(act.connection, seal))
    change = Counter(case_change(act, row, now))
    change.subtract(json.loads(row.changed))
    change[SETTLED] += int(now.status.counts) - row.settled
    for bucket, n in change.items():
        add_to(
            act.connection,
            changes,
            cell_keys(row) | {"bucket": bucket},
            n=n,
            closed_n=n if row.closed is not None else 0,
        )
    ruling = now.ruling
    act.connection.execute(
        update(cases)
        .where(cases.c.seal == seal)
        .values(
            status=now.status.value,
            settled=int(now.status.counts),
            changed=json.dumps(case_change(act, row, now), sort_keys=True),
            ruling_entry=ruling.entry if ruling else None,
            ruling_item=ruling.item if ruling else None,
            disposition=ruling.disposition.value if ruling else None,
        )
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


def count_case(act: Act, keys: dict[str, Any], n: int) -> None:
    """Count cases in or (negative) out of their cell."""
    add_to(act.connection, changes, keys | {"bucket": CASES}, n=n, closed_n=0)


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
    for where, buckets in totals.items():
        for name, n in buckets.items():
            add_to(act.connection, changes, names[where] | {"bucket": name}, n=0, closed_n=n)
    act.connection.execute(update(cases).where(scope).values(closed=act.index))
    act.connection.execute(
        update(batches).where(batches.c.number == number).values(closed=act.index)
    )
