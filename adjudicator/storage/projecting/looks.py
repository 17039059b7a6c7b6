"""Second looks: what was seen otherwise waits for the board; no ruling changes."""

from sqlalchemy import bindparam, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import refresh_cases
from adjudicator.storage.schema import cases

_SEEN_OTHERWISE = update(cases).where(
    cases.c.seal == bindparam("seen"), cases.c.disposition != bindparam("as_what")
)


def look(act: Act) -> None:
    """Mark the cases whose ruling says something else than was seen."""
    items = act.body["items"]
    seen = [{"seen": item["case"], "as_what": item["disp"]} for item in items]
    act.connection.execute(_SEEN_OTHERWISE.values(seen_otherwise=act.index), seen)
    refresh_cases(act, [item["case"] for item in items])
