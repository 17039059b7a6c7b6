"""A demonstration replaces an earlier one whole, and nothing else ever."""

from pathlib import Path

import pytest

from adjudicator.services.demonstration.folder import (
    DemonstrationFolder,
    check_replaceable,
    written_aside,
)
from adjudicator.services.errors import UsageError


def write(path: Path, text: str) -> None:
    with written_aside(path) as folder:
        (folder.path / "told.txt").write_text(text, encoding="utf-8")
        folder.mark("palmetto", "a label", "a note")


def test_an_earlier_demonstration_goes_away_whole(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    write(out, "first")
    (out / "left-behind.txt").write_text("", encoding="utf-8")
    write(out, "second")
    assert sorted(p.name for p in out.iterdir()) == ["demonstration.json", "told.txt"]
    assert (out / "told.txt").read_text(encoding="utf-8") == "second"
    assert list(tmp_path.iterdir()) == [out]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    out.mkdir()
    write(out, "first")
    assert (out / "told.txt").exists()


@pytest.mark.parametrize("marker", [None, "{}", "[]", "not JSON", '{"what": "something else"}'])
def test_a_folder_of_anything_else_is_refused_and_kept(tmp_path: Path, marker: str | None) -> None:
    out = tmp_path / "demo"
    out.mkdir()
    (out / "thesis.txt").write_text("three years", encoding="utf-8")
    if marker is not None:
        (out / "demonstration.json").write_text(marker, encoding="utf-8")
    with pytest.raises(UsageError, match="Nothing was changed"):
        check_replaceable(out)
    with pytest.raises(UsageError):
        write(out, "first")
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "three years"
    assert not (out / "told.txt").exists()
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for name in ("file", "link"):
        with pytest.raises(UsageError):
            check_replaceable(tmp_path / name)


def test_what_fails_half_way_leaves_the_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    write(out, "first")

    def fail(folder: DemonstrationFolder) -> None:
        (folder.path / "half.txt").write_text("", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), written_aside(out) as folder:
        fail(folder)
    assert (out / "told.txt").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [out]
