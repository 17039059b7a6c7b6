"""One contest as it is printed: title, instruction, choices with their ovals, write-in lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.geometry import Box, ContestBox, TargetBox
from adjudicator.imaging.printing.items import Item, Oval, Rect, Text

SIDE_PAD = 0.09
NAME_LEFT = 0.42
"""Inches from the column's edge to the text beside the ovals."""
WRITE_IN_ROWS = 2
"""Grid rows a write-in line takes: people write large."""
TINT = 226
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Block:
    """A contest ready to be placed: its box and what is printed in it."""

    place: ContestBox
    items: tuple[Item, ...]

    def moved(self, dx: float, dy: float) -> "Block":
        """The same contest elsewhere on the page."""
        return Block(self.place.moved(dx, dy), tuple(item.moved(dx, dy) for item in self.items))


def vote_for(seats: int) -> str:
    """The instruction beneath the title: "Vote for one", "Vote for up to three"."""
    number = _NUMBERS[seats] if seats < len(_NUMBERS) else str(seats)
    return f"Vote for {number}" if seats == 1 else f"Vote for up to {number}"


def printed_choices(contest: Contest) -> tuple[Choice, ...]:
    """The choices with a place on the ballot: a qualified write-in has none of its own."""
    return tuple(c for c in contest.choices if c.kind is not ChoiceKind.QUALIFIED_WRITE_IN)


def contest_block(
    contest: Contest, design: BallotDesign, width: float, parties: Mapping[str, str]
) -> Block:
    """Lay out one contest with its top left corner at (0, 0).

    :param width: of the column, in pixels.
    :param parties: abbreviation of each party by its id; a party not named prints its id.

    The height is a whole number of grid steps and each oval's centre stands half a step below a
    grid line, so that ovals meet timing marks once the block is placed on the grid.
    """
    head, items = _head(contest, design, width)
    top, targets = head.height, list[TargetBox]()
    for choice in printed_choices(contest):
        target, printed = _row(contest, choice, design, width, parties)
        targets.append(target.moved(0, top))
        items += [item.moved(0, top) for item in printed]
        top += target.row.height
    items.append(Rect(Box(0, top - design.px(design.rule) / 2, width, design.px(design.rule))))
    place = ContestBox(contest.id, Box(0, 0, width, top), head, tuple(targets))
    return Block(place, tuple(items))


def _head(contest: Contest, design: BallotDesign, width: float) -> tuple[Box, list[Item]]:
    """Title, instruction and, for measures, the text; over a light tint for the title."""
    pad, grid, face = design.px(SIDE_PAD), design.px(design.grid), design.typeface
    title, small = design.pt(design.title_size), design.pt(design.text_size)
    y, items = design.px(0.035), list[Item]()
    for line in face.wrap(contest.title, title, width - 2 * pad, bold=True):
        y += title * 1.16
        items.append(Text(line, width / 2, y - title * 0.26, title, bold=True, align="m"))
    if any(choice.kind is not ChoiceKind.YES_NO for choice in printed_choices(contest)):
        y += small * 1.2
        line = f"({vote_for(contest.seats)})"
        items.append(Text(line, width / 2, y - small * 0.26, small, align="m"))
    y += design.px(0.045)
    items.insert(0, Rect(Box(0, 0, width, y), TINT))
    if contest.description:
        y += design.px(0.05)
        for line in face.wrap(contest.description, small, width - 2 * pad):
            y += small * 1.24
            items.append(Text(line, pad, y - small * 0.3, small))
    height = ceil((y + design.px(0.01)) / grid) * grid
    return Box(0, 0, width, height), items


def _row(
    contest: Contest,
    choice: Choice,
    design: BallotDesign,
    width: float,
    parties: Mapping[str, str],
) -> tuple[TargetBox, list[Item]]:
    """One choice with its oval; the top of its strip at y = 0."""
    grid, pad = design.px(design.grid), design.px(SIDE_PAD)
    if choice.kind is ChoiceKind.WRITE_IN:
        return _write_in_row(contest, choice, design, width)
    size, left = design.pt(design.name_size), design.px(NAME_LEFT)
    abbreviation = " / ".join(parties.get(party, party) for party in choice.parties)
    party_width = design.typeface.length(abbreviation, size)
    room = width - left - pad - (party_width + pad if abbreviation else 0)
    lines = design.typeface.wrap(choice.name, size, room, bold=True)
    oval = _oval(design, grid / 2)
    baseline, step = grid / 2 + size * 0.36, size * 1.12
    items: list[Item] = [oval]
    for number, line in enumerate(lines):
        items.append(Text(line, left, baseline + step * number, size, bold=True))
    widest = max(design.typeface.length(line, size, bold=True) for line in lines)
    label = Box(left, baseline - size * 0.74, widest, size * 0.76 + step * (len(lines) - 1))
    party = None
    if abbreviation:
        items.append(Text(abbreviation, width - pad, baseline, size, align="r"))
        x = width - pad - party_width
        party = Box(x, baseline - size * 0.74, party_width, size * 0.76)
    height = ceil((baseline + step * (len(lines) - 1) + size * 0.2) / grid) * grid
    row = Box(0, 0, width, height)
    return TargetBox(contest.id, choice.id, oval.box, label, row, party), items


def _write_in_row(
    contest: Contest, choice: Choice, design: BallotDesign, width: float
) -> tuple[TargetBox, list[Item]]:
    """A ruled line to write a name on, with its oval."""
    grid, pad, small = design.px(design.grid), design.px(SIDE_PAD), design.pt(design.small_size)
    left, height = design.px(NAME_LEFT), grid * WRITE_IN_ROWS
    oval = _oval(design, grid / 2)
    rule = height - grid * 0.62
    line = Box(left, rule, width - left - pad, design.px(design.rule) * 0.8)
    items: list[Item] = [
        oval,
        Rect(line),
        Text(choice.name or "Write-in", left, line.bottom + small * 0.95, small),
    ]
    place = TargetBox(
        contest.id,
        choice.id,
        oval.box,
        Box(left, grid * 0.25, line.width, rule - grid * 0.25),
        Box(0, 0, width, height),
        write_in=True,
    )
    return place, items


def _oval(design: BallotDesign, middle: float) -> Oval:
    """The target, centred on a y, a little in from the column's edge."""
    width, height = design.px(design.oval_width), design.px(design.oval_height)
    return Oval(
        Box(design.px(SIDE_PAD), middle - height / 2, width, height), design.px(design.rule)
    )
