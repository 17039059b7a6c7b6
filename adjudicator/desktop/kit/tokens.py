"""Design tokens: colours, spaces and type, read from ``resources/style/tokens.toml``.

Text and background are used in named *pairs* only, so that one test can hold the contrast of every
screen (VVSG 2.0, 7.1-C: at least 10:1 by the formula of WCAG 2.1).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from adjudicator.resources import read_text

MINIMUM_CONTRAST = 10.0
"""Text against its background, VVSG 2.0, requirement 7.1-C."""
_LINEAR_UP_TO = 0.04045


class Scheme(StrEnum):
    """A set of colours the person can choose."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"

    @property
    def label(self) -> str:
        """The words in the menu."""
        return {"light": "Light", "dark": "Dark", "high_contrast": "High contrast"}[self.value]


class TokensError(ValueError):
    """The tokens cannot be used; the message names the key."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text colour and the background it stands on, as ``#RRGGBB``."""

    text: str
    background: str

    @property
    def contrast(self) -> float:
        """Their contrast, 1 to 21."""
        return contrast(self.text, self.background)


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens.  Lengths and font sizes are pixels at 100 %."""

    space: Mapping[str, int]
    radius: Mapping[str, int]
    focus: Mapping[str, int]
    sizes: Mapping[str, float]
    families: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, tuple[str, str]]
    colours: Mapping[Scheme, Mapping[str, str]]

    def colour(self, scheme: Scheme, role: str) -> str:
        """The colour of that role.

        :raises KeyError: there is no such role.
        """
        return self.colours[scheme][role]

    def pair(self, scheme: Scheme, name: str) -> Pair:
        """The text and background of that pair.

        :raises KeyError: there is no such pair.
        """
        text, background = self.pairs[name]
        return Pair(self.colour(scheme, text), self.colour(scheme, background))


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by the formula of WCAG 2.1, 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_UP_TO else ((value + 0.055) / 1.055) ** 2.4


def read_tokens(text: str) -> Tokens:
    """Read tokens from TOML and check that every pair names colours every scheme has.

    :raises TokensError: not TOML, or a key is missing or of a wrong value.
    """
    try:
        raw = tomllib.loads(text)
        tokens = _tokens(raw)
    except tomllib.TOMLDecodeError as error:
        raise TokensError(f"the tokens are not readable TOML: {error}") from error
    except KeyError as error:
        raise TokensError(f"the tokens lack {error}") from error
    for scheme in Scheme:
        for name, roles in tokens.pairs.items():
            for role in roles:
                if role not in tokens.colours[scheme]:
                    raise TokensError(f"pairs.{name}: colour.{scheme.value} has no {role}")
    return tokens


def _tokens(raw: Mapping[str, Any]) -> Tokens:
    return Tokens(
        space=raw["space"],
        radius=raw["radius"],
        focus=raw["focus"],
        sizes=raw["type"],
        families={use: tuple(names) for use, names in raw["fonts"].items()},
        pairs={name: (roles[0], roles[1]) for name, roles in raw["pairs"].items()},
        colours={scheme: raw["colour"][scheme.value] for scheme in Scheme},
    )


@cache
def tokens() -> Tokens:
    """The tokens of this program, read once.

    :raises adjudicator.resources.ResourceMissingError: the file is missing.
    :raises TokensError: the file is not usable.
    """
    return read_tokens(read_text("style", "tokens.toml"))
