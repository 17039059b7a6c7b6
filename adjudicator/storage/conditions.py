"""Conditions several queries share."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, not_, or_, select

from adjudicator.domain.ballots import Lot
from adjudicator.storage.schema import cases, isolated_lots, released


def in_released_lot() -> ColumnElement[bool]:
    """Whether a case's lot stands inside the totals: accepted or released, and not isolated."""
    return and_(
        or_(cases.c.lot == Lot.ACCEPTED.value, _stands_in(released)),
        not_(_stands_in(isolated_lots)),
    )


def _stands_in(lots: Table) -> ColumnElement[bool]:
    return exists().where(
        and_(lots.c.import_entry == cases.c.import_entry, lots.c.lot == cases.c.lot)
    )


def lots_inside(connection: Connection) -> Callable[[int, str], bool]:
    """The same as :func:`in_released_lot` for sums: tells of an import and a lot."""
    let_in = {(r.import_entry, r.lot) for r in connection.execute(select(released))}
    taken_out = {(r.import_entry, r.lot) for r in connection.execute(select(isolated_lots))}

    def inside(entry: int, lot: str) -> bool:
        here = (entry, lot)
        return (lot == Lot.ACCEPTED or here in let_in) and here not in taken_out

    return inside
