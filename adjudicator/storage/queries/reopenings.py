"""Cases that were opened anew after they were closed, or after the board had ruled."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from adjudicator.storage.queries.signed import signed_by
from adjudicator.storage.schema import cases, entries, reopenings


@dataclass(frozen=True, slots=True)
class ReopeningRecord:
    """One case opened anew."""

    entry: int
    time: str
    case_seal: str
    prior: tuple[int, int]
    """The ruling that stood, by entry and item."""
    reason: str | None
    """``None`` also where it is withheld."""
    signed: tuple[str, ...]
    pending: bool
    """Whether the case still waits for its new ruling."""


def list_reopenings(
    connection: Connection, *, case_seal: str | None = None
) -> list[ReopeningRecord]:
    """Reopenings in record order, of one case or of all."""
    waiting = (
        select(cases.c.reopened).where(cases.c.seal == reopenings.c.case_seal).scalar_subquery()
    )
    query = (
        select(reopenings, entries.c.time, waiting.label("reopened"))
        .join(entries, entries.c.i == reopenings.c.entry)
        .order_by(reopenings.c.entry, reopenings.c.place)
    )
    if case_seal is not None:
        query = query.where(reopenings.c.case_seal == case_seal)
    signed = signed_by(connection, reopenings)
    return [
        ReopeningRecord(
            entry=row.entry,
            time=row.time,
            case_seal=row.case_seal,
            prior=(row.prior_entry, row.prior_item),
            reason=row.reason,
            signed=signed.get(row.entry, ()),
            pending=row.reopened == row.entry,
        )
        for row in connection.execute(query)
    ]
