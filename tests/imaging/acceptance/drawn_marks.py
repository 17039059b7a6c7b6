"""Draws what voters draw, small and large, on real pages: crosses, ticks, circles, dots, lines.

Every mark is drawn with one pen or pencil, blurred as a scanner blurs, and laid over the page as
ink lies over print: it darkens and never brightens.  On black-and-white pages the threshold then
decides pixel by pixel.  The same seed draws the same mark.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey

_FINE = 4
"""Points of the drawing along each side of a pixel."""
_VISIBLE = 36
"""Grey levels by which a pixel must have become darker for a person to see it."""
_PLAIN = 50
"""And by which it is a quarter as dark as print: fainter ink is told apart from the paper's own
shades by people only."""
_BLACK_BELOW = 160
_PRINT = 150
"""Grey below which a pixel of an unmarked page is print."""
_BESIDE = 0.25


class Kind(StrEnum):
    """What is drawn."""

    CROSS = "x"
    TICK = "tick"
    CIRCLE = "circle"
    DOT = "dot"
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True)
class Pen:
    """What it is drawn with."""

    name: str
    grey: tuple[int, int]
    """Range of the grey its ink comes out as."""
    width: tuple[float, float]
    """Range of its line, in millimetres."""
    grain: float = 0.0
    """How unevenly it covers, 0 to 1."""


PENS = (
    Pen("black pen", (15, 60), (0.25, 0.7)),
    Pen("blue pen", (55, 105), (0.25, 0.6)),
    Pen("red pen", (75, 125), (0.25, 0.6)),
    Pen("felt pen", (20, 70), (0.8, 1.6)),
    Pen("pencil", (85, 145), (0.35, 0.8), 0.35),
    Pen("faint pencil", (135, 160), (0.4, 0.8), 0.25),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark on a page."""

    kind: Kind
    pen: Pen
    patch: Grey
    """The part of the page with the mark."""
    x: int
    y: int
    """Where that part begins."""
    visible: float
    """Square millimetres that became visibly darker inside the contest."""
    clear: float
    """And of these, what is a quarter as dark as print, and over a quarter of a millimetre away."""
    off: float
    """And what is visible, however faint, more than a pixel away from print."""


def draw(
    page: Grey,
    centre: tuple[float, float],
    kind: Kind,
    pen: Pen,
    size: float,
    *,
    mm: float,
    one_bit: bool,
    area: NDArray[np.float64],
    rng: np.random.Generator,
) -> Drawn:
    """One mark, as it comes out of the scanner.

    :param centre: in pixels of the page.
    :param size: its largest extent, in millimetres.
    :param area: corners of the contest, in order: only there is visible ink counted.
    """
    width = float(rng.uniform(*pen.width))
    reach = int((size / 2 + width) * mm) + 12
    x, y = (int(v) // 8 * 8 for v in (centre[0] - reach, centre[1] - reach))
    x, y = max(x, 0), max(y, 0)
    side = (2 * reach + 15) // 8 * 8
    before = page[y : y + side, x : x + side]
    local = np.array([centre[0] - x, centre[1] - y])
    cover = _cover(before.shape, local, _path(kind, rng), size * mm, width * mm)
    if pen.grain:
        cover = cover * (1 - pen.grain * rng.random(cover.shape))
    after = _laid_over(before, cover, rng.uniform(*pen.grey), one_bit=one_bit, rng=rng)
    seen = before.astype(np.int16) - after > (0 if one_bit else _VISIBLE)
    inside = np.zeros(before.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint(area - [x, y]).astype(np.int32), 1)
    plain = before.astype(np.int16) - after > (0 if one_bit else _PLAIN)
    printed = (before < _PRINT).astype(np.uint8)
    beside, touching = (cv2.dilate(printed, _disc(reach)) > 0 for reach in (_BESIDE * mm, 1))
    visible, clear, off = (
        float(np.count_nonzero(part & (inside > 0))) / mm**2
        for part in (seen, plain & ~beside, seen & ~touching)
    )
    return Drawn(kind, pen, after, x, y, visible, clear, off)


def _disc(reach: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(reach)) + 1
    return np.ones((side, side), np.uint8)


def _path(kind: Kind, rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Strokes within the square from -0.5 to 0.5."""
    turn = np.deg2rad(rng.normal(0, 9))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    if kind is Kind.CROSS:
        strokes = [[(-0.4, -0.4), (0.4, 0.4)], [(0.4, -0.4), (-0.4, 0.4)]]
    elif kind is Kind.TICK:
        strokes = [[(-0.45, 0.0), (-0.15, 0.4), (0.45, -0.45)]]
    elif kind is Kind.CIRCLE:
        angle = np.linspace(0, 2 * np.pi * rng.uniform(0.93, 1.1), 40)
        flat = rng.uniform(0.5, 1.0)
        strokes = [list(zip(0.5 * np.cos(angle), 0.5 * flat * np.sin(angle), strict=True))]
    elif kind is Kind.UNDERLINE:
        strokes = [[(x, 0.02 * np.sin(9 * x)) for x in np.linspace(-0.5, 0.5, 12)]]
    else:
        strokes = [[(0.0, 0.0), (0.02, 0.0)]]
    shake = 0.02 if kind is not Kind.DOT else 0.0
    return [
        np.array(stroke) @ spin.T + rng.normal(0, shake, (len(stroke), 2)) for stroke in strokes
    ]


def _cover(
    shape: tuple[int, ...],
    centre: NDArray[np.float64],
    strokes: list[NDArray[np.float64]],
    size: float,
    width: float,
) -> NDArray[np.float64]:
    """How much of every pixel the pen covers."""
    dot = len(strokes[0]) == 2 and float(np.ptp(strokes[0])) < 0.1
    fine = np.zeros((shape[0] * _FINE, shape[1] * _FINE), np.uint8)
    for stroke in strokes:
        points = np.rint((stroke * (0 if dot else size) + centre) * _FINE).astype(np.int32)
        if dot:
            cv2.circle(fine, [int(v) for v in points[0]], round(size * _FINE / 2), 255, cv2.FILLED)
        else:
            line = [points.reshape(-1, 1, 2)]
            cv2.polylines(
                fine, line, isClosed=False, color=255, thickness=max(1, round(width * _FINE))
            )
    cover = cv2.resize(fine, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(cover, (0, 0), 0.6).astype(np.float64) / 255


def _laid_over(
    before: Grey, cover: NDArray[np.float64], ink: float, *, one_bit: bool, rng: np.random.Generator
) -> Grey:
    darkened = before * (1 - cover) + np.minimum(before, ink) * cover
    if not one_bit:
        return np.clip(np.rint(darkened), 0, 255).astype(np.uint8)
    noisy = darkened + rng.normal(0, 9, darkened.shape)
    return np.where((noisy < _BLACK_BELOW) & (cover > 0.02), 0, before).astype(np.uint8)


def scanned(patch: Grey, quality: int) -> Grey:
    """A patch on the grid of the JPEG, as it is after being written and read once more."""
    _, data = cv2.imencode(".jpg", patch, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
