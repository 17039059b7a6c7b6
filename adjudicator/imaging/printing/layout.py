"""Lays an election's contests out on the two sides of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from adjudicator.domain.election import BallotStyle, Election, Precinct
from adjudicator.imaging.printing.contest_block import Block, contest_block
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.geometry import Box, PageLayout
from adjudicator.imaging.printing.items import Item, Rect
from adjudicator.imaging.printing.page_frame import (
    Imprint,
    body,
    footer,
    frame,
    header,
    instructions,
    timing_marks,
)

SIDES = 2
BOTH_SIDES = "VOTE BOTH SIDES OF BALLOT"
ONE_SIDE = "ALL CONTESTS ARE ON THE FRONT"


class DoesNotFitError(ValueError):
    """The contests of a style need more room than one sheet has."""


@dataclass(frozen=True, slots=True)
class PlannedSide:
    """One side before it is drawn: what to print and where the contests will stand."""

    layout: PageLayout
    items: tuple[Item, ...]


def plan_ballot(
    election: Election, style: BallotStyle, precinct: Precinct, design: BallotDesign
) -> tuple[PlannedSide, PlannedSide]:
    """Front and back of the sheet for one style in one precinct.

    :raises DoesNotFitError: not even two columns on the longest paper allowed hold the contests.
    :raises KeyError: the style names a contest the election does not have.
    """
    for settled in design.tries():
        imprint = Imprint(election, style, precinct, settled)
        sides = _try(imprint)
        if sides is not None:
            return sides
    message = (
        f"Style {style.id} has too many contests for the two sides of one sheet: "
        "print fewer contests on it or allow a longer paper."
    )
    raise DoesNotFitError(message)


def _try(imprint: Imprint) -> tuple[PlannedSide, PlannedSide] | None:
    """Both sides on the imprint's paper, or None where the contests do not fit."""
    design, area = imprint.design, body(imprint)
    columns = design.columns or 1
    width = area.width / columns
    parties = {party.id: party.abbreviation for party in imprint.election.parties}
    blocks = [
        contest_block(imprint.election.contest(contest), design, width, parties)
        for contest in imprint.style.contests
    ]
    furniture: list[list[Item]] = []
    flowed: list[list[Block]] = []
    for side in range(1, SIDES + 1):
        items, top = _furniture(imprint, side, area)
        room = Box(area.left, top, area.width, area.bottom - top)
        placed = _flow(blocks, room, columns)
        blocks = blocks[len(placed) :]
        flowed.append(placed)
        furniture.append([*items, *_columns(placed, room, design)])
    if blocks or not flowed[0]:
        return None
    call = BOTH_SIDES if flowed[1] else ONE_SIDE
    front, back = (
        _side(imprint, side, placed, [*items, *footer(imprint, side, call)])
        for side, placed, items in zip((1, 2), flowed, furniture, strict=True)
    )
    return front, back


def _furniture(imprint: Imprint, side: int, area: Box) -> tuple[list[Item], float]:
    """Everything but the contests, and the grid line where the contests may begin."""
    grid = imprint.design.px(imprint.design.grid)
    items, top = timing_marks(imprint, side), area.top
    if side == 1:
        head, top = header(imprint, top)
        text, top = instructions(imprint, top)
        items += [*head, *text]
        # A hair of tolerance keeps rounding from costing a whole grid row.
        top = area.top + ceil((top - area.top) / grid - 1e-6) * grid
        items += frame(imprint, area.top, top)
    else:
        items += frame(imprint, top, top)
    return items, top


def _flow(blocks: Sequence[Block], room: Box, columns: int) -> list[Block]:
    """As many of the blocks as fit, down the columns from the left, in ballot order."""
    placed: list[Block] = []
    width, column, y = room.width / columns, 0, room.top
    for block in blocks:
        height = block.place.box.height
        if y + height > room.bottom + 1e-6:
            column, y = column + 1, room.top
        if column == columns or y + height > room.bottom + 1e-6:
            break
        placed.append(block.moved(room.left + width * column, y))
        y += height
    return placed


def _columns(placed: Sequence[Block], room: Box, design: BallotDesign) -> list[Item]:
    """Rules down both sides of each column, as far down as its contests reach."""
    thick = design.px(design.rule)
    ends: dict[float, float] = {}
    for block in placed:
        for x in (block.place.box.left, block.place.box.right):
            key = round(x, 3)
            ends[key] = max(ends.get(key, room.top), block.place.box.bottom)
    return [
        Rect(Box(x - thick / 2, room.top - thick / 2, thick, end - room.top + thick))
        for x, end in ends.items()
    ]


def _side(
    imprint: Imprint, side: int, placed: Sequence[Block], furniture: Sequence[Item]
) -> PlannedSide:
    """Put one side together."""
    design, paper = imprint.design, imprint.paper
    layout = PageLayout(
        side,
        round(design.px(paper.width)),
        round(design.px(paper.height)),
        design.dpi,
        tuple(block.place for block in placed),
    )
    printed = [item for block in placed for item in block.items]
    return PlannedSide(layout, (*printed, *furniture))
