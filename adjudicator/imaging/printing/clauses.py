"""Draws the two small pictures of a clause: one contest strip and a mark on it."""

from dataclasses import replace
from zlib import crc32

import numpy as np

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.imaging.printing.contest_block import Block, contest_block
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.geometry import Box, ContestBox, Grey, PageLayout, TargetBox
from adjudicator.imaging.printing.items import Item, Oval, Rect
from adjudicator.imaging.printing.marks import apply_marks
from adjudicator.imaging.printing.pens import BLUE_BALLPOINT
from adjudicator.imaging.printing.render import draw_items
from adjudicator.imaging.printing.sketches import SKETCHES, Picture, Sketch

CLAUSE_SIZE = (300, 120)
"""Width and height in pixels: 150 by 60 on a screen of double density."""
_MARGIN = 0.08
_BORDER = 196
_NARROWEST = 1.02
"""Inches of paper a column needs for oval and name."""
_NAME_SIZE = 11.0
_NAMES = {"reed": "Reed", "cole": "Cole", "hill": "Hill", "line": "Write-in"}
_PARTIES = {"reed": "REP", "cole": "DEM", "hill": "NPA"}
# A pen a little broader than life keeps the mark readable at 150 by 60.
_PEN = replace(BLUE_BALLPOINT, width_mm=0.6)


def clause_drawing(
    sketch: str, *, counts: bool, size: tuple[int, int] = CLAUSE_SIZE
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """One picture of a clause on white paper with a thin edge; always the same pixels.

    :param sketch: an id among :data:`~adjudicator.imaging.printing.sketches.SKETCHES`.
    :param counts: the picture of what counts, else of what does not.
    :param size: width and height in pixels; drawn for that size, not enlarged.
    :returns: RGB ``(height, width, 3)``.
    :raises KeyError: there is no sketch of that id.
    """
    shown = SKETCHES[sketch]
    page, layout = _strip(shown, size)
    rng = np.random.default_rng(crc32(f"{sketch}/{counts}".encode()))
    drawn = apply_marks(page, layout, _picture(shown, counts=counts).marks, rng, pen=_PEN)
    drawn[[0, -1]] = _BORDER
    drawn[:, [0, -1]] = _BORDER
    return drawn


def clause_words(sketch: str, *, counts: bool) -> str:
    """What the picture shows, in a sentence, for people who cannot see it.

    :raises KeyError: there is no sketch of that id.
    """
    return _picture(SKETCHES[sketch], counts=counts).says


def _picture(sketch: Sketch, *, counts: bool) -> Picture:
    return sketch.counts if counts else sketch.does_not


def _strip(sketch: Sketch, size: tuple[int, int]) -> tuple[Grey, PageLayout]:
    """The printed strip without its title, RGB, filling the picture but for a margin."""
    width, height = size
    margin = height * _MARGIN
    grid_rows = len(sketch.choices) + ("line" in sketch.choices)
    names = ("a", "b") if sketch.two_contests else ("a",)
    column = (width - margin) / len(names)
    plain = BallotDesign()
    dpi = min((height - 2 * margin) / (grid_rows * plain.grid), column / _NARROWEST)
    top = (height - dpi * grid_rows * plain.grid) / 2
    design = replace(plain, dpi=dpi, name_size=_NAME_SIZE)
    places, items = list[ContestBox](), list[Item]()
    for number, name in enumerate(names):
        block = _rows(name, sketch, design, column)
        block = block.moved(margin * 0.5 + column * number, top)
        places.append(block.place)
        items += block.items
    if sketch.two_contests:
        items.append(Rect(Box(width / 2, margin, design.px(design.rule), height - 2 * margin), 90))
    page = draw_items(items, width, height, design.typeface)
    layout = PageLayout(1, width, height, dpi, tuple(places))
    return np.repeat(page[:, :, None], 3, axis=2), layout


def _rows(name: str, sketch: Sketch, design: BallotDesign, width: float) -> Block:
    """The rows of one contest as a ballot prints them: no title, the first at y = 0."""
    choices = tuple(
        Choice(
            choice,
            _NAMES[choice],
            ChoiceKind.WRITE_IN if choice == "line" else ChoiceKind.CANDIDATE,
            (_PARTIES[choice],) if sketch.parties else (),
        )
        for choice in sketch.choices
    )
    block = contest_block(Contest(name, "-", choices), design, width, {})
    head = block.place.title.height
    rows = [item for item in block.items[:-1] if _top(item) > head]
    block = Block(block.place, tuple(rows)).moved(0, -head)
    return _with_arrows(block, design) if sketch.arrows else block


def _top(item: Item) -> float:
    """Where an item stands, near enough to tell title from rows."""
    return item.box.top if isinstance(item, Rect | Oval) else item.baseline


def _with_arrows(block: Block, design: BallotDesign) -> Block:
    """The same rows with a broken arrow right of each name in the place of the oval."""
    items: list[Item] = [item for item in block.items if not isinstance(item, Oval)]
    places: list[TargetBox] = []
    for place in block.place.targets:
        gap, arrow = _arrow(place, design)
        items += arrow
        places.append(replace(place, target=gap))
    return Block(replace(block.place, targets=tuple(places)), tuple(items))


def _arrow(place: TargetBox, design: BallotDesign) -> tuple[Box, list[Item]]:
    """The gap to be joined, and head and tail on either side of it."""
    (_, y), bar = place.row.centre, design.px(0.05)
    left = place.label.right + design.px(0.12)
    head, shaft, gap = design.px(0.1), design.px(0.1), design.px(0.16)
    steps = max(4, round(head))
    width = head / steps
    items: list[Item] = [
        Rect(Box(left + step * width, y - bar * step / steps, width, 2 * bar * step / steps))
        for step in range(1, steps + 1)
    ]
    start = left + head + shaft
    items.append(Rect(Box(left + head, y - bar / 2, shaft, bar)))
    items.append(Rect(Box(start + gap, y - bar / 2, shaft * 1.4, bar)))
    return Box(start, y - bar / 2, gap, bar), items
