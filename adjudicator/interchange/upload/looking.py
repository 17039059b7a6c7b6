"""What form a delimited file has: encoding, line ends, delimiter, quotes, header, cells."""

import csv
from collections import Counter
from dataclasses import dataclass

from adjudicator.interchange.upload.template import DELIMITERS

_MARKS = ((b"\xef\xbb\xbf", "utf-8-bom"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 200
"""Lines from which the delimiter is told."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The form of a file."""

    encoding: str
    """``ascii`` where only such letters are in it, so that several encodings fit."""
    line_end: str
    """``crlf``, ``lf``, ``cr``, ``mixed``; empty for a single line."""
    last_line_end: bool
    delimiter: str
    """``comma`` and so on; empty where there is none."""
    quoting: str
    """``all``, ``some``, ``none``."""
    table: tuple[tuple[str, ...], ...]
    """All lines with their cells."""

    @property
    def width(self) -> int:
        """Cells of the first line."""
        return len(self.table[0]) if self.table else 0

    @property
    def uneven(self) -> tuple[int, ...]:
        """Lines, from 1, with another number of cells than the first."""
        return tuple(n for n, row in enumerate(self.table, start=1) if len(row) != self.width)


def look(data: bytes) -> Seen:
    """See the form of a file; bytes that are no text are read as well as can be."""
    encoding, text = _decoded(data)
    ends = _ends(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = bool(lines) and lines[-1] == "" and len(lines) > 1
    lines = lines[:-1] if last else lines
    delimiter = _delimiter([line for line in lines if line][:_LOOKED_AT])
    letter = DELIMITERS.get(delimiter, "\x00")
    try:
        table = [tuple(row) for row in csv.reader(lines, delimiter=letter)] if delimiter else []
    except csv.Error:
        table = [tuple(line.split(letter)) for line in lines]
    if not delimiter:
        table = [(line,) for line in lines if line]
    return Seen(encoding, ends, last, delimiter, _quoting(lines, letter), tuple(table))


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            codec = "utf-8-sig" if name == "utf-8-bom" else name
            return name, data.decode(codec, errors="replace")
    if data.isascii():
        return "ascii", data.decode("ascii")
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252", data.decode("cp1252", errors="replace")


def _ends(text: str) -> str:
    crlf = text.count("\r\n")
    found = Counter({"crlf": crlf, "lf": text.count("\n") - crlf, "cr": text.count("\r") - crlf})
    kinds = [kind for kind, n in found.items() if n]
    return kinds[0] if len(kinds) == 1 else "mixed" if kinds else ""


def _delimiter(lines: list[str]) -> str:
    """The letter that cuts most lines into as many cells as the first one; more than one."""
    best, most = "", 0
    for name, letter in DELIMITERS.items():
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=letter)]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:  # noqa: PLR2004 - one cell is cut by nothing
            continue
        even = sum(width == widths[0] for width in widths) * widths[0]
        if even > most:
            best, most = name, even
    return best


def _quoting(lines: list[str], letter: str) -> str:
    """Told from the raw lines: a cell that begins and ends with a quote."""
    cells = [cell for line in lines[:_LOOKED_AT] for cell in line.split(letter) if cell]
    quoted = sum(cell.startswith('"') for cell in cells)
    if not quoted:
        return "none"
    return "all" if all(line.startswith('"') and line.endswith('"') for line in lines) else "some"
