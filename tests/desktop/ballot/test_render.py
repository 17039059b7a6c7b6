import numpy as np
import pytest

from adjudicator.desktop.ballot.render import STRETCHED, THICKENED, Look, prepared, scaled, to_image


def _page() -> np.ndarray:
    pixels = np.full((60, 40), 230, np.uint8)
    pixels[20, 5:35] = 150
    pixels[0, 0] = 10
    return pixels


def test_a_plain_look_is_the_image_itself() -> None:
    page = _page()
    assert prepared(page, Look()) is page


def test_looking_never_changes_the_image() -> None:
    page = _page()
    before = page.copy()
    for look in (
        Look(1),
        Look(inverted=True),
        Look(contrast=STRETCHED),
        Look(3, contrast=THICKENED),
    ):
        prepared(page, look)
    assert np.array_equal(page, before)


def test_a_quarter_turn_is_clockwise() -> None:
    turned = prepared(_page(), Look(1))
    assert turned.shape == (40, 60)
    assert turned[0, -1] == 10


def test_contrast_darkens_a_pale_stroke_and_keeps_paper_white() -> None:
    look = Look(contrast=STRETCHED)
    result = prepared(_page(), look)
    assert result[20, 20] < 100
    assert result[40, 20] > 240


def test_thickened_strokes_are_wider() -> None:
    plain = prepared(_page(), Look(contrast=STRETCHED))
    thick = prepared(_page(), Look(contrast=THICKENED))
    assert (thick < 100).sum() >= 3 * (plain < 100).sum() - 4


def test_a_page_of_one_shade_is_left_as_it_is() -> None:
    page = np.full((50, 50), 200, np.uint8)
    assert np.array_equal(prepared(page, Look(contrast=STRETCHED)), page)


@pytest.mark.parametrize("fine", [True, False])
def test_a_part_is_scaled_to_the_size_asked_for(fine: bool) -> None:  # noqa: FBT001 - a parameter
    image = scaled(_page(), (0, 10, 40, 30), (80, 40), fine=fine)
    assert (image.width(), image.height()) == (80, 40)
    assert image.pixelColor(40, 21).red() < 200


def test_an_image_owns_its_pixels() -> None:
    page = _page()
    image = to_image(page)
    page[:] = 0
    assert image.pixelColor(10, 50).red() == 230


def test_contrast_goes_round_in_three_steps() -> None:
    look = Look()
    seen = []
    for _ in range(4):
        seen.append(look.contrast)
        look = Look(contrast=look.next_contrast())
    assert seen == [0, 1, 2, 0]
    words = "turned 90\u00b0, dark for light, more contrast, thicker strokes"
    assert Look(1, inverted=True, contrast=2).words == words
