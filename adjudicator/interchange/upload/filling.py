"""Makes the file a template describes from figures, whole or not at all.

Everything that hinders it is found at once: codes the template lacks, letters the encoding lacks,
cells that would need quotes where none are allowed.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from adjudicator.interchange.upload.template import (
    As,
    Dates,
    Form,
    Numbers,
    Quoting,
    Template,
    UploadColumn,
    Value,
)

_QUOTING: dict[Quoting, Literal[0, 1, 3]] = {
    Quoting.NEEDED: csv.QUOTE_MINIMAL,
    Quoting.ALL: csv.QUOTE_ALL,
    Quoting.NEVER: csv.QUOTE_NONE,
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something the state may have a code for."""

    ids: tuple[str, ...]
    """Under which the template may list it; the first is what is named when it does not."""
    name: str


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One row: what every column may take from it."""

    county: Named
    election: Named
    held: date
    contest: Named
    precinct: Named
    group: Named
    choice: Named
    party: Named
    before: int
    found: int
    votes: int


class CannotFill(Exception):  # noqa: N818 - the word says what happened
    """The file cannot be made; carries every reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(slots=True)
class _Lacking:
    """What stands in the way, each thing once."""

    codes: dict[str, list[str]] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)

    def code(self, value: Value, named: Named) -> None:
        found = self.codes.setdefault(value.value, [])
        told = f"{named.ids[0]} ({named.name})" if named.name != named.ids[0] else named.name
        if told not in found:
            found.append(told)

    def reasons(self) -> list[str]:
        return [
            *(f"No code for {value}: {', '.join(ids)}." for value, ids in self.codes.items()),
            *self.cells,
        ]


def fill(template: Template, rows: Iterable[UploadRow]) -> bytes:
    """The bytes of the file.

    :raises CannotFill: something is lacking; nothing was made.
    """
    lacking = _Lacking()
    table = [[_cell(template, column, row, lacking) for column in template.columns] for row in rows]
    if not lacking.codes:
        _check_apart(template, table, lacking)
    if template.form.header:
        table.insert(0, [column.head for column in template.columns])
    text = _text(template.form, table, lacking)
    data = _encoded(text, template.form.encoding, lacking)
    if reasons := lacking.reasons():
        raise CannotFill(reasons)
    return data


def _check_apart(template: Template, table: Sequence[Sequence[str]], lacking: _Lacking) -> None:
    """No two rows may be alike but for their figures: nobody could tell whose they are."""
    names = [n for n, column in enumerate(template.columns) if not column.value.is_number]
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(table, start=1):
        key = tuple(cells[n] for n in names)
        first = seen.setdefault(key, number)
        if first != number:
            told = ", ".join(cell for cell in key if cell)
            lacking.cells.append(
                f"Rows {first:,} and {number:,} say the same but for their figures ({told}); a "
                "column that tells them apart is missing, or a code stands for two."
            )
            return


def _cell(template: Template, column: UploadColumn, row: UploadRow, lacking: _Lacking) -> str:
    if column.value is Value.TEXT:
        return column.text
    if column.value is Value.DATE:
        return date_words(row.held, template.form.dates)
    if column.value.is_number:
        return number_words(getattr(row, column.value.value), template.form)
    named: Named = getattr(row, column.value.value)
    if column.written is As.CODE:
        return _code(template, column, named, lacking)
    return named.name if column.written is As.NAME else named.ids[-1]


def _code(template: Template, column: UploadColumn, named: Named, lacking: _Lacking) -> str:
    code = template.code(column.value, named.ids)
    if code is None and column.value is Value.PARTY and not named.name:
        return ""  # A choice without a party has no code either.
    if code is None:
        lacking.code(column.value, named)
    return code or ""


def date_words(day: date, form: Dates) -> str:
    """The day of the election as the state writes it."""
    return {
        Dates.ISO: f"{day:%Y-%m-%d}",
        Dates.US: f"{day:%m/%d/%Y}",
        Dates.COMPACT: f"{day:%Y%m%d}",
    }[form]


def number_words(number: int, form: Form) -> str:
    """A number as the state writes it."""
    if form.numbers is Numbers.GROUPED:
        return f"{number:,}"
    return f"{number:0{form.digits}d}" if form.numbers is Numbers.PADDED else str(number)


def _text(form: Form, table: Sequence[Sequence[str]], lacking: _Lacking) -> str:
    if form.quoting is Quoting.NEVER:
        bad = {
            cell
            for line in table
            for cell in line
            if any(letter in cell for letter in (form.delimiter, '"', "\r", "\n"))
        }
        lacking.cells += [
            f'"{cell}" would need quotes, and the template allows none.' for cell in sorted(bad)
        ]
        return form.line_end.join(form.delimiter.join(line) for line in table) + (
            form.line_end if form.last_line_end else ""
        )
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=form.delimiter,
        quoting=_QUOTING[form.quoting],
        lineterminator=form.line_end,
    )
    writer.writerows(table)
    text = out.getvalue()
    return text if form.last_line_end else text.removesuffix(form.line_end)


def _encoded(text: str, encoding: str, lacking: _Lacking) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        strange = sorted({c for c in text if not _fits(c, encoding)})
        letters = ", ".join(f"{c} (U+{ord(c):04X})" for c in strange)
        lacking.cells.append(f"The encoding of the template has no letter for: {letters}.")
        return b""


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
