"""A paper of several parts: headings, sentences, tables, and at the end lines to sign on.

Minutes, returns, certificate and report are such papers; what stands in them is said by whoever
makes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import blank_table, height_of_table, section
from adjudicator.interchange.papers.grid import Grid, height_of, set_grid
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import BODY, STRONG, TITLE, Composer, Style
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face, fit, wrap

_LEAD = Style(Face.BOLD, 13, 10)
_SENTENCE = BODY.at(10.5, 9)
_SUB = Style(Face.BOLD, 10.5, 9)
_LINES = 40
"""Lines one sentence may take: more than a record keeps of any words."""
_SIGN = 30.0
_BEGUN = 64.0
"""Points of a longer part that stand with its heading."""
_SMALL = 0.45
"""Share of a page below which a table is not broken."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what belongs under it."""

    title: str
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None
    after: tuple[str, ...] = ()
    """Sentences below the table."""
    under: bool = False
    """Whether it is a part of the one before, with a smaller heading."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the paper says."""

    stamp: Stamp
    kind: str
    """At the head of every page, at its left: ``Minutes``."""
    about: str
    """There at its right."""
    title: str
    lead: str
    """What has to be read first, in a box."""
    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()
    """Above the lines to sign on."""
    signers: tuple[str, ...] = ()
    """Who signs, each with their office; without any there are no lines."""
    subtitle: str = ""

    def pages(self) -> tuple[Page, ...]:
        """As many as it takes."""
        composer = Composer(self.stamp, self.kind, about=self.about)
        composer.title(self.title, TITLE, most=62, gap=2)
        if self.subtitle:
            composer.paragraph(self.subtitle, BODY, most=BODY.line * 3, gap=4)
        if self.lead:
            _lead(composer, self.lead)
        for part in self.parts:
            _part(composer, part)
        if self.signers:
            _sign(composer, self.closing, self.signers)
        return composer.pages()


def _lead(composer: Composer, lead: str) -> None:
    area = composer.take(0)
    box = Area(area.left, area.top + 2, area.width, 120)
    end = composer.sheet.text(box.inset(8, 6), lead, _LEAD)
    composer.sheet.frame(Area(box.left, box.top, box.width, end + 6 - box.top), STRONG)
    composer.y = end + 10


def _part(composer: Composer, part: Part) -> None:
    below = _kept_together(composer, part)
    if part.under:
        composer.need(_SUB.line + 8 + below)
        composer.y += 6 if composer.y > composer.body.top else 0
        composer.paragraph(part.title, _SUB, most=_SUB.line * 2, gap=2)
    else:
        section(composer, part.title, need=below, gap=12)
    _sentences(composer, part.sentences)
    if part.grid is not None:
        composer.y += 2
        set_grid(composer, part.grid)
    _sentences(composer, part.after)


def _kept_together(composer: Composer, part: Part) -> float:
    """How much has to follow a heading on its page: a small table stands whole beneath it."""
    said = sum(
        len(wrap(sentence, _SENTENCE.face, _SENTENCE.size, composer.body.width)) * _SENTENCE.line
        + 2.5
        for sentence in part.sentences
    )
    if part.grid is None:
        return min(said, _BEGUN)
    whole = said + 2 + height_of(part.grid, composer.body.width)
    return whole if whole <= _SMALL * composer.body.height else said + _BEGUN


def _sentences(composer: Composer, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        most = min(_LINES * _SENTENCE.line, composer.body.height)
        room = (composer.body.width, most)
        size, lines = fit(sentence, _SENTENCE.face, _SENTENCE.size, _SENTENCE.least, room)
        composer.need(len(lines) * Style(_SENTENCE.face, size, size).line)
        composer.paragraph(sentence, _SENTENCE, most=most, gap=2.5)


def _sign(composer: Composer, closing: Sequence[str], signers: Sequence[str]) -> None:
    lines = height_of_table(min(len(signers), 8), row=_SIGN)
    section(composer, "Signed", need=lines + 40 * len(closing), gap=14)
    _sentences(composer, closing)
    composer.y += 2
    heads = ("Name and office", "Signature", "Date and time")
    blank_table(composer, heads, (4, 4, 2), signers, row=_SIGN)
