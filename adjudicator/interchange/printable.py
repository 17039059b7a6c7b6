r"""What a file says, told so that it can be shown on any screen, terminal and paper.

A value is quoted as it stands in its file.  A terminal would obey an escape in it, a sign that
turns letters round would make the sentence read otherwise, and half of a surrogate pair cannot be
written out at all; so each of these is shown as its number.
"""

import unicodedata
from typing import Final

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Controls, formats (all that turn the direction of writing), private ones, line separators."""
_SEEN: Final = "\n\t"
_TWO_BYTES: Final = 0xFFFF


def printable(text: str) -> str:
    r"""The text with what nobody can see, or cannot be written out, as ``\u202e``.

    Line feeds and tabs are seen, and stay.
    """
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in _SEEN or unicodedata.category(char) not in HIDDEN:
        return char
    number = ord(char)
    return f"\\u{number:04x}" if number <= _TWO_BYTES else f"\\U{number:08x}"
