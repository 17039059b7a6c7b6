"""One observer's own page: how they answered at each table, and what became of each objection."""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import section
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    HAIR,
    LABEL,
    SMALL,
    STRONG,
    STRONG_BODY,
    TITLE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

STATES = (
    "signed, no objection",
    "signed, objection",
    "declined to sign",
    "present, did not answer",
    "not at the table",
)
"""The five states, in these words everywhere."""
_SHARES = (2.6, 1.2, 1.3, 1.3, 1.3, 1.3, 1.3)
_FIGURE = Style(Face.BOLD, 12, 8, Align.RIGHT)
_LABEL_WIDTH = 60.0


@dataclass(frozen=True, slots=True)
class TableCounts:
    """How the observer stood to the rulings of one table."""

    table: str
    rulings: int
    states: tuple[int, int, int, int, int]
    """In the order of :data:`STATES`."""


@dataclass(frozen=True, slots=True)
class OwnObjection:
    """One objection of the observer to one case."""

    label: str
    number: str
    """The case number without spaces."""
    contest: str
    claim: str
    filed: str
    state: str


@dataclass(frozen=True, slots=True)
class MyRecord:
    """What the page says."""

    stamp: Stamp
    name: str
    party: str
    person: str
    """The person's id in the record."""
    tables: tuple[TableCounts, ...]
    objections: tuple[OwnObjection, ...]

    def pages(self) -> tuple[Page, ...]:
        """One page, unless there are many objections."""
        composer = Composer(self.stamp, "My record", about=self.person)
        composer.title(self.name, TITLE, most=62)
        words = f"Observer for {self.party}" if self.party else "Observer"
        composer.paragraph(words, BODY.at(13), most=34, gap=0)
        section(composer, "How I answered, ruling by ruling", need=60)
        _tables(composer, self)
        section(composer, "My objections", need=40)
        _objections(composer, self)
        return composer.pages()


def _tables(composer: Composer, record: MyRecord) -> None:
    columns = composer.take(LABEL.line * 2, 3).columns(*_SHARES, gap=8)
    heads = ("Table", "Rulings", *STATES)
    for n, (head, column) in enumerate(zip(heads, columns, strict=True)):
        composer.sheet.text(column, head, LABEL.to(Align.RIGHT) if n else LABEL)
    composer.rule(STRONG, 0)
    rows = list(record.tables)
    if len(rows) != 1:
        sums = [sum(row.states[n] for row in rows) for n in range(5)]
        whole = TableCounts(
            "All tables",
            sum(row.rulings for row in rows),
            (sums[0], sums[1], sums[2], sums[3], sums[4]),
        )
        rows.append(whole)
    for row in rows:
        composer.need(24)
        columns = composer.take(22).columns(*_SHARES, gap=8)
        baseline = columns[0].bottom - 6
        composer.sheet.line(columns[0], row.table, STRONG_BODY, baseline)
        for figure, column in zip((row.rulings, *row.states), columns[1:], strict=True):
            composer.sheet.line(column, f"{figure:,}", _FIGURE, baseline)
        composer.rule(HAIR, 0)


def _objections(composer: Composer, record: MyRecord) -> None:
    if not record.objections:
        composer.paragraph("None.", BODY, most=16)
    for objection in record.objections:
        composer.need(62)
        area = Area(composer.body.left, composer.y + 6, composer.body.width, 52)
        left, right = area.columns(_LABEL_WIDTH, area.width - _LABEL_WIDTH, gap=GUTTER)
        composer.sheet.text(left, objection.label, Style(Face.BOLD, 14, 9))
        spoken = " ".join(objection.number)
        claim = objection.claim[:1].upper() + objection.claim[1:]
        said = f"Case {spoken}. {claim}: {objection.state}."
        end = composer.sheet.text(Area(right.left, right.top, right.width, 29), said, STRONG_BODY)
        told = f"{objection.contest} · filed {objection.filed}"
        end = composer.sheet.text(Area(right.left, end, right.width, 13), told, SMALL)
        composer.y = max(end, left.top + 18) + 5
        composer.rule(HAIR, 0)
