"""Killed at any point of importing and ruling: every acknowledged act is there, no half one.

Twenty points in the suite, two hundred in ``make crash`` (``ADJUDICATOR_CRASH_POINTS``), spread
evenly over all statements and file operations.
"""

import hashlib
import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import pytest

from adjudicator.ledger.manifests import decode_manifest
from adjudicator.services.proof.due import cosign
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import set_second_path
from adjudicator.storage.files import whole_lines
from adjudicator.storage.queries.imports import list_imports
from adjudicator.storage.schema import entries
from tests.crash.child import FIRST, SECOND, work
from tests.support.scene import Scene

POINTS = int(os.environ.get("ADJUDICATOR_CRASH_POINTS", "20"))
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.child"])

Acknowledged = list[tuple[int, bytes]]


def _run(place: Path, deadly: int | None) -> tuple[Acknowledged, int]:
    """Let a child work, and give what it acknowledged and how many points it passed (0: killed)."""
    mine, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(
        target=work, args=(place / "recount", place / "sources", deadly, theirs)
    )
    child.start()
    theirs.close()
    told: Acknowledged = []
    points = 0
    while True:
        try:
            message = mine.recv()
        except EOFError:
            break
        if isinstance(message, int):
            points = message
        else:
            told.append(message)
    child.join()
    assert child.exitcode == (0 if points else -signal.SIGKILL)
    return told, points


def _prepared(place: Path) -> Path:
    scene = Scene.copy_of_constituted(place)
    set_second_path(scene.recount, place / "second")
    scene.recount.close()
    return place


@pytest.fixture(scope="module")
def all_points(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many points a whole run passes."""
    told, points = _run(_prepared(tmp_path_factory.mktemp("whole")), None)
    assert len(told) > 2 * (len(FIRST) + len(SECOND))
    return points


@pytest.mark.crash
@pytest.mark.parametrize("number", range(POINTS))
def test_killed_at_a_point(all_points: int, tmp_path: Path, number: int) -> None:
    deadly = 1 + (2 * number + 1) * all_points // (2 * POINTS)
    told, points = _run(_prepared(tmp_path), deadly)
    assert points == 0, "the child was not killed"

    scene = Scene(open_recount(tmp_path / "recount"), tmp_path / "sources")

    _every_acknowledged_act_is_there(scene, told)
    assert rebuild_tables(scene.recount).identical
    _nothing_stands_about(scene)
    _the_second_path_catches_up(scene, tmp_path / "second")
    _work_goes_on(scene)
    scene.recount.close()
    shutil.rmtree(tmp_path)


def _every_acknowledged_act_is_there(scene: Scene, told: Acknowledged) -> None:
    tree = scene.recount.state.data.tree
    assert [tree.leaf(index) for index, _ in told] == [leaf for _, leaf in told]
    if told:
        # At most the one act that was under way stands behind the last one acknowledged, and the
        # witness of its head.
        assert told[-1][0] + 1 <= tree.size <= told[-1][0] + 3


def _nothing_stands_about(scene: Scene) -> None:
    """The folder holds the images and lists the record names: all of them, and no others."""
    folder = scene.recount.folder
    images, lists = set(), set()
    with scene.recount.reading() as connection:
        imports = list_imports(connection)
    for record in imports:
        data = folder.manifest(record.manifest).read_bytes()
        images |= {image for line in decode_manifest(data) for image in line["images"]}
        lists.add(record.manifest)
    there = {p.name: p for p in (folder.path / "images").rglob("*") if p.is_file()}
    assert set(there) - {".importing"} == images
    for name in images:
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == name
    assert {p.stem for p in (folder.path / "manifests").glob("[!.]*")} == lists
    assert {p.stem for p in (folder.path / "sidecars").glob("[!.]*")} == lists
    assert not list((folder.path / "images").glob(".incoming-*"))


def _the_second_path_catches_up(scene: Scene, second: Path) -> None:
    mirror = scene.recount.store.mirror
    mirror.follow()
    assert (mirror.problem, mirror.lag()) == (None, 0)
    with scene.recount.reading() as connection:
        rows = connection.execute(entries.select().order_by(entries.c.i))
        assert whole_lines(second / "record.jsonl") == [row.data for row in rows]


def _work_goes_on(scene: Scene) -> None:
    """The same delivery goes in now, if it did not before; the next case can be ruled on."""
    scene.sit("ada", "ben")
    with scene.recount.reading() as connection:
        imported = len(list_imports(connection))
    for sheets in (FIRST, SECOND)[imported:]:
        scene.import_sheets(sheets)
    if any(not r.piled for r in scene.recount.state.data.imports.values()):
        scene.pile()
    elif scene.recount.state.data.due_heads:
        # Killed between the pile and the cosigning of its head.
        cosign(scene.recount, scene.board())
    left = [case for case in scene.cases() if case.ruling is None]
    if left:
        scene.rule(left[0])
    assert rebuild_tables(scene.recount).identical
