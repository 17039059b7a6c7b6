"""Hand lettering covers what people write and keeps to the size it is given."""

import string

import numpy as np
import pytest

from adjudicator.imaging.printing.lettering import hand_of, lettered, plain, width_of

EVERYTHING = string.ascii_letters + string.digits + " .,'\"-!?()/&:+*"


@pytest.mark.parametrize("sign", EVERYTHING.replace(" ", ""))
def test_every_sign_is_drawn_near_its_height(sign: str) -> None:
    rng = np.random.default_rng(3)
    points = np.vstack(lettered(sign, (100, 100), 40, hand_of(rng), rng))
    assert points[:, 1].min() > 100 - 40 * 1.35
    assert points[:, 1].max() < 100 + 40 * 0.65
    assert points[:, 0].max() < 100 + 40 * 1.3


def test_accents_fall_and_arrows_are_signs() -> None:
    assert plain("Nuñez") == "Nunez"
    assert plain("this one ->") == "this one \u2192"


def test_longer_words_are_wider() -> None:
    assert width_of("not this") > width_of("not")
    assert width_of("WW") > width_of("ii")


def test_a_sign_without_a_letter_is_named() -> None:
    with pytest.raises(ValueError, match="no hand letter for '%'"):
        plain("50 %")
