import io
from pathlib import Path

import pytest
from PIL import Image

from adjudicator.imaging.probe import ImageUnreadable, probe


def encoded(form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("1" if form == "TIFF" else "L", (120, 160), 1).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_whole_image_is_told(form: str) -> None:
    facts = probe(encoded(form))
    assert (facts.format, facts.width, facts.height, facts.pages) == (form, 120, 160, 1)


def test_every_page_of_a_g4_tiff_is_read() -> None:
    pages = [Image.new("1", (120, 160), n) for n in (0, 1, 0)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression="group4", save_all=True, append_images=pages[1:])
    assert probe(out.getvalue()).pages == 3


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_an_image_that_was_cut_off_is_refused(form: str) -> None:
    with pytest.raises(ImageUnreadable, match="damaged or cut off"):
        probe(encoded(form)[:-60])


def test_other_formats_and_other_files_are_refused() -> None:
    with pytest.raises(ImageUnreadable, match="It is a BMP file"):
        probe(encoded("BMP"))
    with pytest.raises(ImageUnreadable, match="not an image"):
        probe(b"ballot_id,precinct\n")


def test_real_pages_are_read(shared_data: Path) -> None:
    page = next(iter(sorted((shared_data / "nh-test-ballots" / "images").glob("*.jpg"))))
    assert probe(page.read_bytes()).width > 1600
