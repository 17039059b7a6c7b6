"""What waits inside the totals, as the machine read it; what was changed; what is locked."""

import json
from collections import Counter

from sqlalchemy import Connection, and_, func, or_, select

from adjudicator.storage.conditions import in_released_lot
from adjudicator.storage.schema import cases


def waiting_readings(
    connection: Connection, *, closed_only: bool = False
) -> dict[str, Counter[frozenset[str]]]:
    """Per contest, the machine's votes on each case whose ruling does not count.

    :param closed_only: also cases that are ruled on and whose batch is not closed.
    """
    open_ = cases.c.settled == 0
    if closed_only:
        open_ = or_(open_, cases.c.closed.is_(None))
    query = select(cases.c.contest, cases.c.machine).where(and_(open_, in_released_lot()))
    found: dict[str, Counter[frozenset[str]]] = {}
    for contest, machine in connection.execute(query):
        votes = frozenset(json.loads(machine)["votes"])
        found.setdefault(contest, Counter())[votes] += 1
    return found


def changing_cases(connection: Connection, contest: str) -> frozenset[str]:
    """Seals of the cases of a contest whose ruling changes some figure."""
    query = select(cases.c.seal).where(cases.c.contest == contest, cases.c.changed != "{}")
    return frozenset(connection.execute(query).scalars())


def locked_by_themselves(connection: Connection) -> dict[str, int]:
    """Per contest, how many cases inside the totals an order locks by themselves."""
    query = (
        select(cases.c.contest, func.count().label("n"))
        .where(cases.c.isolated.is_not(None), in_released_lot())
        .group_by(cases.c.contest)
    )
    return {row.contest: row.n for row in connection.execute(query)}
