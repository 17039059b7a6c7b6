"""The page on the door while the board is in recess: the record code, large, for everyone to keep.

Whoever has copied it can see in the morning that nothing before it was changed.
"""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import blank_table, height_of_table, section
from adjudicator.interchange.papers.codes import QUIET_DOTS, dots
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    LABEL,
    STRONG,
    VALUE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_UNTIL = Style(Face.BOLD, 40, 18)
_CODE = Style(Face.MONO_BOLD, 84, 40, Align.CENTRE)
_ROW = 104.0
_SQUARE = 132.0
_EXPLAINED = (
    "Copy the record code, or take a picture of the square: it holds the same code, the number of "
    "entries, and the whole hash of the record. When work goes on, the record is opened at this "
    "number of entries: its code must be the same as here. If it is, nothing before it was changed."
)


@dataclass(frozen=True, slots=True)
class Adjournment:
    """What the page says."""

    stamp: Stamp
    until: str
    """``7:00 a.m.``; empty if nobody has said."""
    entries: int
    origin: str
    """The record's own name."""
    root: str
    """The whole hash of the record's head, base64."""
    signers: tuple[str, ...] = ()
    """Those present, each with name and role."""

    @property
    def square(self) -> tuple[str, ...]:
        """The lines the square code holds."""
        return (self.stamp.record_code, self.origin, str(self.entries), self.root)

    def pages(self) -> tuple[Page, ...]:
        """One page; more only if many sign."""
        composer = Composer(self.stamp, "Recess")
        until = f"In recess until {self.until}" if self.until else "In recess"
        composer.paragraph(until, _UNTIL, most=56, gap=8)
        _code(composer, self.stamp.record_code)
        _told(composer, self)
        rows = (self.signers or ("",) * 4)[:60]
        section(composer, "Present, and signed that this code was shown", need=58, gap=8)
        roomy = height_of_table(len(rows), row=26) <= composer.rest.height
        heads = ("Name", "Signature", "Time")
        blank_table(composer, heads, (4, 4, 1.4), rows, row=26 if roomy else 22)
        return composer.pages()


def _code(composer: Composer, code: str) -> None:
    composer.sheet.text(composer.take(LABEL.line + 2, 2), "Record code", BODY)
    groups = code.split("-")
    rows = [groups[n : n + 2] for n in range(0, len(groups), 2)]
    box = composer.take(_ROW * len(rows), 10)
    composer.sheet.frame(box, STRONG)
    for n, row in enumerate(rows):
        line = Area(box.left + 8, box.top + n * _ROW, box.width - 16, _ROW)
        for group, column in zip(row, line.columns(1, 1, gap=GUTTER), strict=False):
            composer.sheet.text(column, group, _CODE)


def _told(composer: Composer, page: Adjournment) -> None:
    area = composer.take(_SQUARE, 0)
    square = Area(area.left, area.top, _SQUARE, _SQUARE)
    composer.sheet.square_code(square, dots(page.square), QUIET_DOTS)
    beside = Area(square.right + GUTTER, area.top, area.right - square.right - GUTTER, area.height)
    left, right = Area(beside.left, beside.top + 4, beside.width, 34).columns(1, 2, gap=GUTTER)
    composer.sheet.field(left, "Entries", f"{page.entries:,}", VALUE)
    composer.sheet.field(right, "At", page.stamp.printed, VALUE)
    below = Area(beside.left, left.bottom + 4, beside.width, 90)
    composer.sheet.text(below, _EXPLAINED, BODY.at(10.5))
