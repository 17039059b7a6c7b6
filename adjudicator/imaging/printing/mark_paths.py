"""The paths a pen takes when people mark a ballot: around an oval, through it, beside a name.

Every function returns strokes in page pixels.  They are drawn by :mod:`.pens`, whose hand adds the
small sway; what is varied here is what people vary: size, angle, place, how far a line overshoots.
"""

from dataclasses import dataclass

import numpy as np

from adjudicator.imaging.printing.geometry import Box, ContestBox, Points, TargetBox
from adjudicator.imaging.printing.lettering import Hand, lettered, width_of

LARGEST_CAPITALS, SMALLEST_CAPITALS = 0.125, 0.062
"""Inches: how large people write beside a name, and how small where there is little room."""
TWICE, CROSSED = 0.3, 0.5
"""How often people draw a line twice, and cross out with an X rather than to and fro."""
FULL = 0.45
"""Distance of the passes of a careful fill in pen widths; they meet twice as wide at the ends."""
_LINE = 1.55
"""Height of a written line in cap heights."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one mark goes and how large it is meant."""

    centre: tuple[float, float]
    dpi: float
    rng: np.random.Generator
    size: float = 1.0

    def inches(self, length: float, spread: float = 0.08) -> float:
        """A length in pixels, varied as hands vary (``spread`` is the standard deviation)."""
        scatter = float(np.clip(self.rng.normal(1, spread), 1 - 2 * spread, 1 + 2 * spread))
        return length * self.dpi * self.size * scatter

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Points:
        """A stroke between two points given in pixels from the centre."""
        return np.array([[x0, y0], [x1, y1]]) + self.centre


def x_strokes(spot: Spot) -> list[Points]:
    """Two crossing lines."""
    half, high, lean = spot.inches(0.085), spot.inches(0.082), spot.inches(0.012, 0.9)
    return [
        spot.line(-half, -high, half + lean, high),
        spot.line(half - lean, -high, -half, high),
    ]


def check_strokes(spot: Spot) -> list[Points]:
    """A tick: short down, long up to the right."""
    short, long = spot.inches(0.055), spot.inches(0.13)
    points = [[-short, -short * 0.3], [0, short * 1.05], [long, -long * 0.78]]
    return [np.array(points) + spot.centre]


def plus_strokes(spot: Spot) -> list[Points]:
    """An upright cross."""
    half, high = spot.inches(0.085), spot.inches(0.085)
    return [spot.line(0, -high, half * 0.05, high), spot.line(-half, half * 0.05, half, 0)]


def star_strokes(spot: Spot) -> list[Points]:
    """A five-pointed star in one line."""
    radius, turn = spot.inches(0.098), spot.rng.normal(0, 0.1)
    angles = -np.pi / 2 + turn + np.arange(6) * (4 * np.pi / 5)
    radii = radius * spot.rng.normal(1, 0.06, 6)
    return [np.column_stack([np.cos(angles) * radii, np.sin(angles) * radii]) + spot.centre]


def asterisk_strokes(spot: Spot) -> list[Points]:
    """Three short lines through one point."""
    radius = spot.inches(0.08)
    angles = np.pi / 2 + np.arange(3) * (np.pi / 3) + spot.rng.normal(0, 0.08, 3)
    ends = np.column_stack([np.cos(angles), np.sin(angles)]) * radius
    return [spot.line(-x, -y, x, y) for x, y in ends]


def dash_strokes(spot: Spot) -> list[Points]:
    """A short level line."""
    half, tilt = spot.inches(0.085), spot.inches(0.01, 1.0)
    return [spot.line(-half, tilt, half, -tilt)]


def arrow_strokes(spot: Spot) -> list[Points]:
    """An arrow that points left, at the name or the oval."""
    half, barb = spot.inches(0.14), spot.inches(0.055)
    return [
        spot.line(half, -barb * 0.2, -half, 0),
        spot.line(-half + barb, -barb, -half, 0),
        spot.line(-half, 0, -half + barb, barb),
    ]


def dot_strokes(spot: Spot) -> list[Points]:
    """The point of a pen that rested a moment."""
    radius = spot.inches(0.008, 0.2)
    angles = np.linspace(0, 3 * np.pi, 10)
    spiral = np.column_stack([np.cos(angles), np.sin(angles)]) * np.linspace(0, radius, 10)[:, None]
    return [spiral + spot.centre]


def slash_strokes(spot: Spot) -> list[Points]:
    """A slanted line that crosses an oval's outline above and below."""
    half, high = spot.inches(0.07), spot.inches(0.1)
    return [spot.line(-half, high, half, -high)]


def line_through(box: Box, spot: Spot) -> list[Points]:
    """A level line through a box and a little beyond both ends."""
    y, tilt = box.centre[1], spot.inches(0.012, 0.9)
    left, right = box.left - spot.inches(0.045, 0.3), box.right + spot.inches(0.06, 0.3)
    return [np.array([[left, y + tilt], [right, y - tilt]])]


def circle(box: Box, spot: Spot) -> list[Points]:
    """A loop around a box whose ends do not quite meet."""
    rng = spot.rng
    wide, high = box.width / 2 + spot.inches(0.055, 0.12), box.height / 2 + spot.inches(0.038, 0.12)
    turn = rng.uniform(1.0, 1.1) * 2 * np.pi
    angles = rng.uniform(-2.6, -1.6) - np.linspace(0, turn, 44)
    drift = 1 + np.linspace(-0.04, 0.05, 44) * rng.choice([-1, 1])
    # A little squarer than an ellipse: people go around the corners of a word.
    power = 2 / 2.5
    x = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** power * wide * drift
    y = np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** power * high * drift
    return [np.column_stack([x, y]) + np.array(box.centre)]


def underline(box: Box, spot: Spot) -> list[Points]:
    """A line just beneath a box, now and then drawn twice."""
    y, tilt = box.bottom + spot.inches(0.018), spot.inches(0.01, 1.0)
    ends = [[box.left - spot.inches(0.02), y + tilt], [box.right + spot.inches(0.03), y - tilt]]
    once = np.array(ends)
    return [once, once + np.array([0, spot.inches(0.018)])] if spot.rng.random() < TWICE else [once]


def fill_strokes(box: Box, pen_width: float, spot: Spot, *, pitch: float = FULL) -> list[Points]:
    """Around the oval's inside and back and forth across it.

    :param pitch: distance of neighbouring passes in pen widths; above 1 leaves paper between.
    """
    rng, careful = spot.rng, pitch < 1
    slack = 0.94 if careful else rng.uniform(0.95, 1.12)
    rx, ry = (max(1.0, side / 2 - pen_width / 2) * slack for side in (box.width, box.height))
    tilt = np.radians(rng.normal(8 if careful else 24, 7))
    count = max(3, int(2 * ry / (pen_width * pitch)))
    across = np.linspace(-ry, ry, count)
    # The round ends of the oval are blunter than an ellipse's.
    half = rx * (1 - np.minimum(1, np.abs(across / ry)) ** 3.2 * 0.55)
    reach = half * rng.normal(1.0, 0.03 if careful else 0.13, count)
    side = np.where(np.arange(count) % 2 == 0, -1, 1)
    sheer = np.tan(tilt) * min(0.6, ry / rx)
    zigzag = np.column_stack([side * reach, across + side * reach * sheer * 0.5])
    centre = np.array(box.centre) + rng.normal(0, 0.5 if careful else 1.6, 2) * spot.dpi / 200
    if not careful:
        return [zigzag + centre]
    angles = np.linspace(0, 2.15 * np.pi, 30) + rng.uniform(0, 6)
    blunt = 2 / 3.0
    loop = np.column_stack(
        [
            np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** blunt * rx,
            np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** blunt * ry,
        ]
    )
    return [loop + centre, zigzag + centre]


def strike_strokes(box: Box, spot: Spot) -> list[Points]:
    """Crossing out what stands in a box: a large X or a few lines to and fro."""
    x, y = box.centre
    wide, high = box.width / 2 + spot.inches(0.05), spot.inches(0.1)
    if spot.rng.random() < CROSSED:
        return [
            np.array([[x - wide, y - high], [x + wide, y + high]]),
            np.array([[x + wide, y - high], [x - wide, y + high]]),
        ]
    levels = np.linspace(-high * 0.75, high * 0.75, 6)
    ends = [x + (wide if row % 2 else -wide) * spot.rng.normal(1.05, 0.06) for row in range(6)]
    return [np.column_stack([ends, y + levels])]


def strike_name_strokes(box: Box, spot: Spot) -> list[Points]:
    """A line or two through printed words."""
    middle = Box(box.left, box.top + box.height * 0.12, box.width, box.height)
    once = line_through(middle, spot)
    if spot.rng.random() < TWICE:
        lower = np.array([0, spot.inches(0.02, 0.3)])
        once += [path[::-1] + lower for path in line_through(middle, spot)]
    return once


def words_room(place: TargetBox, contest: ContestBox, dpi: float) -> Box:
    """The blank space of a row where people write: right of the name, before the party."""
    gap = 0.06 * dpi
    left = place.label.right + gap
    right = (place.party.left if place.party else contest.box.right) - gap
    if place.write_in:
        return place.label
    return Box(left, place.row.top, max(right - left, gap), place.row.height)


def written(
    words: str, room: Box, hand: Hand, spot: Spot, *, largest: float = LARGEST_CAPITALS
) -> list[Points]:
    """Words written into a room, on one or two lines, as large as they fit.

    :raises ValueError: there is no hand letter for one of the signs.
    """
    best, lines = 0.0, [words]
    for attempt in _line_breaks(words):
        widest = max(width_of(line) for line in attempt) / 10
        fits = min(room.width / widest, room.height / (len(attempt) * _LINE))
        if fits > best * 1.15:
            best, lines = fits, attempt
    limit = (SMALLEST_CAPITALS * spot.dpi, largest * spot.dpi)
    capitals = float(np.clip(best, *limit)) * spot.size
    step = capitals * _LINE
    top = room.centre[1] - step * len(lines) / 2
    strokes: list[Points] = []
    for row, line in enumerate(lines):
        baseline = top + step * row + capitals * 1.25
        left = room.left + spot.rng.uniform(0, 0.02) * spot.dpi
        strokes += lettered(line, (left, baseline), capitals, hand, spot.rng)
    return strokes


def _line_breaks(words: str) -> list[list[str]]:
    """The words on one line, and on two at each space."""
    parts = words.split()
    return [[words]] + [
        [" ".join(parts[:cut]), " ".join(parts[cut:])] for cut in range(1, len(parts))
    ]
