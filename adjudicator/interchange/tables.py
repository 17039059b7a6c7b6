"""CSV tables as people and other programs save them: tolerant in form, exact in what they report.

UTF-8 with or without a byte-order mark; comma, semicolon or tab; headers in any case, with blanks
or underscores, under any of a column's known names.  Rows stream; each carries its number as a
spreadsheet shows it.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from adjudicator.interchange.problems import Problem, Unreadable, did_you_mean, unreadable
from adjudicator.interchange.texts import folded


@dataclass(frozen=True, slots=True)
class Column:
    """One column a table may have."""

    name: str
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in a spreadsheet and its cells by column name, stripped."""

    file: str
    number: int
    cells: dict[str, str]
    trouble: str = ""
    """A sentence where the row has more cells than the header names."""

    def __getitem__(self, column: str) -> str:
        """The cell, empty where the table has no such column."""
        return self.cells.get(column, "")

    def problem(self, column: str | None, message: str) -> Problem:
        """A problem in this row."""
        return Problem(self.file, self.number, column, message)


class LeftOut:
    """Notices about rows left out without harm, each thing once however often it stands."""

    def __init__(self) -> None:
        self.notices: list[Problem] = []
        self._told: set[str] = set()

    def tell(self, row: Row, column: str, what: str, message: str) -> None:
        """Say why a row is left out, if it was not said of the same thing before."""
        if what not in self._told:
            self._told.add(what)
            self.notices.append(row.problem(column, message))


@dataclass(slots=True)
class Table:
    """An open table: which columns it has, what was strange about its header, and its rows."""

    file: str
    columns: frozenset[str]
    notices: tuple[Problem, ...]
    _reader: "Iterator[list[str]]"
    _places: dict[int, str]
    _width: int

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, in file order.

        :raises Unreadable: the file stops being a table, or being UTF-8, somewhere.
        """
        number = 1
        while True:
            number += 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise _not_a_table(self.file, error, number) from error
            if any(cell.strip() for cell in cells):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        named = {self._places[n]: c.strip() for n, c in enumerate(cells) if n in self._places}
        trouble = (
            f"This row has {len(cells)} cells, the header names {self._width}. "
            "A comma inside a text must stand between double quotes."
            if any(c.strip() for c in cells[self._width :])
            else ""
        )
        return Row(self.file, number, named, trouble)


@contextmanager
def open_table(path: Path, columns: Sequence[Column]) -> Iterator[Table]:
    """Open a CSV file and read its header.

    :raises Unreadable: no such file, not text in UTF-8, or a required column is missing.
    """
    try:
        stream = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error
    with stream:
        yield table_of(stream, path.name, columns)


def table_of(stream: IO[str], file: str, columns: Sequence[Column]) -> Table:
    """Read the header of a table that is already open.

    :raises Unreadable: as :func:`open_table`.
    """
    try:
        first = stream.readline()
    except UnicodeDecodeError as error:
        raise _not_a_table(file, error, 1) from error
    if not first.strip():
        raise unreadable(file, "The file is empty: its first row must name the columns.", row=1)
    delimiter = next((d for d in ("\t", ",", ";") if d in first), ",")
    try:
        header = next(csv.reader([first], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _not_a_table(file, error, 1) from error
    places, notices = _places(file, header, columns)
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    return Table(file, frozenset(places.values()), tuple(notices), reader, places, len(header))


def _places(
    file: str, header: list[str], columns: Sequence[Column]
) -> tuple[dict[int, str], list[Problem]]:
    names = {folded(n): c.name for c in columns for n in (c.name, *c.aliases)}
    places: dict[int, str] = {}
    strange: list[str] = []
    problems: list[Problem] = []
    for number, title in enumerate(header):
        name = names.get(folded(title))
        if name is None:
            strange += [title.strip()] if title.strip() else []
        elif name in places.values():
            message = f'Two columns are called "{title.strip()}". Leave one of them out.'
            problems.append(Problem(file, 1, name, message))
        else:
            places[number] = name
    missing = [c.name for c in columns if c.required and c.name not in places.values()]
    for name in missing:
        hint = did_you_mean(name, strange).replace("Did you mean", "Is it", 1)
        found = ", ".join(t.strip() for t in header)
        message = f"The column {name} is missing.{hint} The header names: {found}."
        problems.append(Problem(file, 1, name, message))
    if problems:
        raise Unreadable(problems)
    known = [c.name for c in columns]
    return places, [
        Problem(
            file,
            1,
            title,
            f"This column is not one the program uses; it is left out.{did_you_mean(title, known)}",
        )
        for title in strange
    ]


def _not_a_table(file: str, error: Exception, row: int) -> Unreadable:
    if isinstance(error, UnicodeDecodeError):
        message = 'This is not UTF-8 text. Save it again as "CSV UTF-8".'
    else:
        message = f"From here on this is not a CSV table ({error}). Save it again as CSV."
    return unreadable(file, message, row=row)
