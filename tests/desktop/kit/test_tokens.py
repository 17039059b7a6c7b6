import re

import pytest

from adjudicator.desktop.kit.qss import stylesheet
from adjudicator.desktop.kit.tokens import (
    MINIMUM_CONTRAST,
    Scheme,
    TokensError,
    contrast,
    read_tokens,
    tokens,
)
from adjudicator.resources import read_text

COLOURS = re.compile(r"(?<![-\w])color: (#\w{6}); background-color: (#\w{6})")


@pytest.mark.parametrize("scheme", Scheme)
def test_every_pair_of_text_and_background_has_a_contrast_of_ten_or_more(scheme: Scheme) -> None:
    found = {name: tokens().pair(scheme, name).contrast for name in tokens().pairs}
    assert {name: c for name, c in found.items() if c < MINIMUM_CONTRAST} == {}


@pytest.mark.parametrize("scheme", Scheme)
def test_the_style_sheet_uses_no_other_pairs(scheme: Scheme) -> None:
    pairs = {(p.text, p.background) for p in (tokens().pair(scheme, n) for n in tokens().pairs)}
    used = set(COLOURS.findall(stylesheet(scheme, 100)))
    assert used
    assert used <= pairs


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("role", ["line", "focus"])
@pytest.mark.parametrize("ground", ["page", "surface", "raised", "field"])
def test_frames_and_the_focus_ring_can_be_seen(scheme: Scheme, role: str, ground: str) -> None:
    assert contrast(tokens().colour(scheme, role), tokens().colour(scheme, ground)) >= 3


def test_the_outline_stands_out_on_white_paper_in_every_scheme() -> None:
    for scheme in Scheme:
        for role in ("outline", "contour"):
            assert contrast(tokens().colour(scheme, role), "#FFFFFF") >= 4.5


def test_spaces_lie_on_the_four_pixel_grid() -> None:
    assert [v for v in tokens().space.values() if v % 4] == []


def test_the_style_sheet_has_no_gradient_but_the_hard_dot_of_an_indicator() -> None:
    rules = stylesheet(Scheme.LIGHT, 100).splitlines()
    assert [r for r in rules if "gradient" in r and "::indicator" not in r.split("{")[0]] == []


def test_text_grows_with_the_scale() -> None:
    assert "font-size: 40px" in stylesheet(Scheme.LIGHT, 200)
    assert "font-size: 20px" in stylesheet(Scheme.LIGHT, 100)


def test_contrast_follows_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_a_pair_with_an_unknown_colour_is_refused_by_name() -> None:
    text = read_text("style", "tokens.toml").replace('["text", "page"]', '["nonsense", "page"]')
    with pytest.raises(TokensError, match=r"pairs\.page: colour\.light has no nonsense"):
        read_tokens(text)
    with pytest.raises(TokensError, match="not readable TOML"):
        read_tokens("colour = ")
    with pytest.raises(TokensError, match="lack 'space'"):
        read_tokens("format = 1")
