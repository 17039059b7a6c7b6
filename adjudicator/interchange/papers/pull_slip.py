"""The slip with which the paper of a case is fetched, shown at the table and brought back."""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import blank_table, height_of_table, section, sign_pairs
from adjudicator.interchange.papers.codes import QUIET, bars, case_code
from adjudicator.interchange.papers.items import Area, Page, Picture
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    LABEL,
    SMALL,
    VALUE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_TALL = 344.0
_NUMBER = Style(Face.BOLD, 66, 24)
_SIGN = 26.0
_WHERE = Style(Face.BOLD, 30, 11)


@dataclass(frozen=True, slots=True)
class PullSlip:
    """What one slip says."""

    stamp: Stamp
    number: str
    """The case number without spaces: ``417K``."""
    contest: str
    precinct: str
    group: str
    container: str
    position: int
    batch: int
    ballot: str
    picture: Picture | None
    """The sheet with the contest outlined; ``None`` if its image cannot be read."""
    why: str = ""
    """Why the paper is asked for, in a sentence."""
    requested_by: str = ""
    """Who asked and when, if the record has it."""
    observers: tuple[str, ...] = ()
    """Observers whose names are printed beside the lines."""

    def pages(self) -> tuple[Page, ...]:
        """One page; more only if many observers sign."""
        composer = Composer(self.stamp, "Pull slip", about=self.contest)
        area = composer.take(_TALL, 0)
        left, right = area.columns(272, 214, gap=GUTTER)
        _words(composer, self, left)
        _picture(composer, self, right)
        section(composer, "The way of the paper", need=height_of_table(4), gap=6)
        heads = ("", "Name", "Time", "Number on the seal", "Signature")
        steps = ("Requested by", "Fetched by", "On the table", "Returned by")
        blank_table(composer, heads, (2.2, 3.4, 1.5, 3.2, 3), steps, row=26)
        if self.requested_by:
            composer.y += 4
            composer.paragraph(self.requested_by, SMALL, most=26)
        section(composer, "Observers present: name, signature, time", need=2 * _SIGN, gap=12)
        names = (*self.observers, *[""] * 4)[: max(4, len(self.observers))]
        sign_pairs(composer, names, row=_SIGN)
        return composer.pages()


def _words(composer: Composer, slip: PullSlip, area: Area) -> None:
    sheet = composer.sheet
    spoken = " ".join(slip.number)
    end = sheet.text(Area(area.left, area.top, area.width, LABEL.line), "Case", BODY)
    sheet.text(Area(area.left, end - 4, area.width, 80), spoken, _NUMBER)
    code = Area(area.left, area.top + 92, area.width - 60, 42)
    sheet.bar_code(code, bars(case_code(slip.number)), QUIET)
    below = Area(code.left, code.bottom + 2, code.width, 14)
    sheet.text(below, case_code(slip.number), Style(Face.MONO, 11, 9))
    y = area.top + 160
    container, position = Area(area.left, y, area.width, 52).columns(3, 2, gap=GUTTER)
    sheet.field(container, "Container", slip.container, _WHERE)
    sheet.field(position, "Position", f"{slip.position:,}", _WHERE)
    y += 55
    pairs = (("Ballot", slip.ballot, 3), ("Batch", str(slip.batch), 2))
    for pair in (pairs, (("Precinct", slip.precinct, 3), ("Counting group", slip.group, 2))):
        row = Area(area.left, y, area.width, 34).columns(*(p[2] for p in pair), gap=GUTTER)
        for (label, value, _), column in zip(pair, row, strict=True):
            sheet.field(column, label, value, VALUE)
        y += 36
    end = sheet.field(Area(area.left, y, area.width, 34), "Contest", slip.contest)
    if slip.why:
        sheet.text(Area(area.left, end + 1, area.width, 2 * SMALL.line), slip.why, SMALL)


def _picture(composer: Composer, slip: PullSlip, area: Area) -> None:
    if slip.picture is not None:
        composer.sheet.picture(area, slip.picture, Align.RIGHT)
        return
    composer.sheet.frame(area)
    words = "No image of this sheet can be read here. Go by container, position and ballot."
    composer.sheet.text(area.inset(18, 40), words, BODY.to(Align.CENTRE))
