"""Images of the sheets to come, read, hashed and decoded while earlier ones are put aside.

What comes of each image is handed out in the order of the sheets, so nothing of what an import
brings depends on which thread was first.
"""

import hashlib
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from adjudicator.imaging.probe import ImageUnreadable, probe
from adjudicator.interchange.sources.records import Quarantined, SourceImage, SourceSheet

_THREADS: Final = 2
_AHEAD: Final = 8
"""Sheets whose images are in memory at most."""


@dataclass(frozen=True, slots=True)
class OpenedImage:
    """An image as it was read."""

    image: SourceImage
    data: bytes
    sha256: str
    problem: str = ""
    """Why it cannot be taken, in a sentence; empty if it can."""
    size: tuple[int, int] = (0, 0)
    """Width and height of its page in pixels."""


Opened = tuple[SourceSheet | Quarantined, tuple[OpenedImage, ...]]


def read_ahead(
    records: Iterable[SourceSheet | Quarantined],
) -> Generator[Opened, None, None]:
    """Every record in its turn, with its images; to be closed by whoever stops before the end."""
    waiting: deque[tuple[SourceSheet | Quarantined, list[Future[OpenedImage]]]] = deque()
    pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="images")
    try:
        for record in records:
            images = () if isinstance(record, Quarantined) else record.images
            waiting.append((record, [pool.submit(open_image, image) for image in images]))
            if len(waiting) > _AHEAD:
                yield _in_turn(waiting)
        while waiting:
            yield _in_turn(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(
    waiting: "deque[tuple[SourceSheet | Quarantined, list[Future[OpenedImage]]]]",
) -> Opened:
    record, images = waiting.popleft()
    return record, tuple(image.result() for image in images)


def open_image(image: SourceImage) -> OpenedImage:
    """Read an image to its end, hash it, and decode it once."""
    try:
        data = image.path.read_bytes()
    except OSError as error:
        why = f"The image cannot be read: {error.strerror or error}."
        return OpenedImage(image, b"", "", why)
    sha256 = hashlib.sha256(data).hexdigest()
    if image.expected_sha256 is not None and image.expected_sha256 != sha256:
        why = (
            "The image is not the one the manifest names: its SHA-256 is "
            f"{sha256[:12]}..., the manifest says {image.expected_sha256[:12]}...."
        )
        return OpenedImage(image, data, sha256, why)
    try:
        facts = probe(data)
    except ImageUnreadable as error:
        return OpenedImage(image, data, sha256, str(error))
    # A page the file does not have is the reader's to refuse; it has no size of its own.
    size = facts.sizes[image.page - 1] if image.page <= len(facts.sizes) else facts.sizes[0]
    return OpenedImage(image, data, sha256, size=size)
