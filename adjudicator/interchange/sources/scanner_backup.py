"""A precinct scanner's backup: a folder with ``scanner.db`` (SQLite) and the images it scanned.

The database holds score and pixel box of every target and the box of every contest.  Sheets with
``deleted_at`` were handed back to the voter and not counted; they come in the lot *not counted by
the scanner* and, since their paper is not in the box, in a container of their own.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.interchange.problems import Problem, unreadable
from adjudicator.interchange.sources.image_files import image_size, inside
from adjudicator.interchange.sources.layout_files import NotALayout
from adjudicator.interchange.sources.records import (
    LayoutLeftOut,
    Quarantined,
    SourceFile,
    SourceImage,
    SourceSheet,
)
from adjudicator.interchange.sources.scanner_pages import BLANK, Page, read_page
from adjudicator.interchange.sources.scanner_readings import (
    Unmatched,
    contests_of,
    layout_of,
)

DATABASE = "scanner.db"
_INTERPRETATIONS = ("front_interpretation_json", "back_interpretation_json")
_SHORTEST = 8
"""Characters of a sheet's id shown as its ballot id, if they tell all sheets apart."""

# Position: order in the box.  Sheets handed back are counted by themselves.
_ORDER = """
SELECT s.id, row_number() OVER (
         PARTITION BY s.batch_id, s.deleted_at IS NULL ORDER BY s.created_at, s.id)
FROM sheets s LEFT JOIN batches b ON b.id = s.batch_id
ORDER BY b.batch_number, s.created_at, s.id
"""
_SHEET = """
SELECT s.id, s.batch_id, coalesce(b.label, 'Batch ' || b.batch_number, s.batch_id),
       s.front_image_path, s.back_image_path, s.front_interpretation_json,
       s.back_interpretation_json, s.deleted_at IS NOT NULL
FROM sheets s LEFT JOIN batches b ON b.id = s.batch_id WHERE s.id = ?
"""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One row of the database."""

    id: str
    batch: str
    label: str
    images: tuple[str, str]
    pages: tuple[str, str]
    handed_back: bool
    position: int


class _Refused(Exception):  # noqa: N818 - caught here, never seen elsewhere
    """This sheet cannot be used; column and sentence."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


class ScannerBackup:
    """Reads a scanner's backup."""

    reader = "scanner backup"
    version = "1"
    complete = True
    notices: tuple[Problem, ...] = ()

    def __init__(
        self,
        folder: Path,
        election: Election,
        group: CountingGroup = CountingGroup.ELECTION_DAY,
    ) -> None:
        """Open it.

        :raises Unreadable: there is no ``scanner.db``, or it is not a scanner's database.
        """
        self._folder = folder
        self._election = election
        self._group = group
        self._precincts = frozenset(p.id for p in election.precincts)
        self._count, self._letters = self._survey()

    def files(self) -> Iterator[SourceFile]:
        """The database; what has not been written into it yet stands beside it."""
        yield SourceFile(DATABASE, self._folder / DATABASE)
        if self._pending().exists():
            yield SourceFile(self._pending().name, self._pending())

    def total(self) -> int | None:
        """How many sheets the database holds."""
        return self._count

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        """Every sheet by batch, time and id."""
        try:
            with closing(self._connect()) as db:
                for sheet_id, position in db.execute(_ORDER):
                    row = db.execute(_SHEET, (sheet_id,)).fetchone()
                    yield self._record(_sheet(row, position))
        except sqlite3.Error as error:
            raise unreadable(DATABASE, f"The database breaks off: {error}.") from error

    def _pending(self) -> Path:
        return self._folder / f"{DATABASE}-wal"

    def _connect(self) -> sqlite3.Connection:
        # "immutable" reads from a write-protected medium and leaves no file beside it, but does not
        # see what still stands in a write-ahead file.
        mode = "mode=ro" if self._pending().exists() else "mode=ro&immutable=1"
        uri = f"{(self._folder / DATABASE).resolve().as_uri()}?{mode}"
        return sqlite3.connect(uri, uri=True)

    def _survey(self) -> tuple[int, int]:
        """How many sheets, and how many letters of an id tell them apart."""
        try:
            with closing(self._connect()) as db:
                db.execute(f"{_SHEET} LIMIT 0", ("",))
                count = int(db.execute("SELECT count(*) FROM sheets").fetchone()[0])
                for letters in (_SHORTEST, 13, 18):
                    query = "SELECT count(DISTINCT substr(id, 1, ?)) FROM sheets"
                    if db.execute(query, (letters,)).fetchone()[0] == count:
                        return count, letters
                return count, 36
        except sqlite3.Error as error:
            message = f"This is not the database of a scanner, or it is damaged: {error}."
            raise unreadable(DATABASE, message) from error

    def _record(self, sheet: _Sheet) -> SourceSheet | Quarantined:
        ballot = sheet.id[: self._letters]
        try:
            return self._usable(sheet, ballot)
        except _Refused as refused:
            problem = Problem(
                DATABASE, None, f"sheet {sheet.id}, {refused.column}", refused.message
            )
            return Quarantined(problem, ballot, sheet.id)

    def _usable(self, sheet: _Sheet, ballot: str) -> SourceSheet:
        try:
            name = SheetId("scanner", "scanner", sheet.batch, sheet.id)
            SheetId.parse(str(name))
        except ValueError as error:
            raise _Refused("id", f"This is no usable id: {error}.") from error
        pages = tuple(_page(n, text) for n, text in enumerate(sheet.pages))
        read = [p for p in pages if p.readable]
        if not read:
            raise _Refused("interpretation", _unread(pages))
        precinct = self._precinct(read)
        try:
            contests = tuple(c for p in read for c in contests_of(p, self._election))
            images = tuple(
                self._image(n, sheet, page) for n, page in enumerate(pages) if sheet.images[n]
            )
        except Unmatched as error:
            raise _Refused("interpretation", str(error)) from error
        return SourceSheet(
            sheet=name,
            ballot=ballot,
            precinct=precinct,
            group=self._group,
            container=f"{sheet.label}, handed back" if sheet.handed_back else sheet.label,
            position=sheet.position,
            lot=Lot.NOT_COUNTED if sheet.handed_back else Lot.ACCEPTED,
            images=images,
            contests=contests,
            style=_style(read),
        )

    def _precinct(self, pages: list[Page]) -> str:
        named = {p.metadata.precinct_id for p in pages if p.metadata is not None}
        if len(named) != 1:
            raise _Refused("interpretation", "Front and back name different precincts.")
        precinct = named.pop()
        if precinct not in self._precincts:
            raise _Refused(
                "interpretation", f'"{precinct}" is not a precinct of this election definition.'
            )
        return precinct

    def _image(self, side: int, sheet: _Sheet, page: Page) -> SourceImage:
        stored = sheet.images[side].replace("\\", "/")
        last = stored.rsplit("/", 1)[-1]
        # A scanner stores the path on its own disk; in the backup only the last part holds.
        for name in (stored, f"images/{last}", f"ballot-images/{last}", last):
            path = inside(self._folder, name)
            if path is not None and path.is_file():
                return self._laid_out(SourceImage(name, path), sheet, side, page)
        column = ("front_image_path", "back_image_path")[side]
        raise _Refused(column, f'The image "{last}" is not in the folder.')

    def _laid_out(self, image: SourceImage, sheet: _Sheet, side: int, page: Page) -> SourceImage:
        """The image with the boxes of its page; what is wrong with them costs nothing else."""
        try:
            layout = layout_of(page, self._election, image_size(image.path))
        except NotALayout as error:
            where = f"sheet {sheet.id}, {_INTERPRETATIONS[side]}"
            message = f"The boxes of this page cannot be used: {error}."
            problem = Problem(DATABASE, None, where, message)
            return replace(image, left_out=LayoutLeftOut(problem, error.printed))
        return replace(image, layout=layout)


def _sheet(row: tuple[object, ...], position: int) -> _Sheet:
    id_, batch, label, front, back, front_page, back_page, handed_back = row
    return _Sheet(
        str(id_),
        str(batch or ""),
        str(label or "No batch"),
        (str(front or ""), str(back or "")),
        (str(front_page), str(back_page)),
        bool(handed_back),
        position,
    )


def _page(side: int, text: str) -> Page:
    try:
        return read_page(text)
    except ValueError as error:
        raise _Refused(
            _INTERPRETATIONS[side], f"This is not what a scanner writes: {error}."
        ) from error


def _style(pages: list[Page]) -> str | None:
    """The ballot style the sheet's pages name; none where they name different ones."""
    named = {p.metadata.ballot_style_id for p in pages if p.metadata is not None}
    return (named.pop() or None) if len(named) == 1 else None


def _unread(pages: tuple[Page, ...]) -> str:
    kinds = " and ".join(dict.fromkeys(p.type for p in pages))
    if all(p.type == BLANK for p in pages):
        return "The scanner found both sides blank paper: no ballot to rule on."
    return f"The scanner could not read this sheet as a hand-marked ballot ({kinds})."
