"""What stands beside the ballot: one ruling made before, and who can be asked for such rulings.

Everything of :class:`Precedents` runs on the serial queue of the record.
"""

from dataclasses import dataclass
from typing import Protocol

from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.rulings import Ruling


@dataclass(frozen=True, slots=True)
class PrecedentView:
    """A ruling made before, in a like situation."""

    number: str
    outcome: str
    """Its sentence."""
    tier: str
    """``team`` or ``board``."""
    view: CaseView | None = None
    """For its crop; ``None`` where its image is not here."""
    alike: str = ""
    """In what its ink is like this ballot's, such as ``ink crosses two ovals``."""


class Precedents(Protocol):
    """The record, as far as earlier rulings go."""

    def so_far(self, case: CaseView) -> str:
        """``Like this so far: 3 a vote, 9 no vote``; empty if there is none."""
        ...

    def precedents(self, case: CaseView, ruling: Ruling | None) -> tuple[PrecedentView, ...]:
        """Rulings made before in like situations: those with like ink first, then the newest.

        :param ruling: as far as it is said; once it has a clause, only rulings under that one.
        """
        ...
