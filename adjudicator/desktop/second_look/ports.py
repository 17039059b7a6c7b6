"""What the second look needs from the record, and the values that pass between them.

Everything of :class:`LookDesk` runs on the serial queue of the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.review.ports import SeatView
from adjudicator.domain.second_look import Sight
from adjudicator.services.second_look.looking import LookCase, LookList
from adjudicator.services.second_look.standing import SecondLooks


@dataclass(frozen=True, slots=True)
class LookView:
    """One drawn ballot as the screen shows it: the ballot, and nothing that was said of it."""

    case: LookCase
    sides: tuple[BallotSide, ...]
    found: Found | None = None
    """Where its contest was found, without any ink; ``None`` where nobody has looked yet."""

    @property
    def number(self) -> str:
        """The case's number."""
        return self.case.number


@dataclass(frozen=True, slots=True)
class LookTable:
    """Who sits here, and why they cannot look together; empty if they can."""

    proposer: SeatView | None = None
    partner: SeatView | None = None
    """In one tier the presiding member, who looks alone, is both."""
    problem: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of those who sign, each once."""
        seats = (seat.person for seat in (self.proposer, self.partner) if seat is not None)
        return tuple(dict.fromkeys(seats))


@dataclass(frozen=True, slots=True)
class LookSheet:
    """Where the second look stands, and what of it is for this table."""

    looks: SecondLooks
    table: LookTable
    own: LookList
    where: Mapping[int, str] = field(default_factory=dict)
    """``County Attorney · Precinct 214``, by batch."""


class LookDesk(Protocol):
    """The record as the second look uses it.

    Every method raises :class:`~adjudicator.services.errors.Refusal` with a sentence when something
    cannot be done; then nothing was changed.
    """

    def sheet(self) -> LookSheet:
        """Where the second look stands now."""
        ...

    def case(self, number: str) -> LookView:
        """A drawn ballot that waits, by its case number."""
        ...

    def say_wrong_place(self, view: LookView, people: tuple[str, ...]) -> None:
        """Note that the outline shown for a ballot is in the wrong place."""
        ...

    def record(self, view: LookView, seen: Sight, people: tuple[str, ...]) -> int:
        """Record what these people saw; the entry."""
        ...
