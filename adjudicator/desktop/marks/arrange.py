"""Where pictures go so that all have one scale and it is as large as it can be: arithmetic only."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.layouts import Box

LARGEST = 3.0
"""Screen pixels per pixel of the image; beyond this pixels would be seen, not paper."""
_STEP = 0.94
GAP = 12.0


@dataclass(frozen=True, slots=True)
class Arranged:
    """A scale, and where each picture stands, its caption above it."""

    scale: float
    places: tuple[Box, ...]
    width: float
    height: float
    slot: float = 0.0
    """The width each of them has for its caption."""


def side_by_side(
    sizes: Sequence[tuple[float, float]], room: tuple[float, float], caption: float
) -> Arranged:
    """Pictures in rows, as large as the room allows, all at one scale.

    :param sizes: width and height of each in pixels of the image.
    :param caption: height of the caption above each.
    """
    best = Arranged(0.0, (), *room)
    for columns in range(len(sizes), 0, -1):
        lines = [sizes[n : n + columns] for n in range(0, len(sizes), columns)]
        wide = (room[0] - GAP * (columns + 1)) / columns
        high = room[1] - GAP - len(lines) * (caption + GAP)
        scale = min(
            wide / max(w for w, _ in sizes),
            high / sum(max(h for _, h in line) for line in lines),
            LARGEST,
        )
        # More beside one another only where that makes none of them smaller.
        if scale > best.scale * 1.001:
            best = Arranged(scale, _in_lines(lines, scale, wide, caption), *room, slot=wide)
    return best


def _in_lines(
    lines: Sequence[Sequence[tuple[float, float]]], scale: float, wide: float, caption: float
) -> tuple[Box, ...]:
    places, top = [], GAP
    for line in lines:
        left = GAP
        for width, height in line:
            places.append(Box(left, top + caption, width * scale, height * scale))
            left += wide + GAP
        top += caption + max(h for _, h in line) * scale + GAP
    return tuple(places)


def in_columns(
    sizes: Sequence[tuple[float, float]],
    room: tuple[float, float],
    caption: float,
    scales: tuple[float, float],
) -> Arranged:
    """Pictures below one another in columns, as on the paper, in one direction of reading.

    :param scales: the largest and the smallest scale; at the smallest the columns may need more
        width than the room has.
    """
    scale, smallest = scales
    while scale > smallest:
        made = _columns(sizes, scale, room[1], caption)
        if made.width <= room[0]:
            return made
        scale *= _STEP
    return _columns(sizes, smallest, room[1], caption)


def _columns(
    sizes: Sequence[tuple[float, float]], scale: float, high: float, caption: float
) -> Arranged:
    places: list[Box] = []
    left, top, widest = GAP, 0.0, 0.0
    for width, height in sizes:
        need = caption + height * scale + GAP / 2
        if top and top + need > high:
            left, top, widest = left + widest + GAP, 0.0, 0.0
        places.append(Box(left, top + caption, width * scale, height * scale))
        top, widest = top + need, max(widest, width * scale)
    # A picture higher than the room is cut by nobody: it is scrolled to.
    tall = max((p.bottom for p in places), default=0.0)
    return Arranged(scale, tuple(places), left + widest + GAP, max(high, tall + GAP))
