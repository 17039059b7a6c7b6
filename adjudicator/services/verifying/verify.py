"""Verify a record: every entry, what lies beside it, and what people kept outside."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from adjudicator.ledger.notes import record_code
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying import beside
from adjudicator.services.verifying.anchors import Anchor, compare, worst
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.signatures import SignatureChecks
from adjudicator.services.verifying.verdicts import Compared, Failure, Outcome, Verdict
from adjudicator.storage.folder import FolderError
from adjudicator.storage.record_files import record_files

Progress = Callable[[str, int, int], None]
"""Called with what is being looked at, and steps done and in all."""


def verify(
    path: Path,
    anchors: Sequence[Anchor] = (),
    *,
    quick: bool = False,
    jobs: int | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Verdict:
    """Verify what lies at a path: a recount folder, its second path, or an export.

    :param quick: leave out what only reading every image can find.
    :param jobs: how many processes check signatures; as many as there are cores if not given.
    :raises UsageError: there is no record at that path, or it cannot be read.
    """
    try:
        files = record_files(path)
        workers = jobs or len(os.sched_getaffinity(0))
        with SignatureChecks(workers) as checks:
            reading = RecordReading(files, checks)
            reading.read(lambda done, total: progress("entries", done, total))
    except (FolderError, OSError) as error:
        raise UsageError(str(error)) from error
    if reading.newer:
        return _verdict(reading, Outcome.NEWER, noted=(reading.newer,))
    compared = compare(reading.state, anchors)
    failure = reading.failure
    skipped = list(_withheld(reading))
    if failure is None and reading.state.size == 0:
        failure = Failure(0, "", "order", "it has no entries")
    if failure is None:
        failure = _beside(path, reading, skipped, quick=quick)
    if failure is not None:
        return _verdict(reading, Outcome.BROKEN, failure, compared, skipped)
    return _verdict(reading, worst(compared), None, compared, skipped, tuple(_noted(reading)))


def _verdict(
    reading: RecordReading,
    outcome: Outcome,
    failure: Failure | None = None,
    compared: Sequence[Compared] = (),
    skipped: Sequence[str] = (),
    noted: Sequence[str] = (),
) -> Verdict:
    state = reading.state
    return Verdict(
        outcome=outcome,
        origin=state.data.origin,
        size=state.size,
        record_code=record_code(state.root),
        failure=failure,
        compared=tuple(compared),
        skipped=tuple(skipped),
        noted=tuple(noted),
    )


def _beside(
    path: Path, reading: RecordReading, skipped: list[str], *, quick: bool
) -> Failure | None:
    """The first thing wrong with files that are no entries."""
    state = reading.state
    if beside.is_export(path):
        refold = reading.tally()
        document = None if refold is None else refold.document()
        found = next(beside.wrong_export(path, state, document), None)
        if found is not None:
            return found
    if quick:
        skipped.append("Images were not read (--quick).")
        return None
    wanted = dict(_images(reading))
    missing = beside.missing_images(path, wanted)
    if missing:
        skipped.append(f"{missing} of {len(wanted)} images are not here, so they were not read.")
    altered = list(beside.altered_images(path))
    if not altered:
        return None
    entry = min(_brought(reading, wanted, digest) for digest in altered)
    what = f"{len(altered)} of its images are not what it hashes, {altered[0][:16]} among them"
    return Failure(entry, "import", "file", what)


def _brought(reading: RecordReading, wanted: Mapping[str, int], digest: str) -> int:
    """The import that brought an image: of a case, or of a sheet that was not flagged."""
    if digest in wanted:
        return wanted[digest]
    imports = reading.state.data.imports.values()
    for each in imports:
        data = (
            None
            if reading.evidence is None
            else reading.evidence.read(f"manifests/{each.manifest}.jsonl")
        )
        if data is not None and digest.encode() in data:
            return each.index
    return min((each.index for each in imports), default=0)


def _images(reading: RecordReading) -> Iterator[tuple[str, int]]:
    """The images of every case, and the import that brought each."""
    evidence = reading.evidence
    for case in reading.state.data.cases.values():
        for seal in case.rows:
            row = None if evidence is None else evidence.row(seal)
            for digest in () if row is None else row["images"]:
                yield digest, case.pile if case.import_ is None else case.import_


def _withheld(reading: RecordReading) -> Iterator[str]:
    for what, n in sorted(reading.withheld.items()):
        yield f"{n} {what} are withheld or missing; what they hide was not checked."
    if reading.state.withheld:
        yield f"{reading.state.withheld} checks were left out for what is withheld."


def _noted(reading: RecordReading) -> Iterator[str]:
    """What is in order and should be known."""
    data = reading.state.data
    if data.policy is not None and not data.policy.cosign:
        yield "Heads of this record are not cosigned: it is a rehearsal or a demonstration."
    elif data.due_heads:
        listed = ", ".join(str(index) for index in sorted(data.due_heads))
        yield f"The heads after these entries have not been cosigned: {listed}."
    late = sum(bool(objection.late) for objection in data.objections.values())
    if late:
        yield f"{late} objections were made late, after the close."
    if data.finished is not None:
        yield f"The recount was finished at entry {data.finished}."
