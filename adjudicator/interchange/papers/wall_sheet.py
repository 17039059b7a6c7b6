"""The sheet on the wall: how far each precinct is, and what is found so far, read at two metres."""

from dataclasses import dataclass

from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    GUTTER,
    HAIR,
    SMALL,
    STRONG,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face, width_of

_TITLE = Style(Face.BOLD, 34, 18)
_PARTIAL = Style(Face.BOLD, 26, 16)
_NAME = Style(Face.BOLD, 22, 12)
_FIGURE = Style(Face.MONO_BOLD, 22, 11, Align.RIGHT)
_ROW = 27.0
_PRECINCT = Style(Face.BOLD, 19, 10)
_STATE = Style(Face.TEXT, 17, 9, Align.RIGHT)
_BETWEEN = 27.0
_PARTS = (5, 6)
_READABLE = 15.0
"""Capital letters of 3.5 mm: read at two metres by normal eyes."""
_SHARES = (6, 3, 2.2, 3)


@dataclass(frozen=True, slots=True)
class WallChoice:
    """One line of the result."""

    name: str
    before: int
    change: int
    after: int


@dataclass(frozen=True, slots=True)
class WallPrecinct:
    """One precinct."""

    name: str
    closed: bool
    ruled: int
    cases: int

    @property
    def state(self) -> str:
        """``CLOSED``, or ``open, 38 of 42 ruled``."""
        return "CLOSED" if self.closed else f"open, {self.ruled:,} of {self.cases:,} ruled"


@dataclass(frozen=True, slots=True)
class WallSheet:
    """Progress and partial result of one contest."""

    stamp: Stamp
    contest: str
    partial: str
    """``Partial: 12 of 44 precincts closed``."""
    choices: tuple[WallChoice, ...]
    precincts: tuple[WallPrecinct, ...]

    def pages(self) -> tuple[Page, ...]:
        """The result first, then the precincts on as many pages as it takes."""
        composer = Composer(self.stamp, "Progress", about=self.contest)
        composer.title(self.contest, _TITLE, most=88, gap=2)
        composer.title(self.partial, _PARTIAL, most=36, gap=8)
        _result(composer, self)
        composer.y += 12
        _precincts(composer, self)
        return composer.pages()


def _result(composer: Composer, wall: WallSheet) -> None:
    label = SMALL.at(13).to(Align.RIGHT)
    area = composer.take(label.line, 2)
    columns = area.columns(*_SHARES, gap=GUTTER)
    heads = ("", "Before", "Change", "After")
    for head, column in zip(heads, columns, strict=True):
        composer.sheet.text(column, head, label)
    composer.rule(STRONG, 0)
    for choice in wall.choices:
        if composer.need(_ROW + 4):
            composer.rule(STRONG, 0)
        columns = composer.take(_ROW + 4).columns(*_SHARES, gap=GUTTER)
        baseline = columns[0].bottom - 9
        composer.sheet.line(columns[0], choice.name, _NAME, baseline)
        figures = (f"{choice.before:,}", f"{choice.change:+,}", f"{choice.after:,}")
        for figure, column in zip(figures, columns[1:], strict=True):
            composer.sheet.line(column, figure, _FIGURE, baseline)
        composer.rule(HAIR, 0)


def _precincts(composer: Composer, wall: WallSheet) -> None:
    """Down the first column, then down the second, page by page."""
    across = _across(composer, wall)
    left = list(wall.precincts)
    while left:
        if composer.rest.height < _ROW * 4:
            composer.turn()
        rows = int(composer.rest.height // _ROW)
        some, left = left[: rows * across], left[rows * across :]
        height = -(-len(some) // across)
        area = composer.take(height * _ROW)
        for n, column in enumerate(area.columns(*[1.0] * across, gap=_BETWEEN)):
            for place, precinct in enumerate(some[n * height : (n + 1) * height]):
                row = Area(column.left, column.top + place * _ROW, column.width, _ROW)
                _precinct(composer, row, precinct)


def _across(composer: Composer, wall: WallSheet) -> int:
    """Two columns, or one where a name would have to shrink too far to be read from afar."""
    name, state = composer.body.columns(1, 1, gap=_BETWEEN)[0].columns(*_PARTS, gap=8)
    fits = all(
        width_of(p.name, Face.BOLD, _READABLE) <= name.width
        and width_of(p.state, Face.TEXT, _READABLE) <= state.width
        for p in wall.precincts
    )
    return 2 if fits else 1


def _precinct(composer: Composer, row: Area, precinct: WallPrecinct) -> None:
    sheet = composer.sheet
    name, state = row.columns(*_PARTS, gap=8)
    baseline = row.bottom - 7.5
    sheet.line(name, precinct.name, _PRECINCT, baseline)
    style = Style(Face.BOLD, 19, 9, Align.RIGHT) if precinct.closed else _STATE
    sheet.line(state, precinct.state, style, baseline)
    sheet.rule(row.left, row.right, row.bottom, HAIR)
