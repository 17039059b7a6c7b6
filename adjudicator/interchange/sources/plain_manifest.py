"""The plain manifest: a CSV with a row per flagged contest, and image files beside it.

The lowest common denominator, for any program that can dump images (handbook, *Formats: plain
manifest*).  Rows of one sheet belong together wherever in the file they stand; a bad row is set
aside and reading goes on.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.interchange.problems import Problem, unreadable
from adjudicator.interchange.sources.manifest_columns import COLUMNS, sheet_name
from adjudicator.interchange.sources.manifest_images import (
    LAYOUT_COLUMNS,
    images_of,
    without_layouts,
)
from adjudicator.interchange.sources.manifest_rows import CheckedRow, RowReader, SheetFacts
from adjudicator.interchange.sources.records import (
    Quarantined,
    SourceContest,
    SourceFile,
    SourceImage,
    SourceSheet,
)
from adjudicator.interchange.tables import Row, open_table

_IMAGE_COLUMNS = ("image", "image_back", "sha256", "sha256_back")
_SCHEMA = """
CREATE TABLE sheets (name TEXT PRIMARY KEY, first INTEGER) WITHOUT ROWID;
CREATE TABLE lines (name TEXT, number INTEGER, trouble TEXT, cells TEXT);
"""
_IN_SHEETS = """
SELECT l.name, l.number, l.trouble, l.cells FROM lines l JOIN sheets s ON s.name = l.name
ORDER BY s.first, l.number
"""


class PlainManifest:
    """Reads a plain manifest."""

    reader = "plain manifest"
    version = "1"
    complete = False

    def __init__(self, path: Path, election: Election, group: CountingGroup | None = None) -> None:
        """Open it.

        ``group`` is the counting group of rows that name none.

        :raises Unreadable: the file cannot be opened or lacks a column.
        """
        self._path = path
        self._folder = path.parent
        self._rows = RowReader(election, group)
        self._count: int | None = None
        with open_table(path, COLUMNS) as table:
            self.notices: tuple[Problem, ...] = table.notices
            if "counting_group" not in table.columns and group is None:
                raise unreadable(
                    path.name,
                    "The column counting_group is missing, and no counting group was given for "
                    "the whole file.",
                    row=1,
                    column="counting_group",
                )

    def files(self) -> Iterator[SourceFile]:
        """The manifest."""
        yield SourceFile(self._path.name, self._path)

    def total(self) -> int | None:
        """How many sheets the manifest names."""
        if self._count is None:
            with closing(self._index()) as index:
                self._count = int(index.execute("SELECT count(*) FROM sheets").fetchone()[0])
        return self._count

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        """Sheets in the order of their first rows; a sheet's bad rows come before it."""
        with closing(self._index()) as index:
            name, rows = None, list[Row]()
            for sheet, number, trouble, cells in index.execute(_IN_SHEETS):
                if sheet != name and rows:
                    yield from self._sheet(rows)
                    rows = []
                name = sheet
                rows.append(Row(self._path.name, number, json.loads(cells), trouble))
            if rows:
                yield from self._sheet(rows)

    def _index(self) -> sqlite3.Connection:
        """The rows on disk in a file of their own, so that a sheet's rows come together.

        Constant memory however long the manifest; the file vanishes with the connection.
        """
        index = sqlite3.connect("")
        try:
            index.executescript(_SCHEMA)
            with open_table(self._path, COLUMNS) as table:
                for row in table.rows():
                    # A length before each part: no two different names are written alike.
                    parts = sheet_name(
                        row["tabulator"], row["batch"], row["ballot_id"], row["sheet"]
                    )
                    name = "".join(f"{len(p)}:{p}" for p in parts)
                    index.execute("INSERT OR IGNORE INTO sheets VALUES (?, ?)", (name, row.number))
                    index.execute(
                        "INSERT INTO lines VALUES (?, ?, ?, ?)",
                        (name, row.number, row.trouble, json.dumps(row.cells)),
                    )
            index.execute("CREATE INDEX by_sheet ON lines (name, number)")
        except BaseException:
            index.close()
            raise
        return index

    def _sheet(self, rows: list[Row]) -> Iterator[SourceSheet | Quarantined]:
        """One sheet from its rows; rows that cannot be used come out of it first."""
        facts: SheetFacts | None = None
        images: tuple[SourceImage, ...] = ()
        spoken: dict[str, str] = {}
        contests: dict[str, SourceContest] = {}
        for row in rows:
            checked = CheckedRow(row)
            said = self._rows.facts(checked)
            contest = self._rows.contest(checked)
            if said is not None and contest is not None:
                _check_agreement(checked, facts, said, spoken)
                _check_contest(checked, contest, contests)
                if facts is None:
                    images = _required(checked, images_of(checked, self._folder))
            if checked.problems or said is None or contest is None:
                yield _quarantined(checked)
                continue
            facts = facts or said
            spoken = spoken or {c: row[c] for c in (*_IMAGE_COLUMNS, *LAYOUT_COLUMNS)}
            for column in LAYOUT_COLUMNS:
                if row[column] and row[column] != spoken[column]:
                    images = without_layouts(row, images, column, spoken[column])
            contests[contest.contest] = contest
        if facts is not None:
            yield SourceSheet(
                sheet=facts.sheet,
                ballot=facts.ballot,
                precinct=facts.precinct,
                group=facts.group,
                container=facts.container,
                position=facts.position,
                lot=facts.lot,
                images=images,
                contests=tuple(contests.values()),
                remakes=facts.remakes,
                style=facts.style,
            )


def _required(checked: CheckedRow, images: tuple[SourceImage, ...]) -> tuple[SourceImage, ...]:
    if not images and not checked.problems:
        checked.complain("image", "This is missing: the first row of a sheet names its images.")
    return images


def _check_agreement(
    checked: CheckedRow, facts: SheetFacts | None, said: SheetFacts, spoken: dict[str, str]
) -> None:
    """Later rows of a sheet repeat the first; images and style they may leave out."""
    if facts is None:
        return
    for column, before, now in (
        ("precinct", facts.precinct, said.precinct),
        ("counting_group", facts.group, said.group),
        ("sequence", facts.position, said.position),
        ("lot", facts.lot, said.lot),
        ("remakes", facts.remakes, said.remakes),
    ):
        if before != now:
            message = f'An earlier row of this sheet says "{before or ""}", this one "{now or ""}".'
            checked.complain(column, message)
    if said.style not in {None, facts.style}:
        message = (
            f'An earlier row of this sheet says "{facts.style or ""}", this one "{said.style}".'
        )
        checked.complain("ballot_style", message)
    for column in _IMAGE_COLUMNS:
        now = checked.row[column]
        if now and now != spoken[column]:
            message = f'An earlier row of this sheet says "{spoken[column]}", this one "{now}".'
            checked.complain(column, message)


def _check_contest(
    checked: CheckedRow, contest: SourceContest, before: dict[str, SourceContest]
) -> None:
    if contest.contest in before:
        checked.complain("contest", "An earlier row of this sheet speaks of this contest already.")


def _quarantined(checked: CheckedRow) -> Quarantined:
    row = checked.row
    parts = sheet_name(row["tabulator"], row["batch"], row["ballot_id"], row["sheet"])
    first, *others = checked.problems
    return Quarantined(first, row["ballot_id"], "/".join(parts), tuple(others))
