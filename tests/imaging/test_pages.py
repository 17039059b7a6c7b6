import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adjudicator.imaging.pages import LARGEST_PIXELS, page_dpi, read_page
from adjudicator.imaging.probe import ImageUnreadable


def drawn(width: int = 850, height: int = 1100, *, page: int = 0) -> Image.Image:
    """Black bars on white, further down on later pages."""
    pixels = np.full((height, width), 255, np.uint8)
    pixels[100 + 50 * page : 130 + 50 * page, 200:600] = 0
    return Image.fromarray(pixels)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_lzw", "raw"])
def test_a_one_bit_tiff_is_read_exactly_and_known_as_such(compression: str) -> None:
    data = saved(drawn().convert("1"), "TIFF", compression=compression, dpi=(100, 100))
    page = read_page(data)
    assert page.one_bit
    assert np.array_equal(page.grey, np.asarray(drawn()))
    assert (page.width, page.height, page.dpi) == (850, 1100, 100)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_grey_and_colour_keep_their_shades(form: str) -> None:
    pixels = np.asarray(drawn()).copy()
    pixels[500:520, 300:400] = 140
    for kind in ("L", "RGB"):
        page = read_page(saved(Image.fromarray(pixels).convert(kind), form))
        assert not page.one_bit
        assert np.array_equal(page.grey, pixels)


def test_black_and_white_kept_as_grey_is_still_known_as_one_bit() -> None:
    assert read_page(saved(drawn(), "PNG")).one_bit
    assert not read_page(saved(drawn(), "JPEG", quality=90)).one_bit


def test_sixteen_bits_keep_their_upper_eight() -> None:
    deep = Image.fromarray(np.asarray(drawn(), np.uint16) * 200)
    assert read_page(saved(deep, "PNG")).grey.max() == 255 * 200 >> 8


def test_each_page_of_a_file_is_read_by_its_number() -> None:
    pages = [drawn(page=n).convert("1") for n in range(3)]
    data = saved(pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:])
    for number, wanted in enumerate(pages, 1):
        assert np.array_equal(read_page(data, number).grey, np.asarray(wanted.convert("L")))
    for number in (0, 4):
        with pytest.raises(ImageUnreadable, match=f"no page {number}"):
            read_page(data, number)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_file_cut_off_says_so(form: str) -> None:
    with pytest.raises(ImageUnreadable, match="damaged or cut off"):
        read_page(saved(drawn(), form)[:-200])


def test_what_is_no_ballot_image_says_so() -> None:
    with pytest.raises(ImageUnreadable, match="It is a BMP file"):
        read_page(saved(drawn(), "BMP"))
    with pytest.raises(ImageUnreadable, match="not an image"):
        read_page(b"ballot_id,precinct\n")
    large = Image.new("1", (LARGEST_PIXELS // 8000 + 1, 8000))
    with pytest.raises(ImageUnreadable, match="too large for a ballot page"):
        read_page(saved(large, "TIFF", compression="group4"))


@pytest.mark.parametrize(
    ("width", "told", "dpi"),
    [
        (1700, 200, 200),
        (1693, None, 1693 / 8.5),
        (1700, 72, 200),  # what many programs write when they know nothing
        (2550, 300, 300),
        (1768, 200, 200),  # printed 4 % too large
    ],
)
def test_the_resolution_is_believed_only_if_the_paper_is_a_ballot(
    width: int, told: float | None, dpi: float
) -> None:
    assert page_dpi(width, told) == pytest.approx(dpi)


def test_real_scans_are_read(shared_data: Path) -> None:
    grey = read_page(
        next((shared_data / "nh-test-ballots/images").glob("*-front.jpg")).read_bytes()
    )
    assert not grey.one_bit
    assert grey.dpi == pytest.approx(200, abs=1)
    folder = shared_data / "sample-ballots/simple_durant/votedballots"
    bilevel = read_page((folder / "01.tif").read_bytes())
    assert bilevel.one_bit
    assert bilevel.dpi == 200
