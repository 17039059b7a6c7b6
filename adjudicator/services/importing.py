"""Bring flagged ballots into the record: everything or nothing, and every problem named.

One entry per import.  Sheets, readings and lots go into a canonical manifest, images into the
content-addressed store, boxes and notes into a sidecar that counts for nothing.  What cannot be
used is quarantined with its reason; the rest goes on.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from adjudicator.domain.ballots import Lot
from adjudicator.domain.cases import machine_value
from adjudicator.domain.tally import BALLOTS, Cell, MachineCount
from adjudicator.imaging.probe import ImageUnreadable, probe
from adjudicator.interchange.comparing import compare_expected
from adjudicator.interchange.counts import counts_of_sheets
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import (
    Quarantined,
    Source,
    SourceImage,
    SourceSheet,
)
from adjudicator.ledger import bodies
from adjudicator.ledger import counts as ledger_counts
from adjudicator.ledger.manifests import Line, ManifestSummary, encode_manifest, summarise
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.import_report import ImportReport
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.files import Busy
from adjudicator.storage.images import ImageStage
from adjudicator.storage.queries.imports import known_sheets, list_imports
from adjudicator.storage.record import Appended

Progress = Callable[[int, int | None], None]
"""Called with sheets done and, where known, sheets in all."""


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The import was stopped by the person; nothing of it is left."""


@dataclass(slots=True)
class _Gathered:
    """What the source gave, before anything is in the record."""

    lines: list[Line] = field(default_factory=list)
    sidecar: list[bytes] = field(default_factory=list)
    sheets: list[SourceSheet] = field(default_factory=list)
    first_use: dict[str, str] = field(default_factory=dict)


class Importer:
    """One run over one source."""

    def __init__(
        self,
        recount: Recount,
        source: Source,
        *,
        counts: list[MachineCount] | None = None,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._recount = recount
        self._source = source
        self._counts = counts
        self._progress = progress
        self._cancelled = cancelled
        self._stage = ImageStage(recount.folder, secrets.token_hex(6))
        self._report = ImportReport(reader=source.reader)
        self._manifest = ""

    def run(self, clerk: Signer) -> ImportReport:
        """Read everything, then append one entry signed by the clerk and the log key.

        :raises Cancelled: nothing is left of it.
        :raises Refusal: the record does not take it, or another import is running; nothing is left
            of it.
        """
        try:
            self._stage.begin()
        except Busy as error:
            raise Refusal(
                "Another import is running in this folder, so this one did not begin. "
                "Wait until it has ended, then import again."
            ) from error
        try:
            files = self._hash_files()
            gathered = self._gather()
            appended = self._append(files, gathered, clerk)
        except BaseException:
            if self._is_recorded():
                # Stopped between the commit and its acknowledgement: what is recorded stays.
                self._stage.keep()
            else:
                self._stage.undo()
            raise
        self._stage.keep()
        self._report.entry = appended.index
        return self._report

    def _is_recorded(self) -> bool:
        with self._recount.reading() as connection:
            return any(r.manifest == self._manifest for r in list_imports(connection))

    def _hash_files(self) -> list[tuple[str, int, str]]:
        files = []
        for file in self._source.files():
            data = file.path.read_bytes()
            files.append((file.name, len(data), hashlib.sha256(data).hexdigest()))
        return sorted(files)

    def _gather(self) -> _Gathered:
        total = self._source.total()
        with self._recount.reading() as connection:
            known = known_sheets(connection, self._recount.folder)
        gathered, seen = _Gathered(), set[str]()
        for done, record in enumerate(self._source.records(), start=1):
            if self._cancelled():
                raise Cancelled
            if isinstance(record, Quarantined):
                self._report.quarantined.append(record.where)
            elif str(record.sheet) in known:
                self._report.duplicates.append(
                    f"Sheet {record.sheet} (ballot {record.ballot}) is already in the record; "
                    "it was not taken again."
                )
            elif str(record.sheet) in seen:
                self._report.duplicates.append(
                    f"Sheet {record.sheet} (ballot {record.ballot}) stands twice in this source; "
                    "only the first was taken. Look at the paper."
                )
            else:
                seen.add(str(record.sheet))
                self._take(record, gathered)
            self._progress(done, total)
        if not gathered.lines:
            raise UsageError(
                "No sheet of this source could be taken, so nothing was imported. "
                + (
                    f"First problem: {self._report.quarantined[0]}"
                    if self._report.quarantined
                    else "Every sheet is in the record already."
                    if self._report.duplicates
                    else "The source holds no sheets."
                )
            )
        return gathered

    def _take(self, sheet: SourceSheet, gathered: _Gathered) -> None:
        hashes: list[str] = []
        staged: list[tuple[SourceImage, str]] = []
        for image in sheet.images:
            problem = self._put(image, staged)
            if problem is not None:
                self._report.quarantined.append(
                    Problem(image.name, None, None, f"Ballot {sheet.ballot}: {problem}")
                )
                return
        for image, sha256 in staged:
            hashes.append(sha256)
            first = gathered.first_use.setdefault(sha256, sheet.ballot)
            if first != sheet.ballot:
                self._report.duplicates.append(
                    f"Ballots {first} and {sheet.ballot} have the same image ({image.name}). "
                    "Both were taken; look at the paper of both."
                )
        gathered.lines.append(_line(sheet, list(dict.fromkeys(hashes))))
        gathered.sheets.append(sheet)
        gathered.sidecar.append(_sidecar_line(sheet, staged))
        self._report.notes += sum(1 for c in sheet.contests if c.note)

    def _put(self, image: SourceImage, staged: list[tuple[SourceImage, str]]) -> str | None:
        try:
            data = image.path.read_bytes()
        except OSError as error:
            return f"The image cannot be read: {error.strerror or error}."
        sha256 = hashlib.sha256(data).hexdigest()
        if image.expected_sha256 is not None and image.expected_sha256 != sha256:
            return (
                "The image is not the one the manifest names: its SHA-256 is "
                f"{sha256[:12]}..., the manifest says {image.expected_sha256[:12]}...."
            )
        try:
            probe(data)
        except ImageUnreadable as error:
            return str(error)
        staged.append((image, self._stage.put(data)))
        return None

    def _machine_counts(self, sheets: list[SourceSheet]) -> list[MachineCount]:
        """The machine's counts: those given, else added up from the sheets of the source.

        A source that lists flagged sheets only tells no number of ballots, so nothing it adds up to
        is ever called balanced.  Sheets of lots outside the totals are counted from their own
        readings either way.
        """
        if self._counts is None:
            counted = counts_of_sheets(sheets, self._recount.election)
            if self._source.complete:
                return counted
            return [c for c in counted if c.bucket != BALLOTS]
        apart = [sheet for sheet in sheets if sheet.lot is not Lot.ACCEPTED]
        return [*self._counts, *counts_of_sheets(apart, self._recount.election)]

    def _append(
        self, files: list[tuple[str, int, str]], gathered: _Gathered, clerk: Signer
    ) -> Appended:
        recount = self._recount
        manifest = encode_manifest(gathered.lines)
        summary = summarise(manifest, recount.origin, recount.state.data.contests)
        counts = _counts_bytes(self._machine_counts(gathered.sheets))
        digest = ledger_counts.digest(counts)
        self._manifest = summary.digest
        lists = {
            recount.folder.manifest(summary.digest): manifest,
            recount.folder.sidecar(summary.digest): b"".join(gathered.sidecar),
            recount.folder.counts(digest): counts,
        }
        for path, data in lists.items():
            self._stage.write(path, data)
        self._tell(summary, gathered)
        self._stage.place()
        fields = bodies.import_(
            files=files,
            reader=self._source.reader,
            version=self._source.version,
            lots=summary.lots,
            flagged=summary.flagged,
            quarantined=len(self._report.quarantined),
            manifest=summary.digest,
            manifest_root=summary.root,
            counts=digest,
        )
        images = [recount.folder.image(sha256) for sha256 in gathered.first_use]
        return recount.append(
            fields,
            [clerk, recount.log_signer],
            openings=summary.rows,
            files=[*lists, *images],
        )

    def _tell(self, summary: ManifestSummary, gathered: _Gathered) -> None:
        report = self._report
        report.sheets = len(gathered.lines)
        report.images = len(gathered.first_use)
        report.lots = dict(summary.lots)
        report.flagged = list(summary.flagged)
        report.notices = list(self._source.notices)
        if self._counts is None:
            return
        found = [
            (Cell(c.contest, sheet.precinct, sheet.group.value, sheet.lot.value), c.machine)
            for sheet in gathered.sheets
            for c in sheet.flagged
        ]
        contests = frozenset(self._recount.state.data.contests)
        report.comparisons = list(compare_expected(self._counts, found, contests=contests))


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


def _sidecar_line(sheet: SourceSheet, staged: Iterable[tuple[SourceImage, str]]) -> bytes:
    """What helps people see the sheet: its pages in paper order with their boxes, and notes."""
    value = {
        "sheet": str(sheet.sheet),
        "pages": [
            [sha256, image.page, None if image.layout is None else image.layout.as_value()]
            for image, sha256 in staged
        ],
        "notes": {c.contest: c.note for c in sheet.contests if c.note},
    }
    return json.dumps(value, sort_keys=True).encode() + b"\n"


def _counts_bytes(counts: Iterable[MachineCount]) -> bytes:
    return ledger_counts.encode(
        ledger_counts.Count(
            c.cell.contest, c.cell.precinct, c.cell.group, c.cell.lot, c.bucket, c.n
        )
        for c in counts
    )
