"""One page of an image file as grey pixels, with what the file tells about them.

The one place where the bytes of a ballot's image become pixels to be looked at or measured.
"""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from adjudicator.imaging.probe import FORMATS, ImageUnreadable

Grey = NDArray[np.uint8]
"""Pixels of one page, rows by columns, 0 black to 255 white."""

_WHITE = 255
LARGEST_PIXELS = 89_000_000
"""More than 8.5 by 17 inches at 700 dpi; anything larger is not a ballot (and Pillow warns)."""
PAPER_WIDTH = 8.5
"""Inches, of every ballot in use."""
_PAPER_WIDTHS = (7.4, 9.4)
"""Inches between which a resolution told by the file is believed: sheets are scanned with a margin,
cropped, and now and then printed a few per cent too large."""
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    EOFError,
    SyntaxError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page, decoded."""

    grey: Grey
    one_bit: bool
    """Whether every pixel is black or white: faint marks may be lost."""
    dpi: float
    """Pixels per inch of paper."""

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.grey.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.grey.shape[0])


def read_page(data: bytes, page: int = 1) -> PageImage:
    """Decode one page of a JPEG, PNG or TIFF file.

    :param page: which page of the file, from 1.
    :raises ImageUnreadable: the bytes are no such image, or have no such page.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            _check(image, page)
            if page > 1:
                image.seek(page - 1)
            told = _told_dpi(image)
            grey, one_bit = _grey(image)
    except ImageUnreadable:
        raise
    except UnidentifiedImageError as error:
        raise ImageUnreadable("It is not an image of a known format.") from error
    except _UNREADABLE as error:
        raise ImageUnreadable(f"It is damaged or cut off ({error}).") from error
    return PageImage(grey, one_bit, page_dpi(grey.shape[1], told))


def page_dpi(width: int, told: float | None) -> float:
    """Pixels per inch: what the file tells if that makes the page a ballot wide, else by width."""
    if told and _PAPER_WIDTHS[0] <= width / told <= _PAPER_WIDTHS[1]:
        return told
    return width / PAPER_WIDTH


def _check(image: Image.Image, page: int) -> None:
    if image.format not in FORMATS:
        raise ImageUnreadable(f"It is a {image.format} file; JPEG, PNG or TIFF is needed.")
    if image.width * image.height > LARGEST_PIXELS:
        raise ImageUnreadable(
            f"It has {image.width} x {image.height} pixels: too large for a ballot page."
        )
    if page < 1 or (page > 1 and page > getattr(image, "n_frames", 1)):
        raise ImageUnreadable(f"It has no page {page}.")


def _told_dpi(image: Image.Image) -> float | None:
    """The resolution across that the file names, in pixels per inch."""
    told = image.info.get("dpi")
    try:
        across = float(told[0]) if told else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return across if across > 1 else None


def _grey(image: Image.Image) -> tuple[Grey, bool]:
    if image.mode == "1":
        return np.asarray(image.convert("L")), True
    if image.mode.startswith("I;16"):
        return np.asarray(np.asarray(image) >> 8, dtype=np.uint8), False
    # JPEG gives grey straight from its luminance: no colour is computed and thrown away.
    image.draft("L", image.size)
    grey = np.asarray(image.convert("L"))
    return grey, image.format != "JPEG" and _only_black_and_white(grey)


def _only_black_and_white(grey: Grey) -> bool:
    """Whether no pixel is in between; most grey pages are told by a few rows."""
    return all(bool(np.all((part == 0) | (part == _WHITE))) for part in (grey[::64], grey))
