"""Proposes targets and contests on a reference page; people confirm, drop, add and name them.

Nothing here decides where a contest stands: what is proposed is drawn as proposed, and holds only
once two people have signed it.  Every layout, supplied or confirmed, is held against the print.

1. :mod:`.shapes` - printed outlines that could be targets, and the shape most of them have
2. :mod:`.targets` - :func:`propose_targets`: where that shape stands in a contest, marked or not
3. :mod:`.contests` - :func:`propose_contest`: the same contest on another style's page
4. :mod:`.holding` - :func:`hold_against_print`: whether a layout lies on its print
"""

from adjudicator.imaging.proposing.contests import ContestProposal, propose_contest
from adjudicator.imaging.proposing.holding import (
    HeldReference,
    LayoutUnusable,
    hold_against_print,
    usable_layout,
)
from adjudicator.imaging.proposing.targets import propose_targets

__all__ = [
    "ContestProposal",
    "HeldReference",
    "LayoutUnusable",
    "hold_against_print",
    "propose_contest",
    "propose_targets",
    "usable_layout",
]
