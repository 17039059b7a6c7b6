"""Cells a spreadsheet would run are written so that it shows them instead.

A cell that begins with ``= + - @``, a tab or a line end can be a formula to Excel or LibreOffice;
full-width forms are read as their plain ones.  Such a text gets an apostrophe in front.  Numbers
stay numbers.
"""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_LOOKS_EMPTY = " \u00a0\u3000\u200b\ufeff"
"""Blanks some programs drop before they look at a cell's first character."""


def safe_cell(value: str | int | None) -> str:
    """The text of one cell."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if value.lstrip(_LOOKS_EMPTY)[:1] in _STARTS and not _NUMBER.fullmatch(value) and value:
        return "'" + value
    return value


def safe_row(values: Iterable[str | int | None]) -> list[str]:
    """The texts of one row."""
    return [safe_cell(value) for value in values]
