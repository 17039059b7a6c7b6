"""Rows without a precinct that stand more than once: places without a name, or rows given twice.

A county's total stands once for a choice.  Where every choice has several such rows they are places
whose names were lost, unless all of them stand there again as they are.
"""

from collections import Counter
from collections.abc import Iterator
from math import gcd

from adjudicator.domain.canvass.returns import NO_VOTES, ContestName, Place
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.returns.file import Quarantined, ReturnsFile, Whole

Rows = dict[str, list[Whole]]
"""The rows of one contest and counting group by choice, in file order."""


def fold_unnamed(file: ReturnsFile) -> None:
    """Leave one number for each choice: the sum of its places, or the first of its rows."""
    found: dict[tuple[ContestName, Place], Rows] = {}
    kept = []
    for whole in file.wholes:
        if whole.named:
            kept.append(whole)
        else:
            rows = found.setdefault((whole.contest, whole.place), {})
            rows.setdefault(whole.bucket, []).append(whole)
    for rows in found.values():
        kept += _folded(file, rows)
    file.wholes = kept


def _folded(file: ReturnsFile, rows: Rows) -> Iterator[Whole]:
    choices = [len(some) for bucket, some in rows.items() if bucket not in NO_VOTES]
    often = choices or [len(some) for some in rows.values()]
    places = min(often) > 1 and not _repeated(rows)
    for bucket, (first, *others) in rows.items():
        seats = bucket in {OVER, UNDER} and max(often) == 1
        for other in others:
            if places or seats:
                first.number += other.number
            else:
                file.quarantined.append(_again(first, other))
        if others and seats:
            file.returns.contest(first.contest).several = True
        first.places = len(others) + 1 if places else 1
        yield first


def _repeated(rows: Rows) -> bool:
    """Whether every number stands there as often as every other, or a multiple of it."""
    often = [n for some in rows.values() for n in Counter(w.number for w in some).values()]
    return gcd(*often) > 1


def _again(first: Whole, other: Whole) -> Quarantined:
    message = (
        f"A number for {other.bucket} without a precinct stands in row {first.row} already. If "
        "both count, name the precinct of each; else take one out."
    )
    return Quarantined(other.problem("candidate", message), other.contest)
