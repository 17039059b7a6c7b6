"""One heap of all that came, told apart by what it is."""

from pathlib import Path

import pytest

from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.sorting import SourceKind, sort_sources


def test_a_folder_may_hold_everything(state_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bay").symlink_to(state_folder / "bay")
    (tmp_path / "ann.csv").write_text('"Typist";county;contest;choice;votes\n')
    (tmp_path / "gulf.csv").write_text("county,precinct,office,candidate,votes\n")
    (tmp_path / "lake.xml").write_text("<x/>")
    (tmp_path / "leon.status").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    heap = sort_sources([tmp_path, state_folder / "leon"])
    assert {kind: [path.name for path in heap.of(kind)] for kind in SourceKind} == {
        SourceKind.EXPORT: ["bay", "leon"],
        SourceKind.RETURNS: ["gulf.csv", "lake.xml"],
        SourceKind.TYPED: ["ann.csv"],
        SourceKind.STATUS: ["leon.status"],
    }


def test_what_is_none_of_them_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    for path in (tmp_path, tmp_path / "notes.txt", tmp_path / "nowhere"):
        with pytest.raises(UsageError, match="holds no export"):
            sort_sources([path])
