"""Read a source sheet by sheet: images put aside, lines made, every problem named.

Nothing here touches the record; :mod:`adjudicator.services.importing` appends what was gathered.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from adjudicator.domain.cases import machine_value
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import (
    Quarantined,
    Source,
    SourceImage,
    SourceSheet,
)
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.manifests import Line, encode_line
from adjudicator.services.duplicates import Pair, move_line, moved_apart, settle
from adjudicator.services.errors import UsageError
from adjudicator.services.import_report import ImportReport
from adjudicator.services.layouts_left_out import settle_layouts
from adjudicator.services.reading_ahead import OpenedImage, read_ahead
from adjudicator.services.recount import Recount
from adjudicator.storage.images import ImageStage
from adjudicator.storage.queries.imports import known_images, known_sheets

Progress = Callable[[int, int | None], None]
"""Called with sheets done and, where known, sheets in all."""


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The import was stopped by the person; nothing of it is left."""


@dataclass(slots=True)
class Gathered:
    """What a source gave, before anything is in the record."""

    lines: list[Line] = field(default_factory=list)
    sidecar: list[bytes] = field(default_factory=list)
    sheets: list[SourceSheet] = field(default_factory=list)
    unusable: list[SourceSheet] = field(default_factory=list)
    """Sheets whose image could not be taken: their machine reading is known and still counts."""
    unknown: int = 0
    """Records of which not even the reading could be read."""
    pairs: tuple[Pair, ...] = ()
    """Duplicates with their originals, not yet linked in the record."""
    first_use: dict[str, str] = field(default_factory=dict)
    """Image hash to the ballot it was first seen on."""


class Gatherer:
    """One reading of one source."""

    def __init__(
        self, recount: Recount, source: Source, stage: ImageStage, report: ImportReport
    ) -> None:
        self._recount = recount
        self._source = source
        self._stage = stage
        self._report = report
        self._gathered = Gathered()
        self._contests = {contest.id: contest for contest in recount.election.contests}
        with recount.reading() as connection:
            self._known = known_sheets(connection, recount.folder)
            self._images = known_images(connection, recount.folder)
        self._seen: set[str] = set()

    def run(self, progress: Progress, cancelled: Callable[[], bool]) -> Gathered:
        """Read every record of the source.

        :raises Cancelled: the person asked for it.
        :raises UsageError: not one sheet could be taken.
        """
        total = self._source.total()
        with closing(read_ahead(self._source.records())) as records:
            for done, (record, images) in enumerate(records, start=1):
                if cancelled():
                    raise Cancelled
                if isinstance(record, Quarantined):
                    self._gathered.unknown += 1
                    self._report.quarantined.append(record.where)
                elif not self._is_again(record):
                    self._take(record, images)
                progress(done, total)
        self._keep_duplicates_apart()
        if not self._gathered.lines:
            raise UsageError(f"No sheet could be taken, so nothing was imported. {self._why()}")
        return self._gathered

    def _keep_duplicates_apart(self) -> None:
        """Of an original and its duplicates one counts at most; the pairs are linked."""
        gathered = self._gathered
        settled = settle(self._recount, [*gathered.sheets, *gathered.unusable])
        gathered.pairs = settled.pairs
        gathered.sheets = [moved_apart(sheet, settled.apart) for sheet in gathered.sheets]
        gathered.unusable = [moved_apart(sheet, settled.apart) for sheet in gathered.unusable]
        for line in gathered.lines:
            move_line(line, settled.apart)
        self._report.duplicates += settled.apart.values()

    def _why(self) -> str:
        told = [str(problem) for problem in self._report.quarantined]
        if self._report.duplicates and not told:
            return "Every sheet is in the record already."
        told += self._report.duplicates
        if not told:
            return "The source holds no sheets."
        return " ".join(["What stands against it:", *told])

    def _is_again(self, sheet: SourceSheet) -> bool:
        name = str(sheet.sheet)
        if name in self._known:
            self._report.duplicates.append(
                f"Sheet {name} (ballot {sheet.ballot}) is already in the record; "
                "it was not taken again."
            )
            return True
        if name in self._seen:
            self._report.duplicates.append(
                f"Sheet {name} (ballot {sheet.ballot}) stands twice in this source; "
                "only the first was taken. Look at the paper."
            )
            return True
        self._seen.add(name)
        return False

    def _take(self, sheet: SourceSheet, images: Iterable[OpenedImage]) -> None:
        unwritable = _unwritable(sheet)
        if unwritable is not None:
            self._report.quarantined.append(unwritable)
            self._gathered.unusable.append(sheet)
            return
        hashes: list[str] = []
        sizes: list[tuple[int, int]] = []
        for opened in images:
            if opened.problem:
                where = opened.image.name
                self._report.quarantined.append(
                    Problem(where, None, None, f"Ballot {sheet.ballot}: {opened.problem}")
                )
                self._gathered.unusable.append(sheet)
                return
            hashes.append(self._stage.put(opened.data))
            sizes.append(opened.size)
        sheet, left_out = settle_layouts(sheet, sizes, self._contests)
        self._report.layouts += left_out
        staged = list(zip(sheet.images, hashes, strict=True))
        for image, sha256 in staged:
            self._compare(sheet, image, sha256)
        self._gathered.lines.append(_line(sheet, list(dict.fromkeys(hashes))))
        self._gathered.sheets.append(sheet)
        self._gathered.sidecar.append(_sidecar_line(sheet, staged))
        self._report.notes += sum(1 for c in sheet.contests if c.note)

    def _compare(self, sheet: SourceSheet, image: SourceImage, sha256: str) -> None:
        """Tell an image that was seen before; both ballots are taken, people look at the paper."""
        first = self._gathered.first_use.setdefault(sha256, sheet.ballot)
        if first != sheet.ballot:
            self._report.duplicates.append(
                f"Ballots {first} and {sheet.ballot} have the same image ({image.name}). "
                "Both were taken; look at the paper of both."
            )
        elif sha256 in self._images:
            self._report.duplicates.append(
                f"Ballot {sheet.ballot} has an image ({image.name}) that is in the record already "
                "under another sheet. It was taken; look at the paper of both."
            )


def _line(sheet: SourceSheet, images: list[str]) -> Line:
    return {
        "sheet": str(sheet.sheet),
        "ballot": sheet.ballot,
        "precinct": sheet.precinct,
        "group": sheet.group.value,
        "batch": sheet.container,
        "position": sheet.position,
        "lot": sheet.lot.value,
        "images": images,
        "contests": [
            [
                c.contest,
                None if c.condition is None else c.condition.value,
                machine_value(c.machine),
            ]
            for c in sheet.contests
        ],
        "salt": secrets.token_hex(16),
    }


def _unwritable(sheet: SourceSheet) -> Problem | None:
    """Why the record's list of sheets has no room for this one; ``None`` if it has."""
    try:
        encode_line(_line(sheet, []))
    except NotCanonical as error:
        name = sheet.images[0].name if sheet.images else "the source"
        why = f"{str(error).rstrip('.')}. Correct the source, or look at the paper."
        return Problem(name, None, None, f"Ballot {sheet.ballot[:80]}: {why}")
    return None


def _sidecar_line(sheet: SourceSheet, staged: Iterable[tuple[SourceImage, str]]) -> bytes:
    """What helps people see the sheet: pages in paper order with boxes, notes, ballot style."""
    value = {
        "sheet": str(sheet.sheet),
        "pages": [
            [sha256, image.page, None if image.layout is None else image.layout.as_value()]
            for image, sha256 in staged
        ],
        "notes": {c.contest: c.note for c in sheet.contests if c.note},
        "style": sheet.style,
    }
    return json.dumps(value, sort_keys=True).encode() + b"\n"
