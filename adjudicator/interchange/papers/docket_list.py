"""The docket on paper: what is to be called, like with like, with room for every member's vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import ticks
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    HAIR,
    HEADING,
    LABEL,
    SMALL,
    STRONG,
    STRONG_BODY,
    Composer,
    Sheet,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face, fit

_NUMBER = Style(Face.BOLD, 24, 13)
_MEMBERS_A_ROW = 3
_VOTE = 33.0
_SIDE = 0.24
"""Share of the width left of the words, where the case number stands."""
_WHY, _CALL = 2, 5
"""The most lines these may take."""
_VOTES = ("For", "Against", "Abstains")
_RULED = 26.0


@dataclass(frozen=True, slots=True)
class DocketCase:
    """One case to be called."""

    number: str
    """The case number without spaces."""
    where: str
    """``Precinct 214 · VBM · Container 7, position 118``."""
    why: str
    call: str
    """The line read aloud."""
    note: str = ""
    """Put off, locked by order, where the paper is."""


@dataclass(frozen=True, slots=True)
class DocketGroup:
    """Like cases."""

    title: str
    cases: tuple[DocketCase, ...]


@dataclass(frozen=True, slots=True)
class DocketList:
    """Everything that waits for the board."""

    stamp: Stamp
    groups: tuple[DocketGroup, ...]
    members: tuple[str, ...]
    """The board's seats, in the order of the roster."""

    def pages(self) -> tuple[Page, ...]:
        """As many as it takes."""
        n = sum(len(group.cases) for group in self.groups)
        about = f"{n:,} {'case waits' if n == 1 else 'cases wait'} for the board"
        composer = Composer(self.stamp, "Docket", about=about)
        if not self.groups:
            composer.paragraph("Nothing is waiting for the board.", HEADING, most=40)
        for group in self.groups:
            _group(composer, group, self.members)
        return composer.pages()


def _group(composer: Composer, group: DocketGroup, members: Sequence[str]) -> None:
    first = _height(composer, group.cases[0], members) if group.cases else 0.0
    if not composer.need(48 + first) and composer.y > composer.body.top:
        composer.y += 10
    n = len(group.cases)
    title = f"{group.title} · {n:,} {'case' if n == 1 else 'cases'}"
    composer.paragraph(title, HEADING.at(14, 9), most=36, gap=3)
    composer.rule(STRONG, 0)
    for case in group.cases:
        if composer.need(_height(composer, case, members)):
            composer.paragraph(f"{title}, continued", SMALL, most=13, gap=2)
            composer.rule(STRONG, 0)
        _case(composer, case, members)


def _columns(area: Area) -> tuple[Area, Area]:
    left, right = area.columns(_SIDE, 1 - _SIDE, gap=GUTTER)
    return left, right


def _lines(text: str, style: Style, width: float, most: int) -> float:
    """The height of a text of at most so many lines."""
    room = most * style.line
    size, lines = fit(text, style.face, style.size, style.least, (width, room))
    return min(room, len(lines) * Style(style.face, size, size).line)


def _vote_rows(members: Sequence[str]) -> int:
    return max(1, -(-len(members) // _MEMBERS_A_ROW))


def _height(composer: Composer, case: DocketCase, members: Sequence[str]) -> float:
    _, right = _columns(composer.body)
    words = _lines(case.call, STRONG_BODY, right.width, _CALL)
    told = " · ".join(part for part in (case.why, case.note) if part)
    words += _lines(told, BODY, right.width, _WHY) + SMALL.line
    return 8 + max(words, 2 * _NUMBER.line) + 4 + _vote_rows(members) * _VOTE + _RULED + 6


def _case(composer: Composer, case: DocketCase, members: Sequence[str]) -> None:
    votes = _vote_rows(members) * _VOTE
    area = composer.take(_height(composer, case, members))
    sheet = composer.sheet
    words = Area(area.left, area.top + 8, area.width, area.height - votes - _RULED - 14)
    left, right = _columns(words)
    sheet.text(Area(left.left, left.top, left.width, LABEL.line), "Case", LABEL)
    number = Area(left.left, left.top + LABEL.line, left.width, _NUMBER.line)
    sheet.text(number, " ".join(case.number), _NUMBER)
    call = Area(right.left, right.top, right.width, _CALL * STRONG_BODY.line)
    call = Area(call.left, call.top, call.width, min(call.height, right.height - SMALL.line))
    end = sheet.text(call, case.call, STRONG_BODY)
    told = " · ".join(part for part in (case.why, case.note) if part)
    end = sheet.text(Area(right.left, end, right.width, _WHY * BODY.line), told, BODY)
    sheet.text(Area(right.left, end, right.width, SMALL.line + 0.1), case.where, SMALL)
    top = area.bottom - votes - _RULED - 6
    _votes(sheet, Area(area.left, top, area.width, votes), members)
    _ruled(sheet, Area(area.left, top + votes, area.width, _RULED))
    sheet.rule(area.left, area.right, area.bottom, HAIR)


def _votes(sheet: Sheet, area: Area, members: Sequence[str]) -> None:
    for row in range(_vote_rows(members)):
        some = members[row * _MEMBERS_A_ROW : (row + 1) * _MEMBERS_A_ROW]
        line = Area(area.left, area.top + row * _VOTE, area.width, _VOTE)
        for name, column in zip(some, line.columns(1, 1, 1, gap=GUTTER), strict=False):
            above = Area(column.left, column.top, column.width, LABEL.line)
            sheet.text(above, name, Style(Face.BOLD, 9, 7))
            below = Area(column.left, above.bottom + 1, column.width, SMALL.line)
            ticks(sheet, below, _VOTES, SMALL.at(9), gap=9)


def _ruled(sheet: Sheet, area: Area) -> None:
    for head, column in zip(("Ruling", "Clause"), area.columns(4, 1, gap=GUTTER), strict=True):
        line = Area(column.left, column.bottom - SMALL.line - 4, 40, SMALL.line)
        sheet.text(line, head, SMALL.at(9))
        sheet.rule(column.left + 36, column.right, column.bottom - 5, HAIR)
