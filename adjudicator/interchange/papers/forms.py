"""Blank forms for when the machine fails: rulings made on paper, entered into the record later.

Everything Review asks for has its place: what was seen, how the rest of the ballot is marked, the
clause, the words, objections.  What is entered later is marked "from paper form".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import tick, ticks
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    HAIR,
    LABEL,
    SMALL,
    STRONG,
    STRONG_BODY,
    THIN,
    Composer,
    Sheet,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

MOST_BOXES = 18
"""Contests with more choices have a line for the number of the choice, and a list at the end."""
_SMALL = Style(Face.TEXT, 9.5, 7)
_NAME = Style(Face.BOLD, 10.5, 7)
_NUMBER = Style(Face.BOLD, 24, 14)
_ROW = 18.0
_LINE = 20.0
_SIGNED = 142.0
_OTHER = (
    "No vote: nothing marked",
    "No vote: marks do not count",
    "Too many marked",
    "We cannot agree: to the board",
    "Fetch the paper",
)
_ORDER = "In the order the paper lies. Entered from the paper forms, Review shows the same order."
_ANSWERS = ("no objection", "objection", "declined")


@dataclass(frozen=True, slots=True)
class FormCase:
    """One case to be ruled on by hand."""

    number: str
    """The case number without spaces."""
    where: str
    """``3 of 42 · Container 7, position 118 · ballot VBM-7-118``."""
    machine: str = ""
    """What the machine counted, in words."""


@dataclass(frozen=True, slots=True)
class FormClause:
    """One clause of the standards."""

    number: str
    """``(4)(c)1``."""
    title: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one batch."""

    stamp: Stamp
    batch: int
    contest: str
    seats: int
    precinct: str
    group: str
    choices: tuple[str, ...]
    """In ballot order, write-in lines included."""
    consistency: tuple[str, ...]
    """The answers about the other contests of the ballot, in the rules' words."""
    clauses: tuple[FormClause, ...]
    cases: tuple[FormCase, ...]
    team: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()

    def pages(self) -> tuple[Page, ...]:
        """As many cases to a page as there is room for; the key to the clauses stands last."""
        about = f"Batch {self.batch} · Precinct {self.precinct} · {self.group}"
        composer = Composer(self.stamp, "Ruling form", about=about)
        _head(composer, self)
        height = _height(composer, self)
        for case in self.cases:
            if composer.rest.height - _SIGNED < height:
                _signed(composer, self)
                composer.turn()
                _head(composer, self)
            _case(composer, self, case)
        _signed(composer, self)
        composer.turn()
        _key(composer, self)
        return composer.pages()


def _head(composer: Composer, forms: Forms) -> None:
    allowed = "1 vote" if forms.seats == 1 else f"{forms.seats} votes"
    words = f"{forms.contest} · {allowed} allowed"
    composer.title(words, Style(Face.BOLD, 14, 9), most=18, gap=2)
    composer.paragraph(_ORDER, LABEL, most=LABEL.line, gap=2)
    composer.rule(THIN, 0)


def _boxes(forms: Forms) -> bool:
    return len(forms.choices) <= MOST_BOXES


def _across(forms: Forms) -> int:
    return min(3, max(2, len(forms.choices)))


def _choice_rows(forms: Forms) -> int:
    return -(-len(forms.choices) // _across(forms)) if _boxes(forms) else forms.seats


def _part(sheet: Sheet, area: Area, label: str, options: Sequence[str]) -> float:
    """Boxes behind a label in the left margin of a case."""
    left, right = area.columns(1, 6, gap=10)
    sheet.text(Area(left.left, left.top + 1, left.width, LABEL.line), label, LABEL)
    return ticks(sheet, right, options, _SMALL, gap=12) + 1.5


def _height(composer: Composer, forms: Forms) -> float:
    trial = Sheet()
    area = Area(0, 0, composer.body.width, 10_000)
    return _block(trial, area, forms, FormCase("0000", "")) - area.top


def _case(composer: Composer, forms: Forms, case: FormCase) -> None:
    composer.y = _block(composer.sheet, composer.rest, forms, case)


def _block(sheet: Sheet, area: Area, forms: Forms, case: FormCase) -> float:
    """One case.

    :returns: where it ends.
    """
    number, where = Area(area.left, area.top + 5, area.width, 30).columns(1, 3, gap=GUTTER)
    sheet.text(number, " ".join(case.number), _NUMBER)
    told = " · ".join(part for part in (case.where, case.machine) if part)
    sheet.text(Area(where.left, where.top + 4, where.width, 25), told, SMALL)
    y = _choices(sheet, area.below(number.bottom + 2), forms)
    y = _part(sheet, area.below(y), "No choice", _OTHER)
    y = _part(sheet, area.below(y), "Other contests", forms.consistency)
    y = _part(sheet, area.below(y), "Clause", [clause.number for clause in forms.clauses])
    for words in (
        "Words, exactly as they stand",
        "Objection: who, ground, what is claimed",
    ):
        line = Area(area.left, y, area.width, _LINE)
        sheet.text(Area(line.left, line.bottom - 14, 190, LABEL.line), words, LABEL)
        sheet.rule(line.left + 178, line.right, line.bottom - 2, HAIR)
        y = line.bottom
    y += 4
    sheet.rule(area.left, area.right, y, STRONG)
    return y


def _choices(sheet: Sheet, area: Area, forms: Forms) -> float:
    left, right = area.columns(1, 6, gap=10)
    sheet.text(Area(left.left, left.top + 1, left.width, LABEL.line), "Vote for", LABEL)
    rows = _choice_rows(forms)
    if _boxes(forms):
        columns = right.columns(*[1.0] * _across(forms), gap=12)
        for place, choice in enumerate(forms.choices):
            column = columns[place // rows]
            cell = Area(column.left, column.top + place % rows * _ROW, column.width, _ROW)
            tick(sheet, cell, choice, _NAME)
        return right.top + rows * _ROW
    for row in range(rows):
        line = Area(right.left, right.top + row * _LINE, right.width, _LINE)
        words = "Number of the choice and its name, from the list at the end"
        sheet.text(Area(line.left, line.bottom - 14, 250, LABEL.line), words, LABEL)
        sheet.rule(line.left + 252, line.right, line.bottom - 2, HAIR)
    return right.top + rows * _LINE + 4


def _signed(composer: Composer, forms: Forms) -> None:
    """Lines for everyone, always at the foot of the page."""
    sheet, body = composer.sheet, composer.body
    area = Area(body.left, body.bottom - _SIGNED + 6, body.width, _SIGNED - 6)
    words = "Counting team: name, signature, time"
    sheet.text(Area(area.left, area.top, area.width, LABEL.line), words, LABEL)
    _pair(sheet, area, area.top + 33, (*forms.team, "", "")[:2])
    words = "Observers: name, signature; tick the answer to this page"
    sheet.text(Area(area.left, area.top + 40, area.width, LABEL.line), words, LABEL)
    names = (*forms.observers, "", "", "", "")[:4]
    for place in (0, 2):
        y = area.top + 68 + place * 18
        columns = _pair(sheet, area, y, names[place : place + 2])
        for column in columns:
            ticks(sheet, Area(column.left, y + 1, column.width, 14), _ANSWERS, LABEL, gap=9)
    entered = "Entered in the record from this form by, and when"
    sheet.text(Area(area.left, area.bottom - 13, 220, LABEL.line), entered, LABEL)
    sheet.rule(area.left + 214, area.right, area.bottom - 2, HAIR)


def _pair(sheet: Sheet, area: Area, y: float, names: Sequence[str]) -> tuple[Area, ...]:
    line = Area(area.left, y - 16, area.width, 16)
    columns = line.columns(1, 1, gap=GUTTER)
    for name, column in zip(names, columns, strict=False):
        sheet.rule(column.left, column.right, y, HAIR)
        printed = Area(column.left, y - 13, column.width * 0.5, LABEL.line)
        if name:
            sheet.text(printed, name, Style(Face.BOLD, 9, 7))
    return columns


def _key(composer: Composer, forms: Forms) -> None:
    composer.paragraph("Key to the form", Style(Face.BOLD, 16, 12), most=24, gap=6)
    words = (
        "The consistency of the whole ballot is answered before a clause is chosen. "
        "When work goes on at the machine, each ruling is entered from this form and says so; "
        "the cases come up in the order of the forms."
    )
    composer.paragraph(words, BODY, most=44, gap=8)
    if not _boxes(forms):
        for place, choice in enumerate(forms.choices, start=1):
            _entry(composer, str(place), choice)
    for clause in forms.clauses:
        title = clause.title if clause.verified else f"{clause.title} · unverified text"
        _entry(composer, clause.number, title)


def _entry(composer: Composer, number: str, words: str) -> None:
    composer.need(32)
    left, right = composer.take(0).columns(1, 6, gap=10)
    left = Area(left.left, composer.y, left.width, STRONG_BODY.line)
    composer.sheet.text(left, number, STRONG_BODY)
    right = Area(right.left, composer.y, right.width, 2 * BODY.line)
    composer.y = max(left.bottom, composer.sheet.text(right, words, BODY)) + 3
