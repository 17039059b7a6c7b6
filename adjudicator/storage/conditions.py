"""Conditions several queries share."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, not_, or_, select

from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Tier
from adjudicator.storage.schema import cases, isolated_lots, released

FOR_BOARD = tuple(status.value for status in CaseStatus if status.for_board)
"""Every case of these waits for the board; of the reopened ones those the board had ruled."""


def in_released_lot(table: Table = cases) -> ColumnElement[bool]:
    """Whether a row's lot stands inside the totals: accepted or released, and not isolated."""
    return and_(
        or_(table.c.lot == Lot.ACCEPTED.value, _stands_in(released, table)),
        not_(_stands_in(isolated_lots, table)),
    )


def _stands_in(lots: Table, table: Table) -> ColumnElement[bool]:
    return exists().where(
        and_(lots.c.import_entry == table.c.import_entry, lots.c.lot == table.c.lot)
    )


def lots_inside(connection: Connection) -> Callable[[int, str], bool]:
    """The same as :func:`in_released_lot` for sums: tells of an import and a lot."""
    let_in = {(r.import_entry, r.lot) for r in connection.execute(select(released))}
    taken_out = {(r.import_entry, r.lot) for r in connection.execute(select(isolated_lots))}

    def inside(entry: int, lot: str) -> bool:
        here = (entry, lot)
        return (lot == Lot.ACCEPTED or here in let_in) and here not in taken_out

    return inside


def waits_for_board(tiers: int = 2) -> ColumnElement[bool]:
    """Whether a case's status means that the board has to rule on it, whatever its lot.

    :param tiers: as the policy says; in one tier the board rules on everything.
    """
    if tiers == 1:
        everything = (*FOR_BOARD, CaseStatus.UNREVIEWED.value, CaseStatus.REOPENED.value)
        return cases.c.status.in_(everything)
    board = and_(cases.c.status == CaseStatus.REOPENED.value, cases.c.tier == Tier.BOARD.value)
    # Named at once, so that the database walks the index on the status.
    known = cases.c.status.in_((*FOR_BOARD, CaseStatus.REOPENED.value))
    return and_(known, or_(cases.c.status != CaseStatus.REOPENED.value, board))


def waits_for_team() -> ColumnElement[bool]:
    """Whether a case's status means that a team has to rule on it, whatever its lot."""
    waiting = (CaseStatus.UNREVIEWED.value, CaseStatus.REOPENED.value)
    return and_(
        cases.c.status.in_(waiting),
        or_(cases.c.tier.is_(None), cases.c.tier == Tier.TEAM.value),
    )
