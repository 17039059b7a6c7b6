"""What voters did to their ballots: a row per ballot, a column per contest.

A cell holds marks separated by ``;``.  A mark is ``choice:kind``, with ``@where`` for the part of
the row it stands in, ``~pen`` for a pen of its own and ``=words`` for what is written:

``wren`` the oval filled · ``wren:x@beside`` · ``quint+wren:circled_name`` one circle around both ·
``wren:words=vote for this one`` · ``*:stray`` a mark at no choice.

What happened to a whole sheet stands in ``page``: ``coffee``, ``fold``, ``torn``; ``upside_down``
is how somebody fed it to the scanner.

An empty cell is a contest left blank.  This file says what was drawn, never what it means.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, Where
from adjudicator.imaging.printing.pens import (
    BLACK_BALLPOINT,
    BLACK_FELT,
    BLUE_BALLPOINT,
    DRY_BALLPOINT,
    PENCIL,
    Pen,
)
from adjudicator.imaging.printing.scan import ScanFormat
from adjudicator.interchange.problems import Problem, Unreadable
from adjudicator.interchange.tables import Column, Row, open_table
from adjudicator.interchange.vocabulary import GROUPS

LIGHT_MARKER = Pen("light marker", (170, 188, 236), 1.5, 0.95, 0.08)
"""A person sees it at once; a machine that looks for dark ink does not."""
PENS = {
    "blue": BLUE_BALLPOINT,
    "black": BLACK_BALLPOINT,
    "felt": BLACK_FELT,
    "pencil": PENCIL,
    "dry": DRY_BALLPOINT,
    "light": LIGHT_MARKER,
}
_SPOILED = (MarkKind.COFFEE, MarkKind.FOLD, MarkKind.TORN)
_UPSIDE_DOWN = "upside_down"
_FIXED = ("ballot_id", "precinct", "counting_group", "batch", "sequence", "scan", "pen", "page")
_MARK = re.compile(
    r"(?P<choices>\*|[a-z0-9+-]+)(?::(?P<kind>[a-z_]+))?(?:@(?P<where>[a-z]+))?"
    r"(?:~(?P<pen>[a-z]+))?(?:=(?P<words>.+))?"
)


@dataclass(frozen=True, slots=True)
class VotedBallot:
    """One ballot as its voter left it."""

    ballot: str
    precinct: str
    group: CountingGroup
    container: str
    position: int
    scan: ScanFormat
    marks: tuple[MarkSpec, ...]
    pen: Pen | None = None
    """``None``: whatever pen was at hand."""
    upside_down: bool = False
    """Whether it went through the scanner the wrong way up."""


def read_voted_ballots(path: Path, election: Election) -> list[VotedBallot]:
    """Read the ballots of a story.

    :raises Unreadable: with every problem by row and column.
    """
    contests = [contest.id for contest in election.contests]
    columns = [Column(name, required=name not in {"pen", "page"}) for name in _FIXED]
    columns += [Column("about"), *(Column(contest, required=True) for contest in contests)]
    ballots: list[VotedBallot] = []
    problems: list[Problem] = []
    with open_table(path, columns) as table:
        for row in table.rows():
            try:
                ballots.append(_ballot(row, contests))
            except _BadCell as bad:
                problems.append(row.problem(bad.column, str(bad)))
    if problems:
        raise Unreadable(problems)
    return ballots


class _BadCell(ValueError):  # noqa: N818 - what it is
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _ballot(row: Row, contests: Sequence[str]) -> VotedBallot:
    group = GROUPS.find(row["counting_group"])
    if group is None:
        raise _BadCell("counting_group", f"{row['counting_group']!r} is not a counting group.")
    if row["scan"] not in set(ScanFormat):
        raise _BadCell("scan", f"A scan is one of {', '.join(ScanFormat)}.")
    if not row["sequence"].isdigit():
        raise _BadCell("sequence", "A place in the batch is a number from 1.")
    page = [text for text in row["page"].split(";") if text]
    marks = [_page_mark(text) for text in page if text != _UPSIDE_DOWN]
    for contest in contests:
        marks += [_mark(contest, text.strip()) for text in row[contest].split(";") if text.strip()]
    # A tear takes what was marked there with it.
    marks.sort(key=lambda mark: mark.kind is MarkKind.TORN)
    return VotedBallot(
        ballot=row["ballot_id"],
        precinct=row["precinct"],
        group=CountingGroup(group),
        container=row["batch"],
        position=int(row["sequence"]),
        scan=ScanFormat(row["scan"]),
        marks=tuple(marks),
        pen=_pen("pen", row["pen"]),
        upside_down=_UPSIDE_DOWN in page,
    )


def _page_mark(text: str) -> MarkSpec:
    if text not in _SPOILED:
        raise _BadCell("page", f"{text!r} does not happen to a whole page.")
    return MarkSpec(None, None, MarkKind(text))


def _mark(contest: str, text: str) -> MarkSpec:
    found = _MARK.fullmatch(text)
    kind = "filled" if found is None else found["kind"] or "filled"
    if found is None or kind not in set(MarkKind):
        raise _BadCell(contest, f"{text!r} is not a mark; write choice:kind@where~pen=words.")
    if found["where"] and found["where"] not in set(Where):
        raise _BadCell(contest, f"{found['where']!r} is not a place: {', '.join(Where)}.")
    first, *others = found["choices"].split("+")
    return MarkSpec(
        contest,
        None if first == "*" else first,
        MarkKind(kind),
        words=found["words"] or "",
        where=Where(found["where"]) if found["where"] else None,
        pen=_pen(contest, found["pen"] or ""),
        also=tuple(others),
    )


def _pen(column: str, name: str) -> Pen | None:
    if not name:
        return None
    if name not in PENS:
        raise _BadCell(column, f"{name!r} is not a pen: {', '.join(PENS)}.")
    return PENS[name]
