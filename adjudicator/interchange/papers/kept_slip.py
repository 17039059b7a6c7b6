"""The slip a person takes along instead of a stick: the record code, and the head as a square code.

The square holds the head itself, the three lines that are signed (record format, section 5), so
that anybody's telephone keeps the whole hash and not only the code.
"""

from dataclasses import dataclass

from adjudicator.interchange.papers.codes import QUIET_DOTS, dots
from adjudicator.interchange.papers.items import Area, Page, Rule
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    SMALL,
    STRONG,
    THIN,
    TITLE,
    VALUE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_CODE = Style(Face.MONO_BOLD, 30, 16, Align.CENTRE)
_SQUARE = 132.0
_WORDS = (
    "Keep this slip, or take a picture of the square. When you sign in again, type the code in the "
    "line “What you kept”: if the record was cut or changed before this point, the sign-in is "
    "refused and says so. Any time later, anybody checks the record against it: adjudicator verify "
    "--anchor, or verify_recount.py --anchor, and this code."
)


@dataclass(frozen=True, slots=True)
class KeptSlip:
    """What the slip says."""

    stamp: Stamp
    name: str
    """Whose slip it is."""
    entries: int
    origin: str
    """The record's own name."""
    root: str
    """The whole hash of the record's head, base64."""

    @property
    def square(self) -> tuple[str, ...]:
        """The lines the square code holds: the head, each ended by a line feed."""
        return (self.origin, str(self.entries), self.root, "")

    def pages(self) -> tuple[Page, ...]:
        """One page, the slip at its top, to be cut off below."""
        composer = Composer(self.stamp, "What you kept")
        composer.title(self.name, TITLE.at(20), most=48, gap=4)
        box = composer.take(50, 8)
        composer.sheet.frame(box, STRONG)
        composer.sheet.text(box.inset(8, 4), self.stamp.record_code, _CODE)
        area = composer.take(_SQUARE, 8)
        square = Area(area.left, area.top, _SQUARE, _SQUARE)
        composer.sheet.square_code(square, dots(self.square), QUIET_DOTS)
        beside = Area(
            square.right + GUTTER, area.top, area.right - square.right - GUTTER, area.height
        )
        left, right = Area(beside.left, beside.top, beside.width, 34).columns(1, 2, gap=GUTTER)
        composer.sheet.field(left, "Entries", f"{self.entries:,}", VALUE)
        composer.sheet.field(right, "At", self.stamp.printed, VALUE)
        composer.sheet.text(beside.below(left.bottom + 4), _WORDS, BODY.at(10))
        composer.paragraph(self.origin, SMALL, most=14, gap=10)
        edge = composer.body
        composer.sheet.items.append(
            Rule(edge.left, composer.y, edge.right, composer.y, THIN, dashed=True)
        )
        return composer.pages()
