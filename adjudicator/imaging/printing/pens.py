"""Pens and how their ink lies on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.printing.geometry import Box, Grey, Points, is_grey
from adjudicator.imaging.printing.render import patch_at

FINE = 3
"""Strokes are drawn this many times finer than the page, then shrunk: soft, exact edges."""
_SHIFT = 3
_TEXTURE = 512
MM_PER_INCH = 25.4
_LUMINANCE = (0.299, 0.587, 0.114)


@dataclass(frozen=True, slots=True)
class Pen:
    """What a person writes with."""

    name: str
    rgb: tuple[int, int, int]
    width_mm: float
    darkness: float = 1.0
    """Share of light a full stroke takes away, 0 to 1."""
    grain: float = 0.15
    """How unevenly the ink lies: 0 like print, 1 like soft pencil on rough paper."""
    bleed: float = 0.0
    """Blur of the stroke's edge, in millimetres."""

    def width(self, dpi: float) -> float:
        """The stroke's width in pixels."""
        return self.width_mm / MM_PER_INCH * dpi


BLUE_BALLPOINT = Pen("blue ballpoint", (26, 44, 140), 0.46, 0.96, 0.3)
BLACK_BALLPOINT = Pen("black ballpoint", (28, 26, 32), 0.46, 0.95, 0.28)
BLACK_FELT = Pen("black felt pen", (18, 18, 20), 0.8, 1.0, 0.06, 0.09)
PENCIL = Pen("pencil", (58, 58, 62), 0.6, 0.92, 0.48, 0.04)
FAINT_PENCIL = Pen("faint pencil", (104, 104, 108), 0.6, 0.78, 0.72, 0.05)
DRY_BALLPOINT = Pen("ballpoint almost empty", (60, 70, 140), 0.4, 0.6, 0.95)
PENS = (BLUE_BALLPOINT, BLACK_BALLPOINT, BLACK_FELT, PENCIL)
"""What most people have at hand."""


def pen_of(rng: np.random.Generator) -> Pen:
    """Some person's pen: mostly ballpoints."""
    return PENS[int(rng.choice(len(PENS), p=[0.3, 0.4, 0.22, 0.08]))]


def draw(
    page: Grey, strokes: Sequence[Points], pen: Pen, dpi: float, rng: np.random.Generator
) -> None:
    """Draw strokes on a page in place, as one pass of the pen.

    :param page: grey or RGB.
    :param strokes: paths in pixels; each is followed by an unsteady hand with changing pressure.
    """
    steady = [_by_hand(stroke, dpi, rng) for stroke in strokes if len(stroke)]
    if not steady:
        return
    width = pen.width(dpi)
    points = np.vstack(steady)
    low, high = points.min(axis=0), points.max(axis=0)
    reach = Box(low[0], low[1], high[0] - low[0], high[1] - low[1]).grown(width * 2 + 4)
    left, top, patch = patch_at(page, reach)
    if not patch.size:
        return
    fine = np.zeros((patch.shape[0] * FINE, patch.shape[1] * FINE), dtype=np.uint8)
    for stroke in steady:
        _stroke(fine, (stroke - [left, top]) * FINE, width * FINE, rng)
    cover = cv2.resize(fine, patch.shape[1::-1], interpolation=cv2.INTER_AREA)
    lay_ink(patch, np.asarray(cover, dtype=np.uint8), pen, dpi, rng)


def lay_ink(patch: Grey, cover: Grey, pen: Pen, dpi: float, rng: np.random.Generator) -> None:
    """Darken a patch in place where ``cover`` (grey, 255 covered) lies, with the pen's texture."""
    soft = cover.astype(np.float32) / 255
    if pen.bleed:
        soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), pen.bleed / MM_PER_INCH * dpi), np.float32)
    alpha = soft * pen.darkness * (1 - pen.grain * _texture_at(soft.shape, rng))
    if is_grey(patch):
        light = sum(w * c for w, c in zip(_LUMINANCE, pen.rgb, strict=True)) / 255
        patch[:] = np.rint(patch * (1 - alpha * (1 - light))).astype(np.uint8)
        return
    colour = np.array(pen.rgb, dtype=np.float32) / 255
    patch[:] = np.rint(patch * (1 - alpha[..., None] * (1 - colour))).astype(np.uint8)


def _by_hand(path: Points, dpi: float, rng: np.random.Generator) -> Points:
    """The path as a hand follows it: evenly spaced points that sway slowly off the line."""
    steps = np.hypot(*np.diff(path, axis=0).T) if len(path) > 1 else np.zeros(0)
    length = float(steps.sum())
    if length < 1:
        return path[:1]
    along = np.concatenate([[0.0], np.cumsum(steps)])
    spacing = dpi / 80
    at = np.linspace(0, length, max(2, int(length / spacing)))
    points = np.column_stack([np.interp(at, along, path[:, axis]) for axis in (0, 1)])
    for period in (dpi * 0.45, dpi * 0.13):
        phase = rng.uniform(0, 2 * np.pi, 2)
        sway = rng.normal(0, 0.0011 * period, 2)
        points = points + sway * np.sin(at[:, None] * (2 * np.pi / period) + phase)
    return points


def _stroke(fine: Grey, points: Points, width: float, rng: np.random.Generator) -> None:
    """Draw one path with pressure that rises, wanders and falls."""
    if len(points) == 1:
        centre = np.rint(points[0] * 2**_SHIFT).astype(int)
        radius = round(width * rng.uniform(0.55, 0.85) * 2**_SHIFT)
        cv2.circle(fine, centre.tolist(), radius, 255, -1, cv2.LINE_AA, _SHIFT)
        return
    position = np.linspace(0, 1, len(points) - 1)
    pressure = 0.95 + 0.12 * np.sin(position * rng.uniform(3, 14) + rng.uniform(0, 6))
    pressure *= np.clip(0.55 + 7 * np.minimum(position, 1.12 - position), 0.5, 1)
    widths = np.maximum(1, np.rint(pressure * width)).astype(int)
    whole = np.rint(points * 2**_SHIFT).astype(np.int32)
    for start, end, wide in zip(whole[:-1], whole[1:], widths, strict=True):
        cv2.line(fine, start.tolist(), end.tolist(), 255, int(wide), cv2.LINE_AA, _SHIFT)


@lru_cache(maxsize=1)
def _texture() -> NDArray[np.float32]:
    """Paper tooth: two scales of noise between 0 (ink lies full) and 1 (paper shows)."""
    rng = np.random.default_rng(20181106)
    fine = cv2.GaussianBlur(rng.random((_TEXTURE, _TEXTURE), np.float32), (0, 0), 0.7)
    coarse = cv2.GaussianBlur(rng.random((_TEXTURE, _TEXTURE), np.float32), (0, 0), 3)
    mixed = [(part - part.min()) / (part.max() - part.min()) for part in (fine, coarse)]
    texture = np.clip((0.7 * mixed[0] + 0.5 * mixed[1] - 0.35) * 1.6, 0, 1)
    return np.asarray(texture, dtype=np.float32)


def _texture_at(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float32]:
    """A piece of the texture from some place, repeated where the patch is larger."""
    texture = _texture()
    down, across = (int(offset) for offset in rng.integers(0, _TEXTURE, 2))
    rows = (np.arange(shape[0]) + down) % _TEXTURE
    columns = (np.arange(shape[1]) + across) % _TEXTURE
    return texture[np.ix_(rows, columns)]
