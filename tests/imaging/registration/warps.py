"""What happens to a sheet between the printer and the file, seeded, with the exact truth.

A warp is drawn from a :class:`Roughness`, which says how bad each thing may be at most.
"""

from dataclasses import dataclass
from math import radians

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.affine import Matrix, Points

Shades = NDArray[np.float32]
"""A sheet while it is being spoiled."""


@dataclass(frozen=True, slots=True)
class Roughness:
    """The most of each, drawn per page; chances as shares."""

    rotation: float = 0.0
    scale: float = 0.0
    stretch: float = 0.0
    """By how much x and y may differ from the common scale."""
    shear: float = 0.0
    shift: float = 0.0
    noise: float = 0.0
    jpeg: tuple[int, int] = (95, 95)
    one_bit: float = 0.0
    streak: float = 0.0
    fold: float = 0.0
    stain: float = 0.0
    torn: float = 0.0
    pen: float = 0.0
    upside_down: float = 0.0
    wave: float = 0.0
    """Pixels by which the feed runs ahead and behind."""


MILD = Roughness(
    rotation=3,
    stretch=0.02,
    shear=0.005,
    shift=40,
    noise=8,
    jpeg=(50, 85),
    one_bit=0.5,
    streak=0.3,
)
"""The first row of the acceptance table."""
HARSH = Roughness(
    rotation=7,
    scale=0.05,
    stretch=0.005,
    shear=0.003,
    shift=80,
    noise=8,
    jpeg=(50, 85),
    one_bit=0.5,
    streak=0.2,
    fold=0.4,
    stain=0.4,
    torn=0.4,
    pen=0.5,
    upside_down=0.5,
)
"""The second row."""
WAVY = Roughness(rotation=0.6, stretch=0.005, shift=10, noise=5, jpeg=(60, 85), wave=4.0)
"""The third row."""


@dataclass(frozen=True, slots=True, eq=False)
class Warped:
    """A page as it came out, and where everything is."""

    page: PageImage
    matrix: Matrix
    wave: tuple[float, float, float]
    """Height in pixels, length in pixels, phase."""
    hidden: Grey
    """255 where the sheet's print cannot be seen in the picture: off it, torn off, stained."""

    def where(self, points: Points) -> Points:
        """Where points of the sheet are in the picture."""
        height, length, phase = self.wave
        moved = points.copy()
        moved[:, 1] += height * np.sin(2 * np.pi * points[:, 1] / length + phase)
        return affine.apply(self.matrix, moved)

    def shows(self, box: Box, share: float = 1.0) -> bool:
        """Whether all of a box of the sheet can be seen, or so much of it."""
        xs = np.linspace(box.x, box.right, 24)
        ys = np.linspace(box.y, box.bottom, 24)
        places = np.floor(self.where(np.array([(x, y) for x in xs for y in ys]))).astype(int)
        height, width = self.page.grey.shape
        inside = (places >= 0).all(axis=1) & (places < (width, height)).all(axis=1)
        seen = self.hidden[places[inside, 1], places[inside, 0]] == 0
        return float(seen.sum()) / len(places) >= share


def warp(grey: Grey, rough: Roughness, seed: int, dpi: float = 200) -> Warped:
    """Send a sheet through; the same seed gives the same picture."""
    rng = np.random.default_rng(seed)
    height, width = grey.shape
    sheet = np.clip(grey.astype(np.float32) * (225 / 255) + 18, 0, 255)
    lost = np.zeros_like(sheet)
    _spoil(sheet, lost, rough, rng)
    matrix = _lie(width, height, rough, rng)
    wave = (rough.wave, float(rng.uniform(700, 2400)), float(rng.uniform(0, 2 * np.pi)))
    if rough.wave:
        sheet, lost = (_waved(part, wave) for part in (sheet, lost))
    picture, hidden = (
        cv2.warpAffine(
            part,
            affine.for_pixels(matrix),
            (width, height),
            flags=kind,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=value,
        )
        for part, kind, value in ((sheet, cv2.INTER_LINEAR, 240), (lost, cv2.INTER_NEAREST, 255))
    )
    page = _scanned(np.asarray(picture, np.float32), rough, rng)
    return Warped(PageImage(page[0], page[1], dpi), matrix, wave, np.asarray(hidden, np.uint8))


def _lie(width: int, height: int, rough: Roughness, rng: np.random.Generator) -> Matrix:
    turn, scale, x, y, shear, dx, dy = rng.uniform(-1, 1, 7)
    middle = (width / 2, height / 2)
    sx = (1 + scale * rough.scale) * (1 + x * rough.stretch)
    sy = (1 + scale * rough.scale) * (1 + y * rough.stretch)
    stretched = np.array([[sx, sx * shear * rough.shear, 0.0], [0.0, sy, 0.0]])
    about = affine.after(
        affine.shifting(*middle),
        affine.after(stretched, affine.shifting(-middle[0], -middle[1])),
    )
    matrix = affine.after(affine.turning(radians(turn * rough.rotation), 1.0, middle), about)
    if rng.random() < rough.upside_down:
        matrix = affine.after(np.array([[-1.0, 0, width], [0, -1.0, height]]), matrix)
    return affine.after(affine.shifting(dx * rough.shift, dy * rough.shift), matrix)


def _waved(part: Shades, wave: tuple[float, float, float]) -> Shades:
    """Each row of the sheet drawn from where the feed had it."""
    height, width = part.shape
    amount, length, phase = wave
    rows = np.arange(height) + 0.5
    # The row at y lands at y + amount * sin(...): solved backwards, a few times over.
    source = rows.copy()
    for _ in range(8):
        source = rows - amount * np.sin(2 * np.pi * source / length + phase)
    x = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    y = np.broadcast_to((source - 0.5).astype(np.float32)[:, None], (height, width))
    return np.asarray(cv2.remap(part, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _spoil(sheet: Shades, lost: Shades, rough: Roughness, rng: np.random.Generator) -> None:
    """Pen strokes, stain, fold and a torn corner, on the sheet itself."""
    height, width = sheet.shape
    if rng.random() < rough.pen:
        for _ in range(int(rng.integers(1, 7))):
            points = rng.uniform((100, 200), (width - 100, height - 200), (1, 2)) + np.cumsum(
                rng.uniform(-60, 60, (8, 2)), axis=0
            )
            path = [np.rint(points).astype(np.int32)]
            cv2.polylines(
                sheet,
                path,
                isClosed=False,
                color=float(rng.uniform(30, 110)),
                thickness=int(rng.integers(2, 6)),
            )
    if rng.random() < rough.stain:
        middle = rng.uniform((0, 0), (width, height))
        axes = rng.uniform(40, 160, 2)
        blot = np.zeros_like(lost)
        cv2.ellipse(
            blot,
            np.rint(middle).astype(int).tolist(),
            np.rint(axes).astype(int).tolist(),
            float(rng.uniform(0, 180)),
            0,
            360,
            255,
            -1,
        )
        dark = float(rng.uniform(0.25, 0.95))
        sheet[blot > 0] *= 1 - dark
        if dark > 0.4:
            lost[blot > 0] = 255
    if rng.random() < rough.fold:
        row = int(rng.uniform(0.2, 0.8) * height)
        sheet[row - 5 : row + 5] *= 0.8
        sheet[row - 2 : row + 2][rng.random((4, width)) < 0.4] = 235
    if rng.random() < rough.torn:
        depth = rng.uniform(100, 380, 2)
        corner = int(rng.integers(4))
        x, y = (0, width)[corner % 2], (0, height)[corner // 2]
        away = (1 - 2 * (corner % 2), 1 - 2 * (corner // 2))
        triangle = np.array([(x, y), (x + away[0] * depth[0], y), (x, y + away[1] * depth[1])])
        filled = [np.rint(triangle).astype(np.int32)]
        cv2.fillPoly(sheet, filled, float(rng.choice([15, 240])))
        cv2.fillPoly(lost, filled, 255)


def _scanned(picture: Shades, rough: Roughness, rng: np.random.Generator) -> tuple[Grey, bool]:
    """Noise and a streak, then one bit or JPEG."""
    if rough.noise:
        picture += rng.normal(0, rng.uniform(0, rough.noise), picture.shape).astype(np.float32)
    if rng.random() < rough.streak:
        column, wide = int(rng.integers(20, picture.shape[1] - 20)), int(rng.integers(1, 5))
        picture[:, column : column + wide] *= rng.uniform(0.1, 0.8)
    grey = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    if rng.random() < rough.one_bit:
        return np.where(grey < rng.uniform(110, 170), 0, 255).astype(np.uint8), True
    quality = int(rng.integers(rough.jpeg[0], rough.jpeg[1] + 1))
    _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8), False
