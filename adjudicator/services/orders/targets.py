"""What a motion is about, as the record writes it: one builder for each kind of target.

Which effect takes which target stands in :data:`adjudicator.ledger.kinds.schema.TARGETS`: most have
one; a motion to isolate or to release names a lot or single ballots.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.ledger.text import to_time

Target = dict[str, Any]
"""A target by the names of its fields."""


def contest(contest_id: str) -> Target:
    """Suspend it, let it go on, put it first, or file its first returns again.

    The newest priority leads.  Filing again is a choice that is recorded and told wherever the
    contest's figures stand; it locks nothing.

    A suspended contest locks at once: no ruling, no vote, no second look, no close and no
    reopening; answers, withdrawals, paper, notes and motions go on (the record refuses the others
    by rule).
    """
    return {"contest": contest_id}


def deadline(contest_id: str, when: datetime) -> Target:
    """By when a contest must be done; the newest holds.

    :param when: with its time zone.
    :raises ValueError: it has none.
    """
    return {"contest": contest_id, "t": to_time(when)}


def lot(import_entry: int, which: Lot) -> Target:
    """Take a lot out of the totals and off the tables, an accepted one too, or let it in."""
    return {"import": import_entry, "lot": which.value}


def cases(seals: Iterable[str]) -> Target:
    """Lock single ballots, or let them back; ``seals`` are those of their cases.

    The ruling on an isolated ballot does not count, and the case shows as pending; what the machine
    counted on its sheet stays in the returns, for those figures were delivered as sums and nobody
    can take one sheet out of them.
    """
    return {"cases": sorted(set(seals))}


def import_(entry: int) -> Target:
    """Take an import out of the recount, as long as nobody has ruled on a case of it.

    Or take out only the machine counts it brought, so that a later import can bring others.
    """
    return {"import": entry}


def batch(number: int) -> Target:
    """Say why a batch has fewer or more ballots than were expected."""
    return {"batch": number}


def people(ids: Iterable[str]) -> Target:
    """Let two or more people act together although they are of one party."""
    return {"people": sorted(set(ids))}


def seat(alternate: str, instead_of: str) -> Target:
    """Seat an alternate, or a displaced member who comes back.

    :param instead_of: who holds that seat now, or held it before they were removed.
    """
    return {"alternate": alternate, "for": instead_of}
