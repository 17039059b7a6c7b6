"""Whether an image can be read to its end, and what it is; asked once, at import."""

import io
from dataclasses import dataclass, replace

from PIL import Image, UnidentifiedImageError

FORMATS = frozenset({"JPEG", "PNG", "TIFF"})
_MAX_PIXELS = 120_000_000
"""Above: not a ballot page.  (A 22-inch page at 600 dpi has about 67 million.)"""


class ImageUnreadable(Exception):  # noqa: N818 - reads as what is wrong
    """The bytes are not a whole image of a known format; the message says which part fails."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What an image is."""

    format: str
    width: int
    height: int
    pages: int
    sizes: tuple[tuple[int, int], ...] = ()
    """Width and height of each page."""


def probe(data: bytes) -> ImageFacts:
    """Decode every page once.

    :raises ImageUnreadable: with a sentence for the person who brought the file.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            _check_kind(image)
            facts = ImageFacts(
                image.format or "", image.width, image.height, getattr(image, "n_frames", 1)
            )
            sizes = []
            for page in range(facts.pages):
                image.seek(page)
                image.load()
                sizes.append(image.size)
    except ImageUnreadable:
        raise
    except UnidentifiedImageError as error:
        raise ImageUnreadable("It is not an image of a known format.") from error
    except Exception as error:  # Pillow raises many types on damaged files
        raise ImageUnreadable(f"It is damaged or cut off ({error}).") from error
    return replace(facts, sizes=tuple(sizes))


def _check_kind(image: Image.Image) -> None:
    if image.format not in FORMATS:
        raise ImageUnreadable(f"It is a {image.format} file; JPEG, PNG or TIFF is needed.")
    if image.width * image.height > _MAX_PIXELS:
        raise ImageUnreadable(
            f"It has {image.width} x {image.height} pixels: too large for a ballot page."
        )
