"""Tables on paper: columns as wide as what stands in them, figures that align, repeated heads.

A table that is wider than the page is cut into several, each with the first columns again; columns
under one group, such as *before*, *found*, *after* of one choice, stay together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from adjudicator.interchange.papers.items import Area
from adjudicator.interchange.papers.sheet import HAIR, THIN, Align, Composer, Style
from adjudicator.interchange.papers.typeface import LEADING, Face, clean, fit, width_of, wrap

GAP = 7.5
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_CUT_BELOW = 5
"""How many of these sizes are tried before a table is cut into several."""
_NARROWEST = 92.0
"""A column of words is never made narrower, and a table rather cut or set smaller."""
_SHORT = 150.0
"""A column of short words is never wider."""
_MONO = 0.92
"""Figures are set a little smaller than words: their letters are wide."""
_PAD = 2.0
_HEAD_LINES = 4
_FINE = 0.25
_KEPT = 0.3
"""Rows about one thing are kept together where they take less than this share of a page."""


class Kind(StrEnum):
    """What stands in a column."""

    WORDS = "words"
    """Sentences and names: takes what the others leave, in as many lines as it needs."""
    SHORT = "short"
    """A time, a number, a word: as wide as the widest."""
    FIGURE = "figure"
    """A number: as wide as the widest, aligned at its right."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    head: str
    kind: Kind = Kind.WORDS
    share: float = 1.0
    """Of the width, among columns of words."""
    group: str = ""
    """What stands above the heads of several columns: a choice's name."""
    least: float = 0.0
    """Points it is wide at least."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: int = 0
    """How many of the last rows are bold, below a line."""
    keys: int = 1
    """How many of the first columns stand in every part of a table that is cut."""
    narrow: bool = False
    """Whether columns of words take no more than they need, so that figures stand near."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table with its measures."""

    grid: Grid
    size: float
    widths: tuple[float, ...]


def set_grid(composer: Composer, grid: Grid) -> None:
    """Set a table from here on, over as many pages as it takes."""
    width = composer.body.width
    cut = len({column.group for column in grid.columns[grid.keys :]}) > 1
    plan = _fitting(grid, _SIZES[:_CUT_BELOW] if cut else _SIZES, width)
    if plan is not None or not cut:
        _set(composer, plan or _squeezed(grid, width))
        return
    parts = list(_parts(grid, width))
    plans = [_fitting(part, _SIZES[_CUT_BELOW - 1 :], width) for part in parts]
    # One size for all parts of one table.
    size = min((plan.size if plan else _SIZES[-1]) for plan in plans)
    for part in parts:
        _set(composer, _fitting(part, (size,), width) or _squeezed(part, width))
        composer.y += 8


def height_of(grid: Grid, width: float) -> float:
    """How much height a table takes on one page; of one that is cut, of its first part."""
    plan = _fitting(grid, _SIZES, width) or _squeezed(grid, width)
    return _heads_height(plan) + sum(_row_height(plan, row) for row in grid.rows) + 4


def _fitting(grid: Grid, sizes: Sequence[float], width: float) -> _Plan | None:
    """The table at the first of these sizes at which it fits; ``None``: at none."""
    for size in sizes:
        natural = _natural(grid, size)
        if sum(natural) + GAP * (len(natural) - 1) <= width:
            return _Plan(grid, size, _widened(grid, natural, width))
    return None


def _squeezed(grid: Grid, width: float) -> _Plan:
    """A table that is too wide at every size: its columns share the page."""
    natural = _natural(grid, _SIZES[-1])
    usable = width - GAP * (len(natural) - 1)
    return _Plan(grid, _SIZES[-1], tuple(usable * w / sum(natural) for w in natural))


def _natural(grid: Grid, size: float) -> tuple[float, ...]:
    """How wide each column has to be."""
    return tuple(
        max(column.least, _column_width(grid, n, size)) for n, column in enumerate(grid.columns)
    )


def _column_width(grid: Grid, n: int, size: float) -> float:
    column = grid.columns[n]
    face, letters = _face(column), _letters(column, size)
    head = _head_width(column.head, size - 1)
    cells = [clean(row[n]) for row in grid.rows]
    if column.kind is Kind.WORDS:
        longest = max((width_of(cell, face, letters) for cell in cells), default=0.0)
        return max(head, min(_NARROWEST, longest)) + 0.5
    bold = cells[len(cells) - grid.totals :] if grid.totals else []
    wide = max((width_of(cell, face, letters) for cell in cells), default=0.0)
    strong = max((width_of(cell, _bold(face), letters) for cell in bold), default=0.0)
    wide = max(wide, strong, head)
    return (min(wide, _SHORT) if column.kind is Kind.SHORT else wide) + 0.5


def _head_width(head: str, size: float) -> float:
    """As wide as the longest word, and wide enough for two lines."""
    words = clean(head).split()
    longest = max((width_of(word, Face.BOLD, size) for word in words), default=0.0)
    return max(longest, 0.6 * width_of(" ".join(words), Face.BOLD, size) if words[1:] else 0.0)


def _widened(grid: Grid, natural: tuple[float, ...], width: float) -> tuple[float, ...]:
    """The columns of words take what is left; without any, every column does."""
    left = width - sum(natural) - GAP * (len(natural) - 1)
    shares = [c.share if c.kind is Kind.WORDS else 0.0 for c in grid.columns]
    if not any(shares):
        return natural
    widths = [w + left * s / sum(shares) for w, s in zip(natural, shares, strict=True)]
    if grid.narrow:
        wanted = (_longest(grid, n) if share else 0.0 for n, share in enumerate(shares))
        widths = [min(w, max(n, m)) for w, n, m in zip(widths, natural, wanted, strict=True)]
    return tuple(widths)


def _longest(grid: Grid, n: int) -> float:
    """How wide the widest cell of a column of words is, set in bold at the largest size."""
    return max((width_of(clean(row[n]), Face.BOLD, _SIZES[0]) for row in grid.rows), default=0) + 1


def _parts(grid: Grid, width: float) -> Iterator[Grid]:
    """The table cut between groups of columns, as many in each part as fit."""
    keys = tuple(range(grid.keys))
    rest = range(grid.keys, len(grid.columns))
    groups = [tuple(places) for _, places in groupby(rest, lambda n: grid.columns[n].group)]
    natural = _natural(grid, _SIZES[_CUT_BELOW - 1])
    room = width - sum(natural[n] + GAP for n in keys)
    taken: list[int] = []
    used = 0.0
    for places in groups:
        wide = sum(natural[n] + GAP for n in places)
        if taken and used + wide > room + GAP:
            yield _only(grid, (*keys, *taken))
            taken, used = [], 0.0
        taken += places
        used += wide
    yield _only(grid, (*keys, *taken))


def _only(grid: Grid, places: Sequence[int]) -> Grid:
    rows = tuple(tuple(row[n] for n in places) for row in grid.rows)
    return replace(grid, columns=tuple(grid.columns[n] for n in places), rows=rows)


# Setting ---------------------------------------------------------------------------------


def _set(composer: Composer, plan: _Plan) -> None:
    heads = _heads_height(plan)
    first = _row_height(plan, plan.grid.rows[0]) if plan.grid.rows else 0.0
    composer.need(heads + first)
    _heads(composer, plan)
    rows, start = plan.grid.rows, len(plan.grid.rows) - plan.grid.totals
    under = ""
    for n, row in enumerate(rows):
        under, cells = row[0] or under, row
        height = min(_row_height(plan, row), composer.body.height - heads)
        if composer.need(max(height, _together(plan, n, composer.body.height))):
            _heads(composer, plan)
            # What the rows are about is said again on a new page.
            cells = (under, *row[1:])
        area = composer.take(height)
        if plan.grid.totals and n == start:
            composer.sheet.rule(area.left, _right(area, plan), area.top, THIN)
        _cells(composer, plan, cells, area, bold=n >= start)
        if n < start - 1 and rows[n + 1][0]:
            composer.sheet.rule(area.left, _right(area, plan), area.bottom, _FINE)
    composer.y += 4


def _together(plan: _Plan, n: int, page: float) -> float:
    """How much has to stand on one page from a row on.

    That is: the rows about one thing, such as a precinct's groups, and totals with the row before.
    """
    rows, start = plan.grid.rows, len(plan.grid.rows) - plan.grid.totals
    end = n + 1
    if rows[n][0] and plan.grid.keys > 1:
        while end < start and not rows[end][0]:
            end += 1
    end = len(rows) if n < start <= end else end
    whole = sum(_row_height(plan, row) for row in rows[n:end])
    return whole if whole < _KEPT * page else 0.0


def _places(area: Area, plan: _Plan) -> tuple[Area, ...]:
    left, found = area.left, []
    for width in plan.widths:
        found.append(Area(left, area.top, width, area.height))
        left += width + GAP
    return tuple(found)


def _right(area: Area, plan: _Plan) -> float:
    return min(area.right, area.left + sum(plan.widths) + GAP * (len(plan.widths) - 1))


def _face(column: Column) -> Face:
    return Face.MONO if column.kind is Kind.FIGURE else Face.TEXT


def _bold(face: Face) -> Face:
    return Face.MONO_BOLD if face is Face.MONO else Face.BOLD


def _letters(column: Column, size: float) -> float:
    return size * _MONO if column.kind is Kind.FIGURE else size


def _row_height(plan: _Plan, cells: Sequence[str]) -> float:
    lines = max(
        (
            len(wrap(cell, _face(column), _letters(column, plan.size), width))
            for column, cell, width in zip(plan.grid.columns, cells, plan.widths, strict=True)
            if column.kind is not Kind.FIGURE
        ),
        default=1,
    )
    return max(1, lines) * plan.size * LEADING + 2 * _PAD


def _cells(
    composer: Composer, plan: _Plan, cells: Sequence[str], area: Area, *, bold: bool
) -> None:
    for column, text, place in zip(plan.grid.columns, cells, _places(area, plan), strict=True):
        face = _bold(_face(column)) if bold else _face(column)
        align = Align.RIGHT if column.kind is Kind.FIGURE else Align.LEFT
        letters = _letters(column, plan.size)
        if column.kind is Kind.FIGURE:
            baseline = area.top + _PAD + 0.93 * plan.size
            composer.sheet.line(place, text, Style(face, letters, 5.0, align), baseline)
        else:
            inner = place.inset(0, _PAD)
            composer.sheet.text(inner, text, Style(face, letters, letters * 0.85, align))


# The heads -------------------------------------------------------------------------------


def _spans(plan: _Plan) -> Iterator[tuple[str, int, int]]:
    """Each group with its first column and the one after its last."""
    for group, places in groupby(range(len(plan.widths)), lambda n: plan.grid.columns[n].group):
        found = list(places)
        yield group, found[0], found[-1] + 1


def _span_width(plan: _Plan, first: int, end: int) -> float:
    return sum(plan.widths[first:end]) + GAP * (end - first - 1)


def _group_height(plan: _Plan) -> float:
    style = Style(Face.BOLD, plan.size - 0.5, 6.5)
    lines = 0
    for group, first, end in _spans(plan):
        if group.strip():
            room = (_span_width(plan, first, end), _HEAD_LINES * style.line)
            lines = max(lines, len(fit(group, style.face, style.size, style.least, room)[1]))
    return lines * style.line + 3 if lines else 0.0


def _head_style(column: Column, size: float) -> Style:
    align = Align.RIGHT if column.kind is Kind.FIGURE else Align.LEFT
    return Style(Face.BOLD, size - 1, 6.0, align)


def _column_heads_height(plan: _Plan) -> float:
    style = _head_style(plan.grid.columns[0], plan.size)
    lines = max(
        len(fit(c.head, style.face, style.size, style.least, (w, _HEAD_LINES * style.line))[1])
        for c, w in zip(plan.grid.columns, plan.widths, strict=True)
    )
    return lines * style.line + 2 if lines else 0.0


def _heads_height(plan: _Plan) -> float:
    return _group_height(plan) + _column_heads_height(plan) + 3


def _heads(composer: Composer, plan: _Plan) -> None:
    groups, below = _group_height(plan), _column_heads_height(plan)
    if groups:
        area = composer.take(groups)
        for group, first, end in _spans(plan):
            if group.strip():
                _group_head(composer, plan, area, (group, first, end))
    if not below:
        return
    area = composer.take(below, 1)
    for column, place in zip(plan.grid.columns, _places(area, plan), strict=True):
        style = _head_style(column, plan.size)
        room = (place.width, _HEAD_LINES * style.line)
        size, lines = fit(column.head, style.face, style.size, style.least, room)
        top = area.bottom - 2 - len(lines) * size * LEADING
        height = len(lines) * size * LEADING + 0.2
        composer.sheet.text(Area(place.left, top, place.width, height), column.head, style)
    composer.sheet.rule(area.left, _right(area, plan), area.bottom, HAIR)


def _group_head(composer: Composer, plan: _Plan, area: Area, span: tuple[str, int, int]) -> None:
    """A group's name in the middle above its columns, with a fine line beneath."""
    group, first, end = span
    places = _places(area, plan)
    left, width = places[first].left, _span_width(plan, first, end)
    style = Style(Face.BOLD, plan.size - 0.5, 6.5, Align.CENTRE)
    size, lines = fit(group, style.face, style.size, style.least, (width, area.height - 3))
    height = len(lines) * size * LEADING
    place = Area(left, area.bottom - 3 - height, width, height + 0.2)
    composer.sheet.text(place, group, style)
    composer.sheet.rule(left, left + width, area.bottom - 1.5, _FINE)
