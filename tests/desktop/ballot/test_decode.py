import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adjudicator.desktop.ballot.decode import PageRef, PageState, decode_page, load_page
from tests.desktop.ballot.conftest import Shelf, encoded


def _strokes() -> np.ndarray:
    pixels = np.full((200, 150), 255, np.uint8)
    pixels[20:30, 10:140] = 0
    return pixels


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_every_kind_of_image_is_decoded_to_the_same_grey(shelf: Shelf, kind: str) -> None:
    page = load_page(shelf.put(encoded(_strokes(), kind)), shelf.load)
    assert page.state is PageState.READY
    assert page.problem == ""
    assert page.grey is not None
    assert page.grey.shape == (200, 150)
    assert page.grey[25, 70] < 60
    assert page.grey[100, 70] > 200
    assert page.bytes_held >= 200 * 150


def test_a_colour_jpeg_is_read_as_grey(shelf: Shelf) -> None:
    colour = np.dstack([_strokes()] * 3)
    page = load_page(shelf.put(encoded(colour, "JPEG")), shelf.load)
    assert page.grey is not None
    assert page.grey.ndim == 2


def test_a_one_bit_g4_tiff_of_two_pages_gives_each_page() -> None:
    first = Image.fromarray(_strokes()).convert("1")
    second = Image.new("1", (120, 90), 1)
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", compression="group4", save_all=True, append_images=[second])
    data = buffer.getvalue()
    name = hashlib.sha256(data).hexdigest()
    one = decode_page(PageRef(name, 0), data)
    two = decode_page(PageRef(name, 1), data)
    assert one.grey is not None
    assert one.grey[25, 70] == 0
    assert two.grey is not None
    assert two.grey.shape == (90, 120)
    assert decode_page(PageRef(name, 2), data).state is PageState.UNREADABLE


def test_what_cannot_be_shown_says_why(shelf: Shelf) -> None:
    good = shelf.put(encoded(_strokes()))
    shelf.files[good.sha256] += b"\0"
    assert load_page(good, shelf.load).state is PageState.ALTERED
    del shelf.files[good.sha256]
    missing = load_page(good, shelf.load)
    assert missing.state is PageState.MISSING
    assert missing.problem.startswith("The image of this side is missing.")
    torn = shelf.put(encoded(_strokes())[:200])
    assert load_page(torn, shelf.load).state is PageState.UNREADABLE
    assert load_page(shelf.put(b"not an image"), shelf.load).state is PageState.UNREADABLE


def test_a_real_ballot_is_decoded(shared_data: Path) -> None:
    path = next((shared_data / "nh-test-ballots" / "images").glob("b57e8748*front.jpg"))
    data = path.read_bytes()
    page = decode_page(PageRef(hashlib.sha256(data).hexdigest()), data)
    assert page.grey is not None
    assert page.grey.shape == (2211, 1699)
    assert page.thumbnail is not None
    assert page.thumbnail.shape[1] == 220
