"""What stands around the contests: timing marks, header, instructions, footer."""

from dataclasses import dataclass
from zlib import crc32

from adjudicator.domain.election import BallotStyle, Election, Precinct
from adjudicator.imaging.printing.design import BallotDesign, Paper
from adjudicator.imaging.printing.geometry import Box
from adjudicator.imaging.printing.items import Item, Oval, Rect, Text

MARK_WIDTH, MARK_HEIGHT = 0.1875, 0.0625
EDGE = 0.16
"""Inches from the paper's edge to the timing marks of that edge."""
FRAME_LEFT = 0.5
FIRST_ROW = 0.5
"""Inches from the top to the middle of the first timing mark."""
CODE_BITS = 22


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a sheet says about itself."""

    election: Election
    style: BallotStyle
    precinct: Precinct
    design: BallotDesign

    @property
    def paper(self) -> Paper:
        """The sheet.

        :raises ValueError: the design has not been settled on a paper.
        """
        if self.design.paper is None:
            message = "The design names no paper: settle it with BallotDesign.on first."
            raise ValueError(message)
        return self.design.paper

    def code(self, side: int) -> int:
        """The pattern of the marks along the bottom: one per style, precinct and side."""
        text = f"{self.election.title}|{self.style.id}|{self.precinct.id}|{side}"
        return crc32(text.encode()) & ((1 << CODE_BITS) - 1)


def timing_marks(imprint: Imprint, side: int) -> list[Item]:
    """Marks down both edges and along the top, and the coded ones along the bottom."""
    design, paper = imprint.design, imprint.paper
    rows = _rows(paper, design)
    bottom = rows[-1]
    right = paper.width - EDGE - MARK_WIDTH
    marks = [(x, y) for y in rows for x in (EDGE, right)]
    across = int((paper.width - 2 * EDGE - MARK_WIDTH) / design.grid)
    pitch = (right - EDGE) / across
    marks += [(EDGE + pitch * step, rows[0]) for step in range(1, across)]
    code, first = imprint.code(side), (across - CODE_BITS) // 2
    marks += [(EDGE + pitch * (first + bit), bottom) for bit in range(CODE_BITS) if code >> bit & 1]
    return [
        Rect(
            Box(
                design.px(x),
                design.px(y - MARK_HEIGHT / 2),
                design.px(MARK_WIDTH),
                design.px(MARK_HEIGHT),
            )
        )
        for x, y in marks
    ]


def header(imprint: Imprint, top: float) -> tuple[list[Item], float]:
    """County, election, date, precinct and style over the frame's width; returns its bottom."""
    design, election = imprint.design, imprint.election
    left, right = _frame(imprint)
    large, small = design.pt(13), design.pt(9)
    middle, edge = (left + right) / 2, design.px(0.1)
    day = f"{election.held:%B} {election.held.day}, {election.held.year}"
    titles = (design.heading, election.title, f"{election.county}, {election.state}", day)
    y, items = top + design.px(0.07), list[Item]()
    for row, line in enumerate(filter(None, titles)):
        size = large if row == 0 else design.pt(10.5)
        y += size * 1.22
        items.append(
            Text(line.upper(), middle, y - size * 0.2, size, bold=row != len(titles) - 1, align="m")
        )
    bottom = y + design.px(0.07)
    first, step = top + design.px(0.2), small * 1.35
    corners = ((imprint.precinct.name, True), (f"Style {imprint.style.id}", False))
    for row, (line, bold) in enumerate(corners):
        items.append(Text(line, left + edge, first + step * row, small, bold=bold))
    for row, line in enumerate(design.typeface.wrap(design.legend, small, design.px(1.5))):
        items.append(Text(line, right - edge, first + step * row, small, bold=True, align="r"))
    return items, bottom


def instructions(imprint: Imprint, top: float) -> tuple[list[Item], float]:
    """The bulleted instructions between two rules; returns the bottom."""
    design = imprint.design
    left, right = _frame(imprint)
    size, y, items = design.pt(9), top + design.px(0.05), list[Item]()
    items.append(_rule(left, top, right - left, design))
    for line in design.instructions:
        y += size * 1.32
        baseline = y - size * 0.3
        items.append(Text("\u2022", left + design.px(0.1), baseline, size, bold=True))
        items += _with_oval(line, left + design.px(0.24), baseline, size, design)
    return items, y + design.px(0.06)


def footer(imprint: Imprint, side: int, call: str) -> list[Item]:
    """The line beneath the frame; ``call`` stands bold in its middle."""
    design, paper = imprint.design, imprint.paper
    left, right = _frame(imprint)
    face = ("Front", "Back")[side - 1]
    size, baseline = design.pt(7), design.px(paper.height - 0.22)
    line = f"{face}   Card 1   {imprint.precinct.name}   Style {imprint.style.id}"
    items: list[Item] = [
        Text(line, left, baseline, size),
        Text(design.legend, right, baseline, size, align="r"),
    ]
    bold = design.pt(10)
    items.append(Text(call, (left + right) / 2, baseline, bold, bold=True, align="m"))
    return items


def frame(imprint: Imprint, top: float, bottom: float) -> list[Item]:
    """The ruled frame around everything between the timing marks."""
    left, right = _frame(imprint)
    width, thick = right - left, imprint.design.px(imprint.design.rule)
    sides = (left - thick / 2, right - thick / 2)
    return [
        _rule(left, top, width, imprint.design),
        _rule(left, bottom, width, imprint.design),
        *(Rect(Box(x, top - thick / 2, thick, bottom - top + thick)) for x in sides),
    ]


def body(imprint: Imprint) -> Box:
    """The area inside the frame; its top and bottom lie midway between timing marks."""
    design = imprint.design
    left, right = _frame(imprint)
    rows = _rows(imprint.paper, design)
    top = design.px(rows[0] + design.grid / 2)
    return Box(left, top, right - left, design.px(rows[-1] - design.grid / 2) - top)


def _frame(imprint: Imprint) -> tuple[float, float]:
    """Left and right of the frame in pixels."""
    return (
        imprint.design.px(FRAME_LEFT),
        imprint.design.px(imprint.paper.width - FRAME_LEFT),
    )


def _rows(paper: Paper, design: BallotDesign) -> list[float]:
    """The y of each timing mark down the edges, in inches."""
    count = int((paper.height - 2 * FIRST_ROW) / design.grid + 1e-9) + 1
    return [FIRST_ROW + design.grid * row for row in range(count)]


def _rule(left: float, y: float, width: float, design: BallotDesign) -> Rect:
    thick = design.px(design.rule)
    return Rect(Box(left, y - thick / 2, width, thick))


def _with_oval(
    line: str, x: float, baseline: float, size: float, design: BallotDesign
) -> list[Item]:
    """A line of instructions in which ``{oval}`` is drawn."""
    before, mark, after = line.partition("{oval}")
    items: list[Item] = [Text(before, x, baseline, size)]
    if mark:
        x += design.typeface.length(before, size)
        width, height = design.px(design.oval_width), design.px(design.oval_height)
        box = Box(x, baseline - size * 0.36 - height / 2, width, height)
        items.append(Oval(box, design.px(design.rule), filled=True))
        items.append(Text(after, box.right, baseline, size))
    return items
