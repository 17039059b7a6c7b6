"""The second copy keeps up; a path that dies never stops the recount, and catches up later."""

import errno
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from adjudicator.services.errors import UsageError
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import set_second_path
from adjudicator.services.status import recount_status
from adjudicator.storage import second_path
from adjudicator.storage.files import append_durably, whole_lines
from adjudicator.storage.schema import entries, openings
from adjudicator.storage.second_path import content, seal_of
from tests.support.scene import Scene, Sheet


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "copy"


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in content(root)}


def _is_whole(scene: Scene, copy: Path) -> None:
    """Every entry, opening and file of the folder is on the copy, once."""
    with scene.recount.reading() as connection:
        data = list(connection.execute(select(entries.c.data).order_by(entries.c.i)).scalars())
        seals = sorted(connection.execute(select(openings.c.seal)).scalars())
    assert whole_lines(copy / "record.jsonl") == data
    assert sorted(seal_of(x).decode() for x in whole_lines(copy / "openings.jsonl")) == seals
    assert _files(copy) == _files(scene.path)
    assert scene.recount.store.mirror.lag() == 0
    assert scene.recount.store.mirror.problem is None


def _work(scene: Scene) -> None:
    scene.sit()
    scene.import_sheets([Sheet(1), Sheet(2, ("ann", "bob"))])
    scene.pile()
    scene.rule(scene.cases()[0])


def test_what_was_there_and_what_comes_is_copied(scene: Scene, copy: Path) -> None:
    scene.sit("ada")
    set_second_path(scene.recount, copy)
    _is_whole(scene, copy)
    _work(scene)
    _is_whole(scene, copy)
    for name in ("recount.json", "election.json", "rules.toml", "recount.tlog-policy"):
        assert (copy / name).read_bytes() == (scene.path / name).read_bytes()
    assert (copy / "log.key").read_bytes() == (scene.recount.folder.keys / "log.key").read_bytes()
    assert not list(copy.rglob("kelly.key"))


def test_it_is_remembered_and_the_lag_told_after_a_restart(scene: Scene, copy: Path) -> None:
    set_second_path(scene.recount, copy)
    _work(scene)
    again = scene.reopen()
    assert again.recount.store.mirror.path == copy.resolve()
    assert recount_status(again.recount).copy_lag == 0
    lines = (copy / "record.jsonl").read_bytes().splitlines(keepends=True)
    (copy / "record.jsonl").write_bytes(b"".join(lines[:-3]))
    third = again.reopen()
    status = recount_status(third.recount)
    assert status.copy_lag == 3
    assert "The second copy lags: 3 entries are not on it yet." in status.waiting
    third.recount.store.mirror.follow()
    _is_whole(third, copy)
    third.recount.close()


def test_a_path_that_dies_lags_and_catches_up(scene: Scene, copy: Path) -> None:
    set_second_path(scene.recount, copy)
    scene.sit()
    size = scene.recount.state.size
    away = copy.rename(copy.with_name("away"))
    copy.write_bytes(b"no folder any more")

    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    scene.rule(scene.cases()[0])

    status = recount_status(scene.recount)
    assert status.copy_lag == scene.recount.state.size - size > 0
    assert status.copy_problem is not None
    assert any(line.startswith("The second copy lags") for line in status.waiting)

    copy.unlink()
    away.rename(copy)
    scene.rule(scene.cases()[1])
    _is_whole(scene, copy)


def test_a_disk_that_runs_full_in_a_line_catches_up(
    scene: Scene, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_second_path(scene.recount, copy)
    room = {"bytes": 300}

    def full(path: Path, lines: Iterable[bytes]) -> None:
        data = b"".join(line + b"\n" for line in lines)
        if len(data) > room["bytes"]:
            with path.open("ab") as out:
                out.write(data[: room["bytes"]])
            room["bytes"] = 0
            raise OSError(errno.ENOSPC, "No space left on device")
        room["bytes"] -= len(data)
        append_durably(path, data.splitlines())

    monkeypatch.setattr(second_path, "append_durably", full)
    scene.sit("ada")
    assert scene.recount.store.mirror.problem == "No space left on device"
    assert (scene.recount.store.mirror.lag() or 0) > 0
    assert not (copy / "record.jsonl").read_bytes().endswith(b"\n")
    monkeypatch.undo()
    scene.import_sheets([Sheet(1)])
    _is_whole(scene, copy)


def test_two_stations_write_each_entry_once(scene: Scene, copy: Path) -> None:
    set_second_path(scene.recount, copy)
    other = Scene(open_recount(scene.path, station="s2"), scene.path)
    for _ in range(2):
        scene.sit("ada")
        other.sit("ben")
    scene.import_sheets([Sheet(1)])
    other.sit("lee")
    _is_whole(scene, copy)
    other.recount.close()


@pytest.mark.parametrize("what", ["other recount", "other files", "inside"])
def test_a_path_that_holds_something_else_is_refused(tmp_path: Path, copy: Path, what: str) -> None:
    scene = Scene.copy_of_constituted(tmp_path / "here")
    if what == "other recount":
        other = Scene.make(tmp_path / "there")
        set_second_path(other.recount, copy)
        words = "it holds the copy of another recount"
    elif what == "other files":
        copy.mkdir(parents=True)
        (copy / "photos.txt").write_text("Not to be touched.")
        words = "it holds other files"
    else:
        copy = scene.path / "images"
        words = "it lies inside the recount folder itself"
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    with pytest.raises(UsageError, match=words):
        set_second_path(scene.recount, copy)
    assert {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()} == before
    assert scene.recount.store.mirror.path is None


def test_an_older_copy_of_the_folder_never_writes_over_a_newer_second_path(
    tmp_path: Path, copy: Path
) -> None:
    scene = Scene.copy_of_constituted(tmp_path / "here")
    set_second_path(scene.recount, copy)
    scene.recount.close()
    shutil.copytree(tmp_path / "here", tmp_path / "snapshot")
    newer = Scene(open_recount(scene.path), tmp_path)
    newer.sit("ada", "ben")
    newer.recount.close()
    record = (copy / "record.jsonl").read_bytes()

    older = Scene(open_recount(tmp_path / "snapshot" / "recount"), tmp_path)
    older.sit("lee")
    assert "so this folder is an older copy" in (older.recount.store.mirror.problem or "")
    older.sit("ada", "ben", "ortiz")
    assert (
        older.recount.store.mirror.problem
        == "its entries are not the ones of this folder; keep both"
    )
    assert (copy / "record.jsonl").read_bytes() == record
    older.recount.close()


def test_none_unsets_it(scene: Scene, copy: Path) -> None:
    set_second_path(scene.recount, copy)
    size = len(whole_lines(copy / "record.jsonl"))
    set_second_path(scene.recount, None)
    scene.sit("ada")
    assert len(whole_lines(copy / "record.jsonl")) == size
    assert scene.recount.store.mirror.lag() is None
