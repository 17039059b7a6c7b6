"""Whose row a spot lies in: names stand right of their targets on some ballots, left on others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from adjudicator.domain.layouts import Box, PageLayout, TargetBox
from adjudicator.imaging.pages import Grey

_BESIDE = 3.0
"""Target widths on either side within which the print of the name is sought."""
_PRINTED = 90
_REACH = 1.6
"""Target heights above and below within which a lone target's row ends."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of one contest's choices, in pixels of the reference."""

    cells: tuple[tuple[str, Box], ...]

    def at(self, x: float, y: float) -> str | None:
        """The choice in whose cell that spot lies."""
        for choice, box in self.cells:
            if box.x <= x < box.right and box.y <= y < box.bottom:
                return choice
        return None


def rows_of(layout: PageLayout, contest: str, dark: Grey) -> Rows:
    """The cells of a contest.

    :param dark: darkness of the reference's print.
    """
    area = layout.contest_box(contest)
    targets = [t for t in layout.targets if t.contest == contest]
    if area is None or not targets:
        return Rows(())
    columns = _columns(targets)
    left = _names_stand_left(targets, dark)
    cells = []
    for index, column in enumerate(columns):
        if left:
            start = _right(columns[index - 1]) if index else area.x
            end = _right(column) if index + 1 < len(columns) else area.right
        else:
            start = _left(column) if index else area.x
            end = _left(columns[index + 1]) if index + 1 < len(columns) else area.right
        tops = _borders(column, area, one_line=len(column) == 1 and _one_line(targets))
        cells += [
            (target.choice, Box(start, top, end - start, bottom - top))
            for target, (top, bottom) in zip(column, pairwise(tops), strict=True)
        ]
    return Rows(tuple(cells))


def _columns(targets: Sequence[TargetBox]) -> list[list[TargetBox]]:
    """Targets that stand above each other, from left to right, each from the top down."""
    columns: list[list[TargetBox]] = []
    for target in sorted(targets, key=lambda t: t.box.x):
        if columns and target.box.x < columns[-1][0].box.right:
            columns[-1].append(target)
        else:
            columns.append([target])
    return [sorted(column, key=lambda t: t.box.y) for column in columns]


def _one_line(targets: Sequence[TargetBox]) -> bool:
    """Whether all targets stand beside each other: then the whole height is one row."""
    middles = [t.box.y + t.box.height / 2 for t in targets]
    return len(targets) > 1 and max(middles) - min(middles) < 2 * targets[0].box.height


def _borders(column: Sequence[TargetBox], area: Box, *, one_line: bool) -> list[float]:
    """Where the rows of a column begin, and where the last ends."""
    if one_line:
        return [area.y, area.bottom]
    middles = [t.box.y + t.box.height / 2 for t in column]
    gaps = np.diff(middles)
    usual = float(np.median(gaps)) / 2 if len(gaps) else _REACH * column[0].box.height
    inner = [(a + b) / 2 for a, b in pairwise(middles)]
    return [max(area.y, middles[0] - usual), *inner, min(area.bottom, middles[-1] + usual)]


def _names_stand_left(targets: Sequence[TargetBox], dark: Grey) -> bool:
    left = right = 0
    for target in targets:
        box = target.box
        rows = slice(max(0, round(box.y)), max(0, round(box.bottom)))
        reach = round(box.width * _BESIDE)
        start, end = round(box.x), round(box.right)
        left += int((dark[rows, max(0, start - reach) : max(0, start - 3)] > _PRINTED).sum())
        right += int((dark[rows, end + 3 : end + reach] > _PRINTED).sum())
    return left > right


def _left(column: Sequence[TargetBox]) -> float:
    return min(t.box.x for t in column) - 3


def _right(column: Sequence[TargetBox]) -> float:
    return max(t.box.right for t in column) + 3
