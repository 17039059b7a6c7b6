"""From bytes to grey pixels, in a worker: hash, compare, decode the same bytes, shrink a thumbnail.

hashlib, Pillow and OpenCV release the interpreter's lock while they work; Qt's own readers do not.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from adjudicator.imaging.pages import Grey, read_page
from adjudicator.imaging.probe import ImageUnreadable

ImageLoader = Callable[[str], bytes]
"""Gives the bytes of the image with that SHA-256; runs in a worker.

:raises OSError, KeyError: the image is not there.
"""

THUMBNAIL_WIDTH = 220
"""Pixels; shrunk again on the screen."""


class PageState(StrEnum):
    """Whether a page can be shown."""

    READY = "ready"
    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, order=True)
class PageRef:
    """One page of one image file: its SHA-256 (hex), and which frame of a multi-page file."""

    sha256: str
    frame: int = 0


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """A page ready to be shown, or why it is not."""

    ref: PageRef
    state: PageState
    grey: Grey | None = None
    thumbnail: Grey | None = None

    @property
    def bytes_held(self) -> int:
        """What it costs in memory."""
        return sum(part.nbytes for part in (self.grey, self.thumbnail) if part is not None)

    @property
    def problem(self) -> str:
        """A sentence for the person; empty if the page is ready."""
        return _PROBLEMS[self.state]


_PROBLEMS = {
    PageState.READY: "",
    PageState.MISSING: (
        "The image of this side is missing. The paper and the record are safe, and this case "
        "waits. Tell the clerk."
    ),
    PageState.ALTERED: (
        "The image of this side is not the one the record names, so it is not shown. This case "
        "waits. Tell the clerk."
    ),
    PageState.UNREADABLE: (
        "The image of this side cannot be read. The paper and the record are safe, and this case "
        "waits. Tell the clerk."
    ),
}


def load_page(ref: PageRef, loader: ImageLoader) -> DecodedPage:
    """Load, check and decode one page; what cannot be shown says why instead of raising."""
    try:
        data = loader(ref.sha256)
    except (OSError, KeyError):
        return DecodedPage(ref, PageState.MISSING)
    return decode_page(ref, data)


def decode_page(ref: PageRef, data: bytes) -> DecodedPage:
    """Check the bytes against the hash and decode exactly those bytes."""
    if hashlib.sha256(data).hexdigest() != ref.sha256:
        return DecodedPage(ref, PageState.ALTERED)
    try:
        grey = read_page(data, ref.frame + 1).grey
    except ImageUnreadable:
        return DecodedPage(ref, PageState.UNREADABLE)
    return DecodedPage(ref, PageState.READY, grey, _thumbnail(grey))


def _thumbnail(grey: Grey) -> Grey:
    height, width = grey.shape
    scale = min(1.0, THUMBNAIL_WIDTH / width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = grey
    # Halving averages two by two, for which OpenCV has a fast way: a fifth of the time in all.
    while small.shape[1] >= 2 * size[0] and small.shape[0] >= 2 * size[1]:
        half = (small.shape[1] // 2, small.shape[0] // 2)
        even = small[: 2 * half[1], : 2 * half[0]]
        small = np.asarray(cv2.resize(even, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
