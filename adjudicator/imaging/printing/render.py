"""Draws planned pages: text, rules and ovals on white paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from adjudicator.domain.election import BallotStyle, Election, Precinct
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.fonts import Typeface
from adjudicator.imaging.printing.geometry import Box, Grey, PageLayout
from adjudicator.imaging.printing.items import Item, Oval, Rect, Text
from adjudicator.imaging.printing.layout import plan_ballot

PAPER = 255


@dataclass(frozen=True, slots=True, eq=False)
class PrintedSide:
    """One blank side: its picture, grey ``(height, width)``, and where everything stands."""

    image: Grey
    layout: PageLayout


@dataclass(frozen=True, slots=True, eq=False)
class PrintedBallot:
    """The two sides of a blank ballot."""

    front: PrintedSide
    back: PrintedSide

    def side_of(self, contest: str) -> PrintedSide:
        """The side a contest is printed on.

        :raises KeyError: the contest is on neither side.
        """
        for side in (self.front, self.back):
            if side.layout.has_contest(contest):
                return side
        raise KeyError(contest)


def print_ballot(
    election: Election, style: BallotStyle, precinct: Precinct, design: BallotDesign
) -> PrintedBallot:
    """Print a blank ballot.  The same arguments give the same pixels.

    :raises DoesNotFitError: the contests do not fit on one sheet.
    :raises KeyError: the style names a contest the election does not have.
    """
    front, back = plan_ballot(election, style, precinct, design)
    return PrintedBallot(
        *(
            PrintedSide(
                draw_items(side.items, side.layout.width, side.layout.height, design.typeface),
                side.layout,
            )
            for side in (front, back)
        )
    )


def draw_items(items: Sequence[Item], width: int, height: int, typeface: Typeface) -> Grey:
    """Draw on white paper; rectangles first so that tints lie under text.

    :returns: grey ``(height, width)``.
    """
    page = np.full((height, width), PAPER, dtype=np.uint8)
    for item in items:
        if isinstance(item, Rect):
            _rectangle(page, item)
    picture = Image.fromarray(page)
    pen = ImageDraw.Draw(picture)
    for item in items:
        if isinstance(item, Text):
            font = typeface.at(item.size, bold=item.bold)
            place = (round(item.x), round(item.baseline))
            pen.text(place, item.text, fill=item.grey, font=font, anchor=f"{item.align}s")
    page = np.array(picture, dtype=np.uint8)
    for item in items:
        if isinstance(item, Oval):
            _oval(page, item)
    return page


def _rectangle(page: Grey, item: Rect) -> None:
    """Fill a rectangle, at least one pixel thick, its edges on whole pixels."""
    box = item.box
    left, top = round(box.left), round(box.top)
    right, bottom = max(left + 1, round(box.right)), max(top + 1, round(box.bottom))
    part = page[max(0, top) : bottom, max(0, left) : right]
    np.minimum(part, item.grey, out=part)


def _oval(page: Grey, item: Oval) -> None:
    """Draw a box with round ends by its distance field: exact at any fraction of a pixel."""
    left, top, patch = patch_at(page, item.box.grown(2))
    depth = oval_depth(item.box, left, top, patch.shape[:2])
    ink = np.clip(depth + 0.5, 0, 1)
    if not item.filled:
        ink = np.minimum(ink, np.clip(item.outline - depth + 0.5, 0, 1))
    patch[:] = np.minimum(patch, np.rint(PAPER * (1 - ink)).astype(np.uint8))


def oval_depth(
    box: Box, left: int, top: int, shape: tuple[int, ...]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """How far inside an oval each pixel centre of a patch lies, in pixels; negative outside.

    :param left, top: of the patch on the page.
    :param shape: ``(height, width)`` of the patch.
    """
    (cx, cy), radius = box.centre, box.height / 2
    y = np.arange(shape[0])[:, None] + top + 0.5 - cy
    x = np.abs(np.arange(shape[1])[None, :] + left + 0.5 - cx)
    straight = max(0.0, box.width / 2 - radius)
    depth: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = radius - np.hypot(
        np.maximum(x - straight, 0), y
    )
    return depth


def patch_at(page: Grey, box: Box) -> tuple[int, int, Grey]:
    """Left, top and the view of the part of a page under a box, cut at the page's edges."""
    left, top = max(0, int(box.left)), max(0, int(box.top))
    right, bottom = max(left, int(box.right) + 1), max(top, int(box.bottom) + 1)
    return left, top, page[top:bottom, left:right]
