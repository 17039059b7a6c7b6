"""Find the reader for whatever a person points at."""

from pathlib import Path

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.interchange.problems import Unreadable, unreadable
from adjudicator.interchange.sources.counts_alone import CountsAlone
from adjudicator.interchange.sources.manifest_columns import COLUMNS
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.interchange.sources.records import Source
from adjudicator.interchange.sources.scanner_backup import DATABASE, ScannerBackup
from adjudicator.interchange.tables import open_table

_PREFERRED = ("manifest.csv",)


def open_source(path: Path, election: Election, *, group: CountingGroup | None = None) -> Source:
    """The reader for a file or folder.

    ``group`` is the counting group of sheets for which the source names none.

    :raises Unreadable: there is nothing at the path we can read, or what is there is broken.
    """
    if path.is_dir():
        if (path / DATABASE).is_file():
            return _scanner(path, election, group)
        return PlainManifest(_manifest_in(path), election, group)
    if not path.exists():
        raise unreadable(path.name, "There is no such file or folder.")
    if path.name == DATABASE:
        return _scanner(path.parent, election, group)
    if path.suffix.lower() in {".csv", ".txt", ".tsv"}:
        return PlainManifest(path, election, group)
    raise _unknown(path, f'The name ends in "{path.suffix}".')


def open_delivery(
    source: Path | None,
    counts: Path | None,
    election: Election,
    *,
    group: CountingGroup | None = None,
) -> Source:
    """The reader for what somebody brings: ballots or, in the place of replaced ones, counts alone.

    :raises Unreadable: neither is named, or what is named cannot be read.
    """
    if source is not None:
        return open_source(source, election, group=group)
    if counts is None:
        raise unreadable("", "Neither ballots nor counts are named.")
    return CountsAlone(counts)


def _scanner(folder: Path, election: Election, group: CountingGroup | None) -> ScannerBackup:
    return ScannerBackup(folder, election, group or CountingGroup.ELECTION_DAY)


def _manifest_in(folder: Path) -> Path:
    for name in _PREFERRED:
        if (folder / name).is_file():
            return folder / name
    tables = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".csv" and p.is_file())
    manifests = [p for p in tables if _is_manifest(p)]
    if len(manifests) == 1:
        return manifests[0]
    if manifests:
        names = ", ".join(p.name for p in manifests)
        raise unreadable(
            folder.name, f"There are several manifests here: {names}. Name the one you mean."
        )
    raise _unknown(folder, f"It holds {len(tables)} CSV files, none of them a manifest.")


def _is_manifest(path: Path) -> bool:
    try:
        with open_table(path, COLUMNS):
            return True
    except Unreadable:
        return False


def _unknown(path: Path, found: str) -> Unreadable:
    return unreadable(
        path.name,
        "This is nothing the program can import. It looked for the backup of a scanner "
        f"(a folder with {DATABASE} and the images) and for a plain manifest (a CSV file with the "
        "columns ballot_id, precinct, counting_group, batch, sequence, contest, condition and "
        f"image, or a folder with one). {found}",
    )
