"""Case numbers: short, the same on screen, slip, log and receipt, spoken ``4 1 7 K``.

The number is the case's place, counted from 1, in the order of piles and, within a pile, of
seals; at least three symbols of Crockford base32 and a check symbol (the place modulo 37).
"""

from typing import Final

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS: Final = _DIGITS + "*~$=U"
_LOOKALIKES: Final = str.maketrans("OIL", "011", " -")
_MIN_SYMBOLS: Final = 3
_MAX_TYPED: Final = 40
"""Characters; what is longer was pasted by mistake, and would take long to work out."""


def case_number(place: int) -> str:
    """The case number of a place (from 1), without spaces: ``417K``.

    :raises ValueError: the place is not at least 1.
    """
    if place < 1:
        raise ValueError("A case's place counts from 1.")
    symbols, rest = "", place
    while rest:
        rest, digit = divmod(rest, 32)
        symbols = _DIGITS[digit] + symbols
    return symbols.rjust(_MIN_SYMBOLS, "0") + _CHECKS[place % 37]


def spoken(number: str) -> str:
    """The case number as it is shown and read aloud: ``4 1 7 K``."""
    return " ".join(number)


def parse_case_number(text: str) -> int:
    """The place a typed case number names; lower case, spaces, O for 0 and I or L for 1 are fine.

    :raises ValueError: not a case number, or its check symbol shows a typing slip.
    """
    if len(text) > _MAX_TYPED:
        raise ValueError("This is too long for a case number. It looks like 4 1 7 K.")
    symbols = text.upper().translate(_LOOKALIKES)
    number, check = symbols[:-1], symbols[-1:]
    if len(number) < _MIN_SYMBOLS or any(s not in _DIGITS for s in number):
        raise ValueError(f"{text.strip()!r} is not a case number. It looks like 4 1 7 K.")
    place = 0
    for symbol in number:
        place = place * 32 + _DIGITS.index(symbol)
    if place < 1 or check != _CHECKS[place % 37]:
        raise ValueError(
            f"{text.strip()!r} has a slip in it: its last symbol does not fit. Read it again."
        )
    if case_number(place) != number + check:
        raise ValueError(f"{text.strip()!r} is not a case number. It looks like 4 1 7 K.")
    return place
