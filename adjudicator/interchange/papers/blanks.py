"""What people fill in by hand: lines to sign on, tables of blanks, boxes to tick."""

from collections.abc import Sequence

from adjudicator.interchange.papers.items import Area
from adjudicator.interchange.papers.sheet import (
    HEADING,
    LABEL,
    THIN,
    Composer,
    Sheet,
    Style,
)
from adjudicator.interchange.papers.typeface import LEADING, Face, width_of

ROW = 29.0
"""Height of a line to write on: room for a large hand."""
_GAP = 12.0
_NAMED = Style(Face.BOLD, 10.5, 7.5)
_BOX = 11.0


def blank_table(
    composer: Composer,
    heads: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[str],
    *,
    row: float = ROW,
) -> None:
    """Rows of lines to write on under small headings; each row may be named at its left.

    Rows that do not fit go on the next page under the same headings.
    """
    _heads(composer, heads, shares)
    for name in rows:
        if composer.need(row):
            _heads(composer, heads, shares)
        area = composer.take(row)
        for place, column in enumerate(area.columns(*shares, gap=_GAP)):
            composer.sheet.rule(column.left, column.right, column.bottom, THIN)
            if name and place == 0:
                line = _NAMED.line
                above = Area(column.left, column.bottom - line - 2, column.width, line)
                composer.sheet.text(above, name, _NAMED)


def _heads(composer: Composer, heads: Sequence[str], shares: Sequence[float]) -> None:
    area = composer.take(LABEL.line)
    for head, column in zip(heads, area.columns(*shares, gap=_GAP), strict=True):
        composer.sheet.text(column, head, LABEL)


def height_of_table(rows: int, *, row: float = ROW) -> float:
    """How much height a table of that many rows takes."""
    return LABEL.line + rows * row


def sign_pairs(composer: Composer, names: Sequence[str], *, row: float = ROW) -> None:
    """Lines to sign on, two beside each other, each with a name printed at its left."""
    for place in range(0, len(names), 2):
        composer.need(row)
        area = composer.take(row)
        for name, column in zip(names[place : place + 2], area.columns(1, 1, gap=18), strict=False):
            composer.sheet.rule(column.left, column.right, column.bottom, THIN)
            top = column.bottom - _NAMED.line - 2
            line = Area(column.left, top, 0.5 * column.width, _NAMED.line)
            if name:
                composer.sheet.text(line, name, _NAMED)


def section(composer: Composer, title: str, *, need: float, gap: float = 18.0) -> None:
    """A heading of a part, kept together with the next ``need`` points.

    :param gap: left above it, but not at the top of a page.
    """
    height = HEADING.line
    if not composer.need(gap + height + need) and composer.y > composer.body.top:
        composer.y += gap
    composer.sheet.text(composer.take(height, 4), title, HEADING.at(13, 10))


def ticks(
    sheet: Sheet, area: Area, options: Sequence[str], style: Style, *, gap: float = 16.0
) -> float:
    """Boxes to tick, each with its words, one after another and on as many lines as it takes.

    :returns: where they end.
    """
    line = max(style.line, _BOX) + 4
    left, top = area.left, area.top
    for option in options:
        width = min(_BOX + 6 + width_of(option, style.face, style.size) + 0.5, area.width)
        if left > area.left and left + width > area.right + 0.01:
            left, top = area.left, top + line
        tick(sheet, Area(left, top, width, style.line), option, style)
        left += width + gap
    return top + line


def tick(sheet: Sheet, area: Area, words: str, style: Style) -> float:
    """One box to tick with its words, which may take several lines.

    :returns: where the words end.
    """
    sheet.tick_box(area.left, area.top + (style.size * LEADING - _BOX) / 2, _BOX)
    beside = Area(area.left + _BOX + 6, area.top, area.width - _BOX - 6, area.height)
    return sheet.text(beside, words, style)
