"""Tells of every stroke outside the targets: where, how large, in whose row, through what."""

from collections.abc import Sequence

import cv2
import numpy as np

from adjudicator.domain.finding.ink import INKED, InkPiece, TargetInk
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.imaging.ink.alignment import Laid
from adjudicator.imaging.ink.frame import Frame, mapped
from adjudicator.imaging.ink.rows import Rows
from adjudicator.imaging.ink.strokes import Stroke
from adjudicator.imaging.pages import Grey

_SPILL = 0.3
"""Square millimetres of a filled target's ink outside it up to which it is only filled untidily."""
_OUTSIDE = 0.25
"""Millimetres around a target's box that an untidy filling may reach."""


def pieces_of(
    strokes: Sequence[Stroke],
    frame: Frame,
    laid: Laid,
    targets: Sequence[TargetBox],
    fills: Sequence[TargetInk],
    rows: Rows,
) -> tuple[InkPiece, ...]:
    """The strokes that are not merely a target's filling, the largest first.

    :param laid: how the reference lies on the frame.
    """
    if not strokes:
        return ()
    areas = [_area(laid, target.box) for target in targets]
    told = [fill.fill >= INKED for fill in fills]
    margin = _OUTSIDE * frame.mm
    found = []
    for stroke in strokes:
        crossed = [index for index, area in enumerate(areas) if _touches(stroke, area)]
        # Ink in a target whose fill does not tell of it is told of here.
        full = [areas[index] for index in crossed if told[index]]
        outside = _outside(stroke, full, margin) / frame.mm**2
        if full and outside < _SPILL:
            continue
        choices = tuple(dict.fromkeys(targets[index].choice for index in crossed))
        near = choices[0] if len(choices) == 1 else _near(stroke, laid, rows)
        found.append(_piece(stroke, frame, outside, near, choices))
    return tuple(sorted(found, key=lambda p: (-p.area, p.box.y, p.box.x)))


def _piece(
    stroke: Stroke, frame: Frame, area: float, near: str | None, crosses: tuple[str, ...]
) -> InkPiece:
    outlines, _ = cv2.findContours(stroke.shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=lambda points: float(cv2.contourArea(points)))
    smooth = cv2.approxPolyDP(outline, 0.7, closed=True).reshape(-1, 2)
    corner = np.array([stroke.x, stroke.y])
    points = mapped(frame.to_page, (smooth + corner).astype(np.float64))
    ys, xs = np.nonzero(stroke.pixels)
    ends = np.array([[xs.min(), ys.min()], [xs.max() + 1, ys.max() + 1]]) + corner
    (x, y), (right, bottom) = mapped(frame.to_page, ends - 0.5)
    return InkPiece(
        Box(
            round(float(x), 1),
            round(float(y), 1),
            round(float(right - x), 1),
            round(float(bottom - y), 1),
        ),
        round(area, 2),
        tuple((round(float(px)), round(float(py))) for px, py in points),
        near,
        crosses,
    )


def _area(laid: Laid, box: Box) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a target in the frame."""
    corners = laid.to_frame(np.array([[box.x, box.y], [box.right, box.bottom]]))
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _touches(stroke: Stroke, area: tuple[float, float, float, float]) -> bool:
    return bool(_part(stroke, area, 0.0).any())


def _outside(
    stroke: Stroke, areas: Sequence[tuple[float, float, float, float]], margin: float
) -> int:
    """Pixels of ink that lie in none of these areas."""
    rest = stroke.pixels.copy()
    for area in areas:
        _part_of(rest, stroke, area, margin)[:] = 0
    return int(np.count_nonzero(rest))


def _part(stroke: Stroke, area: tuple[float, float, float, float], margin: float) -> Grey:
    return _part_of(stroke.pixels, stroke, area, margin)


def _part_of(
    pixels: Grey, stroke: Stroke, area: tuple[float, float, float, float], margin: float
) -> Grey:
    left, top, right, bottom = area
    rows = slice(max(0, round(top - margin) - stroke.y), max(0, round(bottom + margin) - stroke.y))
    columns = slice(
        max(0, round(left - margin) - stroke.x), max(0, round(right + margin) - stroke.x)
    )
    return pixels[rows, columns]


def _near(stroke: Stroke, laid: Laid, rows: Rows) -> str | None:
    """The choice in whose row most of the stroke lies."""
    ys, xs = np.nonzero(stroke.pixels)
    step = max(1, len(xs) // 64)
    spots = np.column_stack([xs[::step] + stroke.x, ys[::step] + stroke.y]).astype(np.float64)
    back = laid.to_reference(spots)
    votes: dict[str, int] = {}
    for x, y in back:
        choice = rows.at(float(x), float(y))
        if choice is not None:
            votes[choice] = votes.get(choice, 0) + 1
    best = max(votes, key=lambda choice: votes[choice], default=None)
    return best if best is not None and votes[best] * 2 >= len(spots) else None
