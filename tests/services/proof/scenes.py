"""A small recount brought to its ends."""

from pathlib import Path

from adjudicator.services.exporting.export import export_record
from adjudicator.services.proof.ends import close_contest, read_contest_end
from adjudicator.storage.record import Appended
from tests.support.scene import Scene, Sheet

SHEETS = (Sheet(1), Sheet(2), Sheet(3, container="8"))
"""Three blank contests for mayor, in two batches; council is full on each."""


def worked(scene: Scene) -> Scene:
    """Every case is ruled on, and no batch closed."""
    scene.import_sheets(SHEETS)
    scene.pile()
    scene.sit()
    for case in scene.cases():
        scene.rule(case)
    return scene


def all_closed(scene: Scene) -> Scene:
    """Every batch is closed."""
    worked(scene).close_batches(*[batch.number for batch in scene.batches()])
    return scene


def close(scene: Scene, contest: str) -> Appended:
    """The board's majority closes a contest."""
    board = scene.board()
    return close_contest(scene.recount, read_contest_end(scene.recount, contest), board)


def ready_to_finish(scene: Scene, out: Path) -> Scene:
    """Both contests are closed and the record is exported."""
    all_closed(scene)
    for contest in ("mayor", "council"):
        close(scene, contest)
    export_record(scene.recount, out, scene.identity("cora"))
    return scene
