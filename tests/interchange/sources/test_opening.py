from pathlib import Path

import pytest

from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.interchange.sources.scanner_backup import ScannerBackup
from tests.interchange.makers import small_election, written
from tests.interchange.sources.backups import FakeSheet, backup

HEADER = "ballot_id,precinct,counting_group,batch,sequence,contest,condition,image\n"


def test_a_scanner_backup_by_folder_or_file(tmp_path: Path) -> None:
    folder = backup(tmp_path / "scanner", FakeSheet("a"))
    assert isinstance(open_source(folder, small_election()), ScannerBackup)
    assert isinstance(open_source(folder / "scanner.db", small_election()), ScannerBackup)


def test_a_manifest_by_file_folder_or_the_only_one_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, "flagged.csv", HEADER)
    written(tmp_path, "counts.csv", "precinct,votes\n")
    assert isinstance(open_source(path, small_election()), PlainManifest)
    assert isinstance(open_source(tmp_path, small_election()), PlainManifest)
    written(tmp_path, "flagged2.csv", HEADER)
    with pytest.raises(Unreadable, match=r"several manifests here: flagged\.csv, flagged2\.csv"):
        open_source(tmp_path, small_election())
    written(tmp_path, "manifest.csv", HEADER)
    assert isinstance(open_source(tmp_path, small_election()), PlainManifest)


def test_what_nobody_can_import_is_said_with_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"looked for the backup of a scanner.*scanner\.db"):
        open_source(tmp_path, small_election())
    pdf = written(tmp_path, "ballots.pdf", "%PDF")
    with pytest.raises(Unreadable, match=r'plain manifest.*ends in "\.pdf"'):
        open_source(pdf, small_election())
    with pytest.raises(Unreadable, match="no such file"):
        open_source(tmp_path / "nowhere", small_election())


def test_a_manifest_without_a_column_is_refused_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "m.csv", HEADER.replace("condition", "conditon"))
    with pytest.raises(Unreadable, match=r'column condition is missing\. Is it "conditon"\?'):
        open_source(path, small_election())
