"""Verify a record: every entry, what lies beside it, and what people kept outside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.domain.wording import count, counted
from adjudicator.ledger import origin
from adjudicator.ledger.notes import record_code
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying import beside, observers, tables
from adjudicator.services.verifying.anchors import Anchor, compare, worst
from adjudicator.services.verifying.images import DOCUMENTS, IMAGES, altered, missing_images
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.signatures import SignatureChecks, all_cores
from adjudicator.services.verifying.verdicts import Compared, Failure, Outcome, Verdict
from adjudicator.services.watermarks import watermark_of
from adjudicator.storage.folder import FolderError
from adjudicator.storage.record_files import record_files

Progress = Callable[[str, int, int], None]
"""Called with what is being looked at, and steps done and in all."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A verdict, and the reading it rests on."""

    verdict: Verdict
    reading: RecordReading


@dataclass(slots=True)
class _Around:
    """What was found around the entries; of no account where one of them does not hold."""

    failure: Failure | None = None
    skipped: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


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
    return examine(path, anchors, quick=quick, jobs=jobs, progress=progress).verdict


def examine(
    path: Path,
    anchors: Sequence[Anchor] = (),
    *,
    quick: bool = False,
    jobs: int | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Examined:
    """Verify like :func:`verify`, for whoever goes on with what was read.

    :raises UsageError: as :func:`verify`.
    """
    around = _Around()

    def look_around() -> None:
        around.failure = next(_beside(path, reading, spoiled), None)
        around.skipped = tuple(_left_out(path, reading, quick=quick))
        around.noted = () if around.failure is not None else tuple(_noted(path, reading))

    try:
        files = record_files(path)
        spoiled = _spoiled(path, quick=quick)
        with SignatureChecks(jobs or all_cores()) as checks:
            reading = RecordReading(files, checks, [name.name for name in spoiled])
            reading.read(lambda done, total: progress("entries", done, total), look_around)
    except (FolderError, OSError) as error:
        raise UsageError(str(error)) from error
    skipped = [] if reading.newer else list(_withheld(reading))
    failure = reading.failure
    if failure is None:
        failure = around.failure
        skipped += around.skipped
    if failure is None and tables.has_tables(reading) and not quick:
        told = tables.wrong_tables(
            path, reading, skipped, lambda done, total: progress("entries replayed", done, total)
        )
        failure = next(told, None)
    # Where an entry does not hold, what comes after it was not read, so nothing is compared.
    compared = compare(reading.state, anchors) if _is_whole(failure) else ()
    noted = around.noted if failure is None else ()
    return Examined(_verdict(reading, failure, compared, skipped, noted, quick=quick), reading)


def _is_whole(failure: Failure | None) -> bool:
    """Whether every entry was read, so that what people kept can be compared."""
    return failure is None or failure.entry is None or failure.code == "newer"


def _outcome(failure: Failure | None, compared: Sequence[Compared], *, quick: bool) -> Outcome:
    """The verdict: what does not hold comes first, then two records, shorter, newer."""
    if failure is not None and failure.code != "newer":
        return Outcome.BROKEN
    found = worst(compared)
    if found in {Outcome.TWO, Outcome.SHORTER}:
        return found
    if failure is not None:
        return Outcome.NEWER
    return Outcome.ALONE if quick else found


def _verdict(
    reading: RecordReading,
    failure: Failure | None,
    compared: Sequence[Compared],
    skipped: Sequence[str],
    noted: Sequence[str],
    *,
    quick: bool,
) -> Verdict:
    state = reading.state
    size = state.size
    if failure is not None and failure.entry is not None and failure.code != "newer":
        size = min(size, failure.entry)
    return Verdict(
        outcome=_outcome(failure, compared, quick=quick),
        origin=state.data.origin,
        size=size,
        record_code=record_code(state.root_at(size)),
        failure=failure,
        compared=tuple(compared),
        skipped=tuple(skipped),
        noted=tuple(noted),
        quick=quick,
    )


def _spoiled(path: Path, *, quick: bool) -> list[Path]:
    """Images and documents that are not what their names say, by where they lie."""
    stores = (DOCUMENTS,) if quick else (IMAGES, DOCUMENTS)
    flat = beside.is_export(path)
    return [name for store in stores for name in altered(path, store, flat=flat)]


def _beside(path: Path, reading: RecordReading, spoiled: Sequence[Path]) -> Iterator[Failure]:
    """What is wrong with files that are no entries, in the order of the format."""
    state, export = reading.state, beside.is_export(path)
    if export:
        yield from beside.wrong_head(path, state)
        yield from beside.wrong_manifest(path, state)
    yield from _wrong_openings(reading)
    yield from beside.wrong_others(path, reading.beside.fixed)
    yield from beside.wrong_images([name.as_posix() for name in spoiled])
    if export:
        yield from beside.wrong_tally(path, _tally(reading))


def _wrong_openings(reading: RecordReading) -> Iterator[Failure]:
    """Openings that are none, or that open nothing the record names."""
    evidence, file = reading.evidence, reading.files.openings_file
    if evidence is not None and evidence.openings.fault:
        yield Failure(None, "", "file", evidence.openings.fault, file)
    if evidence is not None and evidence.openings.false:
        yield Failure(None, "", "seal", "an opening does not give its seal", file)


def _tally(reading: RecordReading) -> Mapping[str, Any] | None:
    refold = reading.tally()
    return None if refold is None else refold.document()


def _left_out(path: Path, reading: RecordReading, *, quick: bool) -> Iterator[str]:
    """What was not looked at, and why."""
    if beside.is_export(path) and _tally(reading) is None:
        yield "tally.json was not compared: something the tally needs is withheld."
    if quick:
        yield "Images were not read: this was a quick look."
        if tables.has_tables(reading):
            yield "The working tables were not compared with the record: this was a quick look."
        return
    wanted = set(_images(reading))
    missing = missing_images(path, wanted)
    if missing:
        yield f"{missing} of {len(wanted)} images are not here, so they were not read."


def _images(reading: RecordReading) -> Iterator[str]:
    """The images of every case."""
    evidence = reading.evidence
    for case in reading.state.data.cases.values():
        for seal in case.rows:
            row = None if evidence is None else evidence.row(seal)
            yield from () if row is None else row["images"]


def _withheld(reading: RecordReading) -> Iterator[str]:
    for what, n in sorted(reading.beside.withheld.items()):
        one = n == 1
        yield (
            f"{counted(n, what)} {'is' if one else 'are'} withheld or missing; what "
            f"{'it hides' if one else 'they hide'} was not checked."
        )
    if reading.state.withheld:
        left = count(reading.state.withheld, "check was", "checks were")
        yield f"{left} left out for what is withheld."


def _noted(path: Path, reading: RecordReading) -> Iterator[str]:
    """What is in order and should be known."""
    data = reading.state.data
    mark = watermark_of(origin.parse(data.origin).purpose)
    if mark is not None:
        yield f"{mark}."
    if beside.is_export(path):
        for name in beside.not_covered(path):
            yield f"{name} is not listed in {beside.MANIFEST}, so nobody signed for it."
    if data.policy is not None and not data.policy.cosign:
        yield "Heads of this record are not cosigned: it is a rehearsal or a demonstration."
    elif data.due_heads:
        listed = ", ".join(str(index) for index in sorted(data.due_heads))
        yield f"The heads after these entries have not been cosigned: {listed}."
    late = sum(bool(objection.late) for objection in data.objections.values())
    if late:
        yield f"Late objections, made after the close: {late}."
    yield from observers.lines_of(data)
    if data.finished is not None:
        yield f"The recount was finished at entry {data.finished}."
