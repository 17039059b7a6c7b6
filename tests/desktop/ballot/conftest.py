import hashlib
import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.workers import WorkQueue, image_pool


class Shelf:
    """Images by hash, as a recount folder keeps them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    def put(self, data: bytes, frame: int = 0) -> PageRef:
        name = hashlib.sha256(data).hexdigest()
        self.files[name] = data
        return PageRef(name, frame)

    def page(self, seed: int, width: int = 400, height: int = 520) -> PageRef:
        """A page with its own pattern, black frame and all."""
        random = np.random.default_rng(seed)
        pixels = np.full((height, width), 250, np.uint8)
        pixels[:8], pixels[-8:], pixels[:, :8], pixels[:, -8:] = 0, 0, 0, 0
        pixels[40:60, 40 : 40 + int(random.integers(20, 300))] = 30
        return self.put(encoded(pixels))

    def load(self, sha256: str) -> bytes:
        self.asked.append(sha256)
        return self.files[sha256]


def encoded(pixels: np.ndarray, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def pool(qapp: object) -> Iterator[WorkQueue]:
    assert qapp is not None
    made = image_pool(1)
    yield made
    assert made.shutdown()


@pytest.fixture
def cache(shelf: Shelf, pool: WorkQueue) -> ImageCache:
    return ImageCache(shelf.load, pool)
