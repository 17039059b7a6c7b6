"""The copy of an objection: who objects to what, on which ground, and how it stands."""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import blank_table, height_of_table, section
from adjudicator.interchange.papers.items import Area, Page, Picture
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    HEADING,
    LABEL,
    STRONG,
    VALUE,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_LABEL = Style(Face.BOLD, 54, 24)
_PICTURE = 210.0


@dataclass(frozen=True, slots=True)
class ObjectionCopy:
    """One objection to one case."""

    stamp: Stamp
    label: str
    """``R-014``."""
    observer: str
    """``Olga Ortiz``."""
    party: str
    """The party or candidate the observer stands for; empty without one."""
    ground: str
    claim: str
    """``should be a vote for Fetterhoff``."""
    words: str
    """What the observer wrote; may be empty."""
    number: str
    """The case number without spaces."""
    contest: str
    precinct: str
    group: str
    container: str
    position: int
    batch: int
    filed: str
    """When, in words."""
    entry: int
    ruling: str
    """The ruling objected to, as a sentence; or why there is none to tell."""
    state: str
    """``filed: waits for the board``."""
    decided: str = ""
    """How and when the board decided it; empty while it has not."""
    late: bool = False
    picture: Picture | None = None

    def pages(self) -> tuple[Page, ...]:
        """One page."""
        kind = "Late objection" if self.late else "Objection"
        composer = Composer(self.stamp, kind, about=self.contest)
        _head(composer, self)
        _claim(composer, self)
        _case(composer, self)
        if self.picture is not None:
            area = composer.take(_PICTURE, 0)
            place = composer.sheet.picture(area, self.picture)
            composer.y = place.bottom + (LABEL.line + 2 if self.picture.caption else 0)
        section(composer, "Copy received", need=height_of_table(2), gap=10)
        heads = ("", "Name", "Signature", "Time")
        rows = ("For the board", "For the observer")
        blank_table(composer, heads, (2.6, 4, 4, 1.6), rows, row=26)
        return composer.pages()


def _head(composer: Composer, copy: ObjectionCopy) -> None:
    area = composer.take(72, 4)
    left, right = area.columns(1, 1, gap=GUTTER)
    composer.sheet.text(left, copy.label, _LABEL)
    state = copy.state[:1].upper() + copy.state[1:]
    height = 52 if copy.decided else 30
    box = Area(right.left, right.top + 8, right.width, height)
    composer.sheet.frame(box, STRONG)
    inner = box.inset(10, 5)
    end = composer.sheet.text(inner, state, HEADING.at(14, 9))
    if copy.decided:
        composer.sheet.text(inner.below(end), copy.decided, BODY.at(10, 8))


def _claim(composer: Composer, copy: ObjectionCopy) -> None:
    claim = copy.claim[:1].upper() + copy.claim[1:]
    composer.paragraph(f"{claim}.", HEADING.at(19, 11), most=52, gap=6)
    columns = composer.take(38, 2).columns(4, 3, 3, gap=GUTTER)
    facts = (
        ("Observer", copy.observer),
        ("For", copy.party or "nobody named"),
        ("Ground", copy.ground),
    )
    for (label, value), column in zip(facts, columns, strict=True):
        composer.sheet.field(column, label, value, VALUE.at(13))
    if copy.words:
        composer.paragraph("In the observer’s words", LABEL, most=LABEL.line)
        composer.paragraph(f"“{copy.words}”", BODY, most=60, gap=6)


def _case(composer: Composer, copy: ObjectionCopy) -> None:
    composer.rule(gap=6)
    number = Style(Face.BOLD, 26, 13)
    columns = composer.take(48, 0).columns(3, 3, 4, gap=GUTTER)
    composer.sheet.field(columns[0], "Case", " ".join(copy.number), number)
    where = f"{copy.precinct}, {copy.group}"
    composer.sheet.field(columns[1], "Precinct and counting group", where, VALUE.at(13))
    paper = f"Container {copy.container}, position {copy.position:,}; batch {copy.batch}"
    composer.sheet.field(columns[2], "Paper", paper, VALUE.at(13))
    left, right = composer.take(52, 4).columns(3, 7, gap=GUTTER)
    filed = f"{copy.filed}, entry {copy.entry:,}"
    composer.sheet.field(left, "Filed", filed, VALUE.at(13))
    composer.sheet.field(right, "The ruling then", copy.ruling, BODY)
