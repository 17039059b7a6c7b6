"""A contest found on more than one image of a sheet: another sheet lies in between, or one twice.

It is printed on one side of a ballot.  Where it is found on two images, as after a misfeed or where
one side was scanned for the other, the mark may be on either, so people look at both.
"""

from collections.abc import Collection, Iterable

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.storage.queries.pages import CasePages

OnTwoSides = frozenset[tuple[str, str]]
"""Style and contest."""


def contests_on_two_sides(references: Iterable[ReferencePage]) -> OnTwoSides:
    """What references put on more than one side of a style: there, two places are no surprise."""
    sides: dict[tuple[str, str], set[str]] = {}
    for reference in references:
        for drawn in reference.layout.contests:
            sides.setdefault((reference.style, drawn.contest), set()).add(reference.side)
    return frozenset(where for where, drawn in sides.items() if len(drawn) > 1)


def stands_on_two_sides(told: CasePages, known: Collection[tuple[str, str]]) -> bool:
    """Whether references put the contest of a case on two sides of its ballot style.

    Of any style, where the source names none.
    """
    if told.style is not None:
        return (told.style, told.contest) in known
    return any(contest == told.contest for _, contest in known)
