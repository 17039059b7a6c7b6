"""Which rows of a contest are set side by side, and how much of the page each of them is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.geometry import SURROUNDINGS
from adjudicator.domain.finding.ink import ContestInk, InkPiece, TargetInk
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.domain.readings import MachineReading

SEEN = 100
"""A fill in per mille from which a target is set beside the others as marked."""
_AROUND = 0.25
"""Share of the distance between two rows that is shown of the rows next to it."""
_BEYOND = 0.75
"""The same above the first row and below the last one, where nobody's row is and people write: with
what a row has anyway, room for a line of words.  Only where no ink is known, so that what is shown
tells nothing of it; else a row grows by the ink itself."""
_WIDEST = 1.2
"""Usual distances between columns that a row is wide at most."""
_TALLEST = 2.0
"""Heights of a row to which it grows at most for the ink near it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One target with the row it stands in."""

    choice: str
    target: Box
    box: Box
    """What is shown, in pixels of the page."""
    ink: TargetInk | None = None
    crossed: bool = False
    """Whether ink from outside crosses the target."""


def marked_rows(found: Found, machine: MachineReading) -> tuple[Row, ...]:
    """The rows with a mark, in paper order; all of them where none is known to have one."""
    rows = all_rows(found.place.box, found.place.targets, found.ink)
    if found.ink is None:
        touched = set() if found.ink_kept else _touched(machine)
        some = tuple(row for row in rows if row.choice in machine.votes | touched)
        # One alone is nothing to be set side by side with.
        return some if len(some) > 1 else rows
    near = {piece.near for piece in found.ink.telling}
    marked = tuple(
        row
        for row in rows
        if row.crossed
        or row.choice in near
        or row.choice in machine.votes
        or (row.ink is not None and row.ink.fill >= SEEN)
    )
    return marked or rows


def _touched(machine: MachineReading) -> set[str]:
    """The choices in whose target the machine saw something."""
    return {m.choice for m in machine.marks if m.density is not None and m.density >= SEEN}


def all_rows(
    contest: Box | None, targets: Sequence[TargetBox], ink: ContestInk | None
) -> tuple[Row, ...]:
    """Every row of a contest, in paper order."""
    if contest is None or not targets:
        return ()
    columns = _columns(targets)
    # What is written often reaches over the edge, as on the canvas it is seen with surroundings.
    contest = contest.grown(SURROUNDINGS / 2)
    edges = _edges(contest, columns)
    pieces = () if ink is None else ink.telling
    crossed = {c for piece in pieces for c in piece.crosses}
    rows = {}
    for column, (left, right) in zip(columns, edges, strict=True):
        bands = _bands(contest, column, _AROUND if ink is not None else _BEYOND)
        for target, (top, bottom) in zip(column, bands, strict=True):
            rows[id(target)] = Box(left, top, right - left, bottom - top)
    inks = [None] * len(targets) if ink is None else ink.of_targets(targets)
    return tuple(
        Row(
            t.choice,
            t.box,
            _with_ink(rows[id(t)], _belonging(rows[id(t)], t.choice, pieces)),
            inked,
            t.choice in crossed,
        )
        for t, inked in zip(targets, inks, strict=True)
    )


def _columns(targets: Sequence[TargetBox]) -> list[list[TargetBox]]:
    """Targets below one another, from the left, each column from the top."""
    wide = max(t.box.width for t in targets)
    columns: list[list[TargetBox]] = []
    for target in sorted(targets, key=lambda t: t.box.x):
        if columns and target.box.x - columns[-1][0].box.x < wide:
            columns[-1].append(target)
        else:
            columns.append([target])
    return [sorted(column, key=lambda t: t.box.y) for column in columns]


def _edges(contest: Box, columns: Sequence[Sequence[TargetBox]]) -> list[tuple[float, float]]:
    """Left and right of each column, with the names: they stand where there is more room."""
    lefts = [min(t.box.x for t in column) for column in columns]
    rights = [max(t.box.right for t in column) for column in columns]
    edge = 0.5 * (rights[0] - lefts[0])
    # A column that stands empty belongs to nobody beside it.
    widest = _WIDEST * median(b - a for a, b in pairwise(lefts)) if lefts[1:] else contest.width
    if contest.right - rights[-1] >= lefts[0] - contest.x:
        # Names at the right of the ovals.
        starts = [contest.x, *(left - edge for left in lefts[1:])]
        ends = [*starts[1:], contest.right]
        return [(a, min(b, a + widest)) for a, b in zip(starts, ends, strict=True)]
    ends = [*(right + edge for right in rights[:-1]), contest.right]
    starts = [contest.x, *ends[:-1]]
    return [(max(a, b - widest), b) for a, b in zip(starts, ends, strict=True)]


def _bands(contest: Box, column: Sequence[TargetBox], beyond: float) -> list[tuple[float, float]]:
    """Top and bottom of each row of a column, with a little of the rows next to it.

    :param beyond: what is shown above the first row and below the last, in rows.
    """
    if len(column) == 1:
        return [(contest.y, contest.bottom)]
    middles = [t.box.y + t.box.height / 2 for t in column]
    gaps = [b - a for a, b in pairwise(middles)]
    pitch = median(gaps)
    bands = []
    for n, middle in enumerate(middles):
        above = gaps[n - 1] if n else pitch
        below = gaps[n] if n < len(gaps) else pitch
        top, bottom = middle - above / 2, middle + below / 2
        over = (_AROUND if n else beyond) * pitch
        under = (_AROUND if n < len(gaps) else beyond) * pitch
        bands.append((max(contest.y, top - over), min(contest.bottom, bottom + under)))
    return bands


def _belonging(row: Box, choice: str, pieces: Sequence[InkPiece]) -> list[InkPiece]:
    """The ink of a row, and what belongs to no row and would be cut in halves at its edge."""
    return [
        piece
        for piece in pieces
        if piece.near == choice
        or (piece.near is None and not piece.crosses and _is_cut(row, piece.box))
    ]


def _is_cut(row: Box, ink: Box) -> bool:
    beside = ink.right <= row.x or row.right <= ink.x
    across = ink.y < row.y < ink.bottom or ink.y < row.bottom < ink.bottom
    return across and not beside


def _with_ink(row: Box, own: Sequence[InkPiece]) -> Box:
    """The row grown by the ink that belongs to it; what is far larger is seen on the canvas."""
    top = min([row.y, *(piece.box.y for piece in own)])
    bottom = max([row.bottom, *(piece.box.bottom for piece in own)])
    if bottom - top > _TALLEST * row.height:
        return row
    return Box(row.x, top, row.width, bottom - top)
