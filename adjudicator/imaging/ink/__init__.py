"""Measures ink: how full each target is, and what else in a contest is not print.

:func:`measure` holds the page against the print of its reference.  What it says sorts, groups and
describes; it never decides.
"""

from adjudicator.imaging.ink.measuring import measure
from adjudicator.imaging.ink.prints import KnownReference

__all__ = ["KnownReference", "measure"]
