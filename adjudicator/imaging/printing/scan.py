"""Scans a page: a little askew, not quite to scale, noisy; grey JPEG or 1-bit G4 TIFF.

The affine map from page to scan is known exactly, so the boxes of every target are too.  The same
seed gives the same bytes on the same versions of NumPy, OpenCV and Pillow.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from adjudicator.imaging.printing.geometry import Affine, Grey, PageLayout, is_grey

_NOISE_MARGIN = 256
_BEYOND_PAPER = 252
"""The light background behind the sheet, before the tint."""


class ScanFormat(StrEnum):
    """What the scanner writes."""

    JPEG = "jpeg"
    """Grey."""
    G4_TIFF = "g4_tiff"
    """One bit a pixel, CCITT Group 4."""

    @property
    def suffix(self) -> str:
        """The file's ending, with its dot."""
        return ".jpg" if self is ScanFormat.JPEG else ".tif"


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a scanner treats sheets; each figure is the most it does, drawn per page."""

    format: ScanFormat = ScanFormat.G4_TIFF
    quality: int = 80
    """Of the JPEG."""
    rotation: float = 0.6
    """Degrees either way."""
    scale: float = 0.005
    """Share of the size either way, along each axis by itself."""
    shift: float = 0.06
    """Inches either way."""
    noise: float = 3.2
    """Standard deviation of grey levels."""
    paper: tuple[int, int] = (232, 246)
    """Range of the grey that white paper comes out as."""
    black: tuple[int, int] = (14, 40)
    """Range of the grey that printed black comes out as."""
    streaks: float = 0.15
    """Share of the pages with a faint line down the feed direction, from dust on the glass."""
    specks: int = 14
    """Most specks of dust on a page."""
    threshold: int = 172
    """Grey below this becomes black in 1-bit pictures."""


GREY_SCANNER = Scanner(ScanFormat.JPEG)
BILEVEL_SCANNER = Scanner(ScanFormat.G4_TIFF)
STILL_SCANNER = Scanner(rotation=0, scale=0, shift=0, noise=0, streaks=0, specks=0)
"""Writes the page as it is, for tests and plates."""


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """One scanned side."""

    data: bytes
    """The file as the scanner wrote it."""
    format: ScanFormat
    pixels: Grey
    """The picture before encoding, grey ``(height, width)``: exact for G4, near it for JPEG."""
    layout: PageLayout
    """Where contests and targets stand in the scan."""
    affine: Affine
    """From pixels of the flat page to pixels of the scan."""


def scan_page(page: Grey, layout: PageLayout, scanner: Scanner, rng: np.random.Generator) -> Scan:
    """Scan a page, blank or marked, grey or RGB.

    :param layout: of the flat page.
    :param rng: decides skew, tint, noise and dust; the same seed gives the same bytes.
    """
    grey = page if is_grey(page) else cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape[:2]
    affine = _skew(layout, scanner, rng)
    picture = np.asarray(
        cv2.warpAffine(
            grey,
            affine.between_pixel_centres(),
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=_BEYOND_PAPER,
        ),
        dtype=np.uint8,
    )
    picture = _exposed(picture, scanner, rng)
    _dust(picture, scanner, rng)
    if scanner.format is ScanFormat.G4_TIFF:
        _, bilevel = cv2.threshold(picture, scanner.threshold - 1, 255, cv2.THRESH_BINARY)
        picture = np.asarray(bilevel, dtype=np.uint8)
    data = encode(picture, scanner.format, dpi=layout.dpi, quality=scanner.quality)
    return Scan(
        data, scanner.format, picture, layout.under(affine, width=width, height=height), affine
    )


def encode(picture: Grey, kind: ScanFormat, *, dpi: float, quality: int = 80) -> bytes:
    """The bytes of an image file; the same picture gives the same bytes.

    :param picture: grey; for G4 everything from 128 up is white.
    """
    file, resolution = BytesIO(), (round(dpi), round(dpi))
    if kind is ScanFormat.JPEG:
        Image.fromarray(picture).save(file, "JPEG", quality=quality, dpi=resolution)
    else:
        height, width = picture.shape[:2]
        bits = np.packbits(picture >> 7, axis=1).tobytes()
        sheet = Image.frombytes("1", (width, height), bits)
        sheet.save(file, "TIFF", compression="group4", dpi=resolution)
    return file.getvalue()


def decode(data: bytes) -> Grey:
    """The grey picture in an image file this module wrote, ``(height, width)``.

    :raises PIL.UnidentifiedImageError: the bytes are no image.
    """
    with Image.open(BytesIO(data)) as image:
        return np.array(image.convert("L"), dtype=np.uint8)


def _skew(layout: PageLayout, scanner: Scanner, rng: np.random.Generator) -> Affine:
    """How this sheet lies under the glass."""
    turn, wide, high, dx, dy = rng.uniform(-1, 1, 5)
    shift = scanner.shift * layout.dpi
    return Affine.about(
        (layout.width / 2, layout.height / 2),
        degrees=float(turn) * scanner.rotation,
        scale=(1 + float(wide) * scanner.scale, 1 + float(high) * scanner.scale),
        shift=(float(dx) * shift, float(dy) * shift),
    )


def _exposed(picture: Grey, scanner: Scanner, rng: np.random.Generator) -> Grey:
    """The picture with the lamp's tone, uneven columns and noise."""
    paper, black = rng.integers(*scanner.paper), rng.integers(*scanner.black)
    tones = np.rint(np.linspace(black, paper, 256)).astype(np.uint8)
    if scanner.noise == 0:
        return np.asarray(cv2.LUT(picture, tones), dtype=np.uint8)
    toned = cv2.LUT(picture, tones)
    height, width = picture.shape
    bright, dark = _noise(height + _NOISE_MARGIN, width + _NOISE_MARGIN, scanner.noise)
    rows, columns = (int(offset) for offset in rng.integers(0, _NOISE_MARGIN, 2))
    part = np.s_[rows : rows + height, columns : columns + width]
    noisy = cv2.subtract(cv2.add(toned, bright[part]), dark[part])
    return np.asarray(noisy, dtype=np.uint8)


def _dust(picture: Grey, scanner: Scanner, rng: np.random.Generator) -> None:
    """Specks and now and then a streak, in place."""
    height, width = picture.shape
    if rng.random() < scanner.streaks:
        column, thick = int(rng.integers(width)), int(rng.integers(1, 3))
        strip = picture[:, column : column + thick]
        strip[:] = (strip * rng.uniform(0.55, 0.9)).astype(np.uint8)
    for _ in range(int(rng.integers(0, scanner.specks + 1))):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        size = (int(rng.integers(1, 3)), int(rng.integers(1, 3)))
        picture[y : y + size[0], x : x + size[1]] = rng.integers(60, 190)


@lru_cache(maxsize=4)
def _noise(height: int, width: int, deviation: float) -> tuple[Grey, Grey]:
    """What the sensor adds and what it takes away; every scan uses another part of it."""
    rng = np.random.default_rng(41)
    grain = rng.normal(0, deviation, (height, width)).astype(np.float32)
    columns = np.cumsum(rng.normal(0, 0.25, width)) % 6 - 3
    grain += cv2.GaussianBlur(np.abs(columns)[None, :].astype(np.float32) - 1.5, (9, 1), 0)
    whole = np.rint(grain)
    return np.maximum(whole, 0).astype(np.uint8), np.maximum(-whole, 0).astype(np.uint8)
