"""Bring flagged ballots into the record: everything or nothing, and every problem named.

One entry per import.  Sheets, readings and lots go into a canonical manifest, images into the
content-addressed store, boxes and notes into a sidecar that counts for nothing.  What cannot be
used is quarantined with its reason; the rest goes on.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence

from adjudicator.domain.tally import Cell, MachineCount
from adjudicator.interchange.comparing import compare_expected
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.counts_alone import CountsAlone
from adjudicator.interchange.sources.records import Source
from adjudicator.ledger import bodies
from adjudicator.ledger import counts as ledger_counts
from adjudicator.ledger.manifests import ManifestSummary, encode_manifest, summarise
from adjudicator.services.duplicates import note_pairs
from adjudicator.services.errors import Refusal
from adjudicator.services.gathering import Cancelled, Gathered, Gatherer, Progress
from adjudicator.services.import_report import ImportReport
from adjudicator.services.layouts_left_out import note_left_out
from adjudicator.services.machine_counts import (
    Delivered,
    counts_bytes,
    counts_of_import,
    uncovered,
)
from adjudicator.services.proof.ceremony import Step, check_turn
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.replaced_counts import counts_alone
from adjudicator.storage.files import Busy
from adjudicator.storage.images import ImageStage
from adjudicator.storage.queries.imports import list_imports
from adjudicator.storage.record import Appended

__all__ = ["Cancelled", "Importer", "Progress"]


class Importer:
    """One run over one source.

    ``counts`` are the machine's own counts, where the county gives them, and ``notices`` what was
    left out of their file.
    """

    def __init__(
        self,
        recount: Recount,
        source: Source,
        *,
        counts: list[MachineCount] | None = None,
        notices: Sequence[Problem] = (),
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._recount = recount
        self._source = source
        self._counts = counts
        self._notices = notices
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
        if self._recount.only_read:
            raise Refusal(f"Not imported: {self._recount.only_read}")
        check_turn(self._recount, Step.IMPORT)
        if isinstance(self._source, CountsAlone):
            self._check_only_one()
            self._counts = counts_alone(self._recount, self._counts)
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

    def _gather(self) -> Gathered:
        if isinstance(self._source, CountsAlone):
            return Gathered()
        gatherer = Gatherer(self._recount, self._source, self._stage, self._report)
        return gatherer.run(self._progress, self._cancelled)

    def _check_only_one(self) -> None:
        """Two imports without a sheet would be one and the same to the record.

        :raises Refusal: one stands.
        """
        with self._recount.reading() as connection:
            standing = [r for r in list_imports(connection) if not r.voided and not r.sheets]
        if standing:
            raise Refusal(
                f"Import {standing[0].entry} brought counts without ballots, and it stands. "
                "Nothing was imported. Let the board declare that import void, which brings no "
                "other figure back; then import these counts."
            )

    def _is_recorded(self) -> bool:
        with self._recount.reading() as connection:
            return any(r.manifest == self._manifest for r in list_imports(connection))

    def _hash_files(self) -> list[tuple[str, int, str]]:
        files = []
        for file in self._source.files():
            data = file.path.read_bytes()
            files.append((file.name, len(data), hashlib.sha256(data).hexdigest()))
        return sorted(files)

    def _append(
        self, files: list[tuple[str, int, str]], gathered: Gathered, clerk: Signer
    ) -> Appended:
        recount = self._recount
        manifest = encode_manifest(gathered.lines)
        summary = summarise(manifest, recount.origin, recount.state.data.contests)
        delivered = Delivered(
            gathered.sheets, gathered.unusable, self._source.complete, gathered.unknown
        )
        counted = counts_of_import(recount, delivered, self._counts)
        self._tell_basis(delivered)
        self._manifest = summary.digest
        lists = {
            recount.folder.manifest(summary.digest): manifest,
            recount.folder.sidecar(summary.digest): b"".join(gathered.sidecar),
        }
        digest = None
        if counted is not None:
            counts = counts_bytes(counted)
            digest = ledger_counts.digest(counts)
            lists[recount.folder.counts(digest)] = counts
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
        # First the pairs: stopped between the two, nothing could count twice.
        note_pairs(recount, gathered.pairs, clerk)
        note_left_out(recount, files[0][0] if files else "", self._report.layouts, clerk)
        return recount.append(
            fields,
            [clerk, recount.log_signer],
            openings=summary.rows,
            files=[*lists, *images],
        )

    def _tell_basis(self, delivered: Delivered) -> None:
        """Say what "before" rests on, and what the given counts leave out."""
        if self._counts is not None:
            self._report.basis = "the machine's counts that were given"
            self._report.uncovered = uncovered(self._recount, delivered, self._counts)
        elif delivered.complete:
            self._report.basis = "every sheet of this source, as the machine read it"
        else:
            self._report.basis = "the flagged sheets alone; nothing can be balanced"

    def _tell(self, summary: ManifestSummary, gathered: Gathered) -> None:
        report = self._report
        report.sheets = len(gathered.lines)
        report.images = len(gathered.first_use)
        report.lots = dict(summary.lots)
        report.flagged = list(summary.flagged)
        report.notices = [*self._source.notices, *self._notices]
        if self._counts is None or isinstance(self._source, CountsAlone):
            return
        found = [
            (Cell(c.contest, sheet.precinct, sheet.group.value, sheet.lot.value), c.machine)
            for sheet in gathered.sheets
            for c in sheet.flagged
        ]
        contests = frozenset(self._recount.state.data.contests)
        report.comparisons = list(compare_expected(self._counts, found, contests=contests))
