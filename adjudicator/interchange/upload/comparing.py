"""Compares a filled file with a sample the state gave: what differs in form, column by column.

Figures and names are not compared, for a sample tells another election; but the words for parties
and counting groups are, and whether names stand in capitals.  What a code looks like is too: digits
and letters, how many, and what stands between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adjudicator.interchange.upload.looking import Seen, look
from adjudicator.interchange.upload.template import As, Template, UploadColumn, Value

_WORDS = {
    "crlf": "CR LF",
    "lf": "LF",
    "cr": "CR",
    "mixed": "more than one kind",
    "": "none",
    "comma": "commas",
    "semicolon": "semicolons",
    "tab": "tabs",
    "pipe": "upright strokes",
    "all": "around every cell",
    "some": "around some cells",
    "none": "around no cell",
    "utf-8-bom": "UTF-8 with a byte-order mark",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "ascii": "ASCII letters alone",
    "windows-1252": "Windows-1252",
}
_NUMBER = re.compile(r"[+-]?[0-9]+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+")
_SAME_EVERYWHERE = (Value.PARTY, Value.GROUP, Value.TEXT)
"""What is not another in every election, so that its words can be compared."""
_SHOWN = 3
"""Examples of each side."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs."""

    what: str
    """``Line ends``, ``Column 3, Precinct``."""
    ours: str
    sample: str

    @property
    def sentence(self) -> str:
        """``Line ends: LF here, CR LF in the sample.``."""
        return f"{self.what}: {self.ours} here, {self.sample} in the sample."


def compare(ours: bytes, sample: bytes, template: Template) -> tuple[Difference, ...]:
    """What differs in form between a filled file and a sample; none: they are alike."""
    mine, theirs = look(ours), look(sample)
    return (*_of_file(mine, theirs), *_of_columns(mine, theirs, template))


def _of_file(mine: Seen, theirs: Seen) -> Iterator[Difference]:
    if not _encodings_fit(mine.encoding, theirs.encoding):
        yield _differ("Encoding", mine.encoding, theirs.encoding)
    if mine.line_end != theirs.line_end and mine.line_end and theirs.line_end:
        yield _differ("Line ends", mine.line_end, theirs.line_end)
    if mine.last_line_end != theirs.last_line_end:
        has = {True: "a line end", False: "no line end"}
        yield Difference("After the last line", has[mine.last_line_end], has[theirs.last_line_end])
    if mine.delimiter != theirs.delimiter:
        yield _differ("Delimiter", mine.delimiter, theirs.delimiter)
    if {mine.quoting, theirs.quoting} not in ({"some", "none"}, {mine.quoting}):
        yield _differ("Quotes", mine.quoting, theirs.quoting)
    if theirs.uneven:
        lines = ", ".join(str(n) for n in theirs.uneven[:_SHOWN])
        yield Difference("Cells in a line", "as many in every line", f"not so in line {lines}")


def _encodings_fit(mine: str, theirs: str) -> bool:
    """Plain letters are the same in every encoding without a mark."""
    if mine == theirs:
        return True
    marked = {"utf-8-bom", "utf-16"}
    return "ascii" in {mine, theirs} and not marked & {mine, theirs}


def _differ(what: str, mine: str, theirs: str) -> Difference:
    return Difference(what, _WORDS[mine], _WORDS[theirs])


def _of_columns(mine: Seen, theirs: Seen, template: Template) -> Iterator[Difference]:
    if mine.width != theirs.width:
        yield Difference("Number of columns", str(mine.width), str(theirs.width))
    first, first_sample = _has_header(mine, template), _has_header(theirs, template)
    if first != first_sample:
        has = {True: "a header line", False: "no header line"}
        yield Difference("First line", has[first], has[first_sample])
    if first and first_sample:
        yield from _of_heads(mine.table[0], theirs.table[0])
    body, sample = mine.table[int(first) :], theirs.table[int(first_sample) :]
    for n, column in enumerate(template.columns):
        cells = [row[n] for row in body if n < len(row)]
        shown = [row[n] for row in sample if n < len(row)]
        if cells and shown and (found := _of_cells(n, column, cells, shown)) is not None:
            yield found


def _has_header(seen: Seen, template: Template) -> bool:
    """Whether the first line holds heads: no number stands where numbers do."""
    if not seen.table:
        return False
    places = [n for n, column in enumerate(template.columns) if column.value.is_number]
    first = seen.table[0]
    found = [first[n] for n in places if n < len(first)]
    return not any(_NUMBER.fullmatch(cell) or _GROUPED.fullmatch(cell) for cell in found)


def _of_heads(ours: Sequence[str], sample: Sequence[str]) -> Iterator[Difference]:
    for n in range(max(len(ours), len(sample))):
        mine = ours[n] if n < len(ours) else None
        theirs = sample[n] if n < len(sample) else None
        if mine == theirs:
            continue
        told = "nothing" if mine is None else f'"{mine}"'
        if mine is not None and mine in sample:
            told += f" (column {list(sample).index(mine) + 1} of the sample)"
        yield Difference(
            f"Head of column {n + 1}", told, "nothing" if theirs is None else f'"{theirs}"'
        )


def _of_cells(
    n: int, column: UploadColumn, ours: Sequence[str], sample: Sequence[str]
) -> Difference | None:
    if column.value.is_number:
        mine, theirs = number_form(ours), number_form(sample)
    elif column.written is not As.NAME or column.value is Value.DATE:
        exact = len({len(cell) for cell in sample}) == 1
        mine, theirs = _forms(ours, exact=exact), _forms(sample, exact=exact)
        if set(mine.split(", ")) <= set(theirs.split(", ")):
            return None
    elif column.value in _SAME_EVERYWHERE:
        return _of_words(n, column, ours, sample)
    else:
        mine, theirs = _letters(ours), _letters(sample)
    if mine == theirs:
        return None
    shown = [", ".join(list(dict.fromkeys(cells))[:_SHOWN]) for cells in (ours, sample)]
    return Difference(
        f"Column {n + 1}, {column.head}", f"{mine} ({shown[0]})", f"{theirs} ({shown[1]})"
    )


def _of_words(
    n: int, column: UploadColumn, ours: Sequence[str], sample: Sequence[str]
) -> Difference | None:
    """Words that every election has: ours are not the sample's, and those are not ours."""
    mine = [cell for cell in dict.fromkeys(ours) if cell and cell not in sample]
    theirs = [cell for cell in dict.fromkeys(sample) if cell and cell not in ours]
    if not (mine and theirs):
        return None
    told = [", ".join(f'"{cell}"' for cell in cells[:_SHOWN]) for cells in (mine, theirs)]
    return Difference(f"Column {n + 1}, {column.head}", told[0], told[1])


def _letters(cells: Sequence[str]) -> str:
    """Which letters names are written in."""
    text = "".join(cells)
    if text.isupper():
        return "capital letters"
    return "small letters" if text.islower() else "capital and small letters"


def number_form(cells: Sequence[str]) -> str:
    """How numbers are written: ``digits``, ``digits in groups``, ``6 digits``, ``not numbers``."""
    plain = [cell for cell in cells if _NUMBER.fullmatch(cell)]
    if len(plain) < len(cells):
        rest = [cell for cell in cells if not _NUMBER.fullmatch(cell)]
        return "digits in groups" if all(_GROUPED.fullmatch(c) for c in rest) else "not numbers"
    padded = any(len(cell) > 1 and cell.startswith("0") for cell in plain)
    return f"{len(plain[0])} digits" if padded else "digits"


def form_of(cell: str, *, exact: bool) -> str:
    """``9`` for a digit, ``A`` for a letter: ``A99``; runs are one sign unless ``exact``."""
    signs = re.sub(r"[0-9]", "9", re.sub(r"[^\W\d_]", "A", cell))
    return signs if exact else re.sub(r"(9|A)\1+", r"\1", signs)


def _forms(cells: Sequence[str], *, exact: bool) -> str:
    found = sorted({form_of(cell, exact=exact) or "empty" for cell in cells})
    return ", ".join(found[: 2 * _SHOWN])
