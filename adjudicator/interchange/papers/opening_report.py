"""The opening report, the zero tape of a recount: printed before anybody rules, read by everybody.

Parts follow one another, each a heading with sentences, a table, or both; a table goes on under the
same headings on the next page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import (
    blank_table,
    height_of_table,
    section,
)
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    HAIR,
    LABEL,
    STRONG,
    THIN,
    TITLE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face, width_of

_STATE = Style(Face.BOLD, 15, 11)
_SENTENCE = BODY.at(10.5, 8)
_GAP = 8.0
_LINES = 6
"""Lines a sentence may take."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    share: float
    number: bool = False
    """Set to the right."""
    code: bool = False
    """A hash: even letters, never cut but shrunk."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what belongs under it."""

    title: str
    sentences: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    small: bool = False
    """A long table in small letters."""
    totals: int = 0
    """How many of the last rows stand below a line."""


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """What the report says."""

    stamp: Stamp
    title: str
    """County and election."""
    state: str
    """``Before the first ruling: no ruling is in the record.``, or that it is printed later."""
    parts: tuple[Part, ...]
    appendix: tuple[Part, ...] = ()
    """After the place to sign."""
    signers: tuple[str, ...] = ()
    """Who may sign that they have read it, each with role."""

    def pages(self) -> tuple[Page, ...]:
        """As many as it takes; those who read it sign before the appendix."""
        composer = Composer(self.stamp, "Opening report", about=self.stamp.record_code)
        composer.title(self.title, TITLE, most=62, gap=4)
        area = composer.take(0)
        box = Area(area.left, area.top, area.width, 46)
        end = composer.sheet.text(box.inset(8, 5), self.state, _STATE)
        composer.sheet.frame(Area(box.left, box.top, box.width, end + 5 - box.top), STRONG)
        composer.y = end + 8
        for part in self.parts:
            _part(composer, part)
        _sign(composer, self.signers)
        for part in self.appendix:
            _part(composer, part)
        return composer.pages()


def _sign(composer: Composer, signers: Sequence[str]) -> None:
    rows = tuple(signers) or ("",) * 4
    section(composer, "Read and signed", need=height_of_table(min(3, len(rows)), row=24), gap=9)
    blank_table(composer, ("Name", "Signature", "Time"), (4, 4, 1.4), rows, row=24)


def _part(composer: Composer, part: Part) -> None:
    section(composer, part.title, need=44, gap=9)
    for sentence in part.sentences:
        composer.need(_SENTENCE.line * 2)
        composer.paragraph(sentence, _SENTENCE, most=_SENTENCE.line * _LINES, gap=2)
    if part.columns:
        composer.y += 2
        _table(composer, part)


def _table(composer: Composer, part: Part) -> None:
    size = 7.0 if part.small else 10.0
    row = size * 1.25 + (1.0 if part.small else 4.0)
    composer.need(LABEL.line + 2 + row)
    _heads(composer, part.columns)
    first_total = len(part.rows) - part.totals
    for n, cells in enumerate(part.rows):
        if composer.need(row):
            _heads(composer, part.columns)
        if part.totals and n == first_total:
            composer.sheet.rule(composer.body.left, composer.body.right, composer.y, THIN)
        area = composer.take(row)
        _cells(composer, part.columns, cells, area, size)
    composer.y += 3


def _heads(composer: Composer, columns: Sequence[Column]) -> None:
    if not any(column.head for column in columns):
        return
    area = composer.take(LABEL.line + 1, 1)
    for column, place in zip(columns, _places(area, columns), strict=True):
        align = Align.RIGHT if column.number else Align.LEFT
        composer.sheet.text(place, column.head, LABEL.to(align))
    composer.sheet.rule(area.left, area.right, area.bottom, HAIR)


def _cells(
    composer: Composer, columns: Sequence[Column], cells: Sequence[str], area: Area, size: float
) -> None:
    baseline = area.bottom - 0.3 * size
    for column, text, place in zip(columns, cells, _places(area, columns), strict=True):
        composer.sheet.line(place, text, _style(column, text, place, size), baseline)


def _style(column: Column, text: str, place: Area, size: float) -> Style:
    align = Align.RIGHT if column.number else Align.LEFT
    if not column.code:
        return Style(Face.TEXT, size, min(size, 6.5), align)
    wide = width_of(text, Face.MONO, 1.0) or 1.0
    fitting = min(size, place.width / wide - 0.01)
    return Style(Face.MONO, fitting, fitting, align)


def _places(area: Area, columns: Sequence[Column]) -> tuple[Area, ...]:
    return area.columns(*(column.share for column in columns), gap=_GAP)
