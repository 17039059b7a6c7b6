"""A condition several queries share."""

from sqlalchemy import ColumnElement, Table, and_, exists, or_

from adjudicator.domain.ballots import Lot
from adjudicator.storage.schema import cases, released


def in_released_lot(table: Table = cases) -> ColumnElement[bool]:
    """Whether a row's lot stands inside the totals: accepted, or released by the board."""
    return or_(
        table.c.lot == Lot.ACCEPTED.value,
        exists().where(
            and_(released.c.import_entry == table.c.import_entry, released.c.lot == table.c.lot)
        ),
    )
