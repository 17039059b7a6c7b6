"""Image files of a delivery: found only inside it, measured by their headers alone."""

import re
from pathlib import Path, PurePosixPath

from PIL import Image

_DRIVE = re.compile(r"^[A-Za-z]:")
_TIFF = frozenset({".tif", ".tiff"})


def inside(folder: Path, name: str) -> Path | None:
    r"""The path a delivery means by ``name``, or ``None`` where it leads out of the folder.

    Absolute paths, ``..`` and links that lead out are refused; ``\`` is read as ``/``.
    """
    plain = name.replace("\\", "/")
    parts = PurePosixPath(plain)
    if parts.is_absolute() or _DRIVE.match(plain) or ".." in parts.parts or "\0" in plain:
        return None
    path = folder / parts
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels from the file's header; ``None`` if it is no image we know."""
    try:
        with Image.open(path) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def page_count(path: Path) -> int:
    """How many pages an image file has: 1 for anything but a TIFF file of several."""
    if path.suffix.lower() not in _TIFF:
        return 1
    try:
        with Image.open(path) as image:
            return int(getattr(image, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 1
